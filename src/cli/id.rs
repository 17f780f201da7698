//! `caveat id`: give pages a permanent id, written into their front matter.

use crate::cli::exit::Exit;
use crate::cli::options::Common;
use crate::cli::print;
use crate::cli::print::count;
use crate::cli::project::Project;
use crate::config::Layout;
use crate::diagnostic;
use crate::document::Page;
use crate::markdown;
use crate::memo::Hashed;
use crate::pipeline::Pipeline;
use crate::site;
use crate::source::Snapshot;
use crate::world;
use crate::world::Rewritten;
use crate::world::Trouble;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// Options of `id`.
#[derive(Debug, clap::Args)]
pub(super) struct Own {
    /// The pages; all that have no id if none is named.
    pages: Vec<PathBuf>,
    /// Show what would be written, and write nothing. Ends with 1 if a page has no id.
    #[arg(long)]
    dry_run: bool,
}

/// Runs it.
pub(super) fn run(own: &Own, common: &Common) -> Result<Exit, Trouble> {
    let project = Project::find(common, None, None)?;
    let pipeline = Pipeline::default();
    let (snapshot, layout) = project.load(&pipeline)?;
    let pages = pipeline.pages(&snapshot, &project.wishes, &layout);
    let chosen = match own.pages.is_empty() {
        true => pages.iter().filter(|page| !is_not_found(page, &snapshot, &pipeline, &project)).collect(),
        false => match named(&own.pages, &world::current_folder()?, &pages, (&project, &layout)) {
            Ok(chosen) => chosen,
            Err(why) => {
                print::error(&why);
                return Ok(Exit::Usage);
            }
        },
    };
    let mut taken = taken(&pages);
    let (mut files, mut refused) = (Vec::new(), 0);
    for page in chosen {
        let source = in_project(page, &layout);
        let shown = format!("{}{source}", project.base);
        if let Some(id) = page.front.id() {
            if !own.pages.is_empty() {
                print::line(common, &format!("{shown} has the id `{id}` already"));
            }
            continue;
        }
        let id = site::new_id(&page.path, |id| taken.contains(id));
        let path = project.root.join(&source);
        match markdown::with_id(&world::read_whole(&path)?, &id) {
            Ok(text) => {
                print::result(&format!("{shown}: id: {id}\n"))?;
                files.push(Rewritten { path, bytes: Some(text.into_bytes()) });
                taken.insert(id);
            }
            Err(why) => {
                print::error(&format!("{shown} gets no id: {why}"));
                refused += 1;
            }
        }
    }
    finish(own, common, &project, &files, refused)
}

fn finish(own: &Own, common: &Common, project: &Project, files: &[Rewritten], refused: usize) -> Result<Exit, Trouble> {
    let number = count(files.len(), "id");
    if own.dry_run {
        print::line(common, &format!("{number} to write; nothing was written"));
        return Ok(if files.is_empty() && refused == 0 { Exit::Clean } else { Exit::Findings });
    }
    world::rewrite(project.disk(), &project.root, files)?;
    print::line(common, &format!("{number} written"));
    Ok(if refused == 0 { Exit::Clean } else { Exit::Findings })
}

/// The ids that are in use, and those of which an old address still speaks.
fn taken(pages: &[Hashed<Page>]) -> BTreeSet<String> {
    let ids = pages.iter().filter_map(|page| page.front.id()).map(|id| id.to_string());
    let old = pages.iter().flat_map(|page| &page.front.aliases);
    let old = old.flat_map(|(alias, _)| alias.split('/').map(str::to_string));
    ids.chain(old).collect()
}

/// Is it the page for missing addresses? Nobody links to that.
fn is_not_found(page: &Page, snapshot: &Snapshot, pipeline: &Pipeline, project: &Project) -> bool {
    let (settings, _) = pipeline.settings(snapshot, &project.wishes);
    let name = settings.value.output.html.input_404.as_ref().map_or("404.md", |at| &at.value);
    *page.path == *name
}

/// The pages that are named: by their files as seen from `here`, or from the content folder; or a sentence on the first
/// that is none.
fn named<'p>(
    names: &[PathBuf],
    here: &Path,
    pages: &'p [Hashed<Page>],
    (project, layout): (&Project, &Layout),
) -> Result<Vec<&'p Hashed<Page>>, String> {
    let one = |name: &PathBuf| {
        let full = here.join(name);
        let full = full.canonicalize().unwrap_or(full);
        let is_it = |page: &&Hashed<Page>| {
            full == project.root.join(in_project(page, layout)) || Path::new(&*page.path) == name.as_path()
        };
        pages.iter().find(is_it).ok_or_else(|| {
            let shown = name.display().to_string();
            let files: Vec<String> = pages.iter().map(|page| in_project(page, layout)).collect();
            let near = diagnostic::nearest_path(&shown, files.iter().map(String::as_str));
            let near = near.map_or_else(String::new, |near| format!("; is `{near}` meant?"));
            format!("there is no page `{shown}`{near}")
        })
    };
    names.iter().map(one).collect()
}

/// The path of a page from the folder of the handbook.
fn in_project(page: &Page, layout: &Layout) -> String {
    match layout.src.as_str() {
        "" => page.path.to_string(),
        src => format!("{src}/{}", page.path),
    }
}
