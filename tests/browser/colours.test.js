// A reader may choose colours, against the system; the choice holds on the next page and can be taken back.

import test from "node:test";
import assert from "node:assert/strict";
import { close, open } from "./lib/browser.js";
import { host } from "./lib/host.js";
import { build } from "./lib/site.js";

const base = await host(build());

test("dark on a light system, on every page, until it is taken back", async () => {
  const page = await open();
  await page.goto(`${base}index.html`);
  const light = await ground(page);
  await page.locator(".colours select").selectOption("dark");
  const dark = await ground(page);
  assert.notEqual(dark, light);
  await page.goto(`${base}contents.html`);
  assert.equal(await ground(page), dark);
  await page.locator(".colours select").selectOption("system");
  assert.equal(await ground(page), light);
  await close(page);
});

test("light on a dark system", async () => {
  const page = await open({ colours: "dark" });
  await page.goto(`${base}index.html`);
  const dark = await ground(page);
  await page.locator(".colours select").selectOption("light");
  assert.notEqual(await ground(page), dark);
  await close(page);
});

test("nothing moves for readers who want no motion, and the rest may move", async () => {
  for (const [reducedMotion, scroll] of [["reduce", "auto"], ["no-preference", "smooth"]]) {
    const page = await open({ reducedMotion });
    await page.goto(`${base}index.html`);
    assert.equal(await page.evaluate(() => getComputedStyle(document.documentElement).scrollBehavior), scroll);
    assert.equal(await page.evaluate(() => document.getAnimations().length), 0);
    await close(page);
  }
});

/** The colour of the ground. */
function ground(page) {
  return page.evaluate(() => getComputedStyle(document.body).backgroundColor);
}
