//! How an ask goes, stage by stage, and the days that are counted from the event.

use crate::output::html::guide::words::Words;
use crate::output::html::hrefs::Hrefs;
use crate::policy;
use crate::policy::Journey;
use crate::policy::Policy;
use crate::policy::Turn;
use crate::site::What;

use std::sync::Arc;

use serde::Serialize;

/// A journey as the templates see it.
#[derive(Serialize)]
pub(super) struct View {
    id: Arc<str>,
    title: Arc<str>,
    href: String,
    guide: Option<GuideLink>,
    if_nothing: String,
    stages: Vec<StageView>,
    days: Vec<DayView>,
}

#[derive(Serialize)]
struct GuideLink {
    title: Arc<str>,
    href: String,
}

#[derive(Serialize)]
struct StageView {
    id: &'static str,
    words: String,
    who: String,
    sees: String,
    usually: String,
    at_most: String,
    ask: String,
    does_not_mean: String,
}

/// A day that is counted from the first day of the event; `days` is below zero before it.
#[derive(Serialize)]
struct DayView {
    what: String,
    when: String,
    days: i64,
}

/// A journey.
pub(super) fn view(whole: &Policy, words: &Words<'_>, hrefs: &Hrefs, id: &Arc<str>) -> Option<View> {
    let journey = whole.journeys.get(id)?;
    let stage = |leg: &policy::Leg| StageView {
        id: leg.stage.id(),
        words: words.t(&format!("stage-{}", leg.stage.id())).to_string(),
        who: words.fill(&leg.who),
        sees: words.fill(&leg.sees),
        usually: words.fill(&leg.usually),
        at_most: words.fill(&leg.at_most),
        ask: words.fill(&leg.ask),
        does_not_mean: words.fill(&leg.does_not_mean),
    };
    let guide = journey.guide.as_ref().and_then(|id| whole.guides.get(id));
    let start = guide.and_then(|guide| What::Start(Arc::clone(&guide.id)).url(Some(guide)));
    Some(View {
        id: Arc::clone(id),
        title: Arc::clone(&journey.title),
        href: hrefs.to(&What::Journey(Arc::clone(id)).url(None)?),
        guide: guide.zip(start).map(|(guide, url)| GuideLink { title: Arc::clone(&guide.title), href: hrefs.to(&url) }),
        if_nothing: words.fill(&journey.if_nothing),
        stages: journey.legs.iter().map(stage).collect(),
        days: days(whole, words, journey),
    })
}

/// The days of the guide's bands and those of the journey, the earliest first.
fn days(whole: &Policy, words: &Words<'_>, journey: &Journey) -> Vec<DayView> {
    let guide = journey.guide.as_ref().and_then(|id| whole.guides.get(id));
    let notices = guide.map_or_else(Vec::new, |guide| policy::notices(guide, words.shared.as_of));
    let of_guide = notices.iter().map(|notice| (words.t("last-day").to_string(), -i64::from(notice.days)));
    let own = journey.days.iter().map(|day| {
        let days = i64::from(day.days);
        (words.fill(&day.what), if day.turn == Turn::Before { -days } else { days })
    });
    let mut all: Vec<(String, i64)> = of_guide.chain(own).collect();
    all.sort_by(|a, b| a.1.cmp(&b.1).then_with(|| a.0.cmp(&b.0)));
    all.dedup();
    let view = |(what, days): (String, i64)| {
        let count = words.days(u32::try_from(days.unsigned_abs()).unwrap_or(u32::MAX));
        let key = if days < 0 { "days-before" } else { "days-after" };
        DayView { what, when: words.t(key).replace("{days}", &count), days }
    };
    all.into_iter().map(view).collect()
}
