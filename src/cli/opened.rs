//! The project with its rules: where every command begins that asks them something.

use crate::cli::options::Common;
use crate::cli::project::Project;
use crate::config::Layout;
use crate::diagnostic::Noted;
use crate::pipeline::Pipeline;
use crate::policy::Policy;
use crate::source::Snapshot;
use crate::world::Trouble;

use std::sync::Arc;

/// The project, found and read.
pub(super) struct Opened {
    pub(super) project: Project,
    pub(super) pipeline: Pipeline,
    pub(super) snapshot: Snapshot,
    pub(super) layout: Layout,
    /// The rules, with what was found in them.
    pub(super) rules: Arc<Noted<Arc<Policy>>>,
}

impl Opened {
    /// Finds the project and reads it.
    pub(super) fn new(common: &Common) -> Result<Self, Trouble> {
        let project = Project::find(common, None, None)?;
        let pipeline = Pipeline::default();
        let (snapshot, layout) = project.load(&pipeline)?;
        let rules = pipeline.policy(&snapshot, &layout);
        Ok(Self { project, pipeline, snapshot, layout, rules })
    }
}
