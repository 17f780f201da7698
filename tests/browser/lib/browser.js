// One browser for all tests of a file, and pages in it that remember what went wrong.

import { after } from "node:test";
import assert from "node:assert/strict";
import { chromium } from "playwright-core";
import { browserPath } from "./found.js";

let started = null;

after(async () => (await started)?.close());

/** The widths of a phone, a tablet and a desk. */
export const WIDTHS = [360, 768, 1440];

/** Opens an empty page. `troubles` lists what the console, the policy for content and the network complain of. */
export async function open({ width = 1440, height = 740, colours = "light", script = true, ...more } = {}) {
  started ??= chromium.launch({ executablePath: browserPath(), timeout: 60_000 });
  const wishes = { colorScheme: colours, javaScriptEnabled: script, reducedMotion: "reduce" };
  const options = { viewport: { width, height }, ...wishes, ...more };
  const context = await (await started).newContext(options);
  const page = await context.newPage();
  page.troubles = [];
  const note = (words) => page.troubles.push(`${new URL(page.url()).pathname}: ${words}`);
  page.on("console", (message) => ["error", "warning"].includes(message.type()) && note(message.text()));
  page.on("pageerror", (error) => note(error.message));
  page.on("requestfailed", (request) => {
    // Whoever leaves a page ends what it was still loading.
    const { errorText } = request.failure();
    if (errorText !== "net::ERR_ABORTED") note(`${request.url()} ${errorText}`);
  });
  return page;
}

/** Closes a page, on which nothing may have gone wrong. */
export async function close(page) {
  await page.context().close();
  assert.deepEqual(page.troubles, []);
}

/** Goes to an address and stays there, even where the page is a redirect: its script is empty, and nobody answers. */
export async function stay(page, url) {
  const here = new URL(url).pathname;
  await page.route("**/*", (route) => {
    const request = route.request();
    const to = new URL(request.url()).pathname;
    if (/\/redirect\.\w+\.js$/.test(to)) return route.fulfill({ contentType: "text/javascript", body: "" });
    return request.isNavigationRequest() && to !== here ? route.fulfill({ status: 204 }) : route.continue();
  });
  await page.goto(url);
}
