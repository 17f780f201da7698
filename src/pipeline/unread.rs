//! Files that are there and did not come in: said, each with a way out.

use crate::config::Layout;
use crate::diagnostic::Diagnostic;
use crate::path::is_within;
use crate::pipeline::codes;
use crate::source::Entry;
use crate::source::Snapshot;
use crate::source::Source;
use crate::source::Unread;

/// A finding for each file of the content, the theme and the settings that could not be read. What pages put in from
/// elsewhere is not among them: they say so themselves.
pub(super) fn check(snapshot: &Snapshot, layout: &Layout, settings: &str) -> Vec<Diagnostic> {
    let is_ours = |file: &str| {
        file == settings
            || [&layout.src, &layout.theme].iter().any(|folder| is_within(file, folder))
            || layout.extra.iter().any(|extra| extra == file)
    };
    let unread = snapshot.files.iter().filter_map(|(path, entry)| match entry {
        Entry::Unread(why) if is_ours(path) => Some(finding(path, why)),
        _ => None,
    });
    unread.collect()
}

pub(super) fn finding(path: &str, why: &Unread) -> Diagnostic {
    match why {
        Unread::Refused(words) => {
            Diagnostic::in_file(&codes::UNREADABLE_FILE, path, format!("`{path}` cannot be read: {words}"))
                .help("give yourself the right to read it, or move it out of the content folder")
        }
        Unread::TooLarge => {
            Diagnostic::in_file(&codes::UNREADABLE_FILE, path, format!("`{path}` is larger than a text may be, 64 MiB"))
                .help("split it")
        }
        Unread::NotUtf8 { shown, at } => not_utf8(shown, *at as usize),
        Unread::LeadsOutside => Diagnostic::in_file(
            &codes::SYMLINK_OUTSIDE,
            path,
            format!("`{path}` is a symbolic link that leads out of the project, to nothing, or to itself"),
        )
        .help("copy the file into the content folder; nothing outside the project is read or published"),
        Unread::NotAFile => {
            Diagnostic::in_file(&codes::NOT_A_FILE, path, format!("`{path}` is a pipe, a socket or a device"))
                .help("it is passed over; move it out of the content folder")
        }
        Unread::BadName => {
            Diagnostic::in_file(&codes::BAD_NAME, path, format!("the name `{path}` cannot be part of an address"))
                .help("rename the file: no `\\`, no control characters, nothing that is not Unicode")
        }
    }
}

fn not_utf8(shown: &Source, at: usize) -> Diagnostic {
    let sign = at..at + char::REPLACEMENT_CHARACTER.len_utf8();
    let note =
        Diagnostic::at(&codes::NOT_UTF8, shown.span(sign), format!("`{}` is not UTF-8 from here on", shown.path));
    // Its first sign is none in UTF-8, and every other byte of a Latin letter is 0.
    let halves = shown.text.bytes().filter(|byte| *byte == 0).count() * 3 > shown.text.len() / 2;
    match shown.text.starts_with("\u{FFFD}\u{FFFD}") && halves {
        true => {
            note.help("it looks like UTF-16; save it as UTF-8, which most editors offer under `Save with encoding`")
        }
        false => note.help("save it as UTF-8; most editors offer it under `Save with encoding`"),
    }
}

/// There is nothing to publish: the folder is empty, or it is another one than the author means.
pub(super) fn no_pages(folder: &str) -> Diagnostic {
    let folder = if folder.is_empty() { "." } else { folder };
    Diagnostic::in_project(&codes::NO_PAGES, format!("there is no page to publish in the folder `{folder}`"))
        .help("write its `index.md`, or name the folder of the pages as `src` in `[book]`; drafts need `--drafts`")
}
