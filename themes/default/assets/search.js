// Searches the handbook. It comes when a reader turns to the box, and loads the files that a query needs.
{
  const form = document.querySelector("form.search"), { root } = form.dataset, input = form.q;
  const box = document.querySelector(".found"), [status, list] = box.children, files = {};
  let head = { stamp: 0 }, arrived, asked, timer;
  globalThis.caveatSearch = (value) => { arrived = value; };

  const make = (name, inner, values) => {
    const element = Object.assign(document.createElement(name), values);
    element.append(...inner);
    return element;
  };
  const load = (name) => files[name] ??= new Promise((done, fail) => document.head.append(make("script", [], {
    src: `${root}search/${name}.js?${head.stamp}`,
    onload: () => done(arrived),
    onerror: () => fail(delete files[name]),
  })));

  // The same as in the program that makes the index.
  const fold = (text) => text.normalize("NFKD").replace(RegExp(head.mark, "gu"), "")
    .toLowerCase().replaceAll("ß", "ss").normalize("NFC");
  const piece = (word) => load("words-" + [...word].slice(0, word < "\u0e00" ? 3 : 1)
    .reduce((sum, letter) => sum * 31 + letter.codePointAt(), 0) % head.pieces);
  // How alike two words are, by their pairs of letters.
  const alike = (one, other) => {
    const pairs = (word) => [...word].map((_, at) => word.slice(at, at + 2)), its = pairs(other);
    return 2 * pairs(one).filter((pair) => its.includes(pair)).length / (one.length + other.length);
  };
  // The word, longer ones, those of its stem; if it is unknown, also those one letter away.
  const near = (word, all) => {
    let starts = word.slice(0, Math.max(4, word.length * .65));
    if (word[3] && !all.includes(word)) [...word].forEach((letter, at) => {
      const rest = word.slice(at + 1), swapped = rest.replace(/./, `$&${letter}`);
      starts += `|${word.slice(0, at)}(.?${letter}?${rest}|${swapped})${rest[2] ? "" : "$"}`;
    });
    const start = RegExp(`^(${starts})`);
    return all.filter(start.test, start);
  };

  const show = async () => {
    const query = asked = input.value.trim(), scores = {}, found = new Set(), pages = {}, others = [];
    head = await load("index");
    for (const [, word] of fold(query).matchAll(RegExp(head.word, "gu"))) {
      const [[words], [, ends]] = await Promise.all([word, [...word].reverse().join("")].map(piece));
      const all = [...Object.keys(words), ...ends], some = near(word, all), best = {};
      for (const other of some) {
        const places = (await piece(other))[0][other], weight = alike(word, other) * parseInt(places, 36);
        let page = -256;
        found.add(other);
        for (const [place, digits] of places.matchAll(/[,A-O]([\da-z]*)/g)) {
          const number = parseInt(digits, 36) | 0, id = page + number;
          if (place < "A") page += 256 * (number + 1);
          else best[id] = Math.max(best[id] ?? 0, Math.sqrt(weight * (place.charCodeAt() - 64)));
        }
      }
      for (const id in best) scores[id] = (scores[id] ?? 0) + best[id];
      if (!some[0]) others.push(...all.filter((other) => other[0] === word[0] && alike(word, other) > .4)
        .sort((a, b) => alike(word, b) - alike(word, a)).slice(0, 4));
    }
    const ids = Object.keys(scores).sort((a, b) => scores[b] - scores[a])
      .filter((id) => (pages[id >> 8] = (pages[id >> 8] ?? 0) + 1) < 3).slice(0, head.limit);

    const bits = RegExp(`${head.bit}|${[...found].join("|")}|.`, "gu"), is = (bit) => found.has(fold(bit));
    const rows = await Promise.all(ids.map(async (id) => {
      const [title, url, about, text] = (await load(`page-${id >> 8}`))[id & 255], all = text.match(bits) ?? [];
      const from = Math.max(0, all.findIndex(is) - 9), some = all.slice(from, from + 60);
      const line = make("p", [from ? "… " : "", ...some.map((bit) => is(bit) ? make("mark", [bit]) : bit)]);
      return make("li", [make("a", [title], { href: root + url }), make("span", [about]), line]);
    }));
    if (query !== asked) return;
    const words = others.map((word) => make("li", [make("a", [word], { href: `${form.action}?q=${word}` })]));
    const say = head.say[ids[0] ? Math.min(ids.length, 2) : 3 * !!words[0]];
    box.hidden = false;
    status.textContent = query && say.replace("{n}", ids.length).replace("{query}", query);
    list.replaceChildren(...ids[0] ? rows : words);
  };

  input.oninput = () => { clearTimeout(timer); timer = setTimeout(show, 200); };
  // Arrows go through what is found, Escape goes back to the box; no other key is taken.
  form.onkeydown = box.onkeydown = (event) => {
    const stops = [input, ...list.querySelectorAll("a")], at = stops.indexOf(event.target);
    const to = stops[{ ArrowDown: at + 1, ArrowUp: at - 1, Escape: 0 }[event.key]];
    if (!to || event.isComposing) return;
    event.preventDefault();
    to.focus();
    box.hidden = event.key === "Escape";
  };
  input.value ||= new URLSearchParams(location.search).get("q");
  if (input.value) show();
}
