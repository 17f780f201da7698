// The Nu HTML checker, which is a Java program.

import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { FOLDER } from "./found.js";

const JAR = join(FOLDER, "node_modules", "vnu-jar", "build", "dist", "vnu.jar");

/** What is wrong with pages, and with all pages of folders. */
export function check(...paths) {
  const options = ["-Xss1m", "-jar", JAR, "--format", "json", "--skip-non-html", "--errors-only", ...paths];
  const { stderr, error } = spawnSync("java", options, { encoding: "utf8", maxBuffer: 1 << 28 });
  if (error) throw error;
  const { messages } = JSON.parse(stderr);
  return messages.map(({ url, lastLine, message }) => `${fileURLToPath(url)}:${lastLine}: ${message}`);
}
