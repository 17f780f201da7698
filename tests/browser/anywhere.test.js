// The site works below any folder of any host, with script and a strict policy for content, and complains nowhere.

import test from "node:test";
import assert from "node:assert/strict";
import { close, open } from "./lib/browser.js";
import { crawl } from "./lib/crawl.js";
import { host } from "./lib/host.js";
import { build, guides, pages } from "./lib/site.js";

const MOUNT = "/some/where/";
const site = build();
const base = await host(site, MOUNT);

test("below a folder of a host every page is reached and nothing is missing", async () => {
  const page = await open();
  const reached = await crawl(page, base);
  assert.deepEqual([...reached.keys()].sort(), pages(site).filter((path) => path !== "404.html"));
  await close(page);
});

test("the address of a folder does, with or without a slash", async () => {
  const page = await open();
  const [{ id }] = guides(site);
  for (const path of ["", "guides/", "guides", `guides/${id}`, `guides/${id}/all/`]) {
    await page.goto(base + path);
    assert.ok(await page.evaluate(isStyled), path);
    await page.locator("footer a").first().click();
    assert.equal(page.url(), `${base}index.html`);
  }
  await close(page);
});

test("a wrong address shows the page for wrong addresses, in colours, if the site knows its address", async () => {
  const named = build({ baseUrl: `https://handbook.example${MOUNT}` });
  const there = await host(named, MOUNT);
  const page = await open();
  for (const path of ["nothing.html", "organizers/nothing.html", "a/b/c/d/"]) {
    const answer = await page.goto(there + path);
    assert.equal(answer.status(), 404);
    assert.ok(await page.evaluate(isStyled), path);
    await page.locator(".brand a, a.brand").first().click();
    assert.equal(page.url(), `${there}index.html`);
  }
  page.troubles = page.troubles.filter((words) => !/the server responded with a status of 404/.test(words));
  await close(page);
});

/** The style sheet was found: a page without it has no ground of its own. */
function isStyled() {
  return getComputedStyle(document.body).backgroundColor !== "rgba(0, 0, 0, 0)";
}
