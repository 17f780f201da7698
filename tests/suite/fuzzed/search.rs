//! The index of the search: JSON whose counts fit, and addresses that lead to a place of the site.

use super::html;
use super::parts;
use crate::handbook::Built;
use crate::handbook::Handbook;

use std::collections::BTreeSet;

use serde_json::Value;

/// Builds two pages with titles, headings and texts.
pub(super) fn holds(data: &[u8]) -> Result<(), String> {
    let [title, heading, text, other, more]: [String; 5] = parts::texts(data);
    let mut book = Handbook::default();
    let line = |text: &str| text.replace(['\n', '\r'], " ");
    let front = serde_json::json!(title);
    book.text("content/index.md", &format!("---\ntitle: {front}\n---\n\n## {}\n\n{text}\n", line(&heading)));
    book.text("content/a b/other.md", &format!("# {}\n\n{more}\n", line(&other)));
    book.complete();
    index(&parts::build(&book)?)
}

fn index(built: &Built) -> Result<(), String> {
    let head = file(built, "search/index.js")?;
    let (mut entries, mut pages) = (0, BTreeSet::new());
    for path in built.site.keys().filter(|path| path.starts_with("search/")) {
        let value = file(built, path)?;
        if path.contains("page-") {
            let rows: Vec<[String; 4]> = serde_json::from_value(value).map_err(|why| format!("{path}: {why}"))?;
            entries += rows.len();
            pages.insert(leads(built, &rows).map_err(|why| format!("{path}: {why}: {rows:?}"))?);
        } else if path.contains("words-") {
            words(&value).map_err(|why| format!("{path}: {why}"))?;
        }
    }
    match head["pieces"].as_u64() == Some(1) && entries >= pages.len() && !pages.is_empty() {
        true => Ok(()),
        false => Err(format!("{entries} entries, and {head}")),
    }
}

fn file(built: &Built, path: &str) -> Result<Value, String> {
    let text = built.text(path).ok_or(format!("there is no {path}"))?;
    let call = text.strip_prefix("caveatSearch(").and_then(|rest| rest.strip_suffix(")\n"));
    let inner = call.ok_or(format!("{path} is no call"))?;
    serde_json::from_str(inner).map_err(|error| format!("{path}: {error}"))
}

/// The page to which entries lead; the parts must be there.
fn leads(built: &Built, entries: &[[String; 4]]) -> Result<String, String> {
    let decoded = |text: &str| percent_encoding::percent_decode_str(text).decode_utf8_lossy().into_owned();
    let ([_, first, ..], parts) = entries.split_first().ok_or("no entry")?;
    let path = decoded(first);
    let text = built.text(&path).ok_or(format!("there is no page `{path}`"))?;
    let ids: BTreeSet<String> = html::tags(&text).iter().filter_map(|tag| tag.get("id").map(str::to_owned)).collect();
    for [_, address, ..] in parts {
        let part = address.strip_prefix(&format!("{first}#")).map(decoded);
        if !part.is_some_and(|part| ids.contains(&part)) {
            return Err(format!("there is no part `{address}`"));
        }
    }
    Ok(path)
}

fn words(value: &Value) -> Result<(), String> {
    for (word, places) in value[0].as_object().ok_or("no words")? {
        let places = places.as_str().ok_or(format!("a word without places: {word:?}"))?;
        let plain = |c: char| c.is_ascii_alphanumeric() || c == ',';
        if word.is_empty() || !word.chars().all(char::is_alphanumeric) || !places.chars().all(plain) {
            return Err(format!("a word that cannot be read: {word:?} at {places:?}"));
        }
    }
    Ok(())
}
