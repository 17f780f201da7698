// The preview of a handbook, as a maintainer starts it.

import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { CAVEAT, OPEN } from "./site.js";

/** Starts `caveat serve` in a folder; gives the address that it prints. It ends with the test. */
export async function preview(root) {
  const args = ["serve", "--quiet", "--port", "0", "--as-of", OPEN, "-C", root];
  const child = spawn(CAVEAT, args, { stdio: ["ignore", "pipe", "ignore"] });
  process.on("exit", () => child.kill());
  for await (const line of createInterface({ input: child.stdout })) {
    // From here on the test need not wait for it.
    child.unref();
    child.stdout.unref();
    return line.trim();
  }
  throw new Error("the preview said nothing");
}
