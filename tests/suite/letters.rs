//! `reply`, `compose` and `plan` as somebody runs them who has to answer a mail: rows M02 to M05 and M09, and calendars.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::process::Output;

use tempfile::TempDir;

const GUIDE: &str = include_str!("letters/guide.yaml");

const REPLY: &str = include_str!("letters/reply.yaml");

const VISIT: &str = include_str!("letters/visit.yaml");

/// A handbook with two guides, a reply and a journey.
fn handbook() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    put(
        folder.path(),
        "book.toml",
        "[book]\ntitle = \"H\"\nsrc = \"content\"\n[output.html]\nsite-url = \"https://example.org/hb/\"\n",
    );
    put(folder.path(), "content/index.md", "# Handbook\n\nAsk early.\n");
    for name in ["swag", "money"] {
        put(folder.path(), &format!("content/policy/guides/{name}.yaml"), &GUIDE.replace("NAME", name));
    }
    put(folder.path(), "content/policy/replies/swag.yaml", REPLY);
    put(folder.path(), "content/policy/journeys/visit.yaml", VISIT);
    folder
}

fn put(folder: &Path, path: &str, text: &str) {
    let path = folder.join(path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

fn caveat(folder: &TempDir, args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_caveat"));
    command.args(args).args(["--as-of", "2026-08-01"]).current_dir(folder.path()).env("NO_COLOR", "1");
    command.output().unwrap()
}

fn out(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn err(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// The reply with all blanks filled in; what is given here comes on top.
fn reply(folder: &TempDir, event: &str, more: &[&str]) -> Output {
    let event = format!("event={event}");
    let set = ["organizer=Ana", &event, "event day=2026-10-10", "answer day=2026-09-05"];
    let set = set.iter().flat_map(|value| ["--set", value]);
    let args: Vec<&str> = ["reply", "swag-answer"].into_iter().chain(set).chain(more.iter().copied()).collect();
    caveat(folder, &args)
}

#[test]
fn replies_are_listed_and_an_unknown_one_is_named() {
    let folder = handbook();
    let list = caveat(&folder, &["reply"]);
    assert!(out(&list).starts_with("swag-answer  First answer about swag (organizer, event, "), "{}", out(&list));
    let wrong = caveat(&folder, &["reply", "swag-anser"]);
    assert_eq!(wrong.status.code(), Some(2));
    assert!(err(&wrong).contains("did you mean `swag-answer`?"), "{}", err(&wrong));
}

#[test]
fn a_reply_is_refused_while_a_blank_is_left() {
    let open = caveat(&handbook(), &["reply", "swag-answer", "--set", "organizer=Ana", "--set", "evnt=Web Day"]);
    assert_eq!((open.status.code(), out(&open)), (Some(1), String::new()));
    let said = err(&open);
    assert!(said.contains("has no blank `evnt`; did you mean `event`?"), "{said}");
    assert!(said.contains("`[[event day]]` is left: --set \"event day=2026-10-10\""), "{said}");
    assert!(!said.contains("[[organizer]]"), "{said}");
}

/// M02, M08, M09: every form has all values, the callout, the same whole addresses, and the day of the rules.
#[test]
fn every_form_says_the_same() {
    let folder = handbook();
    for form in ["text", "md", "html", "eml"] {
        let made = reply(&folder, "Web Day", &["--format", form, "--from", "rep@example.org"]);
        assert_eq!(made.status.code(), Some(0), "{form}: {}", err(&made));
        let text = out(&made).replace("=\r\n", "").replace("=D0=9F=D1=80=D0=B8=D0=B2=D0=B5=D1=82", "Привет");
        for words in [
            "Привет Ana",
            "nothing is approved for 2026-10-10",
            "Can my event ask for swag?",
            "No guarantee: nothing is approved, and the answer can be no.",
            "Who decides: the swag team",
            "https://example.org/hb/guides/swag/notice/",
            "https://example.org/hb/guides/swag/outcome/too-late/",
            "By: 2026-09-05",
            "By: 2026-08-15",
            "Rules of 2026-07-01",
        ] {
            assert!(text.contains(words), "{form}: `{words}` is missing in:\n{text}");
        }
        assert!(!text.contains("[["), "{form}: a blank is left:\n{text}");
    }
}

/// M09: an address in plain text is whole: on one line, and no full stop or comma can become a part of it.
#[test]
fn an_address_in_plain_text_is_whole() {
    let text = out(&reply(&handbook(), "Web Day", &[]));
    let line = "Read <https://example.org/hb/guides/swag/notice/>, and <https://example.org/hb/guides/swag/outcome/too-late/>.";
    assert!(text.lines().any(|other| other == line), "{text}");
}

/// M03: nothing that a sender fills in becomes a header, a second line, markup or something to fill in.
#[test]
fn values_cannot_inject() {
    let folder = handbook();
    for value in [
        "Web\nDay",
        "Web\rDay",
        "Web%0D%0ABcc: all@example.org",
        "Web %0abcc",
        "[[event]]",
        "Day]]",
        "{{#checklist}}",
        "Web \u{202E}yaD",
        "Web\u{7}Day",
        "Web\u{200B}Day",
        "\u{2028}",
        " ",
        "",
    ] {
        let made = reply(&folder, value, &[]);
        assert_eq!((made.status.code(), out(&made)), (Some(1), String::new()), "{value:?}");
    }
    let value = "<script>alert(1)</script> & *Web* `Day`";
    let html = out(&reply(&folder, value, &["--format", "html"]));
    assert!(!html.contains("<script"), "{html}");
    let mail = out(&reply(&folder, value, &["--format", "eml", "--from", "rep@example.org"]));
    let html = mail.replace("=\r\n", "").split("Content-Type: text/html").nth(1).map(str::to_string);
    assert!(html.is_some_and(|html| !html.contains("<script")), "{mail}");
    let days = caveat(&folder, &["reply", "swag-answer", "--set", "event day=tomorrow"]);
    assert!(err(&days).contains("expected a day such as `2026-03-01`, found `tomorrow`"), "{}", err(&days));
}

/// M04: the length is counted in the bytes of the address itself, with Cyrillic and emoji written as `%D0%9F…`.
#[test]
fn an_address_for_mail_programs_has_at_most_1900_bytes() {
    let folder = handbook();
    let address = |event: &str| out(&reply(&folder, event, &["--format", "mailto", "--to", "ana@example.org"]));
    let short = address("x");
    assert!(short.starts_with("mailto:ana@example.org?subject=x%3A%20nothing"), "{short}");
    assert!(short.contains("%F0%9F%91%8B") && short.contains("%0D%0A"), "{short}");
    // What is left is filled up, so that the last bytes fit into a value.
    let fill = "y".repeat(1900 - short.trim_end().len() - 150);
    put(folder.path(), "content/policy/replies/swag.yaml", &REPLY.replace("Read ", &format!("Read{fill} ")));
    let room = 1900 - (address("x").trim_end().len() - 1);
    let (full, over) = (address(&"x".repeat(room)), reply(&folder, &"x".repeat(room + 1), &["--format", "mailto"]));
    assert_eq!(full.trim_end().len(), 1900);
    assert!(full.contains("&body="), "{full}");
    let with_to = reply(&folder, &"x".repeat(room + 1), &["--format", "mailto", "--to", "ana@example.org"]);
    assert!(!out(&with_to).contains("&body="), "{}", out(&with_to));
    assert!(err(&with_to).contains("an address of 1901 bytes"), "{}", err(&with_to));
    assert!(out(&over).contains("&body="), "without --to there is room: {}", out(&over));
}

/// The lines of a message are short, end with CRLF, and the subject is in encoded words that can be read back.
#[test]
fn a_message_has_the_form_that_mail_programs_read() {
    let folder = handbook();
    let event = format!("Web Day für {} alle", "Ü".repeat(60));
    let mail =
        out(&reply(&folder, &event, &["--format", "eml", "--from", "rep@example.org", "--to", "ana@example.org"]));
    assert!(mail.split_inclusive('\n').all(|line| line.ends_with("\r\n") && line.len() <= 78), "{mail}");
    assert!(mail.is_ascii());
    let head = mail.split("\r\n\r\n").next().unwrap();
    for line in
        ["From: rep@example.org", "To: ana@example.org", "Date: Sat, 01 Aug 2026 00:00:00 +0000", "MIME-Version: 1.0"]
    {
        assert!(head.lines().any(|other| other == line), "`{line}` is missing in:\n{head}");
    }
    let words: Vec<&str> = head.split_ascii_whitespace().filter(|word| word.starts_with("=?utf-8?Q?")).collect();
    assert!(words.len() > 2 && words.iter().all(|word| word.ends_with("?=") && word.len() <= 75), "{head}");
    let text: String = words.iter().map(|word| decoded(word)).collect();
    assert_eq!(text, format!("{event}: nothing is approved"));
    let boundary = head.split("boundary=\"").nth(1).unwrap().trim_end_matches('"');
    assert_eq!(mail.matches(&format!("--{boundary}\r\n")).count(), 2);
    assert!(mail.ends_with(&format!("--{boundary}--\r\n")));
    let without = reply(&folder, "Web Day", &["--format", "eml"]);
    assert_eq!((without.status.code(), out(&without)), (Some(2), String::new()));
}

/// Reads an encoded word of RFC 2047 in its Q form.
fn decoded(word: &str) -> String {
    let inner = word.trim_start_matches("=?utf-8?Q?").trim_end_matches("?=");
    let mut bytes = Vec::new();
    let mut rest = inner.bytes();
    while let Some(byte) = rest.next() {
        match byte {
            b'_' => bytes.push(b' '),
            b'=' => {
                let digits = [rest.next().unwrap(), rest.next().unwrap()];
                bytes.push(u8::from_str_radix(std::str::from_utf8(&digits).unwrap(), 16).unwrap());
            }
            byte => bytes.push(byte),
        }
    }
    String::from_utf8(bytes).unwrap()
}

/// M06 on the day of sending: the days of the lines are held against the event.
#[test]
fn a_reply_with_a_day_that_is_too_late_is_refused() {
    let folder = handbook();
    let set = ["organizer=Ana", "event=Web Day", "event day=2026-09-01", "answer day=2026-08-20"];
    let args: Vec<&str> =
        ["reply", "swag-answer"].into_iter().chain(set.iter().flat_map(|value| ["--set", value])).collect();
    let late = caveat(&folder, &args);
    assert_eq!((late.status.code(), out(&late)), (Some(1), String::new()));
    assert!(err(&late).contains("has the day 2026-08-20, and the last day for filing is 2026-08-11"), "{}", err(&late));
    let past = reply(&folder, "Web Day", &["--event", "2026-10-11"]);
    assert!(err(&past).contains("the event is said to be on 2026-10-11 and on 2026-10-10"), "{}", err(&past));
}

/// A reply is not made while the rules do not hold: its callout could be missing.
#[test]
fn no_reply_is_made_of_rules_that_do_not_hold() {
    let folder = handbook();
    put(
        folder.path(),
        "content/policy/guides/swag.yaml",
        &GUIDE.replace("NAME", "swag").replace("kind: not-possible", "kind: never"),
    );
    let made = reply(&folder, "Web Day", &[]);
    assert_eq!((made.status.code(), out(&made)), (Some(1), String::new()));
}

/// M05: every ask that was mentioned has a line, and every line has what was said.
#[test]
fn several_asks_get_one_answer_with_a_line_for_each() {
    let folder = handbook();
    put(folder.path(), "said.yaml", "swag: {who: rep}\nmoney: {who: you}\nvisit:\n");
    let compose = |asks: &str| {
        caveat(
            &folder,
            &["compose", "--asks", asks, "--answers", "said.yaml", "--event", "2026-08-24", "--organizer", "Ana"],
        )
    };
    let made = compose("swag,money,visit");
    assert_eq!(made.status.code(), Some(0), "{}", err(&made));
    let text = out(&made);
    for line in [
        "You asked for 3 things. Nothing is approved. Each of them has its own answer. Here is what happens next.",
        "- Who decides: the swag team",
        "1. Swag",
        "   By: 2026-08-03 (the last day for filing is 2026-08-03)",
        "   Rules: <https://example.org/hb/guides/swag/outcome/may-ask/> Rules of 2026-07-01, as they were on 2026-08-01.",
        "2. Money",
        "   Answer: Find a Rep first.",
        "   By: 2026-08-03 (the last day for filing is 2026-08-03)",
        "3. A visit",
        "   Answer: Nobody has agreed to come.",
        "   By: 2026-08-11",
    ] {
        assert!(text.lines().any(|other| other == line), "`{line}` is missing in:\n{text}");
    }
    assert_eq!(text.matches("No guarantee:").count(), 1, "only swag raises hopes:\n{text}");
    let forgotten = compose("swag,visit");
    assert_eq!((forgotten.status.code(), out(&forgotten)), (Some(1), String::new()));
    assert!(err(&forgotten).contains("the organizer asked for `money`, and it has no line"), "{}", err(&forgotten));
}

/// Before anybody has answered a question, the command and the page of the asks say the same; only days differ.
#[test]
fn several_asks_get_the_same_mail_on_the_command_line_and_on_their_page() {
    let folder = handbook();
    put(
        folder.path(),
        "content/policy/journeys/swag.yaml",
        &VISIT.replace("journey: visit", "journey: swag\nguide: swag").replace("A visit", "Swag"),
    );
    let made = caveat(&folder, &["compose", "--asks", "swag,visit", "--organizer", "Ana", "--sign", "Mei"]);
    assert_eq!(made.status.code(), Some(0), "{}", err(&made));
    let built = caveat(&folder, &["build"]);
    assert_eq!(built.status.code(), Some(0), "{}", err(&built));
    let page = fs::read_to_string(folder.path().join("book/asks/swag/visit/index.html")).unwrap();
    let letter = page.split_once("id=\"letter\" tabindex=\"0\">").unwrap().1.split_once("</pre>").unwrap().0;
    let letter = letter.replace("&lt;", "<").replace("&gt;", ">").replace("&#x27;", "'");
    let letter = letter.replace("[[organizer]]", "Ana").replace("[[your name, and who stands in for you]]", "Mei");
    let text = out(&made);
    let text = text.split_once("\n\n").unwrap().1.replace("2026-08-11", "10 days after this mail");
    assert_eq!(letter.trim_end(), text.trim_end());
    let unknown = caveat(&folder, &["compose", "--asks", "swga,money", "--organizer", "Ana"]);
    assert_eq!((unknown.status.code(), out(&unknown)), (Some(1), String::new()));
    for words in ["there is no ask `swga`; did you mean `swag`?", "`money` has no journey, so nobody knows who has it"]
    {
        assert!(err(&unknown).contains(words), "`{words}` is missing in:\n{}", err(&unknown));
    }
}

#[test]
fn an_answer_to_several_asks_is_refused_while_something_is_open() {
    let folder = handbook();
    put(folder.path(), "said.yaml", "swag: {notice: 40 days}\n");
    let open =
        caveat(&folder, &["compose", "--asks", "swag,money", "--answers", "said.yaml", "--organizer", "A\nBcc: x"]);
    assert_eq!((open.status.code(), out(&open)), (Some(1), String::new()));
    for words in
        ["swag: still open: who (Who files?)", "says nothing about `money`", "the name of the organizer cannot be used"]
    {
        assert!(err(&open).contains(words), "`{words}` is missing in:\n{}", err(&open));
    }
    // 40 days were said, and the event is in 9.
    let day = ["compose", "--asks", "swag", "--answers", "said.yaml", "--organizer", "Ana", "--event", "2026-08-10"];
    let other = caveat(&folder, &day);
    assert_eq!((other.status.code(), out(&other)), (Some(1), String::new()));
    assert!(err(&other).contains("swag: `notice` is answered twice: `2026-08-10`"), "{}", err(&other));
    put(folder.path(), "said.yaml", "swag: [who]\n");
    let wrong = caveat(&folder, &["compose", "--asks", "swag", "--answers", "said.yaml", "--organizer", "Ana"]);
    assert_eq!(wrong.status.code(), Some(2), "{}", err(&wrong));
}

#[test]
fn the_days_before_an_event_are_counted_back_from_it() {
    let folder = handbook();
    let text = out(&caveat(&folder, &["plan", "--event", "2028-03-01"]));
    let days: Vec<&str> = text.lines().filter(|line| line.starts_with("2028")).collect();
    let wanted = [
        "2028-02-09  Last day to file: Can my event ask for money?",
        "2028-02-09  Last day to file: Can my event ask for swag?",
        "2028-03-03  A visit: Say thanks; to all, in a long line with ünïcödé letters that has to be folded somewhere",
    ];
    assert_eq!(days, wanted, "29 February is a day like others:\n{text}");
    let json = caveat(&folder, &["plan", "--event", "2026-08-10", "--ask", "swag", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_slice(&json.stdout).unwrap();
    assert_eq!((&json["days"][0]["day"], &json["days"][0]["is_past"]), (&"2026-07-20".into(), &true.into()));
    let wrong = caveat(&folder, &["plan", "--event", "2028-03-01", "--ask", "swga"]);
    assert_eq!(wrong.status.code(), Some(2));
    assert!(err(&wrong).contains("did you mean `swag`?"), "{}", err(&wrong));
    put(
        folder.path(),
        "content/policy/guides/swag.yaml",
        &GUIDE.replace("NAME", "swag").replace("2026-07-01", "2027-01-01"),
    );
    let early = out(&caveat(&folder, &["plan", "--event", "2028-03-01"]));
    assert!(early.contains("ask for money?") && !early.contains("ask for swag?"), "rules not yet in force:\n{early}");
}

/// What cannot be asked for is not told, not planned and not left unsaid.
#[test]
fn while_the_programme_is_closed_nothing_is_told_that_raises_hopes() {
    let folder = handbook();
    let closed = "name: P\nstatus: {is: closed, from: 2026-07-01, say: It is over.}\nhistory:\n  \
                  - {from: 2026-01-01, is: open, say: Ask.}\n  - {from: 2026-07-01, is: closed, say: It is over.}\n";
    put(folder.path(), "content/policy/programme.yaml", closed);
    let told = reply(&folder, "Web Day", &[]);
    assert_eq!((told.status.code(), out(&told)), (Some(1), String::new()));
    assert!(err(&told).contains("which does not stand now; since 2026-07-01: It is over."), "{}", err(&told));
    for form in ["text", "ics"] {
        let planned = caveat(&folder, &["plan", "--event", "2028-03-01", "--format", form]);
        assert_eq!((planned.status.code(), out(&planned)), (Some(1), String::new()));
        assert!(err(&planned).contains("It is over. There are no days to keep."), "{}", err(&planned));
    }
    let open = out(&caveat(&folder, &["ask", "swag"]));
    assert!(open.contains("still open: ") && open.contains("note: since 2026-07-01: It is over."), "{open}");
}

/// A calendar has lines of at most 75 bytes that end with CRLF, and is the same each time it is made.
#[test]
fn a_calendar_has_the_form_that_calendar_programs_read() {
    let folder = handbook();
    let ics = |event: &str| out(&caveat(&folder, &["plan", "--event", event, "--format", "ics"]));
    let text = ics("2026-10-10");
    assert_eq!(text, ics("2026-10-10"));
    assert!(text.split_inclusive('\n').all(|line| line.ends_with("\r\n") && line.len() <= 77), "{text}");
    assert!(text.starts_with("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n") && text.ends_with("END:VCALENDAR\r\n"), "{text}");
    let whole = text.replace("\r\n ", "");
    assert!(whole.contains("SUMMARY:A visit: Say thanks\\; to all\\, in a long line with ünïcödé letters"), "{whole}");
    for line in ["DTSTAMP:20260801T000000Z", "DTSTART;VALUE=DATE:20260919", "DTEND;VALUE=DATE:20260920"] {
        assert!(whole.lines().any(|other| other == line), "`{line}` is missing in:\n{whole}");
    }
    let names: Vec<&str> = whole.lines().filter(|line| line.starts_with("UID:")).collect();
    let unique: std::collections::BTreeSet<_> = names.iter().collect();
    assert_eq!((names.len(), unique.len()), (3, 3), "{whole}");
    assert!(names.iter().all(|name| name.ends_with("@example.org")), "{whole}");
}

#[test]
fn every_language_of_the_rules_has_a_schema() {
    let folder = handbook();
    for kind in ["reply", "journey", "roles", "glossary"] {
        let made = caveat(&folder, &["schema", kind]);
        let json: serde_json::Value = serde_json::from_slice(&made.stdout).unwrap();
        assert!(json["title"].is_string(), "{kind}");
    }
}
