// Nothing sticks out sideways, on a phone or at 400 % zoom, and no page complains in the console.

import test from "node:test";
import assert from "node:assert/strict";
import { close, open, stay, WIDTHS } from "./lib/browser.js";
import { everyKind } from "./lib/sample.js";

/** A window of 1280 pixels at 400 %. */
const ZOOMED = 320;

for (const { name, url } of await everyKind()) {
  test(`${name}: ${new URL(url).pathname}`, async () => {
    const page = await open();
    await stay(page, url);
    for (const width of [ZOOMED, ...WIDTHS]) {
      await page.setViewportSize({ width, height: 740 });
      assert.deepEqual(await page.evaluate(sticksOut), [], `${width} pixels`);
    }
    await close(page);
  });
}

/** What is wider than the window, outside of boxes that scroll on their own. */
function sticksOut() {
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= width) return [];
  const wide = [...document.body.querySelectorAll("*")].filter((one) => one.getBoundingClientRect().right > width + 1);
  return ["the page scrolls sideways", ...wide.map((one) => one.outerHTML.slice(0, 80))];
}
