//! The stages, in order: what came in becomes a site, and the site becomes files.
//!
//! A build is one run of [`Pipeline::build`]; `serve` calls the same function again and again on the same pipeline, whose
//! memos then have most of the answers. There is no other mode.

mod both;
mod clock;
mod codes;
mod fitting;
mod fragment;
mod gather;
mod gone;
mod levels;
mod linkable;
mod linted;
mod look;
mod lost;
mod memos;
mod past;
mod promises;
mod reading;
mod recorded;
mod resolved;
mod ruled;
mod searched;
mod sorted;
mod standing;
mod start;
mod unread;
mod wishes;
mod writing;

use crate::artifact::Artifact;
use crate::artifact::SitePath;
use crate::config::Layout;
use crate::config::Search;
use crate::config::Settings;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::Noted;
use crate::diagnostic::Severity;
use crate::document::Page;
use crate::document::Summary;
use crate::history;
use crate::history::Diff;
use crate::history::History;
use crate::ledger::Ledger;
use crate::ledger::Standing;
use crate::memo::Fingerprint;
use crate::memo::Hashed;
use crate::output;
use crate::output::Volumes;
use crate::policy;
use crate::policy::LetterWords;
use crate::policy::Policy;
use crate::promise::Promises;
use crate::site;
use crate::site::Rules;
use crate::source::Entry;
use crate::source::FileId;
use crate::source::Snapshot;
use crate::source::Source;

use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::atomic::AtomicUsize;

use rayon::prelude::*;

use both::both;
use fitting::Origins;
use memos::Arranged;
use memos::Memos;
use ruled::Ruled;
use start::Start;
use writing::Written;

pub use codes::all_codes;
pub use fragment::fragment;
pub use linkable::Link;
pub use linkable::Linkable;
pub use look::Look;
pub use wishes::Wishes;

/// Builds sites, and remembers what need not be done again.
#[derive(Default)]
pub struct Pipeline {
    memos: Memos,
    /// How many files this run is to make, and how many it has made.
    counts: Arc<[AtomicUsize; 2]>,
}

/// A site, made.
pub struct Build {
    /// Its files, sorted by path.
    pub artifacts: Vec<Artifact>,
    /// What was found, sorted by path and place.
    pub found: Vec<Diagnostic>,
    /// The files that were made in this run and not remembered.
    pub made: Vec<SitePath>,
    /// The whole handbook in the forms that were wished for.
    pub volumes: Volumes,
    /// How many pages of the author it has.
    pub pages: usize,
    /// The page for missing addresses.
    pub not_found: Option<SitePath>,
    /// What stands where, if there is a ledger to hold it against.
    pub standing: Standing,
}

impl Build {
    /// Would something untrue or unsafe be published?
    pub fn is_blocked(&self) -> bool {
        self.found.iter().any(|note| note.severity == Severity::Blocking)
    }
}

impl Pipeline {
    /// How many files the build is to make and how many it has made, for somebody who looks on while it runs.
    pub fn progress(&self) -> Arc<[AtomicUsize; 2]> {
        Arc::clone(&self.counts)
    }

    /// The settings, and where things stand.
    pub fn settings(&self, snapshot: &Snapshot, wishes: &Wishes) -> (Arc<Noted<Settings>>, Layout) {
        let source = self.settings_source(snapshot, wishes);
        let empty = Source::new(settings_name(wishes), "");
        let source = source.unwrap_or(&empty);
        let mut settings = self.memos.settings.get(Fingerprint::of(&(source, wishes)), || {
            let mut settings = crate::config::read(source);
            if let Some(url) = &wishes.base_url {
                settings.value.output.html.site_url = Some(crate::data::At { value: url.clone(), range: 0..0 });
            }
            settings.value.site.plain_language |= wishes.readability;
            settings.found.extend(levels::without_effect(&settings.value, source));
            settings
        });
        let layout = Layout::new(&settings.value, |folder| snapshot.below(folder).next().is_some());
        let outside = layout.problems(&settings.value, source);
        if !outside.is_empty() {
            let found = [settings.found.clone(), outside].concat();
            settings = Arc::new(Noted { value: settings.value.clone(), found });
        }
        (settings, layout)
    }

    /// The rules under `policy/`, read and proved for the day of the snapshot.
    pub fn policy(&self, snapshot: &Snapshot, layout: &Layout) -> Arc<Noted<Arc<Policy>>> {
        self.rules(snapshot, layout).0
    }

    /// The addresses that were published before, if there is a ledger.
    pub fn ledger(&self, snapshot: &Snapshot) -> Option<Arc<Noted<Ledger>>> {
        self.memos.ledger(snapshot)
    }

    /// The releases of the handbook.
    pub fn history(&self, snapshot: &Snapshot) -> Arc<Noted<Arc<History>>> {
        self.memos.history(snapshot)
    }

    /// The pages that name a guide, an outcome or a value which means something else.
    pub fn naming(&self, snapshot: &Snapshot, layout: &Layout, diff: &Diff, wishes: &Wishes) -> Vec<history::Page> {
        past::naming(&self.pages(snapshot, wishes, layout), diff)
    }

    /// The words that promise: those of the program and those of the handbook.
    pub fn promises(&self, snapshot: &Snapshot, wishes: &Wishes, layout: &Layout) -> Hashed<Promises> {
        let (settings, _) = self.settings(snapshot, wishes);
        self.memos.promises(snapshot, &settings.value, layout, &mut Vec::new())
    }

    /// The words of mails that no author writes, in the language of the handbook.
    pub fn letter_words(&self, snapshot: &Snapshot, wishes: &Wishes, layout: &Layout) -> LetterWords {
        let (settings, _) = self.settings(snapshot, wishes);
        let theme = self.memos.theme(snapshot, &settings.value, layout, &mut Vec::new());
        LetterWords::of(&|name| Arc::from(theme.strings.get(name).map_or("", String::as_str)))
    }

    fn rules(&self, snapshot: &Snapshot, layout: &Layout) -> (Arc<Noted<Arc<Policy>>>, Arc<Rules>) {
        let files = gather::rules(snapshot, layout);
        let sources: Vec<(&str, &Source)> = files.iter().map(|file| (file.path, file.source)).collect();
        let key = Fingerprint::of(&(&sources, snapshot.as_of));
        let policy = self.memos.policies.get(key, || reading::shared(policy::read(&files, snapshot.as_of)));
        let history = self.history(snapshot);
        let key = Fingerprint::of(&(key, past::key(snapshot)));
        let rules = self.memos.rules.get(key, || Arc::new(Rules::new(&policy.value, &history.value)));
        (policy, Arc::clone(&rules))
    }

    /// The pages as their authors wrote them, drafts among them, in the order of their paths.
    pub fn pages(&self, snapshot: &Snapshot, wishes: &Wishes, layout: &Layout) -> Vec<Hashed<Page>> {
        let (settings, _) = self.settings(snapshot, wishes);
        let summary = self.memos.summary(snapshot, layout);
        let summary = summary.as_ref().map(|summary| &summary.value);
        self.memos.pages(snapshot, layout, &settings.value, summary, &mut Vec::new())
    }

    /// What the handbook can be linked at. No page is made, and nothing is checked.
    pub fn linkable(&self, snapshot: &Snapshot, wishes: &Wishes) -> Linkable {
        let start = self.start(snapshot, wishes);
        let (site, settings) = (start.site(), &start.settings.value);
        let searching = Search { enable: Some(true), ..settings.output.html.search.clone() };
        let blocks = searched::searched(&self.memos, &site, &searching);
        Linkable { site, blocks, base: gather::base(settings), theme: start.theme }
    }

    /// Everything that happened to the handbook, the newest first. The snapshot says when files last changed.
    pub fn events(&self, snapshot: &Snapshot, wishes: &Wishes) -> Vec<output::Event> {
        let start = self.start(snapshot, wishes);
        let events = output::events(&start.site(), &start.layout.src, &snapshot.dated);
        events.into_iter().map(|event| event.filled(&start.rules.whole)).collect()
    }

    /// The pages with their addresses, and what every link means. No page is made, and nothing is checked.
    pub fn look(&self, snapshot: &Snapshot, wishes: &Wishes) -> Look {
        let start = self.start(snapshot, wishes);
        Look {
            pages: start.placed(),
            settings_file: settings_name(wishes).to_string(),
            dialect: gather::dialect(&start.settings.value),
            arranged: start.arranged.1,
            rules: start.rules,
            settings: start.settings,
            layout: start.layout,
        }
    }

    fn start(&self, snapshot: &Snapshot, wishes: &Wishes) -> Start {
        let (settings, layout) = self.settings(snapshot, wishes);
        let theme = self.memos.theme(snapshot, &settings.value, &layout, &mut Vec::new());
        let (_, rules) = self.rules(snapshot, &layout);
        let pages = self.pages(snapshot, wishes, &layout);
        let ruled = ruled::ruled(&rules, &theme, &pages, Vec::new(), gather::file_of(snapshot, &layout));
        let summary = self.memos.summary(snapshot, &layout);
        let summary = summary.as_ref().map(|summary| &summary.value);
        let arranged = self.arranged(&pages, &ruled, snapshot, &layout, wishes, summary);
        Start { settings, layout, theme, rules, pages, ruled, arranged }
    }

    /// Files that pages put in and that are not in the snapshot. Call it again when they are: they may name others.
    pub fn wanted(&self, snapshot: &Snapshot, wishes: &Wishes) -> BTreeSet<Arc<str>> {
        let (_, layout) = self.settings(snapshot, wishes);
        let pages: Vec<&Source> = gather::sources(snapshot, &layout);
        let wanted = pages.par_iter().flat_map_iter(|source| self.memos.closure(source, snapshot).into_iter());
        wanted
            .filter(|(path, _)| !matches!(snapshot.files.get(path), Some(Entry::Text(_) | Entry::Unread(_))))
            .map(|(path, _)| path)
            .collect()
    }

    /// Makes the site.
    pub fn build(&mut self, snapshot: &Snapshot, wishes: &Wishes) -> Build {
        let mut found = Vec::new();
        let (settings, layout) = self.settings(snapshot, wishes);
        found.extend(settings.found.iter().cloned());
        let settings = &settings.value;
        found.extend(unread::check(snapshot, &layout, settings_name(wishes)));
        let summary = self.memos.summary(snapshot, &layout);
        found.extend(summary.iter().flat_map(|summary| summary.found.iter().cloned()));
        let summary = summary.as_ref().map(|summary| &summary.value);
        let read_theme = |found: &mut _| self.memos.theme(snapshot, settings, &layout, found);
        let read_pages = |found: &mut _| self.memos.pages(snapshot, &layout, settings, summary, found);
        let read_promises = |found: &mut _| self.memos.promises(snapshot, settings, &layout, found);
        let read_rules = |found: &mut _| both(found, |_| self.rules(snapshot, &layout), read_promises);
        let read_sources = |found: &mut _| both(found, read_pages, read_rules);
        let (theme, (pages, ((policy, rules), promises))) = both(&mut found, read_theme, read_sources);
        found.extend(policy.found.iter().cloned());
        let history = self.history(snapshot);
        found.extend(history.found.iter().cloned());
        found.extend(self.memos.held(&history.value, &rules, snapshot).iter().cloned());
        found.extend(clock::check(snapshot, &policy.value, &pages));
        let gone = gone::gone(&policy.value, self.ledger(snapshot).as_deref().map(|ledger| &ledger.value), &mut found);
        let ruled = ruled::ruled(&rules, &theme, &pages, gone, gather::file_of(snapshot, &layout));
        let (key, arranged) = self.arranged(&pages, &ruled, snapshot, &layout, wishes, summary);
        found.extend(arranged.found.iter().cloned());
        let gathered = &arranged.value.gathered;
        found.extend(gather::missing(snapshot, settings, &layout, self.settings_source(snapshot, wishes)));
        found.extend(gathered.pages.is_empty().then(|| unread::no_pages(&layout.src)));
        let pages = gather::placed(&gathered.pages, &pages);
        let targets = self.memos.targets(&pages, &gathered.addresses, &mut found);
        let lines = gather::lines(settings, self.settings_source(snapshot, wishes), &gathered.addresses, &mut found);
        let arrangement = Hashed::with(key, Arc::clone(&arranged.value.arrangement));
        let contained = site::Contained {
            pages: &pages,
            targets: &targets,
            put: &ruled::put(&pages, &rules, &mut found),
            made: &ruled.made,
            rules: &rules,
            steps: Hashed::new(site::steps(&rules, &gathered.addresses).into(&mut found)),
            terms: Hashed::new(site::terms(&rules, &gathered.addresses).into(&mut found)),
        };
        let site = site::join(arrangement, contained);
        found.extend(promises::unjudged(settings, self.settings_source(snapshot, wishes), &policy.value, &promises));
        let judging = (&promises, &promises::asks(&policy.value));
        let said = |found: &mut _| self.memos.said(snapshot, &layout, &policy.value, &promises, found);
        both(&mut found, said, |found| self.memos.linted(&site, &theme, judging, settings, snapshot, found));
        let drawings = gathered.files.values().cloned();
        found.extend(promises::beside(snapshot, drawings, (summary, &lines), &promises));
        let base = gather::base(settings);
        let search = searched::searched(&self.memos, &site, &settings.output.html.search);
        let given = output::Given {
            site: &site,
            theme: &theme,
            settings,
            sheets: output::Sheets::new(&theme, gather::sheets(snapshot, &gathered.files)),
            lines: &lines,
            files: &gathered.files,
            src: &layout.src,
            base: base.as_deref(),
            as_of: snapshot.as_of,
            dated: &snapshot.dated,
            search: &search,
            offered: &wishes.offered,
        };
        let Written { mut artifacts, made, passing, volumes } =
            writing::write(&given, wishes.forms, (&self.memos, &self.counts), &mut found);
        let origins = Origins {
            pages: &pages,
            files: &gathered.files,
            made: &ruled.made,
            site: &site,
            settings: (settings, self.settings_source(snapshot, wishes)),
        };
        fitting::check(&mut artifacts, &origins, &mut found);
        let standing = self.memos.standing(snapshot, &site, &layout, (&artifacts, &passing), &mut found);
        levels::apply(&mut found, settings);
        sorted::sort(&mut found, snapshot);
        self.memos.end_round();
        let (pages, not_found) = (site.pages.len(), SitePath::new("404.html"));
        Build { artifacts, found, made, volumes, pages, not_found, standing }
    }

    fn settings_source<'s>(&self, snapshot: &'s Snapshot, wishes: &Wishes) -> Option<&'s Source> {
        snapshot.text(settings_name(wishes))
    }

    /// Addresses and order. They depend on the cards of the pages, not on their texts.
    fn arranged(
        &self,
        pages: &[Hashed<Page>],
        ruled: &Ruled,
        snapshot: &Snapshot,
        layout: &Layout,
        wishes: &Wishes,
        summary: Option<&Summary>,
    ) -> (Fingerprint, Arc<Noted<Arranged>>) {
        let cards: Vec<Fingerprint> = pages.iter().map(|page| page.card).collect();
        let kind = std::mem::discriminant::<Entry>;
        let files: Vec<_> = snapshot.files.iter().map(|(path, entry)| (path, kind(entry))).collect();
        let sources = (self.settings_source(snapshot, wishes), gather::summary(snapshot, layout));
        let key = Fingerprint::of(&(cards, ruled, files, sources, wishes, &layout.src));
        let arranged = self.memos.arranged.get(key, || {
            let mut found = Vec::new();
            let (settings, _) = self.settings(snapshot, wishes);
            let settings = &settings.value;
            let gathered = gather::gather(pages, ruled, snapshot, layout, settings, wishes, &mut found);
            let parts = site::Parts {
                settings,
                settings_file: Some(FileId::of(settings_name(wishes))),
                summary,
                pages: &gather::placed(&gathered.pages, pages),
                made: &ruled.made,
                titles: &ruled.titles,
                former: &ruled.former,
                gone: &ruled.gone,
                permanent: &gathered.permanent,
                addresses: &gathered.addresses,
            };
            let arrangement = Arc::new(site::arrange(&parts).into(&mut found));
            Noted { value: Arranged { gathered, arrangement }, found }
        });
        (key, arranged)
    }
}

fn settings_name(wishes: &Wishes) -> &str {
    wishes.settings_file.as_deref().unwrap_or("book.toml")
}
