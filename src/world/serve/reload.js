// Live reload and the findings, in the pages of `caveat serve` only. Works under a strict Content-Security-Policy: no
// markup is made from text, and styles come from a constructed sheet.
(() => {
  "use strict";
  const { run, version, page } = document.currentScript.dataset;
  const spot = "caveat:spot:" + location.pathname;
  const dismissed = "caveat:dismissed";
  let seen = Number(version);
  let stream = null;
  let delay = 250;

  // sessionStorage may be forbidden; then the page reloads to its top, and that is all.
  const remember = (key, value) => { try { sessionStorage.setItem(key, value); } catch { /* see above */ } };
  const recall = (key) => { try { return sessionStorage.getItem(key); } catch { return null; } };
  const forget = (key) => { try { sessionStorage.removeItem(key); } catch { /* see above */ } };

  function reload() {
    remember(spot, JSON.stringify([scrollX, scrollY]));
    location.reload();
  }

  function restore() {
    const kept = recall(spot);
    if (!kept) return;
    forget(spot);
    const [left, top] = JSON.parse(kept);
    const go = () => scrollTo({ left, top, behavior: "instant" });
    go();
    if (document.readyState !== "complete") addEventListener("load", go, { once: true });
  }

  // The paths of the site that this page is made of.
  function parts() {
    const path = (url) => decodeURIComponent(url.pathname).slice(1).replace(/(^|\/)$/, "$1index.html");
    const urls = performance.getEntriesByType("resource").map((entry) => new URL(entry.name));
    const own = urls.filter((url) => url.origin === location.origin);
    return new Set([page, path(location), ...own.map(path)]);
  }

  function hello(event) {
    const now = JSON.parse(event.data);
    delay = 250;
    // Another run, or a change between the page's answer and this moment.
    if (now.run !== run || now.version !== seen) reload();
  }

  function show(event) {
    const now = JSON.parse(event.data);
    const gap = now.version !== seen + 1;
    seen = now.version;
    const mine = parts();
    if (gap || now.changed === null || now.changed.some((path) => mine.has(path))) reload();
    else findings();
  }

  function connect() {
    if (stream || document.hidden) return;
    stream = new EventSource("/__caveat/events");
    stream.addEventListener("hello", hello);
    stream.addEventListener("show", show);
    stream.addEventListener("error", () => {
      disconnect();
      setTimeout(connect, delay);
      delay = Math.min(delay * 1.6, 5000);
    });
  }

  function disconnect() {
    stream?.close();
    stream = null;
  }

  // --- findings ---

  const sheet = `
    :host { all: initial; color-scheme: light dark; }
    section { position: fixed; z-index: 2147483647; inset: auto 0 0 0; max-height: 45vh; overflow: auto; padding: 1rem;
      box-sizing: border-box; font: 1rem/1.5 system-ui, sans-serif; color: light-dark(#1a1a1a, #f2f2f2);
      background: light-dark(#fff, #1e1e1e); border-top: 4px solid light-dark(#b00020, #ff8a80); }
    section.calm { border-color: light-dark(#8a5a00, #ffcc66); }
    header { display: flex; gap: 1rem; align-items: start; justify-content: space-between; }
    h2 { margin: 0; font-size: 1.1rem; }
    ul { margin: .5rem 0 0; padding: 0; list-style: none; }
    li { padding: .5rem 0; border-top: 1px solid light-dark(#ccc, #555); overflow-wrap: anywhere; }
    code, pre { font: .9rem/1.4 ui-monospace, monospace; }
    pre { margin: .25rem 0; overflow-x: auto; }
    p { margin: .25rem 0 0; }
    .error { color: light-dark(#b00020, #ff8a80); font-weight: bold; }
    .warning { color: light-dark(#7a4d00, #ffcc66); font-weight: bold; }
    button { font: inherit; color: inherit; background: none; border: 1px solid; border-radius: 4px; cursor: pointer;
      padding: .2rem .8rem; min-height: 2rem; }
    button:focus-visible { outline: 3px solid light-dark(#0b57d0, #8ab4f8); outline-offset: 2px; }
    @media print { section { display: none; } }`;

  let panel = null;

  // The text only ever becomes text: a finding may quote what an author wrote.
  function make(name, text, kind) {
    const element = document.createElement(name);
    if (text) element.textContent = text;
    if (kind) element.className = kind;
    return element;
  }

  function place(finding) {
    return [finding.path, finding.line, finding.column].filter((part) => part !== null && part !== undefined).join(":");
  }

  function item(finding) {
    const entry = make("li");
    const word = finding.severity === "warning" ? "warning" : "error";
    entry.append(make("code", place(finding)), " ", make("span", `${word}[${finding.code}]`, word), " ");
    entry.append(make("span", finding.message));
    if (finding.frame) entry.append(make("pre", finding.frame));
    if (finding.help) entry.append(make("p", "help: " + finding.help));
    return entry;
  }

  function count(number, word) {
    return number ? `${number} ${word}${number === 1 ? "" : "s"}` : "";
  }

  function fill(root, listed, text) {
    const warnings = listed.filter((finding) => finding.severity === "warning").length;
    const errors = listed.length - warnings;
    const section = make("section", "", errors ? "" : "calm");
    const head = make("header");
    const close = make("button", "Dismiss");
    close.type = "button";
    close.addEventListener("click", () => dismiss(text));
    head.append(make("h2", [count(errors, "error"), count(warnings, "warning")].filter(Boolean).join(", ")), close);
    const list = make("ul");
    list.append(...listed.slice(0, 100).map(item));
    if (listed.length > 100) list.append(make("li", `and ${listed.length - 100} more`));
    section.append(head, list);
    root.replaceChildren(section);
  }

  function dismiss(text) {
    remember(dismissed, text);
    panel?.host.remove();
    panel = null;
  }

  // A live region speaks only of what changes in it, so it stands in the page before it is filled.
  function open() {
    const host = document.createElement("div");
    host.id = "caveat-findings";
    host.setAttribute("role", "status");
    host.setAttribute("aria-live", "polite");
    host.setAttribute("aria-label", "Findings");
    const root = host.attachShadow({ mode: "open" });
    const styles = new CSSStyleSheet();
    styles.replaceSync(sheet);
    root.adoptedStyleSheets = [styles];
    document.body.append(host);
    return { host, root, text: "" };
  }

  async function findings() {
    const answer = await fetch("/__caveat/findings.json", { cache: "no-store" }).catch(() => null);
    if (!answer?.ok) return;
    const text = await answer.text();
    const listed = JSON.parse(text).filter((finding) => finding.severity !== "note");
    if (!listed.length) return dismiss("");
    if (text === recall(dismissed) || text === panel?.text) return;
    panel ??= open();
    panel.text = text;
    fill(panel.root, listed, text);
  }

  addEventListener("keydown", (event) => {
    if (event.key === "Escape" && panel && !event.defaultPrevented) dismiss(panel.text);
  });

  // A browser opens six connections to a host and no more: pages that nobody sees do not keep theirs.
  document.addEventListener("visibilitychange", () => (document.hidden ? disconnect() : connect()));
  addEventListener("pagehide", disconnect);
  addEventListener("pageshow", (event) => { if (event.persisted) connect(); });

  restore();
  connect();
  findings();
})();
