//! What is different since a release, in the words of the theme.

use crate::artifact::SitePath;
use crate::history;
use crate::history::Condition;
use crate::history::Diff;
use crate::history::End;
use crate::history::Fact;
use crate::history::GuideChange;
use crate::history::History;
use crate::history::Meaning;
use crate::history::Moment;
use crate::history::ParamChange;
use crate::history::Release;
use crate::history::Said;
use crate::history::Situation;
use crate::history::There;
use crate::history::Unsure;
use crate::output::html::changes::views::ChangeView;
use crate::output::html::changes::views::EndView;
use crate::output::html::changes::views::FactView;
use crate::output::html::changes::views::LaterView;
use crate::output::html::changes::views::ProgrammeView;
use crate::output::html::changes::views::ReplyView;
use crate::output::html::changes::views::SinceView;
use crate::output::html::changes::views::SituationView;
use crate::output::html::changes::views::ValueView;
use crate::output::html::changes::views::WhyView;
use crate::output::html::guide::words::Words;
use crate::policy::Policy;
use crate::policy::Value;
use crate::site::What;

use std::collections::BTreeSet;
use std::sync::Arc;

use jiff::civil::Date;

/// What is needed to tell what is different.
pub(in crate::output) struct Telling<'a> {
    /// The words of the theme.
    pub(in crate::output) words: Words<'a>,
    /// The rules as they are.
    pub(in crate::output) whole: &'a Policy,
    /// What they mean.
    pub(in crate::output) meaning: &'a Meaning,
    /// What they meant.
    pub(in crate::output) history: &'a History,
    /// How other pages are named.
    pub(in crate::output) href: &'a dyn Fn(&SitePath) -> String,
}

/// So many reasons stand under a heading.
const MOST_WHYS: usize = 20;

/// The reasons under a heading.
#[derive(Default)]
struct Whys {
    rows: Vec<WhyView>,
    /// Where the others stand.
    go_on: Option<String>,
}

/// The name of the heading of a release.
fn id(day: Date) -> String {
    format!("since-{day}")
}

impl Telling<'_> {
    fn now(&self) -> Moment<'_> {
        Moment { meaning: self.meaning, day: self.whole.as_of }
    }

    /// What is different in all of the handbook since a release.
    pub(in crate::output) fn handbook(&self, release: &Release) -> SinceView {
        let diff = history::compare(at(release), self.now());
        let whys = self.whys(release, |_| true, |_| true);
        self.since(release.day, &diff, whys)
    }

    /// What is different in one guide, and in the values that it uses.
    pub(in crate::output) fn guide(&self, release: &Release, id: &str) -> SinceView {
        let mut diff = history::compare(at(release), self.now());
        let sides = [&release.meaning, self.meaning];
        let guides = sides.iter().filter_map(|meaning| meaning.guides.get(id));
        let params: BTreeSet<Arc<str>> = guides.flat_map(|guide| guide.params()).collect();
        diff.guides.retain(|change| *change.guide == *id);
        diff.params.retain(|change| params.contains(&change.param));
        diff.replies.clear();
        let touches = |name: &Arc<str>| match name.split_once('/') {
            Some(("guides", guide)) => guide == id,
            Some(("params", param)) => params.contains(param),
            _ => **name == *"programme",
        };
        let counts = |later: &Release| later.stores.iter().chain(&later.ends).any(touches);
        let whys = self.whys(release, counts, |later| later.touches(id));
        self.since(release.day, &diff, whys)
    }

    /// What was different in a release from the one before it.
    pub(in crate::output) fn step(&self, before: &Release, release: &Release) -> SinceView {
        self.since(before.day, &history::compare(at(before), at(release)), Whys::default())
    }

    /// Why something is other since a release, for those after it that `counts` names. A page that has a heading for each of many
    /// releases gives some reasons under each, and goes on under the heading of one that `has_heading`.
    fn whys(
        &self,
        release: &Release,
        counts: impl Fn(&Release) -> bool,
        has_heading: impl Fn(&Release) -> bool,
    ) -> Whys {
        let later = self.history.releases.partition_point(|one| one.day <= release.day);
        let mut whys = Whys { rows: Vec::new(), go_on: None };
        for (place, later) in self.history.releases.iter().enumerate().skip(later).filter(|(_, later)| counts(later)) {
            let row = |why: &Arc<str>| WhyView { day: later.day.to_string(), why: Arc::clone(why) };
            whys.rows.extend(later.why.as_ref().map(row));
            if whys.rows.len() >= MOST_WHYS && has_heading(later) && place + 1 < self.history.releases.len() {
                whys.go_on = Some(format!("#{}", id(later.day)));
                break;
            }
        }
        whys
    }

    fn since(&self, day: Date, diff: &Diff, whys: Whys) -> SinceView {
        let title = self.words.t("changes-since").replace("{date}", &self.words.day(day));
        let programme = diff.programme.as_ref().map(|change| ProgrammeView {
            was: change.was.as_ref().map(|(_, _, say)| Arc::clone(say)),
            now: change.now.as_ref().map(|(_, _, say)| Arc::clone(say)),
        });
        let replies = diff.replies.iter().map(|change| {
            let is_there = change.there != There::Gone;
            let url = What::Reply(Arc::clone(&change.reply)).url(None).filter(|_| is_there);
            ReplyView { title: Arc::clone(&change.title), href: url.map(|url| (self.href)(&url)) }
        });
        SinceView {
            id: id(day),
            title,
            day: self.words.day(day),
            nothing: !diff.is_major(),
            programme,
            guides: diff.guides.iter().map(|change| self.change(change)).collect(),
            values: diff.params.iter().filter(|change| change.is_major()).map(|change| self.value(change)).collect(),
            replies: replies.collect(),
            whys: whys.rows,
            whys_go_on: whys.go_on,
        }
    }

    fn change(&self, change: &GuideChange) -> ChangeView {
        let start = What::Start(Arc::clone(&change.guide));
        let guide = self.whole.guides.get(&change.guide);
        ChangeView {
            title: Arc::clone(&change.title),
            href: guide.and_then(|guide| start.url(Some(guide))).map(|url| (self.href)(&url)),
            there: match change.there {
                There::Both => "both",
                There::New => "new",
                There::Gone => "gone",
            },
            situations: change.situations.iter().map(|one| self.situation(change, one)).collect(),
            more: change.more,
            too_complex: change.too_complex,
            facts: change.facts.iter().map(|fact| self.fact(fact)).collect(),
            wording: !change.wording.is_empty(),
        }
    }

    fn situation(&self, change: &GuideChange, one: &Situation) -> SituationView {
        SituationView {
            when: one.when.iter().map(|condition| self.condition(condition)).collect(),
            was: one.was.as_ref().map(|end| self.end(change, end, false)),
            now: one.now.as_ref().map(|end| self.end(change, end, true)),
        }
    }

    fn condition(&self, condition: &Condition) -> (String, String) {
        let answers: Vec<String> = condition.answers.iter().map(|said| self.said(said)).collect();
        (condition.ask.to_string(), answers.join(&format!(" {} ", self.words.t("or"))))
    }

    fn said(&self, said: &Said) -> String {
        match said {
            Said::Answer(_, says) => says.to_string(),
            Said::Stretch(from, below) => self.words.stretch(from.as_ref(), below.as_ref()),
        }
    }

    /// An end. What cannot be asked for on the day of the build is not shown as if it could.
    fn end(&self, change: &GuideChange, end: &End, is_now: bool) -> EndView {
        let guide = self.whole.guides.get(&change.guide);
        let place =
            guide.and_then(|guide| Some((guide, guide.outcomes.iter().position(|outcome| outcome.id == end.outcome)?)));
        let kind = match place {
            Some((guide, number)) if is_now && guide.outcomes[number].kind == end.kind => guide.shown(number).0,
            _ => end.kind,
        };
        let url = place.and_then(|(guide, number)| What::Outcome(Arc::clone(&guide.id), number).url(Some(guide)));
        EndView {
            kind: kind.id(),
            words: self.words.kind(kind).to_string(),
            title: match kind == end.kind {
                true => Arc::clone(&end.title),
                false => self.words.t("outcome-was").replace("{title}", &end.title).into(),
            },
            href: url.map(|url| (self.href)(&url)),
            rules: end.rules.clone(),
        }
    }

    fn fact(&self, fact: &Fact) -> FactView {
        let word = |text: &Option<Arc<str>>| text.as_ref().map_or("–".to_string(), ToString::to_string);
        let days = |days: &Option<u32>| days.map_or("–".to_string(), |days| self.words.days(days));
        let kind = |kind: &crate::policy::Kind| self.words.kind(*kind).to_string();
        let (label, of, was, now) = match fact {
            Fact::Kind(_, title, was, now) => ("fact-kind", title, kind(was), kind(now)),
            Fact::Unsure(_, ask, was, now) => ("fact-unsure", ask, self.unsure(was), self.unsure(now)),
            Fact::Decides(_, title, was, now) => ("decided-by", title, word(was), word(now)),
            Fact::Owner(_, title, was, now) => ("next-owner", title, word(was), word(now)),
            Fact::Within(_, title, was, now) => ("next-within", title, days(was), days(now)),
        };
        FactView { label: self.words.t(label).to_string(), of: Arc::clone(of), was, now }
    }

    fn unsure(&self, unsure: &Unsure) -> String {
        match unsure {
            Unsure::Go(_, title) => title.to_string(),
            Unsure::TreatAs(answer) => format!("{} {}", self.words.t("treated-as"), self.said(answer)),
            Unsure::NotOffered => "–".to_string(),
        }
    }

    fn value(&self, change: &ParamChange) -> ValueView {
        let word = |held: &Option<(Value, Option<Arc<str>>)>| held.as_ref().map(|(value, _)| self.words.value(value));
        let is_same = change.was.as_ref().map(|(value, _)| value) == change.now.as_ref().map(|(value, _)| value);
        let later = change
            .later
            .iter()
            .map(|(from, value, _)| LaterView { from: from.to_string(), value: self.words.value(value) });
        let source = change.now.as_ref().and_then(|(_, source)| source.clone());
        let announced = change.later.first().and_then(|(_, _, source)| source.clone());
        let page = What::Values.url(None).filter(|_| self.whole.params.contains_key(&change.param));
        ValueView {
            what: self.words.fill(&change.what),
            href: page.map(|url| format!("{}#{}", (self.href)(&url), change.param)),
            was: word(&change.was).filter(|_| !is_same),
            now: word(&change.now),
            source: if is_same { announced } else { source },
            later: later.collect(),
        }
    }
}

fn at(release: &Release) -> Moment<'_> {
    Moment { meaning: &release.meaning, day: release.day }
}
