// Nothing needs this file. It lets readers choose colours, copies links, follows moved parts, brings the search.
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

  // Links of a page and of its headings copy themselves, or what a mail needs: title, section, what an answer is, day of the last check, link.
  const copying = () => {
    const status = make("p", { className: "status", role: "status" }), own = document.querySelector(".permalink");
    const here = document.querySelector("link[rel=canonical]")?.href ?? location.href.split("#")[0];
    document.querySelector("main").append(status);
    const address = (link) => {
      const whole = (href, base) => new URL(href, base).href.replace(/index\.html(?=#|$)/, "");
      return link.hash && own ? whole(link.hash, address(own)) : whole(link.getAttribute("href"), here);
    };
    const say = async (copied, text) => {
      await copied;
      status.textContent = text;
      setTimeout(() => { status.textContent = ""; }, 2500);
    };
    const mail = (link) => {
      const name = link === own ? "" : ` – ${link.ariaLabel || link.parentNode.textContent.trim()}`;
      const url = address(link), title = document.querySelector("h1").textContent.trim() + name;
      const lines = [link.dataset.said, own?.dataset.dated, url].filter(Boolean);
      const rich = make("p", {}, make("a", { href: url }, title), ...lines.flatMap((line) => [make("br"), line]));
      const parts = { "text/plain": [title, ...lines].join("\n"), "text/html": rich.outerHTML };
      for (const type in parts) parts[type] = new Blob([parts[type]], { type });
      return navigator.clipboard.write([new ClipboardItem(parts)]);
    };
    const button = (link) => make("button", {
      type: "button", onclick: () => say(mail(link), words.mailed).catch(() => {}),
    }, words.mail);
    if (!navigator.clipboard?.write) return;
    if (own) {
      own.textContent = words.link;
      own.after(button(own));
    }
    const offered = make("p", { className: "share" });
    document.addEventListener("click", (event) => {
      const link = event.target.closest?.("a.anchor, a.permalink");
      if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
      const above = link.parentNode;
      if (!link.hash) event.preventDefault();
      if (link !== own) {
        offered.replaceChildren(button(link));
        /^H/.test(above.tagName) ? above.after(offered) : above.append(offered);
        // Going to the heading would lose the place of the focus, and with it the button.
        setTimeout(() => link.focus({ preventScroll: true }));
      }
      say(navigator.clipboard.writeText(address(link)), words.copied).catch(() => { location = link.href; });
    });
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
    if (search && document.querySelector("main .found")) bring();
    else search?.addEventListener("focusin", bring, { once: true });

    copying();
    follow();
    addEventListener("hashchange", follow);
  });
}
