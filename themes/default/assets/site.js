// Nothing needs this file. It lets readers choose colours, copies links of headings, follows moved parts, brings the search.
{
  const root = document.documentElement, words = document.currentScript.dataset, key = "caveat-colours";
  const read = () => { try { return localStorage.getItem(key); } catch { return null; } };
  const apply = (choice) => {
    if (choice === "light" || choice === "dark") root.dataset.theme = choice;
    else delete root.dataset.theme;
  };
  apply(read());
  addEventListener("storage", (event) => { if (event.key === key) apply(event.newValue); });

  const make = (name, values, ...inner) => {
    const element = Object.assign(document.createElement(name), values);
    element.append(...inner);
    return element;
  };
  const follow = () => {
    const to = new URL(location), links = [...document.querySelectorAll(".moved a")];
    const link = links.find((one) => (to.hash = one.parentNode.id, to.hash === location.hash));
    if (link) location.replace(link.href);
  };

  addEventListener("DOMContentLoaded", () => {
    const options = ["system", "light", "dark"].map((value) => make("option", { value }, words[value]));
    const select = make("select", {}, ...options);
    select.value = root.dataset.theme || "system";
    select.onchange = () => {
      apply(select.value);
      try { localStorage.setItem(key, select.value); } catch {}
    };
    document.querySelector(".bar")?.append(make("label", { className: "colours" }, make("span", {}, words.colours), select));

    const search = document.querySelector("form.search");
    const bring = () => document.head.append(make("script", { src: search.dataset.script }));
    if (search && document.querySelector(".found")) bring();
    else search?.addEventListener("focusin", bring, { once: true });

    const status = make("p", { className: "status", role: "status" });
    document.querySelector("main").append(status);
    document.addEventListener("click", async (event) => {
      const anchor = event.target.closest?.("a.anchor");
      if (!anchor) return;
      try {
        await navigator.clipboard.writeText(anchor.href);
        status.textContent = words.copied;
        setTimeout(() => { status.textContent = ""; }, 2500);
      } catch {}
    });
    follow();
    addEventListener("hashchange", follow);
  });
}
