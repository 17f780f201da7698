//! A mail as plain text, as Markdown, and as HTML for pasting. All have the same words, blanks and addresses.

use crate::policy::callout::Callout;
use crate::policy::reply::letter::Block;
use crate::policy::reply::letter::Inline;
use crate::policy::reply::letter::Item;
use crate::policy::reply::letter::Letter;
use crate::policy::reply::words::LetterWords;

/// The subject as plain text.
pub fn subject(letter: &Letter) -> String {
    let text = line(&letter.subject, |words| words.to_string());
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The mail as plain text. Lines are not broken, so that no address is.
pub fn text(letter: &Letter, words: &LetterWords) -> String {
    let blocks = letter.blocks.iter().map(|block| match block {
        Block::Paragraph(lines) => lines.iter().map(|inlines| line(inlines, str::to_string) + "\n").collect(),
        Block::Checklist(items) => items.iter().enumerate().map(|(index, item)| text_item(index, item)).collect(),
        Block::Callout(callout) => format!("{}\n{}", callout.title, callout.text(&words.callout)),
    });
    blocks.collect::<Vec<String>>().join("\n")
}

fn text_item(index: usize, item: &Item) -> String {
    let mut text = format!("{}. {}\n", index + 1, item.ask);
    for (label, inlines) in &item.fields {
        text.push_str(&format!("   {label}: {}\n", line(inlines, str::to_string)));
    }
    text
}

/// One line of text: blanks in `[[…]]`, addresses in `<…>`, so that no full stop becomes a part of them.
fn line(inlines: &[Inline], words: impl Fn(&str) -> String) -> String {
    let piece = |inline: &Inline| match inline {
        Inline::Words(text) => words(text),
        Inline::Blank(name) => format!("[[{name}]]"),
        Inline::Link(address) => format!("<{address}>"),
    };
    inlines.iter().map(piece).collect::<String>().trim().to_string()
}

/// The lines with which a callout opens in plain text: the title of its guide, and that there is no guarantee.
pub(super) fn opening(callout: &Callout, words: &LetterWords) -> String {
    format!("{}\n{}\n", callout.title, words.callout.heading)
}

/// The mail as Markdown.
pub fn markdown(letter: &Letter, words: &LetterWords) -> String {
    let blocks = letter.blocks.iter().map(|block| match block {
        Block::Paragraph(lines) => {
            lines.iter().map(|inlines| line(inlines, escaped)).collect::<Vec<_>>().join("\\\n") + "\n"
        }
        Block::Checklist(items) => items.iter().enumerate().map(|(index, item)| markdown_item(index, item)).collect(),
        Block::Callout(callout) => markdown_callout(callout, words),
    });
    blocks.collect::<Vec<String>>().join("\n")
}

fn markdown_item(index: usize, item: &Item) -> String {
    let mut text = format!("{}. **{}**\n", index + 1, escaped(&item.ask));
    for (label, inlines) in &item.fields {
        text.push_str(&format!("   - {label}: {}\n", line(inlines, escaped)));
    }
    text
}

fn markdown_callout(callout: &Callout, words: &LetterWords) -> String {
    let mut text = format!("> **{}**\n>\n> {}\n>\n", escaped(&callout.title), escaped(&words.callout.heading));
    for (label, line) in callout.lines(&words.callout) {
        let mark = if label.is_empty() { "" } else { ": " };
        text.push_str(&format!("> - {label}{mark}{}\n", escaped(&flat(&line))));
    }
    text
}

/// Words that Markdown shows as they are.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '&' | '#' | '|' | '~') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The mail as a piece of HTML.
pub fn html(letter: &Letter, words: &LetterWords) -> String {
    let blocks = letter.blocks.iter().map(|block| match block {
        Block::Paragraph(lines) => {
            let lines: Vec<String> = lines.iter().map(|inlines| html_line(inlines)).collect();
            format!("<p>{}</p>\n", lines.join("<br>\n"))
        }
        Block::Checklist(items) => format!("<ol>\n{}</ol>\n", items.iter().map(html_item).collect::<String>()),
        Block::Callout(callout) => html_callout(callout, words),
    });
    blocks.collect()
}

fn html_line(inlines: &[Inline]) -> String {
    let piece = |inline: &Inline| match inline {
        Inline::Words(text) => html_words(text),
        Inline::Blank(name) => format!("[[{}]]", html_words(name)),
        Inline::Link(address) => format!("<a href=\"{0}\">{0}</a>", html_words(address)),
    };
    inlines.iter().map(piece).collect::<String>().trim().to_string()
}

fn html_item(item: &Item) -> String {
    let field =
        |(label, inlines): &(std::sync::Arc<str>, Vec<Inline>)| format!("<br>\n{label}: {}", html_line(inlines));
    format!(
        "<li><strong>{}</strong>{}</li>\n",
        html_words(&item.ask),
        item.fields.iter().map(field).collect::<String>()
    )
}

fn html_callout(callout: &Callout, words: &LetterWords) -> String {
    let lines = callout.lines(&words.callout);
    let line = |(label, text): &(std::sync::Arc<str>, String)| {
        let mark = if label.is_empty() { "" } else { ": " };
        format!("<li>{}{mark}{}</li>\n", html_words(label), html_words(&flat(text)))
    };
    format!(
        "<blockquote>\n<p><strong>{}</strong></p>\n<p>{}</p>\n<ul>\n{}</ul>\n</blockquote>\n",
        html_words(&callout.title),
        html_words(&words.callout.heading),
        lines.iter().map(line).collect::<String>()
    )
}

fn html_words(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;").replace('\'', "&#39;")
}
