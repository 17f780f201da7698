// Everything can be done with the keyboard alone, the focus is always seen, and no key is taken away from anybody.

import test from "node:test";
import assert from "node:assert/strict";
import { close, open } from "./lib/browser.js";
import { host } from "./lib/host.js";
import { kinds } from "./lib/kinds.js";
import { build } from "./lib/site.js";

const site = build();
const base = await host(site);
const pages = new Map(kinds(site));

// A short link is one link, and there is nothing before it.
for (const [kind, path] of [...pages].filter(([kind]) => kind !== "short link")) {
  test(`${kind}: the first stop leads past the menu, and each stop is seen`, async () => {
    const page = await open();
    await page.goto(base + path);
    await page.keyboard.press("Tab");
    assert.equal((await page.evaluate(stop)).href, `${base}${path}#main`);
    await tabThrough(page);
    await page.goto(base + path);
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    assert.equal(await page.evaluate(() => document.activeElement.id), "main");
    await page.keyboard.press("Tab");
    assert.ok((await page.evaluate(stop)).inMain || kind === "404", "the next stop is in the text");
    await close(page);
  });
}

test("the menu of a phone opens and leads on", async () => {
  const page = await open({ width: 360, script: false });
  await page.goto(base + pages.get("question"));
  await tabTo(page, ".menu summary");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  const { href } = await page.evaluate(stop);
  await page.keyboard.press("Enter");
  await page.waitForURL(href);
  assert.equal(href, `${base}index.html`);
  await close(page);
});

test("a guide is answered from its start to an outcome", async () => {
  const page = await open({ width: 360 });
  await page.goto(base + pages.get("guide"));
  await tabTo(page, "main a.button");
  await page.keyboard.press("Enter");
  await page.waitForURL((url) => url.href !== base + pages.get("guide"));
  while (!page.url().includes("/outcome/")) {
    await tabTo(page, ".answers a");
    const { href } = await page.evaluate(stop);
    await page.keyboard.press("Enter");
    await page.waitForURL(href);
  }
  await close(page);
});

test("a table that is wider than the window is scrolled by the arrows, and they turn no page", async () => {
  const page = await open({ width: 320 });
  await page.goto(base + pages.get("guide"));
  await page.evaluate(markWide);
  await tabTo(page, "[data-wide]");
  for (const key of ["ArrowRight", "ArrowRight", "ArrowLeft", "ArrowRight"]) await page.keyboard.press(key);
  await page.waitForFunction(() => document.activeElement.scrollLeft > 0);
  assert.equal(page.url(), base + pages.get("guide"));
  for (const key of ["ArrowLeft", "h", "j", "k", "n", "p", "s", "/", "?"]) await page.keyboard.press(key);
  assert.equal(page.url(), base + pages.get("guide"));
  await close(page);
});

/** Marks what is wider than its box. */
function markWide() {
  const regions = document.querySelectorAll("main [role=region]");
  for (const one of regions) if (one.scrollWidth > one.clientWidth) one.dataset.wide = "";
}

/** Presses the tabulator until the focus is on such an element. */
async function tabTo(page, selector) {
  for (let presses = 0; presses < 200; presses += 1) {
    await page.keyboard.press("Tab");
    if (await page.evaluate((wanted) => document.activeElement.matches(wanted), selector)) return;
  }
  assert.fail(`the tabulator never comes to ${selector}`);
}

/** Presses the tabulator until the page ends. */
async function tabThrough(page) {
  const count = await page.evaluate(() => document.querySelectorAll("a, select, summary, [tabindex]").length);
  for (let presses = 0; presses < count; presses += 1) {
    const at = await page.evaluate(stop);
    if (!at) return;
    assert.ok(at.seen, `the focus is not seen: ${at.html}`);
    await page.keyboard.press("Tab");
  }
}

/** Where the focus is, and whether it can be seen: in the window, not covered, with a frame. Null at the page's end. */
function stop() {
  const element = document.activeElement;
  if (element === document.body) return null;
  const box = [...element.getClientRects()].find(({ width }) => width > 0);
  const style = getComputedStyle(element);
  // A date has stops of its own, for its parts and its calendar, which the browser marks.
  const framed = element.type === "date" || (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2);
  const inWindow = box && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
  const [x, y] = box ? [(Math.max(box.left, 0) + Math.min(box.right, innerWidth)) / 2,
    (Math.max(box.top, 0) + Math.min(box.bottom, innerHeight)) / 2] : [];
  const on = inWindow ? document.elementFromPoint(x, y) : null;
  const seen = framed && on !== null && (element.contains(on) || on.contains(element));
  return { seen, href: element.href, inMain: !!element.closest("main"), html: element.outerHTML.slice(0, 200) };
}
