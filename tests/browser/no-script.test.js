// Without script every page can be reached, the menu of a phone opens, and the colours are those of the system.

import test from "node:test";
import assert from "node:assert/strict";
import { pathToFileURL } from "node:url";
import { close, open } from "./lib/browser.js";
import { crawl, visibleLinks } from "./lib/crawl.js";
import { kinds } from "./lib/kinds.js";
import { build, pages } from "./lib/site.js";

const site = build();
const base = `${pathToFileURL(site)}/`;

test("from the home page links lead to every page, also when it is opened from a disk", async () => {
  const page = await open({ script: false });
  const reached = await crawl(page, base);
  assert.deepEqual([...reached.keys()].sort(), pages(site).filter((path) => path !== "404.html"));
  await close(page);
});

/** Pages without a menu: a section to print is paper, and a short link leads on at once. */
const BARE = ["section to print", "short link"];

for (const [kind, path] of kinds(site).filter(([kind]) => !["404", "contents", "search", ...BARE].includes(kind))) {
  test(`${kind}: the menu of a phone opens, and has what it has on a desk`, async () => {
    const page = await open({ script: false });
    await page.goto(base + path);
    const wanted = await page.locator(".menu a:visible").evaluateAll((links) => links.map((link) => link.href));
    await page.setViewportSize({ width: 360, height: 740 });
    assert.equal(await page.locator(".menu a:visible").count(), 0);
    await page.locator(".menu summary").click();
    const shown = await page.locator(".menu a:visible").evaluateAll((links) => links.map((link) => link.href));
    assert.ok(wanted.length > 3);
    assert.deepEqual(shown, wanted);
    await page.locator(".menu a:visible").last().click();
    assert.equal(page.url(), wanted.at(-1));
    await close(page);
  });
}

test("on a phone the page of contents is one link away from every page", async () => {
  const page = await open({ script: false, width: 360 });
  // The page for wrong addresses only works where it is published: its links begin at the root of the host.
  for (const [, path] of kinds(site).filter(([kind]) => !["404", ...BARE].includes(kind))) {
    await page.goto(base + path);
    assert.ok((await page.evaluate(visibleLinks)).includes(`${base}contents.html`), path);
  }
  await close(page);
});

test("the colours are those of the system", async () => {
  const page = await open({ script: false });
  await page.goto(`${base}index.html`);
  const light = await ground(page);
  await page.emulateMedia({ colorScheme: "dark" });
  assert.ok(light > 230 && (await ground(page)) < 40);
  await close(page);
});

/** How bright the ground of the page is, from 0 to 255. */
function ground(page) {
  return page.evaluate(() => Number(getComputedStyle(document.body).backgroundColor.match(/\d+/)[0]));
}
