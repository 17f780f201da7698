// A host as any host is: files below some folder, folders shown by their index.html, text gzipped, 404.html for what is
// not there.

import { readFileSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join } from "node:path";
import { gzipSync } from "node:zlib";

const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".xml": "application/xml",
};

/** Serves a site below `mount`, which begins and ends with a slash; gives the address of the site. */
export async function host(site, mount = "/") {
  const server = createServer((request, response) => answer(site, mount, request, response));
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  server.unref();
  return `http://127.0.0.1:${server.address().port}${mount}`;
}

function answer(site, mount, request, response) {
  const path = decodeURIComponent(new URL(request.url, "http://host").pathname);
  const file = path.startsWith(mount) ? join(site, path.slice(mount.length)) : null;
  if (file && !path.endsWith("/") && isFolder(file)) return response.writeHead(301, { Location: `${path}/` }).end();
  const found = file && [file, join(file, "index.html")].find(isFile);
  send(response, found ? 200 : 404, found ?? join(site, "404.html"));
}

function send(response, status, file) {
  const type = TYPES[extname(file)];
  const headers = { "Content-Type": type ?? "application/octet-stream", ...(type && { "Content-Encoding": "gzip" }) };
  const bytes = readFileSync(file);
  response.writeHead(status, headers).end(type ? gzipSync(bytes, { level: 9 }) : bytes);
}

function isFile(path) {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}

function isFolder(path) {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}
