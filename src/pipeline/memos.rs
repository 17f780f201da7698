//! All the state there is: what need not be done again.

use crate::config::Settings;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::Noted;
use crate::document::Page;
use crate::document::Summary;
use crate::history::History;
use crate::ledger::Ledger;
use crate::memo::Hashed;
use crate::memo::Memo;
use crate::output::Finished;
use crate::output::search::Block;
use crate::output::search::Part;
use crate::pipeline::gather;
use crate::policy::Policy;
use crate::promise::Promises;
use crate::site;
use crate::site::Rules;
use crate::site::Target;
use crate::theme::Theme;

use std::sync::Arc;

/// What is remembered, by what it is made from.
#[derive(Default)]
pub(super) struct Memos {
    pub(super) settings: Memo<Noted<Settings>>,
    pub(super) themes: Memo<Noted<Arc<Theme>>>,
    pub(super) names: Memo<Vec<Arc<str>>>,
    pub(super) pages: Memo<Noted<Arc<Page>>>,
    pub(super) histories: Memo<Noted<Arc<History>>>,
    pub(super) held: Memo<Vec<Diagnostic>>,
    pub(super) policies: Memo<Noted<Arc<Policy>>>,
    pub(super) rules: Memo<Arc<Rules>>,
    pub(super) summaries: Memo<Noted<Summary>>,
    pub(super) arranged: Memo<Noted<Arranged>>,
    pub(super) links: Memo<Noted<Hashed<Vec<Target>>>>,
    pub(super) promises: Memo<Noted<Arc<Promises>>>,
    pub(super) linted: Memo<Vec<Diagnostic>>,
    pub(super) searched: Memo<Vec<Arc<Part>>>,
    pub(super) blocks: Memo<Block>,
    pub(super) rendered: Memo<Noted<Finished>>,
    pub(super) ledgers: Memo<Noted<Ledger>>,
    pub(super) lost: Memo<Vec<Diagnostic>>,
}

/// Addresses and order of the pages.
pub(super) struct Arranged {
    pub(super) gathered: gather::Gathered,
    pub(super) arrangement: Arc<site::Arrangement>,
}

impl Memos {
    /// Forgets what this run did not use.
    pub(super) fn end_round(&mut self) {
        self.settings.end_round();
        self.themes.end_round();
        self.names.end_round();
        self.pages.end_round();
        self.histories.end_round();
        self.held.end_round();
        self.policies.end_round();
        self.rules.end_round();
        self.summaries.end_round();
        self.arranged.end_round();
        self.links.end_round();
        self.promises.end_round();
        self.linted.end_round();
        self.searched.end_round();
        self.blocks.end_round();
        self.rendered.end_round();
        self.ledgers.end_round();
        self.lost.end_round();
    }
}
