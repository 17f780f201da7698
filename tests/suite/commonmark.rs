//! The examples of CommonMark 0.31 and of GitHub's extensions, read from the published package of the parser.
//!
//! Nothing of them is copied here. Those that come out otherwise on purpose are listed, each with its reason, in
//! `commonmark-exceptions.md`; one that is listed and passes is a failure as well.

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::path::Path;
use std::path::PathBuf;
use std::process::Command;

use html5gum::Token;
use html5gum::Tokenizer;

/// The files of the package, how their tests are called, and how many there must at least be.
const FILES: &[(&str, &str, usize)] = &[
    ("spec.rs", "spec", 652),
    ("gfm_table.rs", "table", 8),
    ("gfm_strikethrough.rs", "strike", 2),
    ("gfm_tasklist.rs", "task", 2),
];

struct Example {
    name: String,
    markdown: String,
    html: String,
}

#[test]
fn the_examples_of_the_specification_hold() {
    let folder = parser_folder().join("tests/suite");
    let examples: Vec<Example> =
        FILES.iter().flat_map(|(file, name, least)| read(&folder.join(file), name, *least)).collect();
    let exceptions = exceptions();
    let mut failures = Vec::new();
    let mut passed = 0;
    for example in &examples {
        let actual = normal(&caveat::fragment(&example.markdown));
        let expected = normal(&example.html);
        match (actual == expected, exceptions.contains(&example.name)) {
            (true, false) => passed += 1,
            (false, true) => {}
            (true, true) => failures.push(format!("{}: passes, and is listed as an exception", example.name)),
            (false, false) => failures.push(show(example, &expected, &actual)),
        }
    }
    let names: BTreeSet<&str> = examples.iter().map(|example| example.name.as_str()).collect();
    failures.extend(
        exceptions
            .iter()
            .filter(|name| !names.contains(name.as_str()))
            .map(|name| format!("{name}: there is no such example")),
    );
    println!("P4: {passed} of {} examples pass, {} are exceptions", examples.len(), exceptions.len());
    assert!(
        failures.is_empty(),
        "{passed} of {} pass; {} are wrong:\n\n{}",
        examples.len(),
        failures.len(),
        failures.join("\n")
    );
}

fn show(example: &Example, expected: &[String], actual: &[String]) -> String {
    let Example { name, markdown, .. } = example;
    format!("{name}: {markdown:?}\n  expected {}\n  actual   {}\n", expected.join(""), actual.join(""))
}

/// Where cargo keeps the source of the Markdown parser.
fn parser_folder() -> PathBuf {
    let tool = |variable: &str, name: &str| Command::new(std::env::var(variable).unwrap_or(name.to_owned()));
    let version = tool("RUSTC", "rustc").arg("-vV").output().unwrap();
    let version = String::from_utf8(version.stdout).unwrap();
    // Without a platform cargo would want the packages of all of them, and not all are here.
    let host = version.lines().find_map(|line| line.strip_prefix("host: ")).unwrap();
    let metadata = tool("CARGO", "cargo")
        .args(["metadata", "--offline", "--format-version", "1", "--filter-platform", host, "--manifest-path"])
        .arg(Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml"))
        .output()
        .unwrap();
    assert!(metadata.status.success(), "{}", String::from_utf8_lossy(&metadata.stderr));
    let metadata: serde_json::Value = serde_json::from_slice(&metadata.stdout).unwrap();
    let packages = metadata["packages"].as_array().unwrap();
    let parser = packages.iter().find(|package| package["name"] == "pulldown-cmark").unwrap();
    Path::new(parser["manifest_path"].as_str().unwrap()).parent().unwrap().to_owned()
}

/// Takes the raw strings `original` and `expected` of each test.
fn read(path: &Path, name: &str, least: usize) -> Vec<Example> {
    let text = std::fs::read_to_string(path).unwrap();
    let mut examples = Vec::new();
    for test in text.split("#[test]").skip(1) {
        let number = test.split_once("_test_").and_then(|(_, rest)| rest.split_once('(')).unwrap().0;
        let (markdown, html) = (raw(test, "original"), raw(test, "expected"));
        examples.push(Example { name: format!("{name} {number}"), markdown, html });
    }
    assert!(examples.len() >= least, "{} has only {} examples", path.display(), examples.len());
    examples
}

fn raw(test: &str, name: &str) -> String {
    let (_, rest) = test.split_once(&format!("let {name} = r##\"")).unwrap();
    rest.split_once("\"##;").unwrap().0.to_owned()
}

/// The names before the first `:` of each list item.
fn exceptions() -> BTreeSet<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/suite/commonmark-exceptions.md");
    let text = std::fs::read_to_string(path).unwrap();
    let items = text.lines().filter_map(|line| line.strip_prefix("- "));
    items.map(|item| item.split_once(": ").unwrap_or_else(|| panic!("no reason: {item}")).0.to_owned()).collect()
}

/// HTML as a list of tags and texts in which nothing is left that readers cannot see.
///
/// The order of attributes, white space between blocks, `<br>` against `<br />` and entities do not count; nor does what
/// we add: ids of headings and the links to them, wrappers around tables, classes, and attributes of outgoing links.
fn normal(html: &str) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    let mut pre = false;
    let mut skip: Vec<String> = Vec::new();
    for Ok(token) in Tokenizer::new(html) {
        match token {
            Token::StartTag(tag) => {
                let name = text(&tag.name);
                let attributes: BTreeMap<String, String> =
                    tag.attributes.iter().map(|(key, value)| (text(key), text(value))).collect();
                pre |= name == "pre";
                if is_ours(&name, &attributes) {
                    skip.push(name);
                } else if skip.last().is_none_or(|last| *last != "a" && *last != "button") {
                    out.push(start(&name, &attributes));
                }
            }
            Token::EndTag(tag) => {
                let name = text(&tag.name);
                pre &= name != "pre";
                if skip.last() == Some(&name) {
                    skip.pop();
                } else {
                    out.push(format!("</{name}>"));
                }
            }
            Token::String(string) if skip.last().is_none_or(|last| *last != "a" && *last != "button") => {
                words(&text(&string), pre, &mut out);
            }
            Token::Comment(comment) => out.push(format!("<!--{}-->", text(&comment))),
            _ => {}
        }
    }
    tidy(out)
}

/// Elements that we put around or beside those of the specification.
fn is_ours(name: &str, attributes: &BTreeMap<String, String>) -> bool {
    let class = attributes.get("class").map_or("", String::as_str);
    let wraps = name == "div" && ["table", "code", "scroll"].iter().any(|word| class.contains(word));
    let links = matches!(name, "a" | "button") && ["anchor", "copy", "heading"].iter().any(|word| class.contains(word));
    wraps || links
}

fn start(name: &str, attributes: &BTreeMap<String, String>) -> String {
    let heading = name.len() == 2 && name.starts_with('h') && name != "hr";
    let ours = |key: &str| match key {
        "id" | "tabindex" => heading || name == "pre" || name == "table",
        "rel" | "target" | "loading" | "decoding" | "scope" | "translate" | "role" | "aria-label" | "dir" => true,
        "class" => name != "code" && name != "a",
        _ => key.starts_with("data-"),
    };
    let mut tag = format!("<{name}");
    // The pages forbid inline styles, so cells of a table say by a class how they stand.
    let stands = attributes.get("class").filter(|class| matches!(class.as_str(), "left" | "center" | "right"));
    if let Some(stands) = stands.filter(|_| matches!(name, "th" | "td")) {
        tag.push_str(&format!(" style=\"text-align:{stands}\""));
    }
    for (key, value) in attributes.iter().filter(|(key, _)| !ours(key)) {
        let value = if key == "style" { value.replace([' ', ';'], "") } else { value.clone() };
        tag.push_str(&format!(" {key}={value:?}"));
    }
    tag + ">"
}

fn words(string: &str, pre: bool, out: &mut Vec<String>) {
    let string = if pre { string.to_owned() } else { squeezed(string) };
    match out.last_mut() {
        Some(last) if !last.starts_with('<') => last.push_str(&string),
        _ => out.push(string.replace('<', "&lt;")),
    }
}

/// Runs of white space become one space.
fn squeezed(string: &str) -> String {
    let mut out = String::new();
    for c in string.chars() {
        match c {
            ' ' | '\n' | '\t' | '\r' if out.ends_with(' ') => {}
            ' ' | '\n' | '\t' | '\r' => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

/// White space at the edges of blocks goes, and with it texts that are nothing else.
fn tidy(parts: Vec<String>) -> Vec<String> {
    let is_inline = |tag: &str| {
        let name = tag.trim_start_matches(['<', '/']).trim_end_matches('>').split(' ').next().unwrap_or_default();
        matches!(name, "a" | "em" | "strong" | "code" | "del" | "img" | "sup" | "sub" | "input" | "span" | "kbd")
    };
    let mut out = Vec::new();
    let mut pre = false;
    for (index, part) in parts.iter().enumerate() {
        pre = (pre || part.starts_with("<pre")) && part != "</pre>";
        let before = index.checked_sub(1).map(|before| parts[before].as_str());
        if pre || part.starts_with('<') {
            out.push(part.clone());
            continue;
        }
        let mut text = part.as_str();
        if before.is_none_or(|tag| !is_inline(tag)) {
            text = text.trim_start();
        }
        if parts.get(index + 1).is_none_or(|tag| !is_inline(tag)) {
            text = text.trim_end();
        }
        if !text.is_empty() {
            out.push(text.to_owned());
        }
    }
    out
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}
