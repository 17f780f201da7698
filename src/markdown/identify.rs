//! Writing an id into the front matter of a page: one line more, and every other byte as it was.

use crate::markdown::front;
use crate::markdown::front::Block;
use crate::source::Source;

/// The text of a page with a line `id: …` as the first of its front matter; a page without one gets one. Otherwise a
/// sentence on why the line cannot be written.
pub fn with_id(text: &str, id: &str) -> Result<String, &'static str> {
    let (mark, page) = text.strip_prefix('\u{feff}').map_or(("", text), |page| ("\u{feff}", page));
    let end = if page.split_inclusive('\n').next().is_some_and(|line| line.ends_with("\r\n")) { "\r\n" } else { "\n" };
    let line = format!("id: {id}{end}");
    let written = match front::find(page) {
        Block::Open(_) => return Err("its front matter never ends"),
        Block::None => {
            let blank = if page.trim_start_matches([' ', '\t']).starts_with(['\r', '\n']) { "" } else { end };
            format!("---{end}{line}---{end}{blank}{page}")
        }
        Block::Closed { yaml, .. } => {
            if page[yaml.clone()].lines().any(is_id) {
                return Err("its front matter has a line `id:` that has no effect; mend or remove it first");
            }
            format!("{}{line}{}", &page[..yaml.start], &page[yaml.start..])
        }
    };
    match is_read(page, &written, id) {
        true => Ok(format!("{mark}{written}")),
        false => Err("its front matter is written in a way that has no room for a line; write the `id:` by hand"),
    }
}

/// Is it a line for an id, be it one that cannot be read?
fn is_id(line: &str) -> bool {
    line.split_once(':').is_some_and(|(key, _)| key.trim().trim_matches(['"', '\'']) == "id")
}

/// Does the page have the id now, and nothing wrong that was right before?
fn is_read(before: &str, after: &str, id: &str) -> bool {
    let read = |text: &str| front::read(&Source::new("page.md", text));
    let (before, after) = (read(before), read(after));
    after.value.0.id().is_some_and(|read| **read == *id) && after.found.len() == before.found.len()
}
