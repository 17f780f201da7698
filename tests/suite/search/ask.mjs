// Asks the published script of search, without a browser: `node ask.mjs SITE < QUERIES` prints a line of JSON a query.
import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { runInThisContext } from "node:vm";

const site = process.argv[2];
const read = (path) => readFileSync(`${site}/${path.split("?")[0]}`, "utf8");
const run = (path) => runInThisContext(read(path), { filename: basename(path) });

// A page on which nothing happens but what is said here: the box of search, and the place for what is found.
const element = (tag = "") => ({
  tag,
  textContent: "",
  children: [],
  append(...inner) {
    this.children = inner;
  },
  replaceChildren(...inner) {
    this.children = inner;
  },
});
const [status, list] = [element("p"), element("ol")];
const form = { ...element("form"), dataset: { root: "" }, action: "search.html", q: { ...element("input"), value: "" } };
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
  querySelector: (what) => (what === "form.search" ? form : { ...element("section"), children: [status, list] }),
  createElement: element,
  head: { append },
};
globalThis.location = { search: "" };
// Typing is followed by a pause; here it is over at once.
let typed;
globalThis.clearTimeout = () => {};
globalThis.setTimeout = (then) => {
  typed = then;
};
const page = read("search.html");
run(page.match(/data-script="([^"]+)"/)[1]);

const words = (inner) => (typeof inner === "string" ? inner : inner.children.map(words).join(""));
const marked = (inner) => inner.children.filter((bit) => bit.tag === "mark").map(words);

for (const query of readFileSync(0, "utf8").split("\n").filter(Boolean)) {
  loaded.length = 0;
  form.q.value = query;
  form.q.oninput();
  await typed();
  const rows = list.children.map((row) => row.children);
  const found = rows.filter((row) => row.length > 1).map(([link, about, text]) => {
    const [within, kind = ""] = words(about).split(" · ").reverse();
    return { title: words(link), url: link.href, kind, within, text: words(text), marked: marked(text) };
  });
  const others = rows.filter((row) => row.length === 1).map(([link]) => words(link));
  console.log(JSON.stringify({ query, found, others, said: status.textContent, loaded: [...loaded] }));
}
