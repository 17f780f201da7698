// Goes wherever the links that can be seen lead, as a reader would, without leaving the site.

/** Visits every page below `base` that links lead to; gives their paths with that of the page that led there. */
export async function crawl(page, base, first = "index.html") {
  const from = new Map([[first, null]]);
  for (const path of from.keys()) {
    // A short link leads on at once, and to nothing else.
    if (path.startsWith("p/")) continue;
    await page.goto(base + path);
    for (const href of await page.evaluate(visibleLinks)) {
      const to = href.split("#")[0];
      const next = to.startsWith(base) ? decodeURI(to.slice(base.length)) : null;
      if (next?.endsWith(".html") && !from.has(next)) from.set(next, path);
    }
  }
  return from;
}

/** Where the links lead that can be seen. */
export function visibleLinks() {
  const links = [...document.links].filter((link) => link.checkVisibility({ visibilityProperty: true }));
  return links.map((link) => link.href);
}
