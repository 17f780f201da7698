//! What is different, as the templates see it.

use std::sync::Arc;

use serde::Serialize;

/// What is different since a release.
#[derive(Serialize)]
pub(in crate::output) struct SinceView {
    /// The name of the heading, which stays for good: `since-2026-01-15`.
    pub(in crate::output) id: String,
    /// The heading.
    pub(in crate::output) title: String,
    /// The day in words.
    pub(in crate::output) day: String,
    /// Nothing means anything else.
    pub(in crate::output) nothing: bool,
    /// The programme is in another state.
    pub(in crate::output) programme: Option<ProgrammeView>,
    /// The guides in which something is different.
    pub(in crate::output) guides: Vec<ChangeView>,
    /// The values that are others.
    pub(in crate::output) values: Vec<ValueView>,
    /// The replies that are others.
    pub(in crate::output) replies: Vec<ReplyView>,
    /// Why, for each release since, or for the first of very many.
    pub(in crate::output) whys: Vec<WhyView>,
    /// The heading under which the reasons go on.
    pub(in crate::output) whys_go_on: Option<String>,
}

/// What was said of the programme, and what is said now.
#[derive(Serialize)]
pub(in crate::output) struct ProgrammeView {
    /// What was said.
    pub(in crate::output) was: Option<Arc<str>>,
    /// What is said.
    pub(in crate::output) now: Option<Arc<str>>,
}

/// What is different in a guide.
#[derive(Serialize)]
pub(in crate::output) struct ChangeView {
    /// The question it answers.
    pub(in crate::output) title: Arc<str>,
    /// Its start page, if it is still there.
    pub(in crate::output) href: Option<String>,
    /// `both`, `new` or `gone`.
    pub(in crate::output) there: &'static str,
    /// The situations that end in another way.
    pub(in crate::output) situations: Vec<SituationView>,
    /// There are more than these.
    pub(in crate::output) more: bool,
    /// Any situation may end in another way.
    pub(in crate::output) too_complex: bool,
    /// What else means something else.
    pub(in crate::output) facts: Vec<FactView>,
    /// Some texts say the same in other words.
    pub(in crate::output) wording: bool,
}

/// Situations that end in another way.
#[derive(Serialize)]
pub(in crate::output) struct SituationView {
    /// Questions with their answers.
    pub(in crate::output) when: Vec<(String, String)>,
    /// How they ended.
    pub(in crate::output) was: Option<EndView>,
    /// How they end now.
    pub(in crate::output) now: Option<EndView>,
}

/// How a situation ends.
#[derive(Serialize)]
pub(in crate::output) struct EndView {
    /// How strong the outcome is, as a word of the theme's styles.
    pub(in crate::output) kind: &'static str,
    /// The same for readers.
    pub(in crate::output) words: String,
    /// Its title.
    pub(in crate::output) title: Arc<str>,
    /// Its page, if it is still there.
    pub(in crate::output) href: Option<String>,
    /// The rules that decide, each with where it is written.
    pub(in crate::output) rules: Vec<(Arc<str>, Option<Arc<str>>)>,
}

/// Something else that means something else.
#[derive(Serialize)]
pub(in crate::output) struct FactView {
    /// What it is.
    pub(in crate::output) label: String,
    /// Of which question or outcome.
    pub(in crate::output) of: Arc<str>,
    /// What was.
    pub(in crate::output) was: String,
    /// What is.
    pub(in crate::output) now: String,
}

/// A value that is another.
#[derive(Serialize)]
pub(in crate::output) struct ValueView {
    /// What it is.
    pub(in crate::output) what: String,
    /// Where it stands, if it is still there.
    pub(in crate::output) href: Option<String>,
    /// What it was, if it is another now.
    pub(in crate::output) was: Option<String>,
    /// What it is.
    pub(in crate::output) now: Option<String>,
    /// Where that is written.
    pub(in crate::output) source: Option<Arc<str>>,
    /// What it will be.
    pub(in crate::output) later: Vec<LaterView>,
}

/// A value that holds later.
#[derive(Serialize)]
pub(in crate::output) struct LaterView {
    /// The first day.
    pub(in crate::output) from: String,
    /// The value.
    pub(in crate::output) value: String,
}

/// A reply that is another.
#[derive(Serialize)]
pub(in crate::output) struct ReplyView {
    /// When it is sent.
    pub(in crate::output) title: Arc<str>,
    /// Its page, if it is still there.
    pub(in crate::output) href: Option<String>,
}

/// Why something changed.
#[derive(Serialize)]
pub(in crate::output) struct WhyView {
    /// The day of the release.
    pub(in crate::output) day: String,
    /// Why.
    pub(in crate::output) why: Arc<str>,
}
