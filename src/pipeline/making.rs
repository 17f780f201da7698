//! The files of a site, made or remembered.

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

impl Memos {
    /// The files, those of them that are new, and those that nobody links to.
    pub(super) fn outputs(
        &self,
        given: &output::Given<'_>,
        counts: &[AtomicUsize; 2],
        found: &mut Vec<Diagnostic>,
    ) -> (Vec<Artifact>, Vec<SitePath>, BTreeSet<SitePath>) {
        let files: Vec<output::Files> = output::OUTPUTS.par_iter().map(|output| (output.make)(given)).collect();
        let (mut artifacts, mut made, mut passing) = (Vec::new(), Vec::new(), BTreeSet::new());
        counts[0].store(files.iter().map(|files| files.jobs.len()).sum(), Ordering::Relaxed);
        counts[1].store(0, Ordering::Relaxed);
        for files in files {
            if files.passing {
                let ready = files.ready.iter().map(|artifact| artifact.path.clone());
                passing.extend(ready.chain(files.jobs.iter().map(|job| job.path.clone())));
            }
            artifacts.extend(files.ready);
            let done: Vec<_> = files.jobs.par_iter().map(|job| self.run(job, counts)).collect();
            for (job, (noted, is_new)) in files.jobs.into_iter().zip(done) {
                found.extend(noted.found.iter().cloned());
                if is_new {
                    made.push(job.path.clone());
                }
                artifacts.push(Artifact { path: job.path, body: Body::Bytes(Arc::clone(&noted.value)) });
            }
        }
        artifacts.sort_by(|a, b| a.path.cmp(&b.path));
        artifacts.extend(output::copies(given.site, &artifacts));
        artifacts.sort_by(|a, b| a.path.cmp(&b.path));
        artifacts.dedup_by(|a, b| a.path == b.path);
        made.sort();
        (artifacts, made, passing)
    }

    fn run(&self, job: &Job, counts: &[AtomicUsize; 2]) -> (Arc<Noted<Arc<[u8]>>>, bool) {
        let mut is_new = false;
        let noted = self.rendered.get(job.key, || {
            is_new = true;
            let noted = job.run();
            Noted { value: Arc::from(noted.value), found: noted.found }
        });
        counts[1].fetch_add(1, Ordering::Relaxed);
        (noted, is_new)
    }
}
