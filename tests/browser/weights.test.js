// What a first view weighs, on the wire and in rules that it breaks: the table of the six generators, printed.

import test from "node:test";
import assert from "node:assert/strict";
import { join } from "node:path";
import { violations } from "./lib/axe.js";
import { close, open } from "./lib/browser.js";
import { visibleLinks } from "./lib/crawl.js";
import { host } from "./lib/host.js";
import { kinds } from "./lib/kinds.js";
import { missingFor } from "./lib/found.js";
import { check } from "./lib/nu.js";
import { build, pages, text } from "./lib/site.js";
import { sixtyPages, WEIGHED } from "./lib/sixty.js";
import { weigh } from "./lib/weight.js";

/** What a phone may be asked to load. */
const BYTES = 20_000;
const REQUESTS = 4;
/** What the index of a search may weigh. */
const INDEX = 60_000;
const PHONE = { width: 360, height: 740 };

const sixty = build({ root: sixtyPages() });
const sixtyBase = await host(sixty);

test("a page of sixty", async () => {
  const page = await open(PHONE);
  const weight = await weigh(page, sixtyBase + WEIGHED);
  const row = { ...weight, ...(await page.evaluate(said)), rules: (await violations(page)).length };
  await close(page);
  const reached = await withoutScript();
  const nu = missingFor("html.test.js") ? null : check(join(sixty, WEIGHED)).length;
  print(row, reached, nu);
  assert.ok(row.bytes <= BYTES && row.requests <= REQUESTS, JSON.stringify(row));
  assert.deepEqual([row.fonts, row.strangers, row.rules, nu ?? 0], [0, 0, 0, 0]);
  assert.deepEqual([row.headings, row.skip, row.canonical, row.shared], [1, true, true, true]);
  assert.deepEqual([reached.menu > 10, reached.near], [true, pages(sixty).filter(isText).length]);
});

test("every kind of page of the handbook", async () => {
  const site = build();
  const base = await host(site);
  for (const [kind, path] of kinds(site).filter(([kind]) => kind !== "404")) {
    const page = await open(PHONE);
    const { bytes, requests } = await weigh(page, base + path);
    await close(page);
    console.log(`${(bytes / 1000).toFixed(1).padStart(6)} KB, ${requests} requests  ${kind}: ${path}`);
    // A section to print is all of its pages, and is asked for by name. A short link leads on to a page that is weighed too.
    if (["section to print", "short link"].includes(kind)) continue;
    // A page to fill in has a script of its own; so has that of the search, which is an index of everything and nobody's
    // first view.
    const own = kind === "search" || /\/reply\.\w+\.js"/.test(text(site, path));
    assert.ok(bytes <= (kind === "search" ? INDEX : BYTES) && requests <= REQUESTS + Number(own), path);
  }
});

/** What the head and the body of a page say. */
function said() {
  return {
    headings: document.querySelectorAll("h1").length,
    skip: !!document.querySelector("body > a:first-child[href^='#']"),
    canonical: !!document.querySelector("link[rel=canonical]"),
    shared: !!document.querySelector("meta[property='og:title']"),
  };
}

/** How many pages a phone reaches without script: from the opened menu, and over the page of contents. */
async function withoutScript() {
  const page = await open({ ...PHONE, script: false });
  await page.goto(sixtyBase + WEIGHED);
  await page.locator(".menu summary").click();
  const menu = await page.locator(".menu a:visible").count();
  await page.locator("footer a").last().click();
  const links = (await page.evaluate(visibleLinks)).filter((href) => !href.includes("#"));
  await close(page);
  return { menu, near: new Set(links.filter((href) => !href.endsWith("/contents.html"))).size };
}

/** Whether a page is one that an author wrote. */
function isText(path) {
  return !/^old\/|^p\/|\/print\.html$|^(404|contents)\.html$/.test(path);
}

function print(row, reached, nu) {
  const yes = (value) => (value ? "yes" : "no");
  const rows = [
    ["60 pages, one cold view at 360 × 740, gzipped", "caveat", "best of six"],
    ["first view, KB over the wire", (row.bytes / 1000).toFixed(1), "22"],
    ["requests", row.requests, "7"],
    ["of which fonts / scripts, KB", `${row.fonts} / ${(row.scripts / 1000).toFixed(1)}`, "0 / 9"],
    ["requests to other hosts", row.strangers, "0"],
    ["rules of axe violated", row.rules, "0"],
    ["errors of the Nu HTML checker", nu ?? "Java is missing", "2"],
    ["<h1> on the page / skip link", `${row.headings} / ${yes(row.skip)}`, "1 / yes"],
    ["canonical / og: tags", `${yes(row.canonical)} / ${yes(row.shared)}`, "yes / yes"],
    ["no script: links in the opened menu of a phone", reached.menu, "62"],
    ["no script: pages at most two links away", reached.near, "62"],
  ];
  for (const cells of rows) console.log(cells.map((cell, at) => String(cell).padEnd([50, 17, 0][at])).join(""));
}
