// What comes over the wire when a page is opened for the first time, as the browser itself counts it, heads included.

/** Opens a page with an empty cache: requests, bytes, and bytes by kind of file; also what comes from other hosts. */
export async function weigh(page, url) {
  const session = await page.context().newCDPSession(page);
  const seen = new Map();
  session.on("Network.responseReceived", ({ requestId, response: { url }, type }) => seen.set(requestId, { type, url }));
  session.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    Object.assign(seen.get(requestId) ?? {}, { bytes: encodedDataLength });
  });
  await session.send("Network.enable");
  await session.send("Network.setCacheDisabled", { cacheDisabled: true });
  await page.goto(url, { waitUntil: "networkidle" });
  // An address that holds its data itself, or a file made by a script, asks nobody.
  const rows = [...seen.values()].filter((row) => row.url.startsWith("http"));
  const sum = (some) => some.reduce((total, row) => total + row.bytes, 0);
  const of = (type) => sum(rows.filter((row) => row.type === type));
  const strangers = rows.filter((row) => new URL(row.url).origin !== new URL(url).origin).length;
  return { requests: rows.length, bytes: sum(rows), fonts: of("Font"), scripts: of("Script"), strangers };
}
