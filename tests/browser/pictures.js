// Takes the pictures of `docs/pictures` from the shipped handbook: `npm run pictures --prefix tests/browser`. With pngquant
// on the path they have few colours, and a third of the weight.

import { spawnSync } from "node:child_process";
import { statSync } from "node:fs";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { browserPath, ROOT } from "./lib/found.js";
import { host } from "./lib/host.js";
import { build } from "./lib/site.js";

const FOLDER = join(ROOT, "docs/pictures");
const DESK = { viewport: { width: 1120, height: 760 } };
const PHONE = { viewport: { width: 360, height: 720 }, deviceScaleFactor: 1.5 };

/** Each picture with its page, who looks at it, and what is done there before it is taken. */
const PICTURES = [
  ["home", "index.html", DESK],
  ["question", "guides/money/notice/", DESK],
  ["question-phone", "guides/money/notice/", PHONE],
  ["outcome-phone", "guides/swag/outcome/may-file/", { ...PHONE, viewport: { width: 360, height: 1180 } }],
  ["reply", "replies/first-answer-money/", DESK, (page) => page.locator(".reply").first().evaluate((mail) => mail.scrollIntoView())],
  ["journey", "journeys/money/", DESK],
  ["search", "organizers/how-long.html", DESK, search],
  ["search-phone-dark", "organizers/how-long.html", { ...PHONE, colorScheme: "dark" }, search],
  ["changes", "changes/", DESK, (page) => page.locator("h2").nth(1).evaluate((heading) => heading.scrollIntoView())],
];

// The programme is open on the day of the tests; its changes came later.
const open = await host(build());
const later = await host(build({ day: "2026-11-22" }));
const browser = await chromium.launch({ executablePath: browserPath() });
for (const [name, path, options, prepare] of PICTURES) {
  const context = await browser.newContext({ reducedMotion: "reduce", ...options });
  const page = await context.newPage();
  const answer = await page.goto((path.startsWith("changes/") ? later : open) + path);
  if (!answer.ok()) throw new Error(`there is no page ${path}`);
  await prepare?.(page);
  const file = join(FOLDER, `${name}.png`);
  await page.screenshot({ path: file });
  await context.close();
  spawnSync("pngquant", ["--force", "--nofs", "--strip", "--speed", "1", "--output", file, "64", file]);
  console.log(`${name}.png: ${Math.ceil(statSync(file).size / 1000)} KB`);
}
await browser.close();
process.exit(0);

/** Asks for stickers, with one letter missing. */
async function search(page) {
  await page.locator(".search input").click();
  await page.locator(".search input").fill("stikers");
  await page.locator(".found li mark").first().waitFor();
}
