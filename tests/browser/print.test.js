// On paper stands the text with its warnings, and nothing that only a screen needs.

import test from "node:test";
import assert from "node:assert/strict";
import { close, open } from "./lib/browser.js";
import { host } from "./lib/host.js";
import { kinds } from "./lib/kinds.js";
import { build } from "./lib/site.js";

const SCREEN_ONLY = ".menu, .toc, .skip, .steps, .edit, .anchor, .crumbs, .colours, .footnote-back, .again";
const site = build();
const base = await host(site);

for (const [kind, path] of kinds(site)) {
  test(`${kind}: is printed without what only a screen needs`, async () => {
    const page = await open({ colours: "dark" });
    await page.goto(base + path);
    const callouts = await page.locator(".callout:visible").count();
    await page.emulateMedia({ media: "print" });
    assert.equal(await page.locator(SCREEN_ONLY).locator("visible=true").count(), 0);
    assert.equal(await page.locator(".callout:visible").count(), callouts);
    assert.equal(await page.locator("h1:visible").count(), 1);
    assert.deepEqual(await page.evaluate(inkAndPaper), ["rgb(0, 0, 0)", "rgb(255, 255, 255)"]);
    const pdf = await page.pdf({ format: "A4" });
    assert.equal(pdf.subarray(0, 5).toString(), "%PDF-");
    await close(page);
  });
}

/** The colours of text and ground, also of a reader who has chosen dark ones. */
function inkAndPaper() {
  document.documentElement.dataset.theme = "dark";
  const { color, backgroundColor } = getComputedStyle(document.body);
  return [color, backgroundColor];
}
