//! Replays the corpora that the fuzzer has found, and the cases that once failed, on the stable toolchain.

use super::TARGETS;

use std::fs;
use std::path::Path;

#[test]
fn what_the_fuzzer_found_still_holds() {
    let corpora = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus");
    let mut wrong = Vec::new();
    for (name, holds) in TARGETS {
        let folder = fs::read_dir(corpora.join(name)).expect("a corpus");
        let mut files: Vec<_> = folder.map(|entry| entry.expect("an entry").path()).collect();
        files.sort();
        println!("P5: {name}: {} files replayed", files.len());
        assert!(!files.is_empty(), "{name} has an empty corpus");
        for file in files {
            if let Err(why) = holds(&fs::read(&file).expect("it can be read")) {
                wrong.push(format!("{}: {why}", file.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
