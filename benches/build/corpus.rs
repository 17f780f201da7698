//! A handbook of any size: pages of about 4 KiB with headings, lists, tables, code, callouts and links, a guide, a page
//! template of its own, and redirects.

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

/// The file of the guide, from the root.
pub(crate) const GUIDE: &str = "content/policy/guides/parking.yaml";
/// What the guide asks for in its title.
pub(crate) const ASK: &str = "Where can I park?";
/// The template of pages, from the root.
pub(crate) const TEMPLATE: &str = "theme/templates/page.html";

const RULES: &str = "\
guide: parking
title: Where can I park?
owner: Council
effective: 2026-01-01
review_every: 3650 days
questions:
  wheels: {ask: How many wheels has it?, options: {two: Two, four: Four}, not_sure: {go: ask-us}}
  day: {ask: Which day is it?, options: {week: A day of the week, end: The weekend}, not_sure: {go: ask-us}}
routes:
  - {id: bike, when: {wheels: two}, then: yard}
  - {id: car, when: {wheels: four, day: end}, then: street}
  - {id: crowd, when: {wheels: four, day: week}, then: ask-us}
outcomes:
  yard:
    kind: information
    say: Bicycles stand in the yard.
    next: {do: Follow the sign., owner: Council, within: 1 day, if_nothing: Nothing is parked.}
  street:
    kind: information
    say: Cars stand in the street.
    next: {do: Follow the sign., owner: Council, within: 1 day, if_nothing: Nothing is parked.}
  ask-us:
    kind: needs-a-person
    say: Somebody looks at it with you.
    next: {do: Ask at the door., owner: Council, within: 1 day, if_nothing: Nothing is parked.}
scenarios:
  - {name: a bicycle, as_of: 2026-01-01, given: {wheels: two}, expect: yard}
  - {name: a car at the weekend, as_of: 2026-01-01, given: {wheels: four, day: end}, expect: street}
  - {name: a car in the week, as_of: 2026-01-01, given: {wheels: four, day: week}, expect: ask-us}
";

/// Writes the handbook into a folder.
pub(crate) fn write(root: &Path, pages: usize) -> Result<()> {
    let mut settings =
        "[book]\ntitle = \"Corpus\"\nsrc = \"content\"\n\n[output.html]\nsite-url = \"https://example.org/\"\n\n\
         [output.html.redirect]\n"
            .to_string();
    for page in (0..pages).step_by(100) {
        let _ = writeln!(settings, "\"/old/{page}.html\" = \"/{}\"", path(page).replace(".md", ".html"));
    }
    put(root, "book.toml", &settings)?;
    put(root, "content/index.md", "# Corpus\n\nA handbook for measuring.\n")?;
    put(root, GUIDE, RULES)?;
    put(root, TEMPLATE, &template(""))?;
    self::pages(pages, |page, text| put(root, &format!("content/{}", path(page)), &text))
}

/// Gives each page to `take`: its number and its text.
pub(crate) fn pages(pages: usize, mut take: impl FnMut(usize, String) -> Result<()>) -> Result<()> {
    let mut dice = Dice(42);
    (0..pages).try_for_each(|page| take(page, text(page, pages, &mut dice)))
}

/// Writes a file below a folder.
pub(crate) fn put(root: &Path, path: &str, text: &str) -> Result<()> {
    let file = root.join(path);
    if let Some(folder) = file.parent() {
        std::fs::create_dir_all(folder)?;
    }
    Ok(std::fs::write(file, text)?)
}

/// The template of pages, with some words of its own.
pub(crate) fn template(words: &str) -> String {
    format!(
        "{{% extends \"article.html\" %}}\n\
         {{% block after_article %}}<p>{words}</p>{{{{ super() }}}}{{% endblock %}}\n"
    )
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
