//! What the program stands on: each direct dependency has its line, and each advisory that was known is here.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

fn read(path: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path))
        .unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// The names in the first column of the tables of a text.
fn rows(text: &str) -> BTreeSet<String> {
    let names = text.lines().filter_map(|line| line.strip_prefix("| `")?.split_once('`'));
    names.map(|(name, _)| name.to_owned()).collect()
}

#[test]
fn each_direct_dependency_has_its_line() {
    let manifest: toml::Table = read("Cargo.toml").parse().expect("a manifest");
    let text = read("docs/dependencies.md");
    let (program, tests) = text.split_once("## In tests only").expect("two tables");
    for (key, told) in [("dependencies", rows(program)), ("dev-dependencies", rows(tests))] {
        let used: BTreeSet<String> = manifest[key].as_table().expect("a table").keys().cloned().collect();
        assert_eq!(told, used, "docs/dependencies.md and [{key}] in Cargo.toml differ");
    }
    for line in text.lines().filter(|line| line.starts_with("| `")) {
        let empty = line.trim_matches('|').split('|').any(|cell| cell.trim().is_empty());
        assert!(!empty, "a cell says nothing: {line}");
    }
}

#[test]
fn each_advisory_that_was_known_is_here() {
    let lock: toml::Table = read("Cargo.lock").parse().expect("a lock file");
    let packages = lock["package"].as_array().expect("packages");
    let locked: BTreeSet<&str> = packages.iter().filter_map(|package| package["name"].as_str()).collect();
    let known = read("supply-chain/known.txt");
    let told: BTreeSet<&str> = known.lines().filter(|name| locked.contains(name)).collect();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("supply-chain/advisories/crates");
    let missing: Vec<&str> = told.iter().filter(|name| !folder.join(name).is_dir()).copied().collect();
    println!("U1: {} packages, advisories known about {} of them", locked.len(), told.len());
    assert!(missing.is_empty(), "run supply-chain/renew, there are advisories about {missing:?}");
}

#[test]
fn no_code_of_ours_is_unsafe() {
    let manifest: toml::Table = read("Cargo.toml").parse().expect("a manifest");
    assert_eq!(manifest["lints"]["rust"]["unsafe_code"].as_str(), Some("forbid"));
}
