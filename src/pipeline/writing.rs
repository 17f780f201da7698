//! The files of the site: made where they are new, remembered where they are not, then bound into what is made of them.

use crate::artifact::Artifact;
use crate::artifact::Body;
use crate::artifact::SitePath;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::Noted;
use crate::output;
use crate::output::Finished;
use crate::output::Forms;
use crate::output::Job;
use crate::output::Volumes;
use crate::pipeline::memos::Memos;

use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use rayon::prelude::*;

/// The files.
pub(super) struct Written {
    /// All of them, sorted by path.
    pub(super) artifacts: Vec<Artifact>,
    /// Those that were made and not remembered.
    pub(super) made: Vec<SitePath>,
    /// Those that nobody links to.
    pub(super) passing: BTreeSet<SitePath>,
    /// The whole handbook in other forms.
    pub(super) volumes: Volumes,
}

/// What remembers files, and how many are to be made and are made.
type Works<'a> = (&'a Memos, &'a [AtomicUsize; 2]);

/// Makes them.
pub(super) fn write(given: &output::Given<'_>, forms: Forms, works: Works<'_>, found: &mut Vec<Diagnostic>) -> Written {
    let files: Vec<output::Files> = output::OUTPUTS.par_iter().map(|output| (output.make)(given)).collect();
    let (mut artifacts, mut made, mut passing) = (Vec::new(), Vec::new(), BTreeSet::new());
    works.1[0].store(files.iter().map(|files| files.jobs.len()).sum(), Ordering::Relaxed);
    works.1[1].store(0, Ordering::Relaxed);
    let mut pages = output::Pages::new();
    for files in files {
        if files.passing {
            let ready = files.ready.iter().map(|artifact| artifact.path.clone());
            passing.extend(ready.chain(files.jobs.iter().map(|job| job.path.clone())));
        }
        artifacts.extend(files.ready);
        for (path, finished) in run_all(files.jobs, works, found, &mut made) {
            artifacts.push(Artifact { path: path.clone(), body: Body::Bytes(Arc::clone(&finished.bytes)) });
            pages.entry(path).or_insert(finished);
        }
    }
    let sections = output::Sections::new(given, &pages);
    let texts = run_all(sections.texts(), (works.0, &Default::default()), found, &mut Vec::new());
    let texts = texts.into_iter().map(|(_, text)| text);
    for (path, finished) in run_all(sections.bound(texts), works, found, &mut made) {
        passing.insert(path.clone());
        artifacts.push(Artifact { path, body: Body::Bytes(finished.bytes) });
    }
    let mut volumes = output::volumes(given, &pages, forms);
    found.append(&mut volumes.found);
    artifacts.sort_by(|a, b| a.path.cmp(&b.path));
    artifacts.extend(output::copies(given.site, &artifacts));
    artifacts.sort_by(|a, b| a.path.cmp(&b.path));
    artifacts.dedup_by(|a, b| a.path == b.path);
    made.sort();
    Written { artifacts, made, passing, volumes }
}

fn run_all(
    jobs: Vec<Job>,
    works: Works<'_>,
    found: &mut Vec<Diagnostic>,
    made: &mut Vec<SitePath>,
) -> Vec<(SitePath, Finished)> {
    let done: Vec<_> = jobs.par_iter().map(|job| run(job, works)).collect();
    let mut files = Vec::with_capacity(jobs.len());
    for (job, (noted, is_new)) in jobs.into_iter().zip(done) {
        found.extend(noted.found.iter().cloned());
        if is_new {
            made.push(job.path.clone());
        }
        files.push((job.path, noted.value.clone()));
    }
    files
}

fn run(job: &Job, (memos, counts): Works<'_>) -> (Arc<Noted<Finished>>, bool) {
    let (key, mut is_new) = (job.key(), false);
    let noted = memos.rendered.get(key, || {
        is_new = true;
        let noted = job.run();
        Noted { value: Finished::new(key, noted.value), found: noted.found }
    });
    counts[1].fetch_add(1, Ordering::Relaxed);
    (noted, is_new)
}
