// The sign beside a heading copies the link of the heading, and says so.

import test from "node:test";
import assert from "node:assert/strict";
import { close, open } from "./lib/browser.js";
import { host } from "./lib/host.js";
import { kinds } from "./lib/kinds.js";
import { build } from "./lib/site.js";

const site = build();
const base = await host(site);
const url = base + new Map(kinds(site)).get("page");

test("a click copies the link, goes there, and is announced", async () => {
  const page = await open({ permissions: ["clipboard-read", "clipboard-write"] });
  await page.goto(url);
  const anchor = page.locator("h2 .anchor").last();
  const href = await anchor.evaluate((link) => link.href);
  await anchor.click();
  assert.equal(await page.getByRole("status").textContent(), await word(page, "copied"));
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), href);
  assert.equal(page.url(), href);
  await page.waitForFunction(() => document.querySelector("[role=status]").textContent === "");
  await close(page);
});

test("where nothing may be copied, it is a link like others, and nothing is announced", async () => {
  const page = await open({ permissions: [] });
  await page.addInitScript(() => Object.defineProperty(navigator, "clipboard", { value: undefined }));
  await page.goto(url);
  await page.locator("h2 .anchor").last().click();
  assert.match(page.url(), /#./);
  assert.equal(await page.getByRole("status").textContent(), "");
  await close(page);
});

test("without script it is a link like others", async () => {
  const page = await open({ script: false });
  await page.goto(url);
  const anchor = page.locator("h2 .anchor").last();
  const href = await anchor.getAttribute("href");
  await anchor.click();
  assert.equal(page.url(), url + href);
  await close(page);
});

/** A word of the interface, as the page has it for its script. */
function word(page, name) {
  return page.locator("script[data-copied]").getAttribute(`data-${name}`);
}
