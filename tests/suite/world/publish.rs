//! What publishing keeps, deletes, carries over and refuses.

use caveat::artifact::Artifact;
use caveat::artifact::Body;
use caveat::artifact::SitePath;
use caveat::memo::Fingerprint;
use caveat::world::Disk;
use caveat::world::Made;
use caveat::world::Output;
use caveat::world::clean;
use caveat::world::publish;
use caveat::world::stands;

use super::beside;
use super::build;
use super::bytes;
use super::fresh;
use super::project;
use super::put;
use super::site;
use super::tree;
use super::why;

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::MetadataExt;
use std::os::unix::fs::PermissionsExt;
use std::os::unix::fs::symlink;
use std::path::Path;

#[test]
fn what_did_not_change_keeps_its_time_and_its_inode() {
    let project = project();
    let (root, disk) = (project.path(), Disk::new());
    let first = build(&disk, root, &site(1)).expect("a site");
    assert_eq!((first.written, first.kept, first.deleted), (12, 0, 0));
    let before = fs::metadata(root.join("book/same.css")).expect("it");
    let second = build(&disk, root, &site(2)).expect("a site");
    assert_eq!((second.written, second.kept, second.deleted), (10, 2, 1));
    let after = fs::metadata(root.join("book/same.css")).expect("it");
    assert_eq!((before.ino(), before.mtime_nsec()), (after.ino(), after.mtime_nsec()));
    assert_eq!(after.permissions().mode() & 0o777, 0o644);
    let folder = fs::metadata(root.join("book")).expect("it").ino();
    let third = build(&disk, root, &site(2)).expect("a site");
    assert_eq!((third.written, third.kept, third.deleted), (0, 12, 0));
    assert_eq!(folder, fs::metadata(root.join("book")).expect("it").ino(), "nothing changed, so nothing was staged");
    assert_eq!(tree(&root.join("book")), fresh(&site(2)));
    assert!(beside(root).is_empty());
}

#[test]
fn a_file_changed_by_hand_is_written_again() {
    let project = project();
    let (root, disk) = (project.path(), Disk::new());
    build(&disk, root, &site(1)).expect("a site");
    put(root, "book/same.css", "always the SAME");
    fs::remove_file(root.join("book/d1/p1.html")).expect("gone");
    assert_eq!(build(&disk, root, &site(1)).expect("a site").written, 2);
    assert_eq!(tree(&root.join("book")), fresh(&site(1)));
}

#[test]
fn files_of_others_are_carried_over() {
    for disk in [Disk::new(), Disk::new().without_exchange()] {
        let project = project();
        let root = project.path();
        build(&disk, root, &site(1)).expect("a site");
        put(root, "book/CNAME", "example.org");
        put(root, "book/.git/objects/ab/cd", "an object");
        put(root, "book/d1/by hand.txt", "beside a page");
        fs::create_dir_all(root.join("book/.git/refs/tags")).expect("an empty folder");
        symlink("/nowhere", root.join("book/link")).expect("a link");
        let inode = fs::metadata(root.join("book/CNAME")).expect("it").ino();
        build(&disk, root, &[bytes("index.html", "all is new")]).expect("a site");
        let expected: BTreeMap<_, _> = [
            (".git", "folder"),
            (".git/objects", "folder"),
            (".git/objects/ab", "folder"),
            (".git/objects/ab/cd", "an object"),
            (".git/refs", "folder"),
            (".git/refs/tags", "folder"),
            ("CNAME", "example.org"),
            ("d1", "folder"),
            ("d1/by hand.txt", "beside a page"),
            ("index.html", "all is new"),
            ("link", "link to /nowhere"),
        ]
        .map(|(path, says)| (path.to_owned(), says.to_owned()))
        .into();
        assert_eq!(tree(&root.join("book")), expected);
        assert_eq!(inode, fs::metadata(root.join("book/CNAME")).expect("it").ino());
        assert_eq!(clean(&disk, &root.join("book")).expect("clean"), 1);
        assert!(!root.join("book/index.html").exists() && root.join("book/.git/objects/ab/cd").exists());
        assert!(!root.join("book/.caveat-manifest").exists());
    }
}

#[test]
fn a_file_of_others_in_the_way_is_named_and_gives_way_only_to_force() {
    for disk in [Disk::new(), Disk::new().without_exchange()] {
        for (theirs, ours) in [("a.html", "a.html"), ("a", "a/b.html"), ("a.html/x", "a.html")] {
            let project = project();
            let root = project.path();
            build(&disk, root, &site(1)).expect("a site");
            put(root, &format!("book/{theirs}"), "by hand");
            let files = [bytes(ours, "by us")];
            let told = why(build(&disk, root, &files));
            assert!(told.contains(theirs) && told.contains("--force"), "{told}");
            assert_eq!(tree(&root.join("book"))[theirs], "by hand");
            let (sources, out) = ([], root.join("book"));
            let output = Output { root, sources: &sources, out: &out, force: true };
            publish(&disk, &output, &files, None).unwrap_or_else(|trouble| panic!("{theirs}: {trouble}"));
            assert_eq!(tree(&out), fresh(&files), "{theirs} {ours}");
        }
    }
}

#[test]
fn a_file_may_become_a_folder_and_back() {
    for disk in [Disk::new(), Disk::new().without_exchange()] {
        let project = project();
        let root = project.path();
        for files in [[bytes("a", "1")], [bytes("a/b", "2")], [bytes("a/b/c", "3")], [bytes("a", "4")]] {
            build(&disk, root, &files).expect("a site");
            assert_eq!(tree(&root.join("book")), fresh(&files));
        }
    }
}

#[test]
fn dangerous_outputs_are_refused() {
    let project = project();
    let root = project.path();
    let sources = [root.join("content"), root.join("book.toml")];
    let before = tree(root);
    let at = |out: &Path| publish(&Disk::new(), &Output { root, sources: &sources, out, force: true }, &site(1), None);
    symlink("content", root.join("link")).expect("a link");
    let home = std::env::home_dir().expect("a home");
    for out in [
        root,
        &root.join("content"),
        &root.join("content/.."),
        &root.join("link"),
        &root.join("book.toml"),
        &root.join("content/index.md/book"),
        root.parent().expect("a parent"),
        Path::new("/"),
        &home,
    ] {
        let told = why(at(out));
        assert!(told.starts_with("cannot "), "{told}");
    }
    fs::remove_file(root.join("link")).expect("gone");
    assert_eq!(tree(root), before);
}

#[test]
fn a_folder_that_is_not_ours_is_refused_and_taken_over_only_by_force() {
    let project = project();
    let root = project.path();
    put(root, "book/precious.txt", "by hand");
    let told = why(build(&Disk::new(), root, &site(1)));
    assert!(told.contains("was not made by caveat") && told.contains("--force"), "{told}");
    assert!(why(clean(&Disk::new(), &root.join("book"))).contains("was not made by caveat"));
    assert_eq!(tree(&root.join("book")).len(), 1);
    let output = Output { root, sources: &[], out: &root.join("book"), force: true };
    publish(&Disk::new(), &output, &site(1), None).expect("a site");
    assert_eq!(tree(&root.join("book"))["precious.txt"], "by hand");
    assert_eq!(build(&Disk::new(), root, &site(1)).expect("a site").kept, 12);
    assert_eq!(clean(&Disk::new(), &root.join("book")).expect("clean"), 12);
    assert_eq!(tree(&root.join("book")).len(), 1);
    assert_eq!(clean(&Disk::new(), &root.join("none/at/all")).expect("clean"), 0);
}

#[test]
fn paths_that_cannot_stand_together_are_refused() {
    let project = project();
    let both = |one, other| why(build(&Disk::new(), project.path(), &[bytes(one, ""), bytes(other, "")]));
    assert!(both("a", "a").contains("two files"));
    assert!(both("a", "a/b").contains("a folder above it"));
    assert!(both("a", ".caveat-manifest").contains("kept for caveat"));
    assert!(both("a", "b\nc").contains("control characters"));
    let path = SitePath::new("x").expect("a site path");
    symlink("/etc/passwd", project.path().join("content/out")).expect("a link");
    for (file, words) in [("content/none", "no such file"), ("content/out", "leads out"), ("../x", "")] {
        let file = Artifact { path: path.clone(), body: Body::File { path: file.into() } };
        assert!(why(build(&Disk::new(), project.path(), &[file])).contains(words));
    }
    assert!(!project.path().join("book").exists());
    assert_eq!(beside(project.path()), [""; 0]);
}

#[test]
fn missing_parents_are_made() {
    let project = project();
    let root = project.path();
    let out = root.join("a/b/../c d/book");
    fs::create_dir_all(root.join("a/b")).expect("folders");
    publish(&Disk::new(), &Output { root, sources: &[], out: &out, force: false }, &site(1), None).expect("a site");
    assert_eq!(tree(&root.join("a/c d/book")), fresh(&site(1)));
}

#[test]
fn a_site_that_stands_is_known_by_what_it_was_made_from() {
    let project = project();
    let root = project.path();
    let sources = [root.join("content"), root.join("book.toml")];
    let out = root.join("book");
    let output = Output { root, sources: &sources, out: &out, force: false };
    let disk = Disk::new();
    let [this, other] = [Fingerprint(1), Fingerprint(2)];
    let of = |from: Fingerprint| Some(Made { from, pages: 7 });
    let known = |from: Fingerprint| stands(&disk, &output, from).expect("a look").map(|(made, _)| made.pages);
    assert_eq!(known(this), None, "nothing is there");
    publish(&disk, &output, &site(1), None).expect("a site");
    assert_eq!(known(this), None, "nobody said from what it was made");
    let times = |path: &str| fs::metadata(out.join(path)).expect("a file").modified().expect("a time");
    let before = times("same.css");
    publish(&disk, &output, &site(1), of(this)).expect("the same site");
    assert_eq!((known(this), known(other)), (Some(7), None));
    assert_eq!(times("same.css"), before);
    fs::write(out.join("same.css"), "always the sane").expect("a file");
    assert_eq!(known(this), None, "a file is another");
    publish(&disk, &output, &site(1), of(other)).expect("the same site from something else");
    assert_eq!((known(this), known(other)), (None, Some(7)));
    fs::remove_file(out.join("d1/p1.html")).expect("a file");
    assert_eq!(known(other), None, "a file is gone");
    publish(&disk, &output, &site(1), None).expect("the site again");
    assert_eq!(known(other), None, "something was found in it");
    assert_eq!(tree(&out), fresh(&site(1)));
    assert_eq!(beside(root), [""; 0]);
}
