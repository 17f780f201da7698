// What the tests look at: one page of every kind, on a host, with the guides of an open and of a closed programme.

import { host } from "./host.js";
import { kinds } from "./kinds.js";
import { build } from "./site.js";
import { sixtyPages } from "./sixty.js";

/** Kinds of pages that are other pages when the programme is closed. */
const CLOSED = ["index", "guide", "question", "outcome, not favourable", "guide on one page", "values"];
/** Kinds of pages that the shipped handbook has none of, or not with everything that may stand on them. */
const MADE = ["page", "redirect"];

/** Pages with `name`, the words for what it is, `url`, and `path` inside `site`. */
export async function everyKind() {
  const made = build({ root: sixtyPages() });
  return [
    ...(await sample("", build())),
    ...(await sample("today: ", build({ day: null }), CLOSED)),
    ...(await sample("made: ", made, MADE)),
  ];
}

async function sample(prefix, site, only = null) {
  const base = await host(site);
  const rows = kinds(site).filter(([name]) => !only || only.includes(name));
  if (only && rows.length !== only.length) throw new Error(`of ${only} there are only ${rows.map(([name]) => name)}`);
  return rows.map(([name, path]) => ({ name: prefix + name, url: base + path, path, site }));
}
