// What axe has against a page: WCAG A and AA, and best practice.

import { createRequire } from "node:module";

const { source } = createRequire(import.meta.url)("axe-core");
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** The rules that a page breaks as it is shown now, each with the elements that break it. */
export async function violations(page) {
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(source);
  // Said in the page itself: the whole of what axe knows is large.
  return page.evaluate(async (values) => {
    const found = await axe.run(document, { runOnly: { type: "tag", values }, resultTypes: ["violations"] });
    return found.violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join("  ")}`);
  }, RULES);
}
