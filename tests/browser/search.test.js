// Search: results below the box while somebody types, a page that can be sent, the keyboard, and a list without script.

import test from "node:test";
import assert from "node:assert/strict";
import { pathToFileURL } from "node:url";
import { violations } from "./lib/axe.js";
import { close, open } from "./lib/browser.js";
import { host } from "./lib/host.js";
import { build } from "./lib/site.js";

const site = build();
const base = await host(site);
const PAGE = "organizers/how-long.html";

/**
 * Turns to the box and asks; gives the links that are shown. All words come at once: who types slowly is shown what is found
 * for the first letters, too.
 */
async function type(page, words) {
  await page.locator(".search input").click();
  await page.locator(".search input").fill(words);
  await page.locator(".found li a").first().waitFor();
  return page.locator(".found li a").evaluateAll((links) => links.map((link) => link.href));
}

for (const [where, root] of [["on a host", base], ["from a disk", `${pathToFileURL(site)}/`]]) {
  test(`${where} a page is found, one wrong letter or not`, async () => {
    const page = await open();
    await page.goto(root + PAGE);
    assert.equal((await type(page, "stikers"))[0], `${root}organizers/swag-from-reps.html`);
    assert.match(await page.locator(".found [role=status]").textContent(), /^\d+ results$/);
    await close(page);
  });
}

for (const [width, colours] of [[360, "light"], [1280, "dark"]]) {
  test(`below each result stands one line of its text, with the words marked: ${width}, ${colours}`, async () => {
    const page = await open({ width, colours });
    await page.goto(base + PAGE);
    const links = await type(page, "stickers");
    const lines = await page.locator(".found li p").evaluateAll((all) => all.map((line) => line.getClientRects().length));
    assert.deepEqual(lines, links.map(() => 1));
    const mark = page.locator(".found li mark").first();
    assert.match(await mark.textContent(), /^stickers?$/);
    const [line, word] = [await page.locator(".found li p").first().boundingBox(), await mark.boundingBox()];
    assert.ok(word.x >= line.x && word.x + word.width <= line.x + line.width, "the word is seen");
    await close(page);
  });
}

test("what is typed letter by letter is found, and words of the page stay words", async () => {
  const page = await open();
  await page.goto(base + PAGE);
  await page.locator(".search input").click();
  await page.keyboard.type("stikers");
  const first = page.locator(".found li a").first();
  await first.and(page.locator('[href$="swag-from-reps.html"]')).waitFor();
  await page.goto(`${base}search.html?q=${encodeURIComponent("<b>zzzzqx</b>")}`);
  await page.locator(".found [role=status]").filter({ hasText: "<b>zzzzqx</b>" }).waitFor();
  assert.equal(await page.locator(".found b").count(), 0);
  await close(page);
});

test("nothing of it is loaded until a reader turns to it", async () => {
  const page = await open();
  const loaded = [];
  page.on("request", (request) => loaded.push(new URL(request.url()).pathname));
  await page.goto(base + PAGE, { waitUntil: "networkidle" });
  assert.deepEqual(loaded.filter((path) => path.includes("search")), []);
  await type(page, "money");
  assert.ok(loaded.some((path) => path.endsWith("/search/index.js")));
  await close(page);
});

test("arrows and Escape work in the list, Enter leads to a page with the same results", async () => {
  const page = await open({ width: 360 });
  await page.goto(base + PAGE);
  const links = await type(page, "money");
  await page.keyboard.press("ArrowDown");
  assert.equal(await page.evaluate(() => document.activeElement.href), links[0]);
  await page.keyboard.press("Escape");
  assert.equal(await page.evaluate(() => document.activeElement.name), "q");
  assert.equal(await page.locator(".found").isVisible(), false);
  await page.keyboard.press("Enter");
  await page.waitForURL(`${base}search.html?q=money`);
  await page.locator(".found li a").first().waitFor();
  assert.deepEqual(await page.locator(".found li a").evaluateAll((all) => all.map((link) => link.href)), links);
  await close(page);
});

for (const colours of ["light", "dark"]) {
  test(`what is found breaks no rule of axe: ${colours}`, async () => {
    const page = await open({ colours, width: 360 });
    for (const path of [PAGE, "search.html"]) {
      await page.goto(base + path);
      await type(page, "receipts");
      assert.deepEqual(await violations(page), [], path);
    }
    await close(page);
  });
}

test("without script the box leads to a list of all titles", async () => {
  const page = await open({ script: false });
  await page.goto(base + PAGE);
  await page.locator(".search input").fill("money");
  await page.locator(".search button").click();
  await page.waitForURL(`${base}search.html?q=money`);
  assert.ok(await page.locator("noscript p").isVisible());
  assert.ok(await page.locator('.az a[href="organizers/money-from-reps.html"]').first().isVisible());
  await close(page);
});
