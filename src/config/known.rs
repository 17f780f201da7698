//! Keys that mdBook knows and that have no effect here: said once, never passed over in silence.

use crate::config::codes;
use crate::data::Entry;
use crate::data::Node;
use crate::data::Value;
use crate::diagnostic::Diagnostic;
use crate::source::Source;

/// Each key with the reason why nothing follows from it.
const WITHOUT_EFFECT: &[(&str, &str)] = &[
    ("book.multilingual", "mdBook dropped it in version 0.5"),
    ("build.create-missing", "a build never writes into its sources; `SUMMARY.md` may only name pages that exist"),
    ("build.use-default-preprocessors", "includes and callouts are part of the language"),
    ("output.html.copy-fonts", "the theme has no web fonts"),
    ("output.html.default-theme", "light and dark follow the reader's system"),
    ("output.html.git-repository-icon", "the theme has no icon font"),
    ("output.html.git-repository-url", "set `edit-url-template`, and each page leads to its own source"),
    ("output.html.google-analytics", "a page makes no request to another host"),
    ("output.html.hash-files", "style sheets and scripts always have hashed names"),
    ("output.html.live-reload-endpoint", "`caveat serve` brings its own"),
    ("output.html.mathjax-support", "a page makes no request to another host"),
    ("output.html.playground", "code is shown, not run"),
    ("output.html.playpen", "code is shown, not run"),
    ("output.html.preferred-dark-theme", "light and dark follow the reader's system"),
    ("output.html.print.page-break", "each page of a section begins on a new sheet"),
    ("output.html.search.boost-hierarchy", "the weight of titles is fixed, and measured"),
    ("output.html.search.boost-paragraph", "the weight of texts is fixed, and measured"),
    ("output.html.search.boost-title", "the weight of titles is fixed, and measured"),
    ("output.html.search.copy-js", "the script of search belongs to the theme"),
    ("output.html.search.expand", "words that begin with what is asked for are always found"),
    ("output.html.search.teaser-word-count", "a result shows its title and its page"),
    ("output.html.search.use-boolean-and", "what has all words of a query always stands first"),
    ("output.html.sidebar-header-nav", "the navigation shows pages; each page has its own table of contents"),
    ("rust", "nothing is compiled"),
];

/// A note for each key without effect, a warning for each program that is not run.
pub(super) fn not_acted_on(source: &Source, tree: &Node) -> Vec<Diagnostic> {
    let silent = WITHOUT_EFFECT.iter().filter_map(|(key, why)| {
        let entry = find(tree, key)?;
        let message = format!("mdBook's key `{key}` has no effect here: {why}");
        Some(Diagnostic::at(&codes::IGNORED_SETTING, source.span(entry.key_range.clone()), message))
    });
    let mut found: Vec<Diagnostic> = silent.collect();
    let programs = [("preprocessor", "preprocessor"), ("output", "renderer")];
    for (table, what) in programs {
        for entry in entries(tree.get(table)).filter(|entry| !(table == "output" && entry.key == "html")) {
            let message = format!("the {what} `{}` is not run", entry.key);
            let note = Diagnostic::at(&codes::NOT_RUN, source.span(entry.key_range.clone()), message).help(format!(
                "a build runs no other program; remove `[{table}.{}]`, or run it yourself before",
                entry.key
            ));
            found.push(note);
        }
    }
    found
}

fn entries(node: Option<&Node>) -> impl Iterator<Item = &Entry> {
    match node.map(|node| &node.value) {
        Some(Value::Map(entries)) => entries.iter(),
        _ => [].iter(),
    }
}

fn find<'a>(tree: &'a Node, path: &str) -> Option<&'a Entry> {
    let (table, key) = path.rsplit_once('.').map_or((None, path), |(table, key)| (Some(table), key));
    let table = table.into_iter().flat_map(|table| table.split('.')).try_fold(tree, |node, name| node.get(name))?;
    entries(Some(table)).find(|entry| entry.key == key)
}
