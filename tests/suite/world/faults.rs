//! Publishing under stress: killed builds, failing calls, readers, several builds at once.

use caveat::artifact::Artifact;
use caveat::artifact::Body;
use caveat::world::Deed;
use caveat::world::Disk;

use super::beside;
use super::build;
use crate::chance::Chance;

use super::fresh;
use super::project;
use super::put;
use super::site;
use super::tree;

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::sync::atomic::AtomicBool;
use std::sync::atomic::Ordering;
use std::time::Duration;

#[test]
fn any_call_may_fail() {
    for exchange in [true, false] {
        let (old, new) = (fresh(&site(1)), fresh(&site(2)));
        for n in 1.. {
            let project = project();
            let root = project.path();
            build(&Disk::new(), root, &site(1)).expect("a site");
            put(root, "book/CNAME", "example.org");
            let disk = if exchange { Disk::failing_at(n) } else { Disk::failing_at(n).without_exchange() };
            let done = build(&disk, root, &site(2));
            let (mut stands, kept) = (tree(&root.join("book")), ("CNAME".to_owned(), "example.org".to_owned()));
            assert_eq!(stands.remove_entry("CNAME"), Some(kept.clone()), "at {n}");
            if exchange {
                assert!(stands == old || stands == new, "at {n}: {done:?} {stands:?}");
            }
            if let Err(trouble) = &done {
                assert!(trouble.to_string().ends_with("injected"), "at {n}: {trouble}");
            }
            build(&Disk::new(), root, &site(2)).unwrap_or_else(|trouble| panic!("at {n}: then {trouble}"));
            let mut stands = tree(&root.join("book"));
            assert_eq!(stands.remove_entry("CNAME"), Some(kept), "at {n}");
            assert_eq!(stands, new, "at {n}");
            assert_eq!(beside(root), [""; 0], "at {n}");
            if disk.operations() < n {
                assert!(n > 60, "only {n} calls could fail");
                println!("D4: the site is whole after each of {} failing calls, and the next build mends it", n - 1);
                break;
            }
        }
    }
}

/// A power cut loses what has not reached the medium: the new site is there in full before its name is, and the old one is
/// there until the name of the new one is.
#[test]
fn what_is_shown_is_on_the_medium_first() {
    let project = project();
    let root = project.path();
    build(&Disk::new(), root, &site(1)).expect("a site");
    let disk = Disk::noting();
    build(&disk, root, &site(2)).expect("a site");
    let mut deeds = disk.deeds();
    deeds.retain(|deed| *deed != Deed::Look);
    let exchange = deeds.iter().position(|deed| *deed == Deed::Exchange).expect("an exchange");
    assert!(exchange > 20, "only {exchange} deeds came before the exchange");
    assert_eq!(deeds[exchange - 1..=exchange + 1], [Deed::SyncAll, Deed::Exchange, Deed::Sync]);
    assert!(deeds[exchange + 2..].contains(&Deed::Change), "the old site was not removed");
    println!("C4: {exchange} deeds are on the medium before the exchange, and it before the old site goes");
}

#[test]
fn any_call_may_fail_in_the_first_build() {
    for n in 1.. {
        let project = project();
        let root = project.path();
        let disk = Disk::failing_at(n);
        let done = build(&disk, root, &site(1));
        let stands = tree(&root.join("book"));
        assert!(stands.is_empty() || stands == fresh(&site(1)), "at {n}: {done:?}");
        build(&Disk::new(), root, &site(1)).unwrap_or_else(|trouble| panic!("at {n}: then {trouble}"));
        assert_eq!(tree(&root.join("book")), fresh(&site(1)), "at {n}");
        assert_eq!(beside(root), [""; 0], "at {n}");
        if disk.operations() < n {
            println!("D4: nothing or the site is there after each of {} failing calls of a first build", n - 1);
            break;
        }
    }
}

#[test]
fn readers_miss_nothing_while_sites_change() {
    let project = project();
    let (root, disk) = (project.path(), Disk::new());
    build(&disk, root, &site(0)).expect("a site");
    let (ended, rounds) = (AtomicBool::new(false), 200);
    std::thread::scope(|scope| {
        let reader = scope.spawn(|| {
            let mut reads = 0;
            while !ended.load(Ordering::Relaxed) {
                for n in 0..9 {
                    let text = fs::read_to_string(root.join(format!("book/d{}/p{n}.html", n % 3)));
                    let text = text.unwrap_or_else(|error| panic!("read {reads}: {error}"));
                    assert!(text.ends_with(&format!(" {n}")), "a cut page: {text}");
                    reads += 1;
                }
            }
            reads
        });
        for round in 1..=rounds {
            build(&disk, root, &site(round)).expect("a site");
        }
        ended.store(true, Ordering::Relaxed);
        let reads = reader.join().expect("no missing page");
        println!("C3: 0 missing or cut of {reads} reads during {rounds} builds");
        assert!(reads > rounds);
    });
}

/// Not a test: publishes until it is killed; see [`a_killed_build_leaves_a_whole_site`].
#[test]
#[ignore = "it is started by another test"]
fn victim() {
    let Some(root) = std::env::var_os("CAVEAT_VICTIM") else { return };
    for number in 1.. {
        let disk = Disk::new();
        let disk = if std::env::var_os("CAVEAT_PLAIN").is_some() { disk.without_exchange() } else { disk };
        build(&disk, Path::new(&root), &site(number)).expect("a site");
    }
}

/// Whether the tree is the site of one number, whichever.
fn is_whole(stands: &BTreeMap<String, String>) -> bool {
    let number = stands.get("d0/p0.html").and_then(|text| text.split(' ').next()).and_then(|n| n.parse().ok());
    number.is_some_and(|number: usize| {
        let expected = site(number);
        let text = |file: &Artifact| match &file.body {
            Body::Bytes(bytes) => String::from_utf8_lossy(bytes).into_owned(),
            Body::File { .. } => "not really a picture".to_owned(),
        };
        let files = stands.iter().filter(|(_, says)| *says != "folder").count();
        files == expected.len() && expected.iter().all(|file| stands.get(file.path.as_str()) == Some(&text(file)))
    })
}

fn kill_at_random(rounds: u64, plain: bool) {
    let exe = std::env::current_exe().expect("this program");
    let mut chance = Chance(0x5eed + u64::from(plain));
    let project = project();
    let root = project.path();
    build(&Disk::new(), root, &site(0)).expect("a site");
    for round in 0..rounds {
        put(root, "book/.git/HEAD", format!("{round}"));
        let mut command = std::process::Command::new(&exe);
        command.args(["--ignored", "--exact", "world::faults::victim"]).env("CAVEAT_VICTIM", root);
        if plain {
            command.env("CAVEAT_PLAIN", "1");
        }
        let quiet = command.stdout(std::process::Stdio::null()).stderr(std::process::Stdio::null());
        let mut child = quiet.spawn().expect("a child");
        std::thread::sleep(Duration::from_micros(8_000 + chance.below(40_000)));
        child.kill().expect("killed");
        child.wait().expect("its end");
        let mut stands = tree(&root.join("book"));
        assert_eq!(stands.remove(".git/HEAD"), Some(format!("{round}")));
        stands.retain(|path, _| !path.starts_with(".git"));
        assert!(plain || is_whole(&stands), "round {round}: {stands:?}");
        build(&Disk::new(), root, &site(1000)).unwrap_or_else(|trouble| panic!("round {round}: then {trouble}"));
        assert_eq!(beside(root), [""; 0]);
        assert!(!root.join("book/.caveat-part").exists());
        let mut stands = tree(&root.join("book"));
        stands.retain(|path, _| !path.starts_with(".git"));
        assert_eq!(stands, fresh(&site(1000)), "round {round}");
    }
}

#[test]
fn a_killed_build_leaves_a_whole_site() {
    kill_at_random(25, false);
}

#[test]
fn a_killed_build_without_exchange_is_mended_by_the_next() {
    kill_at_random(10, true);
}

#[test]
fn builds_at_once_follow_each_other() {
    let project = project();
    let root = project.path();
    std::thread::scope(|scope| {
        for builder in 0..4 {
            scope.spawn(move || {
                for n in 0..10 {
                    build(&Disk::new(), root, &site(builder * 100 + n)).expect("a site");
                }
            });
        }
    });
    assert!(is_whole(&tree(&root.join("book"))));
    assert_eq!(beside(root), [""; 0]);
}

#[test]
fn files_of_others_that_come_during_builds_survive() {
    let project = project();
    let root = project.path();
    build(&Disk::new(), root, &site(0)).expect("a site");
    std::thread::scope(|scope| {
        let writer = scope.spawn(|| {
            // Written beside and renamed, as tools do; the folder may be exchanged at any moment.
            let mut made = BTreeSet::new();
            for n in 0..200 {
                put(root, "content/.late", format!("{n}"));
                let name = format!("late-{n}.txt");
                fs::rename(root.join("content/.late"), root.join("book").join(&name)).expect("put");
                made.insert(name);
                std::thread::sleep(Duration::from_micros(300));
            }
            made
        });
        for round in 1..=60 {
            build(&Disk::new(), root, &site(round)).expect("a site");
        }
        let made = writer.join().expect("the writer");
        let stands: BTreeSet<_> = tree(&root.join("book")).into_keys().collect();
        assert_eq!(made.difference(&stands).collect::<Vec<_>>(), [""; 0]);
    });
}
