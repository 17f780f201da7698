//! What is to be moved or renamed, read from the two names that somebody gives.

use crate::pipeline::Look;
use crate::site::urls;

use std::sync::Arc;

/// What is to have another name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Move {
    /// A page: its path and the new one, from the content folder.
    Page(Arc<str>, Arc<str>),
    /// A heading: the path of its page, its id, and what it is to be called.
    Heading(Arc<str>, Arc<str>, Called),
    /// Something that the rules name, and its new id.
    Part(Part, String),
}

/// What a heading is to be called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Called {
    /// Its words stay, its id is another.
    Id(String),
    /// Its words are others, and its id with them.
    Words(String),
}

/// Something that the rules name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    /// A guide.
    Guide(String),
    /// A question of a guide.
    Question(String, String),
    /// An answer of a question of a guide.
    Answer(String, String, String),
    /// An outcome of a guide.
    Outcome(String, String),
}

/// Reads the two names; otherwise a sentence on what is wrong with them.
pub fn request(old: &str, new: &str, look: &Look) -> Result<Move, String> {
    let (old, new) = (old.trim(), new.trim());
    if new.is_empty() {
        return Err("say what it is to be called".into());
    }
    if let Some(part) = part(old)? {
        known(&part, look)?;
        let last = new.rsplit(['#', '/', '=', ':']).next().unwrap_or(new).to_string();
        if new.split(['#', '/', '=', ':']).any(|piece| piece.starts_with('.')) {
            return Err(format!("`{new}` is no name: write the new one alone, such as `{last}`"));
        }
        return Ok(Move::Part(part, last));
    }
    let old = old.strip_prefix("page:").unwrap_or(old);
    let Some((path, id)) = old.split_once('#') else {
        return page(old, new, look);
    };
    let path = find(path, look)?;
    let called = match new.split_once('#') {
        Some((page, id)) if page.is_empty() || find(page, look).is_ok_and(|page| page == path) => Called::Id(id.into()),
        _ => Called::Words(new.into()),
    };
    match &called {
        Called::Id(id) if id.is_empty() || id.contains(|c: char| c.is_whitespace() || "{}#\"'".contains(c)) => {
            Err(format!("`{id}` cannot be the id of a heading: it has no white space, no braces, no quotes"))
        }
        Called::Words(words) if words.contains('\n') => Err("a heading stands on one line".into()),
        _ => Ok(Move::Heading(path, id.into(), called)),
    }
}

fn page(old: &str, new: &str, look: &Look) -> Result<Move, String> {
    let from = find(old, look)?;
    let mut to = inside(new.strip_prefix("page:").unwrap_or(new), look);
    if new.ends_with('/') {
        to = format!("{to}/{}", from.rsplit('/').next().unwrap_or(&from)).trim_start_matches('/').to_string();
    }
    if urls::without_ending(&to).is_none() {
        return Err(format!("`{to}` is no path of a page: it ends with `.md`, or with `/` for a folder"));
    }
    let to = urls::join("", &to).ok_or("the new path leads out of the content folder")?;
    if *to == *from {
        return Err("the page is there already".into());
    }
    if look.pages.iter().any(|(_, page)| *page.path == *to) {
        return Err(format!("there is a page `{to}` already"));
    }
    Ok(Move::Page(from, to.into()))
}

/// The path of a page, from the content folder.
fn find(path: &str, look: &Look) -> Result<Arc<str>, String> {
    let path = inside(path, look);
    let with_ending = format!("{path}.md");
    let is_it = |known: &str| known == path || known == with_ending;
    let known = look.pages.iter().map(|(_, page)| &page.path).find(|known| is_it(known));
    known.cloned().ok_or_else(|| match look.addresses().nearest(&path) {
        Some(near) => format!("there is no page `{path}`; did you mean `{near}`?"),
        None => format!("there is no page `{path}`"),
    })
}

/// A path as it is written, without the name of the content folder.
fn inside(path: &str, look: &Look) -> String {
    let path = path.strip_prefix("./").unwrap_or(path).trim_end_matches('/');
    match look.layout.src.as_str() {
        "" => path.to_string(),
        src if path == src => String::new(),
        src => path.strip_prefix(&format!("{src}/")).unwrap_or(path).to_string(),
    }
}

fn part(old: &str) -> Result<Option<Part>, String> {
    if let Some(name) = old.strip_prefix("outcome:") {
        let (guide, outcome) = name.split_once('/').ok_or("write `outcome:GUIDE/OUTCOME`")?;
        return Ok(Some(Part::Outcome(guide.into(), outcome.into())));
    }
    let Some(name) = old.strip_prefix("guide:") else { return Ok(None) };
    let Some((guide, part)) = name.split_once(['#', '/']) else { return Ok(Some(Part::Guide(name.into()))) };
    if let Some(outcome) = part.strip_prefix("outcome/").or_else(|| part.strip_prefix("outcome:")) {
        return Ok(Some(Part::Outcome(guide.into(), outcome.into())));
    }
    Ok(Some(match part.split_once('=') {
        Some((question, answer)) => Part::Answer(guide.into(), question.into(), answer.into()),
        None => Part::Question(guide.into(), part.into()),
    }))
}

fn known(part: &Part, look: &Look) -> Result<(), String> {
    let id = match part {
        Part::Guide(guide) | Part::Question(guide, _) | Part::Answer(guide, ..) | Part::Outcome(guide, _) => guide,
    };
    let Some(guide) = look.rules.guides.get(id.as_str()) else { return Err(format!("there is no guide `{id}`")) };
    let question = |id: &str| guide.questions.iter().find(|question| *question.id == *id);
    let missing = match part {
        Part::Guide(_) => None,
        Part::Question(_, id) => question(id).is_none().then(|| format!("question `{id}`")),
        Part::Answer(_, id, answer) => match question(id) {
            None => Some(format!("question `{id}`")),
            Some(question) if question.answer_from.is_some() => {
                return Err(format!("the answers of `{id}` are the kinds of outcome of another guide"));
            }
            Some(question) => {
                let is_there = question.answers.iter().any(|known| *known.id == **answer);
                (!is_there).then(|| format!("answer `{answer}` of `{id}`"))
            }
        },
        Part::Outcome(_, id) => {
            let is_there = guide.outcomes.iter().any(|outcome| *outcome.id == **id);
            (!is_there).then(|| format!("outcome `{id}`"))
        }
    };
    missing.map_or(Ok(()), |what| Err(format!("the guide `{id}` has no {what}")))
}
