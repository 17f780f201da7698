//! A handbook of any size: pages of about 4 KiB with headings, lists, tables, code, callouts and links.

use crate::Result;

use std::fmt::Write as _;
use std::path::Path;

const WORDS: &[&str] = &[
    "request",
    "budget",
    "event",
    "organizer",
    "council",
    "review",
    "swag",
    "answer",
    "deadline",
    "receipt",
    "venue",
    "mentor",
    "community",
    "decision",
    "page",
    "rule",
    "question",
    "week",
    "month",
    "form",
    "plan",
    "person",
    "notice",
];

/// How many pages a folder has.
const IN_FOLDER: usize = 50;

/// Writes the handbook into a folder.
pub(crate) fn write(root: &Path, pages: usize) -> Result<()> {
    let settings =
        "[book]\ntitle = \"Corpus\"\nsrc = \"content\"\n\n[output.html]\nsite-url = \"https://example.org/\"\n";
    std::fs::create_dir_all(root.join("content"))?;
    std::fs::write(root.join("book.toml"), settings)?;
    std::fs::write(root.join("content/index.md"), "# Corpus\n\nA handbook for measuring.\n")?;
    let mut dice = Dice(42);
    for page in 0..pages {
        let folder = root.join(format!("content/part-{}", page / IN_FOLDER));
        if page.is_multiple_of(IN_FOLDER) {
            std::fs::create_dir_all(&folder)?;
        }
        std::fs::write(folder.join(name(page)), text(page, pages, &mut dice))?;
    }
    Ok(())
}

/// The path of a page below the content folder.
pub(crate) fn path(page: usize) -> String {
    format!("part-{}/{}", page / IN_FOLDER, name(page))
}

fn name(page: usize) -> String {
    if page.is_multiple_of(IN_FOLDER) { "index.md".into() } else { format!("page-{page}.md") }
}

fn text(page: usize, pages: usize, dice: &mut Dice) -> String {
    let mut text = format!("---\ntitle: Page {page}\nowner: Council\nreviewed: 2026-11-01\n---\n\n# Page {page}\n\n");
    for section in 0..5 {
        let (heading, other) = (dice.words(4), dice.below(pages));
        let _ = writeln!(text, "## {heading} {section}\n\n{} [{}](/{}).\n", dice.words(45), dice.words(3), path(other));
        match section {
            1 => {
                for _ in 0..4 {
                    let _ = writeln!(text, "- {} **{}** {}", dice.words(6), dice.words(2), dice.words(5));
                }
                text.push('\n');
            }
            2 => {
                text.push_str("| What | Who | When |\n|---|---|--:|\n");
                for _ in 0..4 {
                    let _ = writeln!(text, "| {} | {} | {} |", dice.words(3), dice.words(2), dice.below(90));
                }
                text.push('\n');
            }
            3 => {
                let _ = writeln!(text, "> [!NOTE]\n> {}\n\n```sh\ncaveat {}\n```\n", dice.words(20), dice.words(2));
            }
            _ => {
                let _ = writeln!(text, "{}, *{}* and `{}`.\n", dice.words(30), dice.words(3), dice.words(1));
            }
        }
    }
    while text.len() < 4000 {
        let _ = writeln!(text, "{}.\n", dice.words(40));
    }
    text
}

/// Numbers that are the same in every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % limit.max(1)
    }

    fn words(&mut self, count: usize) -> String {
        let words: Vec<&str> = (0..count).map(|_| WORDS[self.below(WORDS.len())]).collect();
        words.join(" ")
    }
}
