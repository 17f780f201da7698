//! YAML that nobody meant to write: row P3. In the front matter of a page and in a file of values it is either taken or
//! refused at its line.

use crate::handbook::Built;
use crate::handbook::Handbook;

use caveat::diagnostic::Severity;

/// What becomes of a text.
#[derive(Clone, Copy, PartialEq, Debug)]
enum Is {
    /// It is YAML, whatever it says.
    Yaml,
    /// It is YAML, and rules have no place for signs that turn letters round or split lines.
    Turned,
    /// It is none, or more of it than is taken.
    Refused,
}

use Is::Refused;
use Is::Turned;
use Is::Yaml;

const TEXTS: [(Is, &str); 63] = [
    (Yaml, "title: a"),
    (Yaml, "\"title\": 'a'"),
    (Yaml, "title: a\r\nowner: b\r"),
    (Yaml, "title: |\n  a\n  b\nowner: b"),
    (Yaml, "title: >-\n  a\n\n  b\n"),
    (Yaml, "title: yes"),
    (Yaml, "title: ~"),
    (Yaml, "title: 0o17"),
    (Yaml, "title: 1_000"),
    (Yaml, "title: .inf"),
    (Yaml, "title: 1e999"),
    (Yaml, "title: 2026-99-99"),
    (Turned, "title: a\u{2028}b"),
    (Turned, "title: a\u{202e}b"),
    (Yaml, "title: a\u{feff}b"),
    (Yaml, "título: a"),
    (Yaml, "title: \"\\U0001F600\""),
    (Yaml, "title: 'it''s'"),
    (Yaml, "title: a]"),
    (Yaml, "# nothing but a remark"),
    (Yaml, ""),
    (Yaml, "- a\n- b"),
    (Yaml, "only words"),
    (Yaml, "42"),
    (Yaml, "{title: a, owner: b}"),
    (Yaml, "title: https://example.org:80/a#b"),
    (Refused, "title: [a, b"),
    (Refused, "title: {a: b"),
    (Refused, "title: \"a"),
    (Refused, "title: 'a"),
    (Refused, "title:\n\ta: b"),
    (Refused, "title: a\n  owner: b"),
    (Refused, "title: a: b"),
    (Refused, "title\nowner: b"),
    (Refused, "  title: a\nowner: b"),
    (Refused, "title: \"\\q\""),
    (Refused, "title: \"\\uZZZZ\""),
    (Refused, "title: \"C:\\path\""),
    (Refused, "title: @a"),
    (Refused, "title: `a`"),
    (Refused, "title: %a"),
    (Refused, "title: |x\n  a"),
    (Refused, "title: [a,,b]"),
    (Refused, "title: &a b"),
    (Refused, "title: *nobody"),
    (Refused, "a: &a {b: c}\nd:\n  <<: *a"),
    (Refused, "title: !!str a"),
    (Refused, "title: !secret a"),
    (Refused, "title: !!python/object/apply:os.system ['id']"),
    (Refused, "title: !!binary aGk="),
    (Refused, "? [a, b]\n: c"),
    (Refused, "{a: b}: c"),
    (Refused, "title: a\u{0}b"),
    (Refused, "title: a\u{7}b"),
    (Refused, "title: \"a\\0b\""),
    (Refused, "title: \"\\e[31mb\""),
    (Refused, "title: \"a\\x85b\""),
    (Refused, "title: a\nowner: b\ntitle: c"),
    (Refused, "title: 'a' b"),
    (Refused, "title: [a]b"),
    (Refused, "- a\ntitle: b"),
    (Refused, "title: a\n- b"),
    (Refused, "? a\n? b\n: - c\n d"),
];

/// Texts that grow while they are read, or go deeper than anybody counts.
fn grown() -> [(Is, String); 8] {
    let mut bomb = String::from("a0: &a0 [lol, lol, lol]\n");
    for level in 1..30 {
        bomb += &format!("a{level}: &a{level} [{}]\n", vec![format!("*a{}", level - 1); 9].join(", "));
    }
    let blocks = (0..2_000).fold(String::new(), |text, depth| text + &" ".repeat(depth) + "a:\n");
    [
        (Refused, bomb),
        (Refused, blocks),
        (Refused, "[".repeat(100_000)),
        (Refused, "{a: ".repeat(100_000)),
        (Refused, "- ".repeat(100_000)),
        (Refused, "? ".repeat(100_000)),
        (Refused, format!("{}: a", "k".repeat(100_000))),
        (Yaml, format!("title: {}", "long ".repeat(200_000))),
    ]
}

/// What is amiss with the treatment of a text that stands in a file.
fn amiss(built: &Built, path: &str, wanted: Is) -> Option<String> {
    let short = built.report("short").unwrap_or_default();
    let in_file = |line: &&str| {
        let place = line.strip_prefix(path).and_then(|rest| rest.strip_prefix(':'));
        let mut numbers = place.unwrap_or_default().split(':').map(|number| number.parse::<usize>().is_ok());
        numbers.next() == Some(true) && numbers.next() == Some(true)
    };
    let vague = short.lines().find(|line| !line.is_empty() && !in_file(line));
    let syntax = built.found.iter().filter(|found| found.severity >= Severity::Error);
    let is_refused = |name: &str, words: &str| name.starts_with("malformed") || words.contains("hidden character");
    let syntax = syntax.filter(|found| is_refused(found.code.name, &found.message));
    let is = if syntax.count() > 0 { Refused } else { Yaml };
    match vague {
        Some(line) => Some(format!("vague: {line}")),
        None if is != wanted => Some(format!("{wanted:?}, but: {short}")),
        None => None,
    }
}

/// A page with the text as front matter; what does not begin with a key stands below one.
fn page(text: &str) -> String {
    let key = text.split_once(':').map_or("", |(key, _)| key);
    match !key.is_empty() && key.chars().all(char::is_alphanumeric) {
        true => format!("---\n{text}\n---\n\n# Page\n"),
        false => format!("---\nweight: 1\nmore:\n  {}\n---\n\n# Page\n", text.replace('\n', "\n  ")),
    }
}

#[test]
fn yaml_is_taken_or_refused_at_its_line() {
    let texts: Vec<(Is, String)> = TEXTS.map(|(is, text)| (is, text.to_owned())).into_iter().chain(grown()).collect();
    let mut wrong = Vec::new();
    for (is, text) in &texts {
        let in_rules = if *is == Turned { Refused } else { *is };
        let on_page = if *is == Turned { Yaml } else { *is };
        let files = [("content/index.md", page(text), on_page), ("content/policy/params.yaml", text.clone(), in_rules)];
        for (path, whole, is) in files {
            let mut book = Handbook::default();
            book.text(path, &whole);
            book.complete();
            let start: String = text.chars().take(40).collect();
            wrong.extend(amiss(&book.build_cold(), path, is).map(|why| format!("{path}: {start:?}: {why}")));
        }
    }
    println!("P3: {} of {} taken or refused at their line", 2 * texts.len() - wrong.len(), 2 * texts.len());
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
