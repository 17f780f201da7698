// On the page for missing addresses: offers what stands nearest to the address that was asked for. Without it, the page
// has all titles.
{
  const { root, near } = document.currentScript.dataset, most = 5;
  // Mail programs take the full stop behind an address along; endings and capital letters say nothing.
  const bare = (path) => {
    try { path = decodeURIComponent(path); } catch { /* a broken escape stays as it is */ }
    return path.toLowerCase().replace(/[\s.,;:!?'"’”»)\]>]+$/, "").replace(/(\/|^)(index|readme)?(\.\w+)?$/, "")
      .replace(/\.(html?|md|markdown)$/, "");
  };
  const last = (path) => path.slice(path.lastIndexOf("/") + 1);
  /** How many letters have to change, as a share of the longer one. */
  const apart = (a, b) => {
    const longer = Math.max(a.length, b.length);
    if (!longer || Math.abs(a.length - b.length) > longer / 2) return longer && 1;
    let row = Array.from({ length: b.length + 1 }, (_, at) => at);
    for (let i = 1; i <= a.length; i++) {
      const above = row;
      row = [i];
      for (let j = 1; j <= b.length; j++) {
        row[j] = Math.min(above[j] + 1, row[j - 1] + 1, above[j - 1] + (a[i - 1] !== b[j - 1]));
      }
    }
    return row[b.length] / longer;
  };
  const offer = async () => {
    const asked = bare(location.pathname.slice(root.length));
    if (!location.pathname.startsWith(root) || !asked) return;
    const { titles, addresses } = await (await fetch(`${root}addresses.json`)).json();
    const score = (known) => {
      const moved = last(asked).length > 3 ? .1 + apart(last(asked), last(known)) : 1;
      return Math.min(apart(asked, known), moved);
    };
    const found = new Map();
    for (const [address, title] of addresses) {
      const now = { address, title, score: score(bare(address)) }, before = found.get(title);
      if (now.score < .4 && !(before?.score <= now.score)) found.set(title, now);
    }
    const rows = [...found.values()].sort((a, b) => a.score - b.score).slice(0, most).map(({ address, title, score }) => {
      const row = document.createElement("li"), link = document.createElement("a");
      link.href = root + address + (score ? "" : location.hash);
      link.textContent = titles[title];
      row.append(link);
      return row;
    });
    if (!rows.length) return;
    const heading = document.createElement("h2"), list = document.createElement("ul");
    const section = document.createElement("section");
    heading.textContent = near;
    heading.id = "near";
    section.className = "near";
    section.setAttribute("aria-labelledby", "near");
    list.append(...rows);
    section.append(heading, list);
    document.querySelector(".head").after(section);
  };
  addEventListener("DOMContentLoaded", () => offer().catch(() => {}));
}
