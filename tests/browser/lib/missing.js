// Prints the test files that cannot run here: the name, a tabulator, and what to do about it.

import { readdirSync } from "node:fs";
import { FOLDER, missing } from "./found.js";

for (const file of readdirSync(FOLDER).filter((name) => name.endsWith(".test.js"))) {
  const reason = missing(file);
  if (reason) console.log(`${file}\t${reason}`);
}
