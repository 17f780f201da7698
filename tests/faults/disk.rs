//! A disk that is full, files that may not grow, and a system that has no more descriptors.

use super::Book;
use super::files;
use super::fresh;
use super::is_orderly;
use super::told;

use crate::needed::ignored;

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::path::PathBuf;
use std::process::Command;

/// A small file system in memory; `None` where nobody may mount one.
struct Small {
    at: PathBuf,
    _folder: tempfile::TempDir,
}

impl Small {
    fn mount(options: &str) -> Option<Self> {
        let folder = tempfile::tempdir().expect("a folder");
        let at = folder.path().join("small");
        fs::create_dir(&at).expect("a folder");
        let mut command = Command::new("mount");
        let done = command.args(["-t", "tmpfs", "-o", options, "tmpfs"]).arg(&at).output().ok()?;
        done.status.success().then_some(Self { at, _folder: folder })
    }
}

impl Drop for Small {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg(&self.at).output();
    }
}

/// Publishes version 0 into the file system, lets `fill` take what is left, and publishes version 1.
fn full(small: &Small, fill: impl Fn(&Path)) -> [bool; 3] {
    let book = Book::new(0);
    let out = small.at.join("book");
    let build = || book.command(&["build"]).arg("--out").arg(&out).output().expect("the program");
    let before = build();
    assert!(before.status.success(), "{}", told(&before));
    book.write(1);
    fill(&small.at);
    let output = build();
    let said = is_orderly(&output) && !output.status.success() && told(&output).contains(&*out.to_string_lossy());
    let stays = files(&out) == fresh(0);
    fs::remove_dir_all(small.at.join("filler")).expect("gone");
    let next = build();
    let mended = next.status.success() && files(&out) == fresh(1);
    let names = fs::read_dir(&small.at).expect("it").count();
    assert_eq!(names, 1, "something is left lying");
    [said, stays, mended]
}

fn tried(what: &str, points: &[[bool; 3]]) {
    let count = |part: usize| points.iter().filter(|point| point[part]).count();
    let (said, stays, mended, all) = (count(0), count(1), count(2), points.len());
    println!(
        "{what}: said with its path {said} of {all}, old site whole {stays} of {all}, next build {mended} of {all}"
    );
    assert_eq!((said, stays, mended), (all, all, all));
}

#[test]
fn a_full_disk_keeps_the_old_site() {
    let Some(small) = Small::mount("size=24m") else {
        return ignored("nobody may mount a file system here");
    };
    let space = |at: &Path| {
        let data = rustix::fs::statvfs(at).expect("its size");
        data.f_bavail * data.f_frsize
    };
    let all: u64 = space(&small.at);
    let first = full(&small, |at| fs::create_dir(at.join("filler")).expect("a folder"));
    // With room it is published, so nothing is said; that tells how much it needs.
    assert_eq!(first, [false, false, true]);
    let needed = all - space(&small.at);
    fs::remove_dir_all(small.at.join("book")).expect("gone");
    let points: Vec<_> = (0..12)
        .map(|point| {
            // Some files are kept, so less than all of it would be enough.
            let left = needed * point / 18;
            let done = full(&small, |at| {
                fs::create_dir(at.join("filler")).expect("a folder");
                let size = space(at).saturating_sub(left);
                fs::write(at.join("filler/all"), vec![0; size as usize]).expect("a filler");
            });
            fs::remove_dir_all(small.at.join("book")).expect("gone");
            done
        })
        .collect();
    tried("D1, disk full", &points);
}

#[test]
fn a_disk_without_room_for_names_keeps_the_old_site() {
    let Some(small) = Small::mount("size=64m,nr_inodes=400") else {
        return ignored("nobody may mount a file system here");
    };
    let points: Vec<_> = [0, 1, 5, 20]
        .map(|left| {
            let done = full(&small, |at| {
                fs::create_dir(at.join("filler")).expect("a folder");
                let free = rustix::fs::statvfs(at).expect("its size").f_ffree;
                (left..free).for_each(|name| fs::write(at.join(format!("filler/{name}")), "").expect("a name"));
            });
            fs::remove_dir_all(small.at.join("book")).expect("gone");
            done
        })
        .into();
    tried("D2, no room for names", &points);
}

/// Builds version 1 over version 0 under a limit. It may be said, or be enough.
fn limit(line: &str) -> bool {
    let book = Book::new(0);
    assert!(book.build().status.success());
    book.write(1);
    let output = book.limited(line, &["build"]).output().expect("a shell");
    let site = book.site();
    let whole = if output.status.success() { site == fresh(1) } else { site == fresh(0) };
    assert!(is_orderly(&output), "{line}: {}", told(&output));
    let next = book.build();
    whole && next.status.success() && book.site() == fresh(1) && book.litter().is_empty()
}

#[test]
fn files_that_may_not_grow_keep_the_old_site() {
    let lines: Vec<_> = [0, 1, 2, 4, 8, 16, 32, 64].map(|blocks| format!("trap '' XFSZ; ulimit -f {blocks}")).into();
    let survived = lines.iter().filter(|line| limit(line)).count();
    println!("D2, file size limit: survived {survived} of {}", lines.len());
    assert_eq!(survived, lines.len());
}

#[test]
fn few_descriptors_keep_the_old_site() {
    let lines: Vec<_> = [4, 5, 6, 7, 8, 10, 12, 16, 24].map(|count| format!("ulimit -n {count}")).into();
    let survived = lines.iter().filter(|line| limit(line)).count();
    println!("D2, descriptors: survived {survived} of {}", lines.len());
    assert_eq!(survived, lines.len());
}

#[test]
fn where_no_thread_can_be_had_one_does_all_the_work() {
    if super::sources::nobody().is_none() {
        return ignored("nobody else can be asked to build here");
    }
    let book = Book::new(0);
    fs::set_permissions(book.root(), fs::Permissions::from_mode(0o777)).expect("open");
    fs::set_permissions(book.folder.path(), fs::Permissions::from_mode(0o755)).expect("open");
    for count in [1, 2] {
        // Nobody else runs anything under these numbers, so the limit is that of this program alone.
        let (nobody, limit) = (format!("{}", 64320 + count), format!("--nproc={count}"));
        let mut command = Command::new("setpriv");
        command.args(["--reuid", &nobody, "--regid", &nobody, "--clear-groups", "prlimit", &limit]);
        command.args([env!("CARGO_BIN_EXE_caveat"), "build", "--as-of", super::DAY]).current_dir(book.root());
        let output = command.env("RAYON_NUM_THREADS", "4").output().expect("the program");
        assert!(output.status.success(), "{}", told(&output));
        assert_eq!(book.site(), fresh(0));
        fs::remove_dir_all(book.root().join("book")).expect("the site");
    }
    println!("D4: the same site where no thread can be had, and where one can");
}

#[test]
fn little_memory_is_shared_by_fewer_threads() {
    let book = Book::new(0);
    let output =
        book.limited("ulimit -v 4000000 && export RAYON_NUM_THREADS=256", &["build"]).output().expect("the program");
    assert!(output.status.success(), "{}", told(&output));
    assert_eq!(book.site(), fresh(0));
}
