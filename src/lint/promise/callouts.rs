//! A page that speaks of something that can be asked for shows the callout of its guide.

use crate::diagnostic::Diagnostic;
use crate::lint::codes;
use crate::lint::given::Given;
use crate::lint::promise::blocks::Read;
use crate::lint::promise::say::shown;
use crate::promise::Prose;
use crate::source::Span;

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

/// The words of a text that speak of money or goods.
type Guarded<'a> = (Range<usize>, &'a Prose);

/// Finds asks without their callout, and callouts that were written by hand although a guide could write them; `guarded`
/// are the first words of the page that speak of money or goods.
pub(super) fn missing(given: &Given<'_>, read: &Read, guarded: Option<Guarded<'_>>) -> Vec<Diagnostic> {
    if !given.asks.has_rules {
        return guarded.and_then(|guarded| without_rules(read, guarded)).into_iter().collect();
    }
    let open = &given.asks.open;
    let by_hand = read.caveats.iter().filter(|caveat| caveat.guide.is_none());
    let mut found: Vec<Diagnostic> = by_hand.map(|caveat| hand_written(caveat.span, open)).collect();
    if !open.is_empty() && !given.promises.needs_no_callout(&given.page.page.path) {
        let spoken = topics(given, read);
        found.extend(open.iter().filter_map(|ask| lacking(ask, spoken.get(&**ask)?, read)));
    }
    found
}

/// Without rules there is nothing to make a callout from, so one that was written counts.
fn without_rules(read: &Read, (at, prose): Guarded<'_>) -> Option<Diagnostic> {
    if read.caveats.iter().any(|caveat| caveat.is_visible) {
        return None;
    }
    let (span, words) = (prose.span(at.clone()), shown(prose.words.get(at).unwrap_or_default()));
    let message = format!("“{words}” speaks of money or goods, and the page shows no callout “no guarantee”");
    let help = "write a callout `> [!NO-GUARANTEE]`: who decides, when it is known, what not to do until then, what \
                happens if nobody answers";
    Some(Diagnostic::at(&codes::NEEDS_CALLOUT, span, message).help(help))
}

/// What a page speaks of, by guide, each with the first words that do.
fn topics<'a>(given: &Given<'a>, read: &Read) -> BTreeMap<&'a str, (Span, String)> {
    let mut spoken = BTreeMap::new();
    // A heading only names what its text may say, and a footnote where that is written.
    let said = read.blocks.iter().filter(|block| !(block.is_example || block.is_heading || block.is_note));
    for prose in said.map(|block| &block.prose) {
        for (ask, at) in given.promises.topics(&prose.words) {
            let words = prose.words.get(at.clone()).unwrap_or_default();
            spoken.entry(ask).or_insert_with(|| (prose.span(at), shown(words)));
        }
    }
    spoken
}

fn lacking(ask: &str, (span, words): &(Span, String), read: &Read) -> Option<Diagnostic> {
    let mut own = read.caveats.iter().filter(|caveat| caveat.guide.as_deref() == Some(ask));
    if own.clone().any(|caveat| caveat.is_visible) {
        return None;
    }
    let message = format!("the page speaks of “{words}” and does not show that the guide `{ask}` guarantees nothing");
    let note = Diagnostic::at(&codes::NEEDS_CALLOUT, *span, message);
    Some(match own.next() {
        Some(caveat) => note.label(caveat.span, "hidden here").help("put the callout where everybody sees it"),
        None => note.help(format!("write `{{{{#no-guarantee {ask}}}}}` in a line of its own above it")),
    })
}

fn hand_written(span: Span, open: &[Arc<str>]) -> Diagnostic {
    let asks: Vec<String> = open.iter().map(|ask| format!("`{{{{#no-guarantee {ask}}}}}`")).collect();
    let message = "this callout is written by hand, so it can say something else than the rules";
    let help = match asks.is_empty() {
        true => "let the guide of the ask write it, `{{#no-guarantee GUIDE}}`, or use another kind of callout".into(),
        false => format!("let a guide write it: {}", asks.join(" or ")),
    };
    Diagnostic::at(&codes::HAND_WRITTEN_CALLOUT, span, message).help(help)
}
