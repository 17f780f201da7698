//! The values that rules and pages repeat, with their history and where they are used.

use crate::output::html::guide::shared::Shared;
use crate::output::html::guide::words::Words;
use crate::output::html::hrefs::Hrefs;
use crate::output::html::moved::Moved;
use crate::policy::Dated;
use crate::policy::Guide;
use crate::policy::Param;
use crate::site::What;

use std::sync::Arc;

use jiff::civil::Date;
use serde::Serialize;

/// A value.
#[derive(Serialize)]
pub(super) struct ValueView {
    id: Arc<str>,
    /// What it was called before.
    old: Vec<Arc<str>>,
    what: String,
    /// What holds on the day; nothing before its first day.
    now: Option<DatedView>,
    /// What holds later, and what held before, the nearest first.
    later: Vec<DatedView>,
    earlier: Vec<DatedView>,
    href: String,
    guides: Vec<GuideLink>,
}

#[derive(Serialize)]
struct DatedView {
    from: String,
    value: String,
    source: Option<Arc<str>>,
}

#[derive(Serialize)]
struct GuideLink {
    title: Arc<str>,
    href: String,
}

/// All values.
pub(super) fn all(guides: &[&Guide], words: &Words<'_>, hrefs: &Hrefs, moved: &Moved) -> Vec<ValueView> {
    let one =
        |(id, param): (&Arc<str>, &Param)| ValueView { old: moved.of(id), ..view(id, param, guides, words, hrefs) };
    words.shared.params.iter().map(one).collect()
}

/// The values that a guide uses, by name.
pub(in crate::output) fn used<'a>(
    guide: &'a Guide,
    shared: &'a Shared,
) -> impl Iterator<Item = (&'a Arc<str>, &'a Param)> {
    shared.params.iter().filter(|(id, _)| uses(guide, id))
}

/// The values that a guide uses.
pub(super) fn of(guide: &Guide, words: &Words<'_>, hrefs: &Hrefs) -> Vec<ValueView> {
    used(guide, words.shared).map(|(id, param)| view(id, param, &[], words, hrefs)).collect()
}

fn view(id: &Arc<str>, param: &Param, guides: &[&Guide], words: &Words<'_>, hrefs: &Hrefs) -> ValueView {
    let day = words.shared.as_of;
    let dated = |dated: &Dated| DatedView {
        from: dated.from.to_string(),
        value: words.value(&dated.value),
        source: dated.source.clone(),
    };
    let now: Option<Date> = param.on(day).map(|now| now.from);
    let earlier = param.values.iter().rev().filter(|value| now.is_some_and(|now| value.from < now));
    let link = |guide: &&&Guide| {
        let url = What::Start(Arc::clone(&guide.id)).url(Some(guide))?;
        Some(GuideLink { title: Arc::clone(&guide.title), href: hrefs.to(&url) })
    };
    let page = What::Values.url(None).map(|url| hrefs.to(&url)).unwrap_or_default();
    ValueView {
        id: Arc::clone(id),
        old: Vec::new(),
        what: words.fill(&param.what),
        now: param.on(day).map(dated),
        later: param.values.iter().filter(|value| value.from > day).map(dated).collect(),
        earlier: earlier.map(dated).collect(),
        href: format!("{page}#{id}"),
        guides: guides.iter().filter(|guide| uses(guide, id)).filter_map(|guide| link(&guide)).collect(),
    }
}

/// Does a guide use this value, in a rule or in its words?
fn uses(guide: &Guide, param: &str) -> bool {
    let cuts = guide.questions.iter().flat_map(|question| &question.answers).filter_map(|answer| answer.band.as_ref());
    let mut cuts = cuts.flat_map(|band| band.from.iter().chain(&band.below));
    let names = |text: &Option<Arc<str>>| text.as_ref().is_some_and(|text| is_named(text, param));
    let in_outcome = |outcome: &crate::policy::Outcome| {
        let next = &outcome.next;
        is_named(&outcome.say, param)
            || is_named(&next.act, param)
            || [&outcome.decided_by, &outcome.know_by, &outcome.until_then, &next.if_nothing].into_iter().any(names)
    };
    cuts.any(|cut| cut.param.as_deref() == Some(param))
        || guide.outcomes.iter().any(in_outcome)
        || guide.questions.iter().any(|question| is_named(&question.ask, param) || names(&question.why))
}

fn is_named(text: &str, param: &str) -> bool {
    let mut names = text.split("{{#param").skip(1).filter_map(|after| after.split("}}").next());
    names.any(|name| name.trim() == param)
}
