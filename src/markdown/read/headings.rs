//! Headings: listed while the text is read, named when all of them are known.

use crate::diagnostic::Diagnostic;
use crate::document::Heading;
use crate::document::Node;
use crate::markdown::codes;
use crate::markdown::ids::Ids;
use crate::markdown::read::reader::Reader;
use crate::markdown::read::reader::TERM;
use crate::markdown::read::reader::Unnamed;
use crate::source::Span;

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use pulldown_cmark as md;

/// The attribute with which a heading says what it was called before: `## New words {formerly=old-words}`.
const FORMERLY: &str = "formerly";

impl Reader<'_> {
    /// Begins a heading. Of its attributes only the id, the classes and old names are taken.
    pub(super) fn heading(
        &mut self,
        level: md::HeadingLevel,
        id: Option<&str>,
        (classes, attributes): (&[md::CowStr<'_>], &[(md::CowStr<'_>, Option<md::CowStr<'_>>)]),
        range: &Range<usize>,
    ) -> Node {
        self.in_heading = true;
        let classes = classes.iter().map(|class| Arc::from(&**class)).collect();
        let formerly = attributes.iter().filter(|(key, _)| &**key == FORMERLY);
        let formerly =
            formerly.filter_map(|(_, old)| Some(Arc::from(old.as_deref()?.trim_matches(['"', '\''])))).collect();
        let span = self.span(self.without_line_end(range.clone()));
        let given = id.map(str::to_string);
        self.headings.push(Unnamed {
            level: level as u8,
            given,
            classes,
            formerly,
            text: String::new(),
            name: String::new(),
            span,
        });
        Node::Heading(self.last_heading())
    }

    /// Begins the term of a definition list. It is named like a heading, but is none of the outline.
    pub(super) fn term(&mut self, range: &Range<usize>) -> Node {
        self.in_heading = true;
        let span = self.span(range.clone());
        let (text, name) = (String::new(), String::new());
        let (classes, formerly) = (Vec::new(), Vec::new());
        self.headings.push(Unnamed { level: TERM, given: None, classes, formerly, text, name, span });
        self.terms += 1;
        Node::Term(self.terms - 1)
    }

    /// The number of the last heading.
    pub(super) fn last_heading(&self) -> u32 {
        (self.headings.len() as u32 - self.terms).saturating_sub(1)
    }

    /// Gives all headings their ids; the page has its outline then, and its title.
    pub(super) fn name_headings(&mut self) {
        let mut ids = Ids::default();
        let mut given: HashMap<String, Span> = HashMap::new();
        for heading in &self.headings {
            let Some(id) = &heading.given else { continue };
            ids.reserve(id);
            if let Some(first) = given.insert(id.clone(), heading.span) {
                self.found.push(
                    Diagnostic::at(&codes::DUPLICATE_HEADING_ID, heading.span, format!("the id `{id}` is given twice"))
                        .label(first, "first here")
                        .help("give one of the two headings another id"),
                );
            }
        }
        for heading in self.headings.drain(..) {
            let id = match heading.given {
                Some(id) => {
                    ids.given(heading.level, &id);
                    id
                }
                None => {
                    let is_picture = heading.name.trim().is_empty();
                    ids.of(heading.level, if is_picture { &heading.text } else { &heading.name })
                }
            };
            let Unnamed { level, classes, formerly, text, span, .. } = heading;
            let id: Arc<str> = id.into();
            self.anchors.insert(Arc::clone(&id));
            if level == TERM {
                self.page.body.terms.push(id);
                continue;
            }
            self.page.outline.push(Heading { level, id, text: text.trim().into(), classes, formerly, span });
        }
        self.old_names();
        let title = self.page.outline.iter().find(|heading| heading.level == 1);
        self.page.title = title.map(|heading| Arc::clone(&heading.text)).filter(|text| !text.is_empty());
    }

    /// Old names of headings are places too. One that another heading has cannot mean both.
    fn old_names(&mut self) {
        let named: HashMap<Arc<str>, Span> =
            self.page.outline.iter().map(|heading| (Arc::clone(&heading.id), heading.span)).collect();
        let mut claimed: HashMap<Arc<str>, Span> = HashMap::new();
        for heading in &mut self.page.outline {
            heading.formerly.retain(|old| {
                let other = named.get(old).or_else(|| claimed.get(old)).copied();
                if let Some(other) = other {
                    let message =
                        format!("`{old}` is to be the old name of this heading, and another one has that name");
                    let note = Diagnostic::at(&codes::DUPLICATE_HEADING_ID, heading.span, message);
                    self.found.push(
                        note.label(other, "this heading")
                            .help("take it out here, or give the other heading another name"),
                    );
                    return false;
                }
                claimed.insert(Arc::clone(old), heading.span);
                self.anchors.insert(Arc::clone(old));
                true
            });
        }
    }
}
