//! Markdown to HTML: pages whose tags fit, without a script, a handler or an address that their author did not write.

use super::html;
use super::html::Tag;
use super::parts;
use crate::handbook::Built;
use crate::handbook::Handbook;
use crate::properties::links;

/// Builds the text as a page.
pub(super) fn holds(data: &[u8]) -> Result<(), String> {
    let [text] = parts::texts(data);
    let mut book = Handbook::default();
    book.asset("content/p.png", b"picture");
    book.text("content/other.md", "# Other\n\n## Part\n\nText.\n");
    book.text("content/index.md", &text);
    book.complete();
    let built = parts::build(&book)?;
    links::check(&built)?;
    for (path, page) in pages(&built) {
        let tags = html::tags(&page);
        looks(&text, &tags).map_err(|why| format!("{path}: {why}"))?;
    }
    Ok(())
}

/// The pages of a site.
pub(super) fn pages(built: &Built) -> impl Iterator<Item = (&String, String)> {
    let names = built.site.keys().filter(|path| path.ends_with(".html"));
    names.filter_map(|path| Some((path, built.text(path)?)))
}

fn looks(source: &str, tags: &[Tag]) -> Result<(), String> {
    let source = source.to_ascii_lowercase();
    html::addresses(tags)?;
    // Raw HTML is its author's own; without it there is none but ours.
    if !source.contains('<') {
        html::balanced(tags)?;
    }
    if !source.contains("<script") {
        ours(tags)?;
    }
    let names = tags.iter().flat_map(|tag| &tag.attributes).map(|(key, _)| key);
    for name in names.filter(|name| name.starts_with("on") || *name == "style" || *name == "srcdoc") {
        if !source.contains('<') || !source.contains(name.as_str()) {
            return Err(format!("the attribute `{name}`, which nobody wrote"));
        }
    }
    Ok(())
}

/// Every script is a file of the theme.
fn ours(tags: &[Tag]) -> Result<(), String> {
    for tag in tags.iter().filter(|tag| tag.name == "script" && !tag.is_end) {
        let from = tag.get("src").unwrap_or("(inline)");
        if !from.trim_start_matches("../").trim_start_matches('/').starts_with("assets/") {
            return Err(format!("a script that nobody wrote: {from}"));
        }
    }
    Ok(())
}
