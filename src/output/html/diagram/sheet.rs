//! What all stages of a drawing read: the guide, the words, the parts; and what each box says.

use crate::output::html::diagram::label::Labels;
use crate::output::html::diagram::parts::Parts;
use crate::policy::Guide;
use crate::policy::Target;
use crate::policy::Tree;

/// A guide to draw.
#[derive(Clone, Copy)]
pub(super) struct Sheet<'a> {
    pub(super) guide: &'a Guide,
    pub(super) tree: &'a Tree,
    pub(super) labels: &'a Labels<'a>,
    pub(super) parts: &'a Parts,
}

/// What a box says: a line that names its kind, and what it is about.
pub(super) struct Says {
    pub(super) heading: String,
    pub(super) words: String,
}

impl Sheet<'_> {
    /// The title of a part.
    pub(super) fn title(&self, part: usize) -> String {
        let (number, parts) = ((part + 1).to_string(), self.parts.lists.len());
        let title = (self.labels.said)(&self.guide.title);
        match parts {
            1 => self.labels.filled("diagram-title", &[("title", &title)]),
            _ => {
                let values = [("part", &*number), ("parts", &*parts.to_string()), ("title", &*title)];
                self.labels.filled("diagram-title-part", &values)
            }
        }
    }

    /// What a place on a part says.
    pub(super) fn says(&self, place: Target, part: usize) -> Says {
        match place {
            Target::End(outcome) => self.outcome(outcome),
            Target::Ask(node) if self.parts.of[node] == part => {
                let heading = self.comes_from(node);
                Says { heading, words: self.question(node) }
            }
            Target::Ask(node) => {
                let number = (self.parts.of[node] + 1).to_string();
                Says {
                    heading: self.labels.filled("diagram-continues", &[("part", &number)]),
                    words: self.question(node),
                }
            }
        }
    }

    /// An outcome that does not stand as it is written is shown by its kind alone: its words may raise hopes.
    fn outcome(&self, outcome: usize) -> Says {
        let (kind, withdrawn) = self.guide.shown(outcome);
        let words = if withdrawn.is_some() { String::new() } else { (self.labels.outcome)(outcome) };
        Says { heading: self.labels.kind(kind).to_owned(), words }
    }

    fn question(&self, node: usize) -> String {
        (self.labels.said)(&self.guide.questions[self.tree.nodes[node].question].ask)
    }

    /// The other parts from which a way leads to a node.
    fn comes_from(&self, node: usize) -> String {
        let from: Vec<String> = self.parts.from[node].iter().map(|from| (from + 1).to_string()).collect();
        if from.is_empty() {
            return String::new();
        }
        self.labels.filled("diagram-from", &[("part", &from.join(", "))])
    }
}
