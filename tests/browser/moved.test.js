// Who comes to an old address is led on: with script the part of the page is kept, without it the page is found.

import test from "node:test";
import assert from "node:assert/strict";
import { close, open, stay } from "./lib/browser.js";
import { host } from "./lib/host.js";
import { build } from "./lib/site.js";
import { sixtyPages, WEIGHED } from "./lib/sixty.js";

const base = await host(build({ root: sixtyPages() }));
const old = `${base}old/${WEIGHED.replace("/", "-")}`;

test("with script the part is kept", async () => {
  const page = await open();
  await page.goto(`${base}${WEIGHED}`);
  const part = await page.locator("h2").last().getAttribute("id");
  await page.goto(`${old}#${part}`, { waitUntil: "commit" });
  await page.waitForURL(`${base}${WEIGHED}#${part}`);
  await close(page);
});

test("without script the page is found", async () => {
  const page = await open({ script: false });
  await page.goto(old, { waitUntil: "commit" });
  await page.waitForURL(base + WEIGHED);
  await close(page);
});

test("where nobody is led on, there is a link", async () => {
  const page = await open({ script: false });
  await stay(page, old);
  assert.equal(await page.locator("main a").evaluate((link) => link.href), base + WEIGHED);
  await close(page);
});
