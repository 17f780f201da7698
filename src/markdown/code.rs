//! Blocks of code: what the info string says, and which lines are hidden at first.

use crate::document::CodeBlock;
use crate::markdown::dialect::Dialect;

use std::sync::Arc;

/// Reads an info string such as `rust,ignore` or `sh title="x"`.
pub(super) fn info(info: &str) -> CodeBlock {
    let mut words = info.split([',', ' ', '\t']).map(str::trim).filter(|word| !word.is_empty());
    let language = words.next().unwrap_or_default();
    CodeBlock { language: Arc::from(language), words: words.map(Arc::from).collect(), whole: None }
}

/// The lines of a block that stand there at first, if any line is hidden; and the whole without the marks.
pub(super) fn hidden(block: &CodeBlock, code: &str, dialect: &Dialect) -> Option<(String, String)> {
    let own = block.words.iter().find_map(|word| word.strip_prefix("hidelines="));
    let mark = own.or_else(|| dialect.hidden_lines.get(&*block.language).map(String::as_str));
    let line = |line| match mark {
        Some(mark) => hidden_by_mark(line, mark),
        None => hidden_in_rust(line),
    };
    if mark.is_none_or(str::is_empty) && &*block.language != "rust" {
        return None;
    }
    let (mut visible, mut whole) = (String::new(), String::new());
    for text in code.split_inclusive('\n') {
        let (text, is_hidden) = line(text);
        whole.push_str(&text);
        if !is_hidden {
            visible.push_str(&text);
        }
    }
    (whole != code || visible != whole).then_some((visible, whole))
}

fn hidden_by_mark(line: &str, mark: &str) -> (String, bool) {
    let indent = line.len() - line.trim_start().len();
    match line[indent..].strip_prefix(mark) {
        Some(rest) => (format!("{}{rest}", &line[..indent]), true),
        None => (line.to_string(), false),
    }
}

/// rustdoc's rule: `# ` before a line hides it, `##` stands for a single `#`.
fn hidden_in_rust(line: &str) -> (String, bool) {
    let indent = line.len() - line.trim_start().len();
    let (space, rest) = line.split_at(indent);
    match rest.strip_prefix('#') {
        Some(after) if after.starts_with('#') => (format!("{space}{after}"), false),
        Some(after) if after.trim_end().is_empty() => (format!("{space}{after}"), true),
        Some(after) if after.starts_with(' ') => (format!("{space}{}", &after[1..]), true),
        _ => (line.to_string(), false),
    }
}
