// The page for missing addresses offers what stands nearest to the address that was asked for; without script it has all
// titles.

import test from "node:test";
import assert from "node:assert/strict";
import { close, open } from "./lib/browser.js";
import { host } from "./lib/host.js";
import { build, emptyFolder, write } from "./lib/site.js";

const root = emptyFolder();
write(root, "book.toml", `[book]\ntitle = "Handbook"\nsrc = "content"\n[output.html]\nsite-url = "/reps/"\n`);
write(root, "content/index.md", "# Handbook\n\nText.\n");
const front = "---\nid: kx7mwtc\naliases: [costs/prices.html]\n---\n";
write(root, "content/money/rates.md", `${front}# Rates & limits\n\nText.\n`);
write(root, "content/money/swag.md", "# Swag\n\nText.\n");
const site = build({ root });
const base = await host(site, "/reps/");

/** The titles and addresses that are offered at a missing address. */
async function offered(path) {
  const page = await open();
  const answer = await page.goto(base + path);
  assert.equal(answer.status(), 404);
  await page.locator(".near a").first().waitFor();
  const rows = await page.locator(".near a").evaluateAll((links) => links.map((link) => [link.textContent, link.href]));
  await leave(page);
  return rows;
}

test("a wrong letter, another folder, an old address and a short link lead to the page", async () => {
  for (const path of ["money/ratse.html", "swag/rates.html", "Money/Rates.md", "costs/price.html", "p/kx7mwct/"]) {
    const [[title, href]] = await offered(path);
    assert.equal(title, "Rates & limits", path);
    const page = await open();
    await page.goto(href, { waitUntil: "commit" });
    await page.waitForURL(`${base}money/rates.html`);
    await close(page);
  }
});

test("what a mail program took along is taken off, and the part of the page stays", async () => {
  const [[, href]] = await offered("money/rates.html).#part");
  assert.equal(href, `${base}money/rates.html#part`);
});

test("where nothing is near, nothing is offered, and the list is loaded on no other page", async () => {
  const page = await open();
  const asked = [];
  page.on("request", (request) => asked.push(request.url()));
  await page.goto(`${base}money/swag.html`);
  assert.equal(asked.some((url) => url.endsWith("addresses.json")), false);
  await Promise.all([page.waitForResponse(/addresses\.json$/), page.goto(`${base}something/quite-different`)]);
  assert.equal(await page.locator(".near").count(), 0);
  await leave(page);
});

test("without script all titles are there", async () => {
  const page = await open({ script: false });
  await page.goto(`${base}money/ratse.html`);
  const titles = await page.locator("main li a").allTextContents();
  for (const title of ["Handbook", "Rates & limits", "Swag"]) assert.ok(titles.includes(title), title);
  await leave(page);
});

/** Closes a page for a missing address: that it is missing is the one thing that may be complained of. */
async function leave(page) {
  page.troubles = page.troubles.filter((trouble) => !trouble.includes("404"));
  await close(page);
}
