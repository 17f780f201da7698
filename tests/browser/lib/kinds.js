// One page of every kind, found by what pages are and not by what they say.

import { guides, pages, text } from "./site.js";

/** The kind of a page that is made of rules, by its address. */
const BY_ADDRESS = [
  ["guides", /^guides\/index\.html$/],
  ["guide", /^guides\/[^/]+\/index\.html$/],
  ["outcome", /^guides\/[^/]+\/outcome\//],
  ["guide on one page", /^guides\/[^/]+\/all\//],
  ["question", /^guides\/[^/]+\/./],
];

/** Pairs of a kind of page and the path of a page of that kind; of several the longest. */
export function kinds(site) {
  const longest = new Map();
  for (const path of pages(site)) {
    const kind = kindOf(site, path);
    const before = longest.get(kind);
    if (!before || text(site, before).length < text(site, path).length) longest.set(kind, path);
  }
  return [...longest].sort();
}

function kindOf(site, path) {
  if (path.startsWith("p/")) return "short link";
  if (path.endsWith("/print.html")) return "section to print";
  if (/<meta http-equiv="refresh"/.test(text(site, path))) return "redirect";
  if (!path.includes("/")) return path.replace(".html", "");
  const row = BY_ADDRESS.find(([, form]) => form.test(path));
  if (row) return row[0] === "outcome" ? `outcome, ${favourable(site).has(path) ? "" : "not "}favourable` : row[0];
  const [folder, ...rest] = path.split("/");
  const isFirst = rest.join("/") === "index.html";
  if (written(site).has(path)) return isFirst ? "section" : "page";
  return isFirst ? folder : `one of ${folder}`;
}

/** The paths of the pages that an author wrote. */
function written(site) {
  return new Set(JSON.parse(text(site, "pages.json")).pages.map(({ url }) => url));
}

const known = new Map();

/** The paths of the outcomes after which somebody may ask: each must show its callout. */
export function favourable(site) {
  if (!known.has(site)) {
    const outcomes = guides(site).flatMap((guide) => guide.outcomes.map((outcome) => [guide.id, outcome]));
    const may = outcomes.filter(([, outcome]) => outcome.kind === "may-request");
    known.set(site, new Set(may.map(([guide, { id }]) => `guides/${guide}/outcome/${id}/index.html`)));
  }
  return known.get(site);
}
