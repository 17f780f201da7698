//! The plan of a move: all edits, and the file that goes to another place.

use crate::artifact::SitePath;
use crate::moving::edits::Edits;
use crate::moving::heading;
use crate::moving::links;
use crate::moving::page;
use crate::moving::request::Move;
use crate::moving::rules;
use crate::pipeline::Look;
use crate::pipeline::Pipeline;
use crate::pipeline::Wishes;
use crate::site::Target;
use crate::site::urls;
use crate::source::Snapshot;

use std::collections::BTreeMap;
use std::sync::Arc;

/// What is to be written.
pub struct Plan {
    /// The edits, at the places where things stand before.
    pub edits: Edits,
    /// The file that goes to another path, from the project's root.
    pub moved: Option<(Arc<str>, Arc<str>)>,
}

impl Plan {
    /// The files as they are afterwards.
    pub fn after(&self, before: &Snapshot) -> Snapshot {
        self.edits.after(before, self.moved.as_ref())
    }
}

/// Plans a move. Otherwise a sentence on why it cannot be done.
pub fn plan(
    pipeline: &Pipeline,
    look: &Look,
    (snapshot, wishes): (&Snapshot, &Wishes),
    what: &Move,
) -> Result<Plan, String> {
    match what {
        Move::Page(from, to) => {
            let moved = page::moved(look, from, to);
            if snapshot.files.contains_key(&moved.1) {
                return Err(format!("there is a file `{}` already", moved.1));
            }
            Ok(Plan { edits: page::plan(look, snapshot, from, to)?, moved: Some(moved) })
        }
        Move::Heading(path, id, called) => {
            Ok(Plan { edits: heading::plan(look, snapshot, path, id, called)?, moved: None })
        }
        Move::Part(part, new) => {
            let mut edits = rules::plan(look, snapshot, part, new)?;
            let after = pipeline.look(&edits.after(snapshot, None), wishes);
            by_address(look, snapshot, &after, &mut edits);
            Ok(Plan { edits, moved: None })
        }
    }
}

/// Links that name a page of the rules by its address, which is another now.
fn by_address(look: &Look, snapshot: &Snapshot, after: &Look, edits: &mut Edits) {
    let stood = |url: &SitePath| look.addresses().stands(url);
    let moved: BTreeMap<&SitePath, &SitePath> = after
        .redirects()
        .iter()
        .filter_map(|redirect| match &redirect.to {
            Some(Target::File { url, .. }) if stood(&redirect.from) => Some((&redirect.from, url)),
            _ => None,
        })
        .collect();
    for written in links::all(look, snapshot) {
        let Target::File { url, .. } = &written.target else { continue };
        let (path, rest) = written.raw.split_at(written.raw.find(['#', '?']).unwrap_or(written.raw.len()));
        let Some(new) = moved.get(url).filter(|_| !path.contains(':')) else { continue };
        let goal = match new.as_str().strip_suffix("index.html") {
            Some(folder) if path.ends_with('/') => folder,
            _ => new.as_str(),
        };
        let made = match path.starts_with('/') {
            true => format!("/{goal}{rest}"),
            false => format!("{}{rest}", urls::written(&written.base, goal)),
        };
        edits.put(&written.file, written.range.clone(), links::fit(&written, &made));
    }
}
