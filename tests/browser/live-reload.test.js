// The preview follows every save: a new text, a mistake, and its repair, without losing the place on the page.

import test from "node:test";
import assert from "node:assert/strict";
import { close, open } from "./lib/browser.js";
import { preview } from "./lib/preview.js";
import { emptyFolder, write } from "./lib/site.js";

const SOURCE = "content/index.md";
const SETTINGS = '[book]\ntitle = "A name"\nsrc = "content"\n';
const before = `# Home\n\n${"A line of text.\n\n".repeat(30)}`;
const root = emptyFolder();
write(root, "book.toml", SETTINGS);
write(root, SOURCE, before);
const url = await preview(root);

test("an edit is shown, and the place on the page is kept", async () => {
  const page = await shown();
  await page.evaluate(() => scrollTo(0, 300));
  write(root, SOURCE, `${before}\n\nFirst edit.\n`);
  await page.getByText("First edit.").waitFor();
  await page.waitForFunction(() => scrollY === 300);
  await page.context().close();
});

test("a mistake is named on the page, and goes with its repair", async () => {
  const page = await shown();
  write(root, SOURCE, `${before}\n\nSee [it](nowhere.md).\n`);
  await page.getByText("error[dead-page]").waitFor();
  await page.getByText("nowhere.md").first().waitFor();
  write(root, SOURCE, `${before}\n\nIt is mended.\n`);
  await page.getByText("It is mended.").waitFor();
  await page.getByText("error[dead-page]").waitFor({ state: "detached" });
  assert.deepEqual(page.troubles, []);
  await page.context().close();
});

test("settings that cannot be read are named, the last good page stays, and the repair is shown", async () => {
  const page = await shown();
  write(root, "book.toml", `${SETTINGS}\n[site\n`);
  await page.getByText("error[").first().waitFor();
  assert.equal(await page.locator("h1").count(), 1);
  write(root, "book.toml", SETTINGS.replace("A name", "Another name"));
  await page.locator(".brand", { hasText: "Another name" }).waitFor();
  await page.getByText("error[").waitFor({ state: "detached" });
  write(root, "book.toml", SETTINGS);
  await page.context().close();
});

test("the list of findings is closed with a button or a key, and the page works below it", async () => {
  const page = await shown();
  const press = () => page.getByRole("button", { name: "Dismiss" }).click();
  for (const [name, dismiss] of [["button", press], ["key", () => page.keyboard.press("Escape")]]) {
    write(root, SOURCE, `${before}\n\nSee [it](${name}.md).\n`);
    await page.getByText("error[dead-page]").waitFor();
    await dismiss();
    await page.getByText("error[dead-page]").waitFor({ state: "detached" });
  }
  await close(page);
});

/** The home page, with the text that it had at first. */
async function shown() {
  write(root, SOURCE, before);
  const page = await open({ height: 400 });
  await page.goto(url);
  await page.locator("h1").waitFor();
  return page;
}
