//! The plan of the house, read from the comment that opens `src/lib.rs`, held against what the rooms use.

mod uses;

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::path::Path;

use uses::File;
use uses::Root;

/// The rooms whose words every other room speaks; the plan calls them `words`.
const WORDS: &[&str] = &["document", "diagnostic", "source", "artifact", "memo", "path", "table", "crowded"];
/// How many lines a file may have.
const LONGEST: usize = 400;

/// What the plan says of a room.
struct Room {
    floor: u32,
    may_use: BTreeSet<String>,
}

#[test]
fn the_house_stands_as_it_is_drawn() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let files = uses::read(&root.join("src"));
    let opening = std::fs::read_to_string(root.join("src/lib.rs")).unwrap();
    let mut faults = Vec::new();
    let plan = plan(&opening, &mut faults);
    same_rooms(&plan, &files, &mut faults);
    for file in &files {
        walls(&plan, file, &mut faults);
        manners(file, &mut faults);
    }
    loops(&files, &mut faults);
    let tests = uses::read(&root.join("tests/suite"));
    files.iter().for_each(|file| looks("src", file, &mut faults));
    tests.iter().for_each(|file| looks("tests/suite", file, &mut faults));
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// Reads the table `| floor | rooms | says | may use |`.
fn plan(lib: &str, faults: &mut Vec<String>) -> BTreeMap<String, Room> {
    let comment = lib.lines().map_while(|line| line.strip_prefix("//!"));
    let rows: Vec<Vec<&str>> = comment
        .map(|line| line.trim().trim_matches('|').split('|').map(str::trim).collect::<Vec<_>>())
        .filter(|cells| cells.len() == 4 && cells[0].parse::<u32>().is_ok())
        .collect();
    let floors: BTreeMap<String, u32> = rows
        .iter()
        .flat_map(|cells| names(cells[1]).into_iter().map(|room| (room, cells[0].parse().unwrap_or(0))))
        .collect();
    if floors.is_empty() {
        faults.push("src/lib.rs: no plan in the opening comment: `//! | floor | rooms | says | may use |`".to_owned());
    }
    let mut plan = BTreeMap::new();
    for cells in &rows {
        for room in names(cells[1]) {
            let floor = floors[&room];
            let may_use = allowed(cells[3], floor, &floors, faults);
            for other in may_use.iter().filter(|other| floors.get(*other).is_none_or(|below| *below >= floor)) {
                if cells[3] != "anything" {
                    faults.push(format!("src/lib.rs: `{room}` is to use `{other}`, which is on no lower floor"));
                }
            }
            plan.insert(room, Room { floor, may_use });
        }
    }
    plan
}

fn allowed(cell: &str, floor: u32, floors: &BTreeMap<String, u32>, faults: &mut Vec<String>) -> BTreeSet<String> {
    let below = || floors.iter().filter(|(_, other)| **other < floor).map(|(room, _)| room.clone());
    let cell = cell.trim();
    if let Some(rest) = cell.strip_prefix("everything below") {
        let but = names(rest);
        return below().filter(|room| !but.contains(room)).collect();
    }
    match cell {
        "anything" => floors.keys().cloned().collect(),
        "nothing" => BTreeSet::new(),
        _ => {
            let mut rooms: BTreeSet<String> = names(cell).into_iter().collect();
            if cell.split([',', ' ']).any(|word| word == "words") {
                rooms.extend(WORDS.iter().map(|room| (*room).to_owned()).filter(|room| floors[room] < floor));
            }
            if rooms.is_empty() {
                faults.push(format!("src/lib.rs: what does `{cell}` in the column “may use” mean?"));
            }
            rooms
        }
    }
}

/// The names in backticks.
fn names(cell: &str) -> Vec<String> {
    cell.split('`').skip(1).step_by(2).map(str::to_owned).collect()
}

fn same_rooms(plan: &BTreeMap<String, Room>, files: &[File], faults: &mut Vec<String>) {
    let built: BTreeSet<&str> = files.iter().map(|file| file.room.as_str()).collect();
    for room in built.iter().filter(|room| !plan.contains_key(**room)) {
        faults.push(format!("src/{room}: this room is not in the plan that opens src/lib.rs"));
    }
    for room in plan.keys().filter(|room| !built.contains(room.as_str())) {
        faults.push(format!("src/lib.rs: the plan has a room `{room}`, and src has none"));
    }
}

/// A room uses only what the plan lets it use.
fn walls(plan: &BTreeMap<String, Room>, file: &File, faults: &mut Vec<String>) {
    let Some(room) = plan.get(&file.room) else { return };
    let targets = file.mentions.iter().map(|mention| (mention.line, mention.target(file)));
    for (line, path) in targets {
        let first = path.first().map_or("lib", String::as_str);
        // What is no room of its own is something that `lib.rs` itself holds out.
        let other = if plan.contains_key(first) { first } else { "lib" };
        if other != file.room && !room.may_use.contains(other) {
            let (name, floor) = (&file.path, room.floor);
            faults.push(format!("src/{name}: `{}` may not use `{other}` (line {line}, floor {floor})", file.room));
        }
    }
}

/// One room a line, no glob, nothing from above the parent.
fn manners(file: &File, faults: &mut Vec<String>) {
    for mention in &file.mentions {
        let place = format!("src/{}:{}", file.path, mention.line);
        if matches!(mention.root, Root::Super(2..)) {
            faults.push(format!("{place}: `super::super` hides which room is used; write `crate::…`"));
        }
        if mention.then == '*' {
            faults.push(format!("{place}: a glob hides what is used; name it"));
        }
        if mention.then == '{' && mention.path.is_empty() && mention.root != Root::SelfModule {
            faults.push(format!("{place}: several rooms in one `use`; write one a line"));
        }
    }
}

/// No file of a room needs a file that needs it. A `mod.rs` is a face or a table of its children and so needs them; what
/// they need from each other stands in a file of its own.
fn loops(files: &[File], faults: &mut Vec<String>) {
    let by_module: BTreeMap<&[String], &File> = files.iter().map(|file| (file.module.as_slice(), file)).collect();
    let mut needs: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for file in files {
        for mention in &file.mentions {
            let path = mention.target(file);
            let target = (1..=path.len()).rev().find_map(|length| by_module.get(&path[..length]));
            let Some(target) = target.filter(|target| target.room == file.room && target.path != file.path) else {
                continue;
            };
            if target.path.ends_with("mod.rs") && file.module.starts_with(&target.module) {
                let (name, line) = (&file.path, mention.line);
                faults.push(format!(
                    "src/{name}:{line}: needs `{}` of {}, which needs it",
                    path.join("::"),
                    target.path
                ));
            } else {
                needs.entry(&file.path).or_default().insert(&target.path);
            }
        }
    }
    let mut done = BTreeSet::new();
    for file in needs.keys() {
        if let Some(way) = way_back(file, &needs, &mut vec![], &mut done) {
            faults.push(format!("src: files that need each other: {}", way.join(" -> ")));
        }
    }
}

fn way_back<'a>(
    file: &'a str,
    needs: &BTreeMap<&'a str, BTreeSet<&'a str>>,
    way: &mut Vec<&'a str>,
    done: &mut BTreeSet<&'a str>,
) -> Option<Vec<&'a str>> {
    if let Some(at) = way.iter().position(|before| *before == file) {
        return Some(way[at..].iter().copied().chain([file]).collect());
    }
    if !done.insert(file) {
        return None;
    }
    way.push(file);
    let found = needs.get(file).into_iter().flatten().find_map(|next| way_back(next, needs, way, done));
    way.pop();
    found
}

/// Each file opens with a sentence and can be read at one sitting.
fn looks(folder: &str, file: &File, faults: &mut Vec<String>) {
    if !file.opening.starts_with("//! ") {
        faults.push(format!("{folder}/{}: does not open with a sentence `//! …`", file.path));
    }
    if file.length > LONGEST {
        faults.push(format!("{folder}/{}: {} lines; more than {LONGEST} are too many", file.path, file.length));
    }
}

#[test]
fn the_reader_of_uses_sees_what_it_should() {
    let text = "//! One.\nuse crate::site::Url; // crate::no\nuse super::a::B;\nuse super::super::c::D;\nuse crate::e::*;\n\
                mod child;\nfn f(x: crate::g::H) -> u8 {\n    // crate::comment\n    self::k::l(\"$crate::m\")\n}\n";
    let file = uses::parse("room/part.rs", text);
    let paths: Vec<(usize, String)> =
        file.mentions.iter().map(|mention| (mention.line, mention.target(&file).join("::"))).collect();
    let wanted = [(2, "site::Url"), (3, "room::a::B"), (4, "c::D"), (5, "e"), (7, "g::H"), (9, "room::part::k::l")];
    assert_eq!(paths, wanted.map(|(line, path)| (line, path.to_owned())));
    assert_eq!(file.mentions[2].root, Root::Super(2));
    assert_eq!(file.mentions[3].then, '*');
}
