// Whoever clicks through a guide, without script and on a phone, comes to each of its outcomes, and on each outcome
// after which somebody may ask, the callout is seen, whole and uncovered.

import test from "node:test";
import assert from "node:assert/strict";
import { close, open } from "./lib/browser.js";
import { host } from "./lib/host.js";
import { build, guides, OPEN } from "./lib/site.js";

for (const day of [OPEN, null]) {
  const site = build({ day });
  const base = await host(site);
  for (const guide of guides(site)) {
    test(`${guide.id}, ${day ?? "today"}`, async () => {
      const page = await open({ script: false, width: 360 });
      await page.goto(base + guide.url);
      await click(page, "main a.button");
      const ends = new Map();
      await walk(page, new Set(), ends);
      assert.deepEqual([...ends.keys()].sort(), guide.outcomes.map(({ id }) => id).sort());
      const may = guide.outcomes.filter(({ kind }) => kind === "may-request");
      for (const { id } of may) assert.deepEqual(ends.get(id), [`${guide.id}/${id}`], id);
      await close(page);
    });
  }
}

test("the walk above comes to outcomes after which somebody may ask", () => {
  const kinds = guides(build()).flatMap((guide) => guide.outcomes.map(({ kind }) => kind));
  assert.ok(kinds.includes("may-request"));
});

/** Clicks every answer of the page, and of the pages to which they lead; `ends` gets each outcome with its callouts. */
async function walk(page, seen, ends) {
  const here = page.url();
  seen.add(here);
  const outcome = here.match(/\/outcome\/([^/]+)\//)?.[1];
  if (outcome) return ends.set(outcome, await page.evaluate(calloutsSeen));
  const hrefs = await page.evaluate(() => [...document.querySelectorAll(".answers a")].map((link) => link.href));
  assert.ok(hrefs.length > 1, here);
  for (const [at, href] of hrefs.entries()) {
    if (seen.has(href)) continue;
    if (page.url() !== here) await page.goto(here);
    await click(page, `.answers li:nth-child(${at + 1}) a`);
    assert.equal(page.url(), href);
    await walk(page, seen, ends);
  }
}

/** Puts the finger on a link, which must be there to be touched, and waits for the next page. */
async function click(page, selector) {
  const [x, y, href] = await page.evaluate(middle, selector);
  await Promise.all([page.waitForURL(href), page.mouse.click(x, y)]);
}

/** Where the middle of a link is in the window, once it has been scrolled to, and where the link leads. */
function middle(selector) {
  const link = document.querySelector(selector);
  link.scrollIntoView({ block: "center", behavior: "instant" });
  const { left, top, width, height } = link.getBoundingClientRect();
  return [left + width / 2, top + height / 2, link.href];
}

/** The names of the callouts of a page; a part that a reader would not see stands there instead of its name. */
function calloutsSeen() {
  const callouts = [...document.querySelectorAll("[data-callout]")];
  return callouts.flatMap((callout) => {
    const parts = [callout, ...callout.querySelectorAll("p, dt, dd")];
    const unseen = parts.filter((part) => !isSeen(callout, part)).map((part) => `not seen: ${part.outerHTML}`);
    return unseen.length ? unseen : [callout.dataset.callout];
  });

  /** It has a size, stands inside of the page, and nothing lies above it. */
  function isSeen(callout, part) {
    part.scrollIntoView({ block: "center", behavior: "instant" });
    const { left, right, top, bottom, width, height } = part.getBoundingClientRect();
    const inside = left >= 0 && right <= document.documentElement.clientWidth && width > 20 && height > 10;
    const points = [[left + 4, top + 4], [(left + right) / 2, (top + bottom) / 2], [right - 4, bottom - 4]];
    const inView = points.filter(([, y]) => y > 0 && y < innerHeight);
    const free = inView.every(([x, y]) => callout.contains(document.elementFromPoint(x, y)));
    return inside && inView.length > 0 && free && part.checkVisibility({ opacityProperty: true });
  }
}
