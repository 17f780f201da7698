// The whole handbook as one page, opened from a disk: no rule of axe is broken, nothing is loaded, nothing sticks out,
// and its links lead to what is there.

import test from "node:test";
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { violations } from "./lib/axe.js";
import { close, open, WIDTHS } from "./lib/browser.js";
import { ROOT } from "./lib/found.js";
import { CAVEAT, emptyFolder, OPEN } from "./lib/site.js";

const folder = emptyFolder();
const file = join(folder, "handbook.html");
const options = ["--quiet", "--as-of", OPEN, "-C", ROOT, "--out", join(folder, "site"), "--single-file", file];
spawnSync(CAVEAT, ["build", ...options]);

test("the handbook in one file", async () => {
  const page = await open();
  const asked = [];
  const said = [];
  page.on("request", (request) => asked.push(request.url()));
  page.on("console", (message) => said.push(message.text()));
  await page.goto(pathToFileURL(file).href);
  for (const colorScheme of ["light", "dark"]) {
    await page.emulateMedia({ colorScheme });
    assert.deepEqual(await violations(page), [], colorScheme);
  }
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 740 });
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${width} pixels`);
  }
  const dead = await page.evaluate(() => {
    const inside = [...document.links].filter((link) => link.getAttribute("href").startsWith("#"));
    return inside.filter((link) => !document.getElementById(decodeURIComponent(link.hash.slice(1)))).map(String);
  });
  assert.deepEqual(dead, []);
  assert.deepEqual(asked.slice(1).filter((url) => !url.startsWith("data:")), []);
  assert.deepEqual(said, []);
  await close(page);
});
