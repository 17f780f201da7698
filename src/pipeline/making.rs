//! Runs the jobs of the outputs, several at a time: first the pages, then what is bound from them.

use crate::artifact::Artifact;
use crate::artifact::Body;
use crate::artifact::SitePath;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::Noted;
use crate::output;
use crate::output::Job;
use crate::pipeline::memos::Memos;

use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use rayon::prelude::*;

/// What the outputs made.
pub(super) struct Made {
    /// The files, sorted by path.
    pub(super) artifacts: Vec<Artifact>,
    /// Those that were made in this run and not remembered.
    pub(super) new: Vec<SitePath>,
    /// Those that nobody links to.
    pub(super) passing: BTreeSet<SitePath>,
    /// The pages, from which books are bound.
    pub(super) pages: output::Pages,
}

/// How many files this run is to make, and how many it has made.
pub(super) type Counts = [AtomicUsize; 2];

/// Makes the files of all outputs.
pub(super) fn make(memos: &Memos, counts: &Counts, given: &output::Given<'_>, found: &mut Vec<Diagnostic>) -> Made {
    let files: Vec<output::Files> = output::OUTPUTS.par_iter().map(|output| (output.make)(given)).collect();
    let (mut artifacts, mut new, mut passing) = (Vec::new(), Vec::new(), BTreeSet::new());
    counts[0].store(files.iter().map(|files| files.jobs.len()).sum(), Ordering::Relaxed);
    counts[1].store(0, Ordering::Relaxed);
    let mut pages = output::Pages::new();
    for files in files {
        if files.passing {
            let ready = files.ready.iter().map(|artifact| artifact.path.clone());
            passing.extend(ready.chain(files.jobs.iter().map(|job| job.path.clone())));
        }
        artifacts.extend(files.ready);
        for (job, bytes) in run_all(memos, counts, files.jobs, found, &mut new) {
            artifacts.push(Artifact { path: job.path.clone(), body: Body::Bytes(Arc::clone(&bytes)) });
            pages.entry(job.path).or_insert(output::Finished { key: job.key, bytes });
        }
    }
    for (job, bytes) in run_all(memos, counts, output::bound(given, &pages), found, &mut new) {
        passing.insert(job.path.clone());
        artifacts.push(Artifact { path: job.path, body: Body::Bytes(bytes) });
    }
    artifacts.sort_by(|a, b| a.path.cmp(&b.path));
    artifacts.dedup_by(|a, b| a.path == b.path);
    new.sort();
    Made { artifacts, new, passing, pages }
}

/// Runs jobs, and gives what each made.
fn run_all(
    memos: &Memos,
    counts: &Counts,
    jobs: Vec<Job>,
    found: &mut Vec<Diagnostic>,
    new: &mut Vec<SitePath>,
) -> Vec<(Job, Arc<[u8]>)> {
    let done: Vec<_> = jobs.par_iter().map(|job| run(memos, counts, job)).collect();
    let mut files = Vec::with_capacity(jobs.len());
    for (job, (noted, is_new)) in jobs.into_iter().zip(done) {
        found.extend(noted.found.iter().cloned());
        if is_new {
            new.push(job.path.clone());
        }
        files.push((job, Arc::clone(&noted.value)));
    }
    files
}

fn run(memos: &Memos, counts: &Counts, job: &Job) -> (Arc<Noted<Arc<[u8]>>>, bool) {
    let mut is_new = false;
    let noted = memos.rendered.get(job.key, || {
        is_new = true;
        let noted = job.run();
        Noted { value: Arc::from(noted.value), found: noted.found }
    });
    counts[1].fetch_add(1, Ordering::Relaxed);
    (noted, is_new)
}
