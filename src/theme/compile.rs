//! Compiles templates once. Those of the handbook that are broken are told and left out, so that the rest is used.

use crate::diagnostic::Diagnostic;
use crate::source::Source;
use crate::theme::mistake::Mistake;
use crate::theme::mistake::mistakes;

use std::collections::BTreeMap;

use tera::Error;
use tera::ErrorKind;
use tera::Tera;

/// How many bytes a template may have. The engine goes a step down for each branch of a choice, so that a template without end
/// would end the program.
const LONGEST: usize = 128 << 10;
/// How many templates a handbook may have: they can stand in each other, and whoever renders them goes a step down for each.
const MOST: usize = 1_000;

/// The templates of the handbook by their names.
type Own<'a> = BTreeMap<&'a str, &'a Source>;

/// Compiles all templates; those of the handbook stand in for the built-in ones of their names.
pub(super) fn compile(texts: &BTreeMap<String, Source>, found: &mut Vec<Diagnostic>) -> Tera {
    let mut tera = built_in(texts);
    let mut own: Own<'_> =
        texts.iter().filter_map(|(name, source)| Some((name.strip_prefix("templates/")?, source))).collect();
    let mut mistakes = too_much(&mut own);
    mistakes.extend(unreadable(&tera, &mut own));
    while let Err(error) = put(&mut tera, &own) {
        let blamed = blamed(&error, &own).unwrap_or_else(|| unfit(&tera, &own));
        leave_out(&blamed, &mut own);
        if blamed.is_empty() {
            break;
        }
        mistakes.extend(blamed);
    }
    mistakes.sort_by(|one, other| one.template.cmp(&other.template));
    found.extend(mistakes.iter().map(|mistake| mistake.told(texts)));
    tera
}

fn built_in(texts: &BTreeMap<String, Source>) -> Tera {
    let mut tera = Tera::new();
    tera.autoescape_on(vec![".html", ".xml"]);
    let templates = texts.iter().filter_map(|(name, source)| {
        let short = name.strip_prefix("default/templates/")?;
        Some([(format!("default/{short}"), &source.text), (short.to_string(), &source.text)])
    });
    // They are a part of the program, and its tests render every one.
    let _ = tera.add_raw_templates(templates.flatten());
    tera
}

/// Adds all, or none if one is broken.
fn put(tera: &mut Tera, own: &Own<'_>) -> Result<(), Error> {
    if own.is_empty() {
        return Ok(());
    }
    tera.add_raw_templates(own.iter().map(|(name, source)| (name, &source.text)))
}

/// Takes away what is too long, and what is too many.
fn too_much(own: &mut Own<'_>) -> Vec<Mistake> {
    let long = own.iter().filter(|(_, source)| source.text.len() > LONGEST);
    let too_long = |name: &&str| {
        let reason =
            format!("it is longer than {} KiB; put parts of it into others, and `include` them", LONGEST >> 10);
        Mistake::of(name, reason)
    };
    let mut mistakes: Vec<Mistake> = long.map(|(name, _)| too_long(name)).collect();
    let many = own.keys().skip(MOST);
    mistakes.extend(many.map(|name| Mistake::of(name, format!("there are more than {MOST} templates"))));
    leave_out(&mistakes, own);
    mistakes
}

fn leave_out(mistakes: &[Mistake], own: &mut Own<'_>) {
    for mistake in mistakes {
        own.remove(&*mistake.template);
    }
}

/// Takes away what is no template, whatever the others are, and what extends a template that is not there. One look at each
/// finds them, however many there are; the engine names one at a time.
fn unreadable(tera: &Tera, own: &mut Own<'_>) -> Vec<Mistake> {
    let (mut mistakes, mut children) = (Vec::new(), Vec::new());
    for (name, source) in &*own {
        let Err(error) = Tera::new().add_raw_template(name, &source.text) else { continue };
        match error.kind() {
            ErrorKind::SyntaxError(_) => mistakes.push(Mistake::first(&error, name)),
            ErrorKind::MissingParent { parent, .. } => children.push((parent.clone(), Mistake::first(&error, name))),
            _ => {}
        }
    }
    leave_out(&mistakes, own);
    loop {
        let is_there = |parent: &str| own.contains_key(parent) || tera.contains_template(parent);
        let orphans: Vec<_> = children.extract_if(.., |(parent, _)| !is_there(parent)).map(|(_, one)| one).collect();
        if orphans.is_empty() {
            return mistakes;
        }
        leave_out(&orphans, own);
        mistakes.extend(orphans);
    }
}

/// The mistakes that are in templates of the handbook; `None` if there is none, because a template of the handbook does not give
/// what a built-in one needs.
fn blamed(error: &Error, own: &Own<'_>) -> Option<Vec<Mistake>> {
    let mut mistakes = mistakes(error, "");
    mistakes.retain(|mistake| own.contains_key(&*mistake.template));
    (!mistakes.is_empty()).then_some(mistakes)
}

/// Those that cannot be used, found by adding one after the other as long as one more can be. What only waits for another of them
/// is not among them.
fn unfit(tera: &Tera, own: &Own<'_>) -> Vec<Mistake> {
    let (mut tera, mut open) = (tera.clone(), own.clone());
    loop {
        let (before, mut refused) = (open.len(), Vec::new());
        open.retain(|name, source| {
            let error = put(&mut tera, &Own::from([(*name, *source)])).err();
            refused.extend(error.as_ref().map(|error| Mistake::about(error, name)));
            error.is_some()
        });
        if open.len() == before || open.is_empty() {
            let waits = |one: &Mistake| one.needs.as_deref().is_some_and(|other| open.contains_key(other));
            if refused.iter().any(|one| !waits(one)) {
                refused.retain(|one| !waits(one));
            }
            return refused;
        }
    }
}
