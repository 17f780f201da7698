// Asks the published script of search, without a browser: `node ask.mjs SITE < QUERIES` prints a line of JSON a query.
import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { runInThisContext } from "node:vm";

const site = process.argv[2];
const read = (path) => readFileSync(`${site}/${path.split("?")[0]}`, "utf8");
const run = (path) => runInThisContext(read(path), { filename: basename(path) });

// A page on which nothing happens: the script has its box and its list, and nobody types.
const element = () => ({ value: "", append() {}, after() {}, replaceChildren() {}, addEventListener() {} });
const form = { dataset: { root: "" }, q: element(), parentNode: element() };
const loaded = [];
const append = (script) => {
  try {
    run(script.src);
    loaded.push(script.src.split("?")[0]);
    script.onload();
  } catch (error) {
    script.onerror(error);
  }
};
globalThis.document = {
  querySelector: (what) => (what === "form.search" ? form : null),
  createElement: element,
  addEventListener() {},
  head: { append },
};
const page = read("search.html");
run(page.match(/data-script="([^"]+)"/)[1]);

for (const query of readFileSync(0, "utf8").split("\n").filter(Boolean)) {
  loaded.length = 0;
  const found = await caveatSearch.find(query);
  const others = found.length ? [] : await caveatSearch.others(query);
  console.log(JSON.stringify({ query, found, others, loaded: [...loaded] }));
}
