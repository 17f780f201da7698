// A handbook of sixty pages of 1,200 words each, six sections of ten pages, for weighing. Always the same for the same
// sentences, which are those of the shipped handbook, so that they pack as English does.

import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "./found.js";
import { emptyFolder, write } from "./site.js";

const SECTIONS = ["first-steps", "running-events", "asking-for-money", "asking-for-goods", "after-the-event", "people"];
const PAGES = ["index", "checklist", "roles", "dates", "costs", "places", "mail", "safety", "receipts", "questions"];
const PARTS = 6;
const WORDS = 1200;

/** The page that is weighed, as a path of the site. */
export const WEIGHED = "running-events/checklist.html";

const SETTINGS = `[book]
title = "Sixty pages"
src = "content"

[output.html]
site-url = "https://handbook.example/"
`;

/** Writes the handbook; gives its folder. */
export function sixtyPages() {
  const root = emptyFolder();
  const sentences = sentencesOf(join(ROOT, "content"));
  const dice = makeDice(42);
  write(root, "book.toml", SETTINGS);
  write(root, "content/index.md", `# Sixty pages\n\n${sentences[0]}\n`);
  for (const section of SECTIONS) {
    for (const page of PAGES) write(root, `content/${section}/${page}.md`, pageOf(section, page, sentences, dice));
  }
  return root;
}

function pageOf(section, page, sentences, dice) {
  const title = page === "index" ? named(section) : `${named(page)} of ${section.replaceAll("-", " ")}`;
  const some = (words) => take(sentences, dice, words);
  const parts = Array.from({ length: PARTS }, (_, part) => {
    const body = [some(WORDS / PARTS / 2), special(part, some, dice), some(WORDS / PARTS / 3)];
    return `## ${named(dice(PAGES))} and ${dice(PAGES)} ${part + 1}\n\n${body.join("\n\n")}\n`;
  });
  return `---\ntitle: ${title}\nowner: Council\nreviewed: 2019-12-01\nreview_every: 180 days\n`
    + `aliases: [old/${section}-${page}.html]\n---\n\n${some(30)}[^1]\n\n${parts.join("\n")}\n[^1]: ${some(10)}\n`;
}

/** What a page has besides paragraphs. */
function special(part, some, dice) {
  const row = () => `| ${some(4)} | ${dice(PAGES)} | ${dice(SECTIONS)} |`;
  return [
    `- ${some(8)}\n- ${some(8)}\n  - ${some(5)}`,
    `| What | Who | Where |\n|---|---|---|\n${row()}\n${row()}\n${row()}`,
    `> [!NO-GUARANTEE]\n> ${some(20)}`,
    `- [ ] ${some(6)}\n- [x] ${some(6)}`,
    `See [the page](../${dice(SECTIONS)}/${dice(PAGES)}.md).\n\n\`\`\`sh\ncaveat check --strict\n\`\`\``,
    `> [!UNKNOWN] ${named(dice(PAGES))}\n> ${some(12)}`,
  ][part];
}

/** Plain sentences of the paragraphs of a handbook. */
function sentencesOf(folder) {
  const files = readdirSync(folder, { recursive: true }).filter((name) => name.endsWith(".md")).sort();
  const lines = files.flatMap((name) => readFileSync(join(folder, name), "utf8").split("\n"));
  const plain = lines.filter((line) => /^[A-Z][\w ,;'-]+\.( |$)/.test(line));
  return plain.map((line) => line.match(/^[^.]+\./)[0]).filter((line) => line.split(" ").length > 3);
}

function take(sentences, dice, words) {
  const taken = [];
  for (let count = 0; count < words; count = taken.join(" ").split(" ").length) taken.push(dice(sentences));
  return taken.join(" ");
}

function named(name) {
  return name[0].toUpperCase() + name.slice(1).replaceAll("-", " ");
}

/** Picks from lists, in the same way in every run. */
function makeDice(seed) {
  let state = BigInt(seed);
  return (list) => {
    state = (state * 6364136223846793005n + 1442695040888963407n) & 0xffffffffffffffffn;
    return list[Number((state >> 33n) % BigInt(list.length))];
  };
}
