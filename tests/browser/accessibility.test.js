// No page breaks a rule of axe, at three widths, light and dark.

import test from "node:test";
import assert from "node:assert/strict";
import { violations } from "./lib/axe.js";
import { close, open, stay, WIDTHS } from "./lib/browser.js";
import { everyKind } from "./lib/sample.js";

for (const { name, url } of await everyKind()) {
  test(`${name}: ${new URL(url).pathname}`, async () => {
    const page = await open();
    await stay(page, url);
    for (const colorScheme of ["light", "dark"]) {
      await page.emulateMedia({ colorScheme });
      for (const width of WIDTHS) {
        await page.setViewportSize({ width, height: 740 });
        assert.deepEqual(await violations(page), [], `${width} pixels, ${colorScheme}`);
      }
    }
    await close(page);
  });
}
