//! Files of a site that cannot stand beside each other on a disk, or cannot stand there at all: said with their place, and
//! left out.

use crate::artifact::Artifact;
use crate::artifact::SitePath;
use crate::config::Settings;
use crate::diagnostic::Code;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::Place;
use crate::diagnostic::Severity;
use crate::document::Page;
use crate::memo::Hashed;
use crate::pipeline::codes;
use crate::site;
use crate::site::Made;
use crate::site::Site;
use crate::source::Source;
use crate::source::Span;

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::sync::Arc;

use unicode_normalization::UnicodeNormalization as _;

/// What file systems take for one name.
const LONGEST: usize = 255;

/// Where the files of a site come from.
pub(super) struct Origins<'a> {
    /// The pages with their addresses.
    pub(super) pages: &'a [(SitePath, Hashed<Page>)],
    /// Files that are copied.
    pub(super) files: &'a BTreeMap<SitePath, Arc<str>>,
    /// The pages that are made from rules.
    pub(super) made: &'a [Made],
    /// The site, with what has a permanent link and so a small page that leads on.
    pub(super) site: &'a Site,
    /// The settings, which lead old addresses on.
    pub(super) settings: (&'a Settings, Option<&'a Source>),
}

impl Origins<'_> {
    /// The place where somebody can change it. Few files are ever looked for, so nothing is made ready for it.
    fn place(&self, url: &SitePath) -> Option<Place> {
        let page = || self.pages.iter().find(|(other, _)| other == url);
        let page = || page().map(|(_, page)| Place::Span(Span::new(page.file, 0..0)));
        let file = || self.files.get(url).map(|path| Place::File(Arc::clone(path)));
        let made = || self.made.iter().find(|made| made.url == *url)?.span.map(Place::Span);
        let old = || site::place_of_old(url, self.settings, self.pages);
        page().or_else(file).or_else(made).or_else(|| self.permanent(url)).or_else(old)
    }

    fn permanent(&self, url: &SitePath) -> Option<Place> {
        let mut all = self.site.arranged.permanent.iter();
        let permanent = all.find(|permanent| site::short_url(&permanent.id).as_ref() == Some(url))?;
        let value = || self.site.rules.params.get(permanent.id.strip_prefix("value.")?).map(|value| value.span);
        permanent.span.or_else(value).map(Place::Span)
    }

    fn is_old(&self, url: &SitePath) -> bool {
        site::place_of_old(url, self.settings, self.pages).is_some()
    }

    fn note(&self, code: &'static Code, url: &SitePath, message: String) -> Diagnostic {
        match self.place(url) {
            Some(Place::Span(span)) => Diagnostic::at(code, span, message),
            Some(Place::File(path)) => Diagnostic::in_file(code, &path, message),
            Some(Place::Project) | None => Diagnostic::in_project(code, message),
        }
    }
}

/// Takes out what cannot stand. The artifacts are sorted by path.
pub(super) fn check(artifacts: &mut Vec<Artifact>, origins: &Origins<'_>, found: &mut Vec<Diagnostic>) {
    artifacts.retain(|artifact| match flaw(artifact.path.as_str()) {
        Some(why) => {
            let message = format!("`{}` cannot be published: {why}", shown(artifact.path.as_str()));
            let note = origins.note(&codes::BAD_NAME, &artifact.path, message);
            found.push(note.help("give it a shorter and plain name"));
            false
        }
        None => true,
    });
    let mut give_way = BTreeSet::new();
    for (one, other) in twins(artifacts) {
        let message = format!("`{one}` and `{other}` are one file where capitals or accents do not count");
        let old = [&one, &other].into_iter().find(|url| origins.is_old(url));
        let Some(old) = old else {
            found.push(origins.note(&site::DUPLICATE_URL, &other, message).help("rename one of the two"));
            give_way.insert(other);
            continue;
        };
        // It was published once, so it stays, for hosts on which capitals count.
        let note = origins.note(&site::DUPLICATE_URL, old, message);
        let note = note.help("take the old address out if your host or a copy of the site is such a place");
        found.push(Diagnostic { severity: Severity::Warning, ..note });
    }
    if !give_way.is_empty() {
        artifacts.retain(|artifact| !give_way.contains(&artifact.path));
    }
    while let Some((file, below)) = clash(artifacts) {
        let message = format!("`{file}` is a file, and `{below}` needs a folder of that name");
        let help = "rename one of the two, or the folder; an old address of a folder ends in a slash: `/old/`";
        // An old address gives way to what stands.
        let gives_way = if origins.is_old(&below) { below } else { file };
        found.push(origins.note(&site::DUPLICATE_URL, &gives_way, message).help(help));
        artifacts.retain(|artifact| artifact.path != gives_way);
    }
}

fn flaw(path: &str) -> Option<&'static str> {
    // Most paths are short as a whole.
    if path.len() > LONGEST && path.split('/').any(|name| name.len() > LONGEST) {
        return Some("a name in it has more than 255 bytes");
    }
    path.contains(char::is_control).then_some("it has control characters")
}

/// A path that can be read in a message.
fn shown(path: &str) -> String {
    let mut shown: String = path.chars().filter(|c| !c.is_control()).take(60).collect();
    if shown.len() < path.len() {
        shown.push('…');
    }
    shown
}

/// The pairs of files whose paths differ only in capitals or in how accents are written.
fn twins(artifacts: &[Artifact]) -> Vec<(SitePath, SitePath)> {
    // One of two twins has a capital or an accent, and few files have.
    let is_odd = |path: &str| path.bytes().any(|byte| byte.is_ascii_uppercase() || !byte.is_ascii());
    let mut seen: BTreeMap<String, &SitePath> = BTreeMap::new();
    let odd = artifacts.iter().map(|artifact| &artifact.path).filter(|path| is_odd(path.as_str()));
    odd.filter_map(|path| {
        let folded = path.as_str().nfc().collect::<String>().to_lowercase();
        let plain = artifacts.binary_search_by(|other| other.path.as_str().cmp(&folded)).ok();
        let plain = plain.map(|at| &artifacts[at].path).filter(|other| !is_odd(other.as_str()));
        let twin = plain.or_else(|| seen.get(&folded).copied());
        seen.insert(folded, path);
        twin.map(|twin| (path.clone(), twin.clone()))
    })
    .collect()
}

/// The first file whose path is a folder of another, with that other one.
fn clash(artifacts: &[Artifact]) -> Option<(SitePath, SitePath)> {
    let mut last = "";
    for artifact in artifacts {
        let folder = crate::path::folder(artifact.path.as_str());
        // Neighbours share their folder, so few have to be looked up.
        if folder == last {
            continue;
        }
        last = folder;
        let ends = folder.match_indices('/').map(|(end, _)| end).chain([folder.len()]);
        for above in ends.map(|end| &folder[..end]) {
            if let Ok(at) = artifacts.binary_search_by(|other| other.path.as_str().cmp(above)) {
                return Some((artifacts[at].path.clone(), artifact.path.clone()));
            }
        }
    }
    None
}
