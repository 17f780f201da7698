//! `caveat build`: make the site.

use crate::cli::exit::Exit;
use crate::cli::options::Common;
use crate::cli::options::Making;
use crate::cli::print;
use crate::cli::print::Stream;
use crate::cli::print::count;
use crate::cli::progress::Progress;
use crate::cli::project::Project;
use crate::cli::volumes;
use crate::cli::volumes::Asked;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::Severity;
use crate::memo::Fingerprint;
use crate::output::Forms;
use crate::pipeline::Pipeline;
use crate::report;
use crate::source::Snapshot;
use crate::world;
use crate::world::Made;
use crate::world::Output;
use crate::world::Published;
use crate::world::Trouble;

use std::collections::BTreeSet;
use std::path::Path;
use std::path::PathBuf;
use std::time::Instant;

/// Options of `build`.
#[derive(Debug, clap::Args)]
pub(super) struct Own {
    /// The folder for the site, instead of `build-dir` in the settings.
    #[arg(short, long, value_name = "DIR", visible_alias = "dest-dir", short_alias = 'd')]
    out: Option<PathBuf>,
    /// Also write the whole handbook as one page that needs nothing else; beside the site if no file is named. In the folder
    /// of the site it is published with it, and linked in the foot of its pages.
    #[arg(long, value_name = "FILE", num_args = 0..=1)]
    single_file: Option<Option<PathBuf>>,
    /// Also write the whole handbook as an EPUB; beside the site if no file is named, or in it.
    #[arg(long, value_name = "FILE", num_args = 0..=1)]
    epub: Option<Option<PathBuf>>,
    /// Build the files as git has them: of a revision, or as they stood on the day of `--as-of`. Needs a folder of its own.
    #[arg(long, value_name = "REVISION", num_args = 0..=1, requires = "out")]
    from_git: Option<Option<String>>,
    /// Write into a folder that has files of somebody else. Where the site has a file of the same name, theirs is replaced and
    /// named; all others stay. A handbook in one file may then replace any file, but never one that it is made from.
    #[arg(long)]
    force: bool,
    /// Publish even when something untrue or unsafe was found.
    #[arg(long)]
    keep_going: bool,
    /// Open the site in a browser when it is made.
    #[arg(long)]
    open: bool,
    #[command(flatten)]
    making: Making,
}

/// Runs it.
pub(super) fn run(own: &Own, common: &Common) -> Result<Exit, Trouble> {
    let start = Instant::now();
    let mut project = Project::find(common, Some(&own.making), own.out.as_deref())?;
    let _past = match &own.from_git {
        Some(revision) => Some(project.turn_back(revision.as_deref())?),
        None => None,
    };
    project.wishes.forms = Forms { single_file: own.single_file.is_some(), epub: own.epub.is_some() };
    let mut pipeline = Pipeline::default();
    let progress = Progress::start(common, pipeline.progress());
    let (mut snapshot, layout) = project.load(&pipeline)?;
    snapshot.dated = project.dated(&snapshot, &pipeline, common);
    let out = project.out(&layout);
    let asked = Asked { single_file: &own.single_file, epub: &own.epub };
    let places = asked.places((&project, &snapshot), &out, own.force)?;
    let sources = project.sources(&layout);
    let output = Output { root: &project.root, sources: &sources, out: &out, force: own.force };
    let from = own.key(&snapshot, &project);
    if let Some(from) = from
        && let Some((made, published)) = world::stands(project.disk(), &output, from)?
    {
        progress.end();
        print::findings(&[], &snapshot, &project.base, common, Stream::Err)?;
        told(common, &project, &out, (made.pages, &published, &[]), start);
        own.show(&out)?;
        std::mem::forget((pipeline, snapshot));
        return Ok(Exit::Clean);
    }
    let mut build = pipeline.build(&snapshot, &project.wishes);
    let volumes = volumes::of(places, &project, &out, &build.volumes)?;
    project.wishes.offered = volumes::offered(&volumes);
    if !project.wishes.offered.is_empty() {
        // Their size is known only now, and pages say it; what is in them does not depend on that.
        build = pipeline.build(&snapshot, &project.wishes);
        volumes::put_in(&volumes, &mut build.artifacts);
    }
    progress.end();
    print::findings(&build.found, &snapshot, &project.base, common, Stream::Err)?;
    let exit = print::exit(&build.found, own.making.strict);
    if build.is_blocked() && !own.keep_going {
        print::error(&blocked(&build.found));
        return Ok(Exit::Findings);
    }
    let made = from.filter(|_| build.found.is_empty()).map(|from| Made { from, pages: build.pages });
    let published = world::publish(project.disk(), &output, &build.artifacts, made)?;
    told(common, &project, &out, (build.pages, &published, &build.found), start);
    volumes::write(&volumes, common, &project)?;
    own.show(&out)?;
    // The process ends here, and the system takes back at once what would go page by page.
    std::mem::forget((pipeline, snapshot, build));
    Ok(exit)
}

impl Own {
    /// What a site is told by that need not be made again; nothing where more than a site is asked for.
    fn key(&self, snapshot: &Snapshot, project: &Project) -> Option<Fingerprint> {
        let is_site = self.single_file.is_none() && self.epub.is_none();
        let program = world::program().filter(|_| is_site)?;
        Some(Fingerprint::of(&(program, snapshot.fingerprint(), &project.wishes)))
    }

    fn show(&self, out: &Path) -> Result<(), Trouble> {
        if self.open { world::open_in_browser(&out.join("index.html")) } else { Ok(()) }
    }
}

/// Says what was made: how many pages, what became of the files, what was found.
fn told(
    common: &Common,
    project: &Project,
    out: &Path,
    (pages, published, found): (usize, &Published, &[Diagnostic]),
    start: Instant,
) {
    let folder = out
        .strip_prefix(&project.root)
        .map_or_else(|_| out.display().to_string(), |inner| format!("{}{}", project.base, inner.display()));
    print::line(
        common,
        &format!(
            "{} in {}, {:.2} s: {}",
            count(pages, "page"),
            folder,
            start.elapsed().as_secs_f64(),
            report::summary(found)
        ),
    );
    for path in &published.replaced {
        print::line(common, &format!("--force: {} of somebody else was replaced", path.display()));
    }
    if common.verbose {
        let (written, kept, deleted) = (published.written, published.kept, published.deleted);
        print::line(common, &format!("{} written, {kept} unchanged, {deleted} removed", count(written, "file")));
    }
}

/// Why the old site stays: the names of the findings that block, and how many of them there are.
fn blocked(found: &[Diagnostic]) -> String {
    let blocking = || found.iter().filter(|note| note.severity == Severity::Blocking);
    let names: BTreeSet<&str> = blocking().map(|note| note.code.name).collect();
    let names = names.into_iter().collect::<Vec<_>>().join(", ");
    let (all, because) = (report::summary(found), blocking().count());
    format!(
        "{all}; nothing was published, because of {because} of them: {names} (see `--keep-going`); the old site stays \
         as it was"
    )
}
