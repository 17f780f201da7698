// Sites made by the program, each in a folder that is gone when the test ends.

import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative, sep } from "node:path";
import { ROOT } from "./found.js";

/** The program: the one that is named in the environment, or the last one that was built for tests. */
export const CAVEAT = process.env.CAVEAT || join(ROOT, "target", "debug", "caveat");

/** A day on which the programme of the shipped handbook was open. */
export const OPEN = "2019-12-15";

/** An empty folder. */
export function emptyFolder() {
  const folder = mkdtempSync(join(tmpdir(), "caveat-browser-"));
  process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Builds a handbook, the shipped one if no other is named; gives the folder of the site. */
export function build({ root = ROOT, day = OPEN, baseUrl = null } = {}) {
  const out = join(emptyFolder(), "site");
  const options = [...(day ? ["--as-of", day] : []), ...(baseUrl ? ["--base-url", baseUrl] : [])];
  const { SOURCE_DATE_EPOCH, ...env } = process.env;
  const { status, stderr } = spawnSync(CAVEAT, ["build", "--quiet", "--out", out, "-C", root, ...options], { env });
  // What was found in the texts is not the business of these tests, unless it keeps the site from being published.
  if (![0, 1].includes(status) || !existsSync(join(out, "index.html"))) throw new Error(`no site: ${stderr}`);
  return out;
}

/** Writes a file, and the folders that it needs. */
export function write(root, path, text) {
  const file = join(root, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

/** A text of a site. */
export function text(site, path) {
  return readFileSync(join(site, path), "utf8");
}

/** The paths of all pages of a site, sorted. */
export function pages(site) {
  const files = readdirSync(site, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = files.map((entry) => relative(site, join(entry.parentPath, entry.name)).split(sep).join("/"));
  return paths.filter((path) => path.endsWith(".html")).sort();
}

/** The guides of a site, as their JSON says them. */
export function guides(site) {
  const paths = pages(site).map((path) => path.match(/^guides\/([^/]+)\/index\.html$/)?.[1]).filter(Boolean);
  return paths.map((id) => JSON.parse(text(site, `guides/${id}/guide.json`)));
}
