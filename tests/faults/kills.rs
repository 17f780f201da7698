//! Builds that are killed at any moment, and several at once into one output.

use super::Book;
use super::fresh;
use super::is_orderly;
use super::told;
use crate::chance::Chance;

use std::os::unix::process::ExitStatusExt;
use std::time::Duration;
use std::time::Instant;

use rustix::process::Signal;

/// Kills so many builds; gives how many sites were whole, how many were mended by the next build, and what was left lying.
fn kill(rounds: usize, signal: Signal, seed: u64) -> (usize, usize, usize) {
    let (book, mut chance) = (Book::new(0), Chance(seed));
    let sites = [fresh(0), fresh(1)];
    let began = Instant::now();
    assert!(book.build().status.success());
    let usual = began.elapsed().as_micros() as u64;
    let (mut whole, mut mended, mut litter) = (0, 0, 0);
    for round in 1..=rounds {
        book.write(round % 2);
        let mut child = book.command(&["build"]).spawn().expect("the program");
        std::thread::sleep(Duration::from_micros(chance.below(usual * 5 / 4)));
        let pid = rustix::process::Pid::from_child(&child);
        // It may have ended by itself.
        let _ = rustix::process::kill_process(pid, signal);
        let asked = Instant::now();
        let status = child.wait().expect("its end");
        assert!(asked.elapsed() < Duration::from_secs(5), "it lived on after {signal:?}");
        assert!(status.success() || status.signal() == Some(signal.as_raw()), "{status:?}");
        whole += usize::from(sites.contains(&book.site()));
        let next = book.build();
        mended += usize::from(next.status.success() && book.site() == sites[round % 2]);
        litter += book.litter().len();
    }
    (whole, mended, litter)
}

#[test]
fn a_killed_build_leaves_a_whole_site() {
    let halves = std::thread::scope(|scope| {
        let halves = [1_u64, 2].map(|seed| scope.spawn(move || kill(100, Signal::KILL, seed * 7919)));
        halves.map(|half| half.join().expect("a half"))
    });
    let sum = |part: fn(&(usize, usize, usize)) -> usize| halves.iter().map(part).sum::<usize>();
    let (whole, mended, litter) = (sum(|half| half.0), sum(|half| half.1), sum(|half| half.2));
    println!("C1: kills survived {whole} of 200, recovered {mended} of 200, left lying {litter}");
    assert_eq!((whole, mended, litter), (200, 200, 0));
}

#[test]
fn a_build_that_is_asked_to_end_leaves_a_whole_site() {
    for (name, signal) in [("TERM", Signal::TERM), ("INT", Signal::INT), ("HUP", Signal::HUP)] {
        let (whole, mended, litter) = kill(50, signal, 31);
        println!("C2: {name} survived {whole} of 50, recovered {mended} of 50, left lying {litter}");
        assert_eq!((whole, mended, litter), (50, 50, 0));
    }
}

#[test]
fn of_builds_at_once_the_newest_stays() {
    let (book, sites) = (Book::new(0), [fresh(0), fresh(1)]);
    let mut newest = 0;
    for round in 0..12 {
        book.write(round % 2);
        let children: Vec<_> =
            (0..2 + round % 2 * 2).map(|_| book.command(&["build"]).spawn().expect("the program")).collect();
        for child in children {
            let output = child.wait_with_output().expect("its end");
            assert!(is_orderly(&output) && output.status.success(), "{}", told(&output));
        }
        newest += usize::from(book.site() == sites[round % 2] && book.litter().is_empty());
    }
    println!("C5: the newest stays in {newest} of 12 rounds");
    assert_eq!(newest, 12);
}
