//! The plan of record: the projects, those first that need attention.

use crate::output::html::beside::Input;
use crate::output::html::guide::words::Words;
use crate::policy;
use crate::policy::Phase;
use crate::policy::Project;
use crate::policy::Standing;

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Serialize;

/// A project as the templates see it.
#[derive(Serialize)]
pub(super) struct ProjectView {
    id: Arc<str>,
    title: String,
    #[serde(flatten)]
    now: StandingView,
    /// A sentence, if nobody has looked for too long.
    unchecked: Option<String>,
    next: Option<String>,
    waiting_on: Option<String>,
    because: Option<String>,
    owner: String,
    decision_maker: String,
    issues: Vec<Arc<str>>,
    checked: String,
    before: Vec<StandingView>,
}

#[derive(Serialize)]
struct StandingView {
    since: String,
    phase: &'static str,
    phase_name: String,
    status: String,
}

/// How many projects are in a phase.
#[derive(Serialize)]
pub(super) struct CountView {
    title: String,
    count: usize,
}

/// The projects.
pub(super) fn projects(input: &Input, words: &Words<'_>) -> Vec<ProjectView> {
    let whole = &input.whole;
    let all = policy::by_attention(&whole.plan, whole.as_of).into_iter();
    all.filter_map(|project| view(project, input, words)).collect()
}

fn view(project: &Project, input: &Input, words: &Words<'_>) -> Option<ProjectView> {
    let fill = |text: &Arc<str>| words.fill(text);
    let mut standings = project.standings.iter().map(|standing| standing_view(standing, words));
    let unchecked = project.check_by().filter(|_| project.is_unchecked(input.whole.as_of));
    Some(ProjectView {
        id: Arc::clone(&project.id),
        title: fill(&project.title),
        now: standings.next()?,
        unchecked: unchecked.map(|day| words.t("plan-unchecked").replace("{date}", &words.day(day))),
        next: project.next.as_ref().map(fill),
        waiting_on: project.waiting.as_ref().map(|(who, _)| fill(who)),
        because: project.waiting.as_ref().map(|(_, why)| fill(why)),
        owner: fill(&project.owner),
        decision_maker: fill(&project.decision_maker),
        issues: project.issues.clone(),
        checked: project.checked.to_string(),
        before: standings.collect(),
    })
}

fn standing_view(standing: &Standing, words: &Words<'_>) -> StandingView {
    StandingView {
        since: standing.since.to_string(),
        phase: standing.phase.id(),
        phase_name: phase(standing.phase, words),
        status: words.fill(&standing.status),
    }
}

fn phase(phase: Phase, words: &Words<'_>) -> String {
    words.t(&format!("phase-{}", phase.id())).to_string()
}

/// How many projects need a look, and how many are in each phase; what there is none of is left out.
pub(super) fn tally(input: &Input, words: &Words<'_>) -> Vec<CountView> {
    let mut phases: BTreeMap<Phase, usize> = BTreeMap::new();
    for now in input.whole.plan.values().filter_map(Project::now) {
        *phases.entry(now.phase).or_default() += 1;
    }
    let late = input.whole.plan.values().filter(|project| project.is_unchecked(input.whole.as_of)).count();
    let late = CountView { title: words.t("plan-late").to_string(), count: late };
    let phases = phases.into_iter().map(|(of, count)| CountView { title: phase(of, words), count });
    [late].into_iter().chain(phases).filter(|row| row.count > 0).collect()
}
