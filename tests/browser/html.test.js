// The Nu HTML checker finds no error: on all pages of the handbook, and on all kinds of pages when the programme is
// closed and when there is everything on them that may be.

import test from "node:test";
import assert from "node:assert/strict";
import { join } from "node:path";
import { kinds } from "./lib/kinds.js";
import { check } from "./lib/nu.js";
import { build } from "./lib/site.js";
import { sixtyPages } from "./lib/sixty.js";

test("no page has an error", () => {
  const more = [build({ day: null }), build({ root: sixtyPages() })];
  const pages = more.flatMap((site) => kinds(site).map(([, path]) => join(site, path)));
  assert.deepEqual(check(build(), ...pages), []);
});
