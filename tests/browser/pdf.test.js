// The text of a printed outcome has every sentence of its callout.

import test from "node:test";
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { close, open } from "./lib/browser.js";
import { host } from "./lib/host.js";
import { favourable } from "./lib/kinds.js";
import { build, emptyFolder } from "./lib/site.js";

const site = build();
const base = await host(site);
const folder = emptyFolder();

for (const path of favourable(site)) {
  test(path, async () => {
    const page = await open();
    await page.goto(base + path);
    const sentences = await page.evaluate(() => {
      const parts = document.querySelectorAll("[data-callout] :is(.callout-kind, dt, dd, p:not(:has(.callout-kind)))");
      return [...parts].map((part) => part.textContent);
    });
    const file = join(folder, "page.pdf");
    writeFileSync(file, await page.pdf({ format: "A4" }));
    const printed = plain(execFileSync("pdftotext", ["-layout", file, "-"], { encoding: "utf8" }));
    assert.ok(sentences.length > 4);
    assert.deepEqual(sentences.filter((sentence) => !printed.includes(plain(sentence))), []);
    await close(page);
  });
}

/** Words only: where lines break and which signs are drawn is the printer's business. */
function plain(words) {
  return words.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, " ").trim();
}
