// Everything works without this file. It adds the choice of colours, copies links of headings, follows moved parts.
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
    const link = document.querySelector(".moved :target a");
    if (link) location.replace(link.href);
  };

  addEventListener("DOMContentLoaded", () => {
    const options = ["system", "light", "dark"].map((value) => make("option", { value }, words[value]));
    const select = make("select", { title: words.colours, ariaLabel: words.colours }, ...options);
    select.value = root.dataset.theme || "system";
    select.onchange = () => {
      apply(select.value);
      try { localStorage.setItem(key, select.value); } catch { /* the choice holds for this page */ }
    };
    document.querySelector(".bar")?.append(make("div", { className: "colours" }, select));

    const status = make("p", { className: "status", role: "status" });
    document.querySelector("main").append(status);
    document.addEventListener("click", async (event) => {
      const anchor = event.target.closest?.("a.anchor");
      if (!anchor) return;
      try {
        await navigator.clipboard.writeText(anchor.href);
        status.textContent = words.copied;
        setTimeout(() => { status.textContent = ""; }, 2500);
      } catch { /* still a link */ }
    });
    follow();
    addEventListener("hashchange", follow);
  });
}
