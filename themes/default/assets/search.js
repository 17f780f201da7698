// Searches the handbook. It is loaded when a reader turns to the box; the index comes in the files that a query needs.
{
  const form = document.querySelector("form.search"), { root } = form.dataset;
  const files = {}, arrived = {};
  let head = { stamp: 0 };
  globalThis.caveatSearch = (value) => { arrived.value = value; };

  const load = (name) => files[name] ??= new Promise((done, fail) => {
    const script = document.createElement("script");
    script.src = `${root}search/${name}.js?${head.stamp}`;
    script.onload = () => done(arrived.value);
    script.onerror = () => { delete files[name]; fail(); };
    document.head.append(script);
  });

  // The same as in the program that makes the index: neither changes without the other.
  const fold = (text) => text.normalize("NFKD").replace(/[\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670]/g, "")
    .toLowerCase().replace(/ß/g, "ss").normalize("NFC");
  const unspaced = "\\u0e00-\\u0eff\\u1000-\\u109f\\u1780-\\u17ff\\u3040-\\u30ff\\u3400-\\u9fff\\uf900-\\ufaff\\u{20000}-\\u{3ffff}";
  const runs = new RegExp(`[${unspaced}]+|(?:(?![${unspaced}])[\\p{Alphabetic}\\p{N}])+`, "gu");
  const pairs = (run) => run[1] ? run.slice(1).map((letter, at) => run[at] + letter) : run;
  const split = (text) => [...new Set((fold(text).match(runs) ?? []).flatMap((run) =>
    RegExp(`[${unspaced}]`, "u").test(run) ? pairs([...run]) : /^[^\d\u0e00-\uffff]$/.test(run) ? [] : run))];
  const piece = async (word, end) => {
    const letters = [...word], count = letters[0] >= "\u0e00" ? 1 : 3;
    const part = end ? letters.slice(-count) : letters.slice(0, count);
    const number = part.reduce((sum, letter) => (Math.imul(sum, 31) + letter.codePointAt()) >>> 0, 0) % head.pieces;
    const file = await load(`words-${number}`);
    file.words ??= new Map(file[0].split("\n").map((line) => line.split(" ")));
    return end ? file[1].split(" ") : file.words;
  };

  // How near a word is to the one that was asked for: the same, longer, of the same stem, or one letter away.
  const near = (asked, word) => {
    const { length } = asked, most = Math.max(length, word.length);
    let same = 0;
    while (same < length && asked[same] === word[same]) same++;
    if (same === length) return same === word.length ? 1 : .4 + .5 * length / most;
    if (same > 3 && same / most > .55) return .7 * same / most;
    const [a, b] = [asked, word].map((text) => text.slice(same));
    const goesOn = (rest, other) => other === rest || rest.length > 2 && other.startsWith(rest);
    return length > 3 && (goesOn(a.slice(1), b.slice(1)) || goesOn(a.slice(1), b) || goesOn(a, b.slice(1))
      || a[1] && goesOn(a[1] + a[0] + a.slice(2), b)) ? .45 : 0;
  };
  const nearest = (asked, words) => {
    const all = [...words].map((word) => [word, near(asked, word)]).filter((one) => one[1]);
    const exact = all.some((one) => one[1] === 1);
    return exact ? all.filter((one) => one[1] > .5) : all;
  };

  // The entries that a word leads to, each with a weight.
  const entries = async (asked) => {
    const scores = new Map();
    const keep = (id, score, share) => {
      if (score > (scores.get(id)?.[0] ?? 0)) scores.set(id, [score, share]);
    };
    let sense = 0, all = nearest(asked, (await piece(asked)).keys());
    if (!all.length && head.pieces > 1) all = nearest(asked, await piece(asked, true));
    for (const [word, weight] of all) {
      const places = (await piece(word)).get(word) ?? "", often = places.split(/[A-O]/).length;
      // A word that is hard to spell is a frequent one, so for a wrong letter rare words count no more than others.
      const rare = places[0] === "*" ? .3 : Math.min(Math.log(1 + head.entries / often), weight > .45 ? 9 : 1.5);
      sense = Math.max(sense, weight * rare);
      let page = -1;
      for (const on of places.split(",").slice(1)) {
        const [, step, list] = on.match(/^([^A-O]*)(.*)/);
        page += parseInt(step || 1, 36);
        for (const [, level, entry] of list.matchAll(/([A-O])([^A-O]*)/g)) {
          const id = page * 256 + parseInt(entry || 0, 36);
          keep(id, weight * rare * (level.charCodeAt() - 64), 1);
        }
      }
    }
    // A page is about what its parts are about.
    for (const [id, [score, share]] of [...scores]) keep(id - id % 256, score * .5, share * .6);
    return [scores, sense];
  };

  const title = async (id) => {
    const page = id >> 8, all = await load(`titles-${Math.floor(page / head.pages)}`);
    const rows = all.split("\n\n")[page % head.pages].split("\n").map((row) => row.split("\t"));
    const [kind, name, address, within = ""] = rows[id % 256], part = id % 256 > 0;
    return {
      title: name, kind: head.words[kind || +part], within: part ? rows[0][1] : within,
      url: root + (part ? `${rows[0][2]}#${address}` : address),
    };
  };

  const find = async (query) => {
    head = await load("index");
    const words = split(query), totals = new Map();
    for (const [scores, sense] of await Promise.all(words.map(entries))) {
      for (const [id, [score, share]] of scores) {
        const [sum, senses] = totals.get(id) ?? [0, 0];
        totals.set(id, [sum + score, senses + sense * share]);
      }
    }
    // What has all words of the query, or at least those that say most, stands first.
    const pages = {}, ranked = [...totals].map(([id, [sum, senses]]) => [id, sum * senses * senses]);
    ranked.sort((a, b) => b[1] - a[1] || a[0] - b[0]);
    const first = ranked.filter(([id]) => (pages[id >> 8] = (pages[id >> 8] ?? 0) + 1) < 3).slice(0, head.limit);
    return Promise.all(first.map(([id]) => title(id)));
  };

  // The words that share most pairs of letters with what was asked for.
  const others = async (query) => {
    const found = [];
    for (const asked of split(query)) {
      const mine = pairs([...asked]);
      for (const word of new Set([...(await piece(asked)).keys(), ...await piece(asked, true)])) {
        const its = pairs([...word]), shared = its.filter((pair) => mine.includes(pair)).length;
        found.push([word, 2 * shared / (mine.length + its.length) + (word[0] === asked[0]) / 5]);
      }
    }
    return found.filter((one) => one[1] > .4).sort((a, b) => b[1] - a[1]).slice(0, 4).map((one) => one[0]);
  };
  Object.assign(caveatSearch, { find, others });

  const make = (name, values, ...inner) => {
    const element = Object.assign(document.createElement(name), values);
    element.append(...inner);
    return element;
  };
  // On the page of search what is found stands on the page, elsewhere below the box.
  const onPage = document.querySelector(".found"), { q: input, parentNode: bar } = form;
  const box = onPage ?? make("section", { className: "found over", hidden: true });
  const status = make("p", { role: "status" }), list = make("ol", {});
  box.append(status, list);
  if (!onPage) bar.after(box);

  let asked = "";
  const show = async () => {
    const query = asked = input.value.trim(), found = query ? await find(query) : [];
    const more = query && !found.length ? await others(query) : [];
    if (query !== asked) return;
    const words = head.words ?? {}, n = found.length;
    const say = n === 1 ? words.one : n ? words.many.replace("{n}", n) : words.none?.replace("{query}", query);
    status.textContent = !query ? "" : more.length ? `${say} ${words.near}` : say;
    list.replaceChildren(...found.map(({ url, title, kind, within }) =>
      make("li", {}, make("a", { href: url }, title), " ", make("span", {}, [kind, within].filter(Boolean).join(" · ")))),
    ...more.map((word) => make("li", {}, make("a", { href: `${form.action}?q=${encodeURIComponent(word)}` }, word))));
    box.ariaLabel = words.results;
    box.hidden = !onPage && !query;
  };
  let timer;
  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(show, 150);
  });
  // Arrows go through what is found, Escape goes back to the box; both only while the focus is there already.
  document.addEventListener("keydown", (event) => {
    const stops = [input, ...list.querySelectorAll("a")], at = stops.indexOf(event.target);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Escape: 0 }[event.key];
    if (at < 0 || !stops[to] || box.hidden || event.isComposing) return;
    event.preventDefault();
    stops[to].focus();
    box.hidden = !onPage && event.key === "Escape";
  });
  const leave = ({ type, target }) => {
    const stays = bar.contains(target) || box.contains(target) && type !== "click";
    box.hidden = !stays || !asked;
  };
  if (!onPage) ["click", "focusin"].forEach((type) => document.addEventListener(type, leave));
  if (onPage) input.value ||= new URLSearchParams(location.search).get("q") ?? "";
  show();
}
