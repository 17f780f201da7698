//! What a refusal tells: row U2. Whatever is found says what it is, in which file and line, shows the words, and names a way
//! out.

use crate::explanations::wrong;

use caveat::diagnostic::Place;
use caveat::diagnostic::Severity;

/// What a finding lacks, as people see it. One about a file as a whole, such as its name, has no line, and one about the
/// project no file.
fn lacking(shown: &str, place: &Place) -> Vec<&'static str> {
    let first = shown.lines().next().unwrap_or_default();
    let arrow = shown.lines().find_map(|line| line.trim_start().strip_prefix("--> ")).unwrap_or_default();
    let numbers = arrow.rsplitn(3, ':').take(2).filter(|number| number.parse::<usize>().is_ok()).count();
    let is_quoted = |line: &str| line.split_once(" | ").is_some_and(|(line, _)| line.trim().parse::<usize>().is_ok());
    let is_placed = match place {
        Place::Span(_) => numbers == 2 && shown.lines().any(is_quoted),
        Place::File(_) => !arrow.is_empty(),
        Place::Project => true,
    };
    let all = [
        (first.contains("]: "), "what it is"),
        (is_placed, "its place, and the words there"),
        (shown.contains("= help: ") || first.contains(": expected "), "a way out"),
    ];
    all.into_iter().filter_map(|(is_there, what)| (!is_there).then_some(what)).collect()
}

#[test]
fn what_is_refused_is_told_with_its_place_and_a_way_out() {
    let codes: Vec<_> = caveat::codes().into_iter().filter(|code| code.severity >= Severity::Error).collect();
    let (mut wanting, mut placed) = (Vec::new(), 0);
    for code in &codes {
        let built = wrong(code.explain).expect("an example");
        let found = built.found.iter().find(|found| found.code.name == code.name).expect("a finding");
        placed += usize::from(found.file().is_some());
        let shown = built.report("human").unwrap_or_default();
        let head = format!("[{}]", code.name);
        let own = shown.split("\n\n").find(|part| part.lines().next().unwrap_or_default().contains(&head));
        let lacks = lacking(own.unwrap_or_default(), &found.place);
        if !lacks.is_empty() {
            wanting.push(format!("{} lacks {}:\n{shown}", code.name, lacks.join(", ")));
        }
    }
    let held = codes.len() - wanting.len();
    println!("U2: {held} of {} kinds of errors say what, where and what to do; {placed} show the words", codes.len());
    assert!(wanting.is_empty(), "{}", wanting.join("\n"));
}
