import { open, close } from "./lib/browser.js";
import { host } from "./lib/host.js";
import { build } from "./lib/site.js";
import test from "node:test";
test("x", async () => {
const base = await host(build());
for (const [w, c, q] of [[360, "light", "stickers"], [360, "dark", "how long"], [1280, "light", "receipts"], [1280, "dark", "too late"], [1280, "light", "evnetss"]]) {
  const page = await open({ width: w, colours: c });
  await page.goto(base + "organizers/how-long.html");
  await page.locator(".search input").click();
  await page.keyboard.type(q);
  await page.waitForTimeout(1500);
  await page.screenshot({ path: `/tmp/sp/s-${w}-${c}-${q.replace(/ /g, "-")}.png` });
  await page.goto(base + "search.html?q=" + q); await page.waitForTimeout(1200);
  await page.screenshot({ path: `/tmp/sp/p-${w}-${c}.png` });
  await close(page);
}
});
