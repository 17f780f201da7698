//! Handbooks to search in: the shipped one, and larger ones with its words.

use std::fmt::Write as _;
use std::path::Path;

use crate::handbook::Handbook;

/// The shipped handbook.
pub(crate) fn shipped() -> Handbook {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut handbook = Handbook::default();
    handbook.as_of = jiff::civil::date(2026, 11, 22);
    let files = walkdir::WalkDir::new(root.join("content")).into_iter().map(|entry| entry.expect("it can be read"));
    for file in files.filter(|entry| entry.file_type().is_file()) {
        let path = file.path().strip_prefix(root).expect("below the root").to_string_lossy().into_owned();
        handbook.bytes(&path, &std::fs::read(file.path()).expect("it can be read"));
    }
    handbook.text("book.toml", &std::fs::read_to_string(root.join("book.toml")).expect("it can be read"));
    handbook
}

/// So many pages of so many words, which are as frequent as in the texts of the shipped handbook.
pub(super) fn pages(pages: usize, words: usize) -> Handbook {
    let known = words_of_texts();
    let mut state = 7u64;
    let mut word = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        known[(state >> 33) as usize % known.len()].as_str()
    };
    let mut handbook = Handbook::default();
    for page in 0..pages {
        let mut text = format!("# {} {} {}\n", word(), word(), word());
        for count in 0..words {
            if count % 80 == 0 {
                let _ = write!(text, "\n\n## {} {} {}\n\n", word(), word(), word());
            }
            text.push_str(word());
            text.push_str(if count % 12 == 11 { ".\n" } else { " " });
        }
        let _ = write!(text, "\n\nchapter{page}marker\n");
        handbook.text(&format!("content/part-{:02}/page-{page:04}.md", page / 100), &text);
    }
    handbook.complete();
    handbook
}

fn words_of_texts() -> Vec<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("content");
    let mut words = Vec::new();
    for folder in ["organizers", "reps"] {
        for file in walkdir::WalkDir::new(root.join(folder)).sort_by_file_name().into_iter().filter_map(Result::ok) {
            let text = std::fs::read_to_string(file.path()).unwrap_or_default();
            let letters = |c: char| !c.is_ascii_alphabetic();
            words.extend(text.split(letters).filter(|word| !word.is_empty()).map(str::to_owned));
        }
    }
    words
}
