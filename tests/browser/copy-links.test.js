// A page, its headings and the answers of guides copy their permanent links, and what a mail needs; and say so.

import test from "node:test";
import assert from "node:assert/strict";
import { close, open } from "./lib/browser.js";
import { host } from "./lib/host.js";
import { kinds } from "./lib/kinds.js";
import { build, text } from "./lib/site.js";

const site = build();
const base = await host(site);
const path = new Map(kinds(site)).get("page");
const outcome = new Map(kinds(site)).get("outcome, favourable");
const { short } = JSON.parse(text(site, "pages.json")).pages.find(({ url }) => url === path);
const clipboard = { permissions: ["clipboard-read", "clipboard-write"] };

test("a click beside a heading copies its permanent link, goes there, and is announced", async () => {
  const page = await open(clipboard);
  await page.goto(base + path);
  const anchor = page.locator("h2 .anchor").last();
  const hash = await anchor.getAttribute("href");
  await anchor.click();
  await said(page, "copied");
  assert.equal(await copied(page), base + short + hash);
  assert.equal(page.url(), base + path + hash);
  await page.waitForFunction(() => document.querySelector("main > .status").textContent === "");
  await close(page);
});

test("beside a heading, the lines for a mail are one key further", async () => {
  const page = await open(clipboard);
  await page.goto(base + path);
  const anchor = page.locator("h2 .anchor").first();
  const title = await page.locator("h1").textContent(), section = await anchor.locator("..").textContent();
  const hash = await anchor.getAttribute("href");
  await anchor.focus();
  await page.keyboard.press("Enter");
  await said(page, "copied");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await said(page, "mailed");
  const dated = await page.locator(".permalink").getAttribute("data-dated");
  assert.equal(await copied(page), `${title} – ${section}\n${dated}\n${base}${short}${hash}`);
  const rich = await copied(page, "text/html");
  assert.match(rich, new RegExp(`<a [^>]*href="${base}${short}${hash}"`));
  await close(page);
});

test("a page copies its permanent link and the lines for a mail", async () => {
  const page = await open({ ...clipboard, width: 360, hasTouch: true });
  await page.goto(base + path);
  await page.locator(".permalink").tap();
  await said(page, "copied");
  assert.equal(await copied(page), base + short);
  assert.equal(page.url(), base + path);
  await page.locator(".head .share button").tap();
  await said(page, "mailed");
  assert.ok((await copied(page)).endsWith(`\n${base}${short}`));
  await close(page);
});

test("a mail about an answer says that it is no yes", async () => {
  const page = await open(clipboard);
  await page.goto(base + outcome);
  const words = await page.locator(".kind").textContent();
  await page.locator(".head .share button").click();
  await said(page, "mailed");
  const [title, said_, , url] = (await copied(page)).split("\n");
  assert.deepEqual([title, said_], [await page.locator("h1").textContent(), words]);
  assert.match(url, /\/p\/outcome\.[\w.-]+\/$/);
  await page.goto(url, { waitUntil: "commit" });
  await page.waitForURL(base + outcome);
  await close(page);
});

test("where the address of the site is known, that is what is copied", async () => {
  const known = build({ baseUrl: "https://example.org/reps/" });
  const page = await open(clipboard);
  await page.goto((await host(known)) + path);
  await page.locator(".permalink").click();
  await said(page, "copied");
  assert.equal(await copied(page), `https://example.org/reps/${short}`);
  await close(page);
});

test("where nothing may be copied, they are links like others, and nothing is announced", async () => {
  const page = await open({ permissions: [] });
  await page.addInitScript(() => Object.defineProperty(navigator, "clipboard", { value: undefined }));
  await page.goto(base + path);
  await page.locator("h2 .anchor").last().click();
  assert.match(page.url(), /#./);
  assert.equal(await page.getByRole("status").textContent(), "");
  assert.equal(await page.locator(".share button").count(), 0);
  await close(page);
});

test("without script they are links like others", async () => {
  const page = await open({ script: false });
  await page.goto(base + path);
  const anchor = page.locator("h2 .anchor").last();
  const href = await anchor.getAttribute("href");
  await anchor.click();
  assert.equal(page.url(), base + path + href);
  assert.equal(await page.locator(".permalink").evaluate((link) => link.href), `${base}${short}index.html`);
  await page.locator(".permalink").click();
  await page.waitForURL(base + path);
  await close(page);
});

/** Waits until a word of the interface is announced, as the page has it for its script. */
async function said(page, name) {
  const word = await page.locator(`script[data-${name}]`).first().getAttribute(`data-${name}`);
  await page.getByRole("status").filter({ hasText: word }).waitFor();
}

/** What has been copied. */
function copied(page, type = "text/plain") {
  return page.evaluate(async (type) => (await (await navigator.clipboard.read())[0].getType(type)).text(), type);
}
