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
        if path.contains("titles-") {
            let text = value.as_str().ok_or(format!("{path} is no text"))?;
            for page in text.split("\n\n").filter(|page| !page.is_empty()) {
                entries += page.lines().count() as u64;
                pages.insert(leads(built, page).map_err(|why| format!("{path}: {why}: {page:?}"))?);
            }
        } else if path.contains("words-") {
            words(&value).map_err(|why| format!("{path}: {why}"))?;
        }
    }
    match head["entries"].as_u64() == Some(entries) && !pages.is_empty() {
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
fn leads(built: &Built, entries: &str) -> Result<String, String> {
    let (mut page, mut ids) = (None, BTreeSet::new());
    for line in entries.lines() {
        let parts: Vec<&str> = line.split('\t').collect();
        let ([_, _, address] | [_, _, address, _]) = parts[..] else {
            return Err("not three or four parts".to_owned());
        };
        let address = percent_encoding::percent_decode_str(address).decode_utf8_lossy().into_owned();
        if page.is_some() {
            if !ids.contains(&address) {
                return Err(format!("there is no part `{address}`"));
            }
            continue;
        }
        let slash = address.is_empty() || address.ends_with('/');
        let path = if slash { format!("{address}index.html") } else { address };
        let text = built.text(&path).ok_or(format!("there is no page `{path}`"))?;
        ids = html::tags(&text).iter().filter_map(|tag| tag.get("id").map(str::to_owned)).collect();
        page = Some(path);
    }
    page.ok_or_else(|| "no entry".to_owned())
}

fn words(value: &Value) -> Result<(), String> {
    let text = value[0].as_str().ok_or("no words")?;
    for line in text.lines() {
        let (word, places) = line.split_once(' ').ok_or(format!("a word without places: {line:?}"))?;
        let plain = |c: char| c.is_ascii_alphanumeric() || ",*@".contains(c);
        if word.is_empty() || word.chars().any(char::is_control) || !places.chars().all(plain) {
            return Err(format!("a line that cannot be read: {line:?}"));
        }
    }
    Ok(())
}
