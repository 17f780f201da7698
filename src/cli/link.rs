//! `caveat link`: the permanent link of a page, a section or an answer, from the terminal.

use crate::cli::exit::Exit;
use crate::cli::options::Common;
use crate::cli::options::site_url;
use crate::cli::print;
use crate::cli::project::Project;
use crate::pipeline::Link;
use crate::pipeline::Pipeline;
use crate::world::Trouble;

use serde_json::json;

/// Options of `link`.
#[derive(Debug, clap::Args)]
pub(super) struct Own {
    /// What to look for: words of it, an id such as `outcome.money.too-late`, or the file of a page.
    #[arg(required = true)]
    query: Vec<String>,
    /// The lines for a mail: title and section, the day of the last check, and the link. Of the first result only.
    #[arg(long)]
    email: bool,
    /// So many results at most.
    #[arg(short = 'n', long, value_name = "NUMBER", default_value_t = 5)]
    limit: usize,
    /// The address at which the site is published, instead of `site-url` in the settings.
    #[arg(long, value_name = "URL", value_parser = site_url)]
    base_url: Option<String>,
}

/// Runs it.
pub(super) fn run(own: &Own, common: &Common) -> Result<Exit, Trouble> {
    let mut project = Project::find(common, None, None)?;
    if own.base_url.is_some() {
        project.wishes.base_url.clone_from(&own.base_url);
    }
    let pipeline = Pipeline::default();
    let (snapshot, _) = project.load(&pipeline)?;
    let linkable = pipeline.linkable(&snapshot, &project.wishes);
    let query = own.query.join(" ");
    let links = linkable.find(&query, if own.email { 1 } else { own.limit });
    let is_json = common.format == "json";
    if links.is_empty() {
        let near = linkable.near(&query);
        if is_json {
            print::result(&format!("{:#}\n", json!({"query": query, "links": [], "near": near})))?;
        }
        let near = if near.is_empty() { String::new() } else { format!("; words that are near: {}", near.join(", ")) };
        print::error(&format!("nothing is found for `{query}`{near}"));
        return Ok(Exit::Findings);
    }
    if !linkable.is_absolute() {
        let way_out = "set `site-url` below `[output.html]` in `book.toml`, or add `--base-url`";
        print::line(
            common,
            &format!("note: the address of the site is not known, so links begin at its root; {way_out}"),
        );
    }
    for link in links.iter().filter(|link| link.id.is_none()) {
        print::line(
            common,
            &format!("note: `{}` has no id, so this link can die; `caveat id` gives it one", link.source),
        );
    }
    match &links[..] {
        _ if is_json => {
            let links: Vec<_> = links.iter().map(as_json).collect();
            print::result(&format!("{:#}\n", json!({"query": query, "links": links, "near": []})))?;
        }
        [link, ..] if own.email => print::result(&linkable.mail(link))?,
        links => print::result(&links.iter().map(row).collect::<String>())?,
    }
    Ok(Exit::Clean)
}

/// A link with what it leads to.
fn row(link: &Link) -> String {
    let within = link.within.as_ref().map_or_else(String::new, |within| format!(" · {within}"));
    format!("{}  {}{within} ({})\n", link.address, link.title, link.kind)
}

fn as_json(link: &Link) -> serde_json::Value {
    json!({
        "link": link.address, "id": link.id, "kind": link.kind, "title": link.title, "within": link.within,
        "source": link.source, "reviewed": link.reviewed.map(|day| day.to_string()),
    })
}
