//! What cannot be written where it is asked for is refused, and nothing is lost.

use crate::commands::CAVEAT;
use crate::commands::caveat;
use crate::commands::code;
use crate::commands::err;
use crate::commands::handbook;
use crate::needed::ignored;

use std::fs;
use std::path::Path;
use std::process::Command;

/// What a script keeps in a file is there, or the end says that it is not.
#[test]
fn a_result_that_cannot_be_written_is_trouble() {
    if !Path::new("/dev/full").exists() {
        return ignored("no file is always full here");
    }
    let folder = handbook(&[("content/index.md", "# Home\n\n[dead](no.md)\n")]);
    for args in
        [&["check"][..], &["link", "home"], &["schema", "guide"], &["explain", "gap"], &["build", "--format", "json"]]
    {
        let full = fs::File::options().write(true).open("/dev/full").unwrap();
        let mut command = Command::new(CAVEAT);
        let output = command.args(args).current_dir(folder.path()).stdout(full).output().unwrap();
        assert_eq!(output.status.code(), Some(3), "{args:?}: {}", err(&output));
        assert!(err(&output).contains("cannot write the result: no"), "{args:?}: {}", err(&output));
    }
    assert!(!folder.path().join("book").exists(), "published, and nobody was told what was found");
}

#[test]
fn a_page_is_moved_to_no_name_that_is_not_read() {
    let folder = handbook(&[("content/index.md", "# Home\n\nText.\n"), ("content/a.md", "# A\n\nText.\n")]);
    let hidden = handbook(&[("book.toml", "[book]\nsrc = \".docs\"\n"), (".docs/index.md", "# Home\n\nText.\n")]);
    fs::write(hidden.path().join(".docs/a.md"), "# A\n\nText.\n").unwrap();
    let moved = caveat(hidden.path(), &["mv", "a.md", "b.md"]);
    assert_eq!(code(&moved), 0, "{}", err(&moved));
    for name in [".a.md", "b/.c/a.md", "x.bak/a.md", "guide/~$a.md"] {
        let moved = caveat(folder.path(), &["mv", "a.md", name]);
        assert_eq!(code(&moved), 2, "{name}: {}", err(&moved));
        assert!(folder.path().join("content/a.md").exists(), "{name}");
    }
}
