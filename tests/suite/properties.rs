//! What holds for every handbook: warm equals cold, threads and order do not count, nothing panics, links lead somewhere.
//!
//! The cases are the same in every run; `PROPTEST_CASES` and `PROPTEST_RNG_SEED` ask for more and for others.

mod generate;
pub(crate) mod links;

use crate::handbook::Built;
use crate::handbook::Handbook;

use generate::Edit;
use generate::edits;
use generate::handbook;
use generate::hostile;
use generate::nasty;

use caveat::pipeline::Pipeline;
use proptest::prelude::*;
use proptest::test_runner::Config;
use proptest::test_runner::RngSeed;

/// So many cases in a usual run, each time the same.
pub(crate) fn config(cases: u32) -> Config {
    let given = |name: &str| std::env::var(name).is_ok();
    let usual = Config::default();
    Config {
        cases: if given("PROPTEST_CASES") { usual.cases } else { cases },
        rng_seed: if given("PROPTEST_RNG_SEED") { usual.rng_seed } else { RngSeed::Fixed(20_261_121) },
        failure_persistence: None,
        max_shrink_iters: 200,
        ..usual
    }
}

fn apply(edit: &Edit, handbook: &mut Handbook) {
    match edit {
        Edit::Put(path, text) => handbook.text(path, text),
        Edit::Delete(path) => {
            handbook.delete(path);
        }
    }
}

fn same(left: &Built, right: &Built, words: &str) -> Result<(), TestCaseError> {
    match left.difference(right) {
        Some(difference) => Err(TestCaseError::fail(format!("{words}: {difference}"))),
        None => Ok(()),
    }
}

proptest! {
    #![proptest_config(config(24))]

    #[test]
    fn warm_builds_equal_cold_ones(mut book in handbook(), edits in edits()) {
        let mut pipeline = Pipeline::default();
        let mut built = book.build(&mut pipeline);
        for edit in edits {
            apply(&edit, &mut book);
            let before = built;
            built = book.build(&mut pipeline);
            same(&built, &book.build_cold(), &format!("after {edit:?}, warm and cold"))?;
            // What was not made again is as it was.
            for (path, content) in built.site.iter().filter(|(path, _)| !built.made.contains(*path)) {
                prop_assert_eq!(before.site.get(path), Some(content), "{} changed and was not made again", path);
            }
        }
    }

    #[test]
    fn the_number_of_threads_does_not_count(book in handbook()) {
        let pool = |threads| rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        let one = pool(1).install(|| book.build_cold());
        let many = pool(4).install(|| book.build_cold());
        same(&one, &many, "one thread and four")?;
    }

    #[test]
    fn the_order_of_loading_does_not_count(mut files in generate::files(), seed in any::<u64>()) {
        let first = generate::book(&files);
        let length = files.len();
        for index in 1..length {
            files.swap(index, (seed as usize).wrapping_mul(index + 7) % (index + 1));
        }
        // Ids, fingerprints and findings must not remember in which order the files came.
        same(&first.build_cold(), &generate::book(&files).build_cold(), "one order and another")?;
    }
}

proptest! {
    #![proptest_config(config(96))]

    #[test]
    fn no_page_makes_it_panic(text in nasty()) {
        let mut book = Handbook::default();
        book.text("content/other.md", "# Other\n\n## Part\n\nText.\n");
        book.text("content/index.md", &text);
        book.complete();
        let built = book.build_cold();
        for format in caveat::report::FORMATS {
            built.report(format.name);
        }
        prop_assert!(built.site.contains_key("index.html"), "there is no index.html");
        links::check(&built).map_err(TestCaseError::fail)?;
    }

    #[test]
    fn no_file_makes_it_panic((path, text) in hostile()) {
        let mut book = Handbook::default();
        book.text("content/other.md", "---\ntitle: Other\n---\n\nText.\n");
        book.text(&path, &text);
        book.complete();
        let built = book.build_cold();
        for format in caveat::report::FORMATS {
            built.report(format.name);
        }
    }

    #[test]
    fn a_fragment_never_panics(text in any::<String>()) {
        caveat::fragment(&text);
    }
}

proptest! {
    #![proptest_config(config(24))]

    #[test]
    fn links_lead_somewhere_or_are_reported(book in handbook()) {
        links::check(&book.build_cold()).map_err(TestCaseError::fail)?;
    }
}
