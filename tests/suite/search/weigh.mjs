// `node weigh.mjs FILE…` prints how many bytes the files have, as they are and gzipped.
import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

const sum = (sizes) => sizes.reduce((all, size) => all + size, 0);
const files = process.argv.slice(2).map((path) => readFileSync(path));
console.log(JSON.stringify([sum(files.map((file) => file.length)), sum(files.map((file) => gzipSync(file, { level: 9 }).length))]));
