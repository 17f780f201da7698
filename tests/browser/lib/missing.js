// Prints the test files that cannot run here: the name, `all` if no test can run or `this`, and what mends it, with
// tabulators between.

import { readdirSync } from "node:fs";
import { FOLDER, missingFor, missingForAll } from "./found.js";

for (const file of readdirSync(FOLDER).filter((name) => name.endsWith(".test.js"))) {
  const [all, one] = [missingForAll(), missingFor(file)];
  if (all ?? one) console.log(`${file}\t${all ? "all" : "this"}\t${all ?? one}`);
}
