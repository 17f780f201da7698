//! Whether the day of the build can be right, when only the clock of this machine says it.
//!
//! The day decides which values hold and which reviews are overdue, so a clock that was set back or forward would publish
//! rules of another time. A day before there was this program cannot be right. One that lies many years after the newest
//! day in the files can be, but then nobody has touched the handbook for so long that somebody should look anyhow.

use crate::diagnostic::Diagnostic;
use crate::document::Page;
use crate::memo::Hashed;
use crate::pipeline::codes;
use crate::policy::Policy;
use crate::source::Snapshot;

use jiff::civil::Date;

/// Before this day there was no handbook to build.
const FIRST: Date = jiff::civil::date(2020, 1, 1);
/// How many years the newest day in the files may lie back.
const YEARS: i64 = 5;

/// Looks at the day of a build.
pub(super) fn check(snapshot: &Snapshot, policy: &Policy, pages: &[Hashed<Page>]) -> Option<Diagnostic> {
    if !snapshot.by_clock {
        return None;
    }
    let day = snapshot.as_of;
    let newest = pages.iter().filter_map(|page| page.front.reviewed).chain(policy.newest()).max();
    let latest = newest.and_then(|newest| newest.checked_add(jiff::Span::new().years(YEARS)).ok());
    if let Some(ahead) = pages.iter().find_map(|page| Some((page, page.front.reviewed.filter(|on| *on > day)?))) {
        return Some(odd(day, &format!("`{}` says that it was checked on {}", ahead.0.path, ahead.1)));
    }
    let why = match (newest, latest) {
        _ if day < FIRST => format!("that is before {FIRST}"),
        (Some(newest), Some(latest)) if day > latest => {
            format!("the newest day in the files is {newest}, more than {YEARS} years before")
        }
        _ => return None,
    };
    Some(odd(day, &why))
}

fn odd(day: Date, why: &str) -> Diagnostic {
    let note = Diagnostic::in_project(&codes::ODD_CLOCK, format!("the clock of this machine says {day}; {why}"));
    note.help("set the clock, mend the day, or choose the day of the build: `--as-of YYYY-MM-DD` or SOURCE_DATE_EPOCH")
}
