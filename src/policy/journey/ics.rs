//! A calendar as a file for calendar programs, in the form of RFC 5545: days without hours, each with a name that stays.

use crate::memo::Fingerprint;
use crate::policy::journey::calendar::Entry;

use jiff::civil::Date;

/// How long a line may be, in bytes, before it is folded.
const LONGEST: usize = 75;

/// Writes the calendar of an event. `made` is the day on which it was made, `host` the site it comes from.
pub fn ics(entries: &[Entry], event: Date, made: Date, host: &str) -> String {
    let mut lines: Vec<String> = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//caveat//plan//EN", "CALSCALE:GREGORIAN"]
        .map(str::to_string)
        .to_vec();
    for entry in entries {
        let day = |day: Date| day.strftime("%Y%m%d").to_string();
        // The same day of the same event keeps its name, so that a calendar read in again changes nothing.
        let name = Fingerprint::of(&(&entry.ask, &entry.key, event)).0;
        lines.extend([
            "BEGIN:VEVENT".to_string(),
            format!("UID:{name:032x}@{host}"),
            format!("DTSTAMP:{}T000000Z", day(made)),
            format!("DTSTART;VALUE=DATE:{}", day(entry.day)),
            format!("DTEND;VALUE=DATE:{}", day(entry.day.tomorrow().unwrap_or(entry.day))),
            format!("SUMMARY:{}", escaped(&entry.what)),
            format!("DESCRIPTION:{}", escaped(&entry.more)),
            "TRANSP:TRANSPARENT".to_string(),
            "END:VEVENT".to_string(),
        ]);
    }
    lines.push("END:VCALENDAR".to_string());
    lines.iter().map(|line| folded(line)).collect()
}

fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace(';', "\\;").replace(',', "\\,").replace('\n', "\\n")
}

/// A line, cut where it is too long; what goes on begins with a space. No letter is cut in two.
fn folded(line: &str) -> String {
    let mut out = String::new();
    let mut used = 0;
    for c in line.chars() {
        if used + c.len_utf8() > LONGEST {
            out.push_str("\r\n ");
            used = 1;
        }
        out.push(c);
        used += c.len_utf8();
    }
    out.push_str("\r\n");
    out
}
