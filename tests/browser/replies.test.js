// The mail of a reply: fields for its blanks, and buttons that copy nothing that is not whole; the days of a journey.

import test from "node:test";
import assert from "node:assert/strict";
import { close, open } from "./lib/browser.js";
import { host } from "./lib/host.js";
import { build, pages } from "./lib/site.js";

const site = build();
const base = await host(site);
const replies = pages(site).filter((path) => /^replies\/[^/]+\/index\.html$/.test(path));
const journeys = pages(site).filter((path) => /^journeys\/[^/]+\/index\.html$/.test(path));

/** What a field can be filled with: a day that is to come, since no mail names one that is over. */
const VALUES = { date: "2099-03-14", email: "ana@example.org", url: "https://example.org/", number: "3", text: "Ana <b>" };

test("a mail is copied when it is whole, as text and with links", async () => {
  for (const path of replies.slice(0, 3)) {
    const page = await open({ width: 360, height: 740 });
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    await page.goto(base + path);
    const [plain, rich] = await page.locator(".copy button").all();
    await page.evaluate(() => navigator.clipboard.writeText("before"));
    const fields = await page.locator(".blanks input").all();
    if (fields.length) {
      await plain.click();
      assert.match(await page.locator(".reply .status").textContent(), /\w/, `${path} says what is missing`);
      assert.equal(await page.evaluate(() => navigator.clipboard.readText()), "before");
    }
    for (const field of fields) await field.fill(VALUES[await field.getAttribute("type")]);
    for (const [kind, value] of [["date", "2020-03-14"], ["text", "Ana\u202e"]]) {
      const field = page.locator(`.blanks input[type=${kind}]`).first();
      if (!(await field.count())) continue;
      await field.fill(value);
      await plain.click();
      assert.equal(await page.evaluate(() => navigator.clipboard.readText()), "before", `${path} takes ${value}`);
      await field.fill(VALUES[kind]);
    }
    // The announcement comes when the clipboard has it; before that, reading would fail or find what was there.
    const copied = page.locator(".reply .status").filter({ hasText: await page.locator("script[data-copied]").last().getAttribute("data-copied") });
    await plain.click();
    await copied.waitFor();
    const text = await page.locator("#letter").textContent();
    assert.equal(await page.evaluate(() => navigator.clipboard.readText()), text);
    assert.ok(!text.includes("[["), `${path} is whole`);
    await rich.click();
    await copied.waitFor();
    const html = await page.evaluate(async () => {
      const [item] = await navigator.clipboard.read();
      return (await item.getType("text/html")).text();
    });
    assert.ok(html.includes("<p>") && !html.includes("<b>") && !html.includes("[["), html);
    await close(page);
  }
});

test("the days of a journey are counted from the event", async () => {
  let counted = 0;
  for (const path of journeys) {
    const page = await open({ width: 360, height: 740 });
    await page.goto(base + path);
    if (await page.locator("#event-day").count()) {
      await page.locator("#event-day").fill("2020-03-01");
      for (const item of await page.locator(".days li").all()) {
        const day = new Date("2020-03-01T00:00:00Z");
        day.setUTCDate(day.getUTCDate() + Number(await item.getAttribute("data-days")));
        assert.equal(await item.locator("time").getAttribute("datetime"), day.toISOString().slice(0, 10));
        counted += 1;
      }
    }
    await close(page);
  }
  assert.ok(counted > 0);
});
