//! Other generators with the same pages, where their programs are on the path: each gets the pages under the names, and with
//! the settings, that it asks for, and no more than it needs to make them.

use crate::Result;
use crate::corpus;
use crate::run::timed;

use std::fmt::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

/// Another generator.
pub(crate) struct Peer {
    /// Its program.
    pub(crate) name: &'static str,
    /// Writes what it needs beside the pages.
    settings: fn(&Path, usize) -> Result<()>,
    /// Where a page stands, given its path below the content folder.
    place: fn(&str) -> String,
    /// What it is called with, in its folder; `OUT` is the folder of the site.
    call: &'static [&'static str],
}

/// All of them.
pub(crate) const PEERS: &[Peer] = &[
    Peer { name: "mdbook", settings: mdbook, place: |path| format!("src/{path}"), call: &["build", "-d", "OUT"] },
    Peer { name: "zola", settings: zola, place: as_section, call: &["build", "-o", "OUT"] },
    Peer { name: "hugo", settings: hugo, place: as_section, call: &["--quiet", "-d", "OUT"] },
];

impl Peer {
    /// What it says it is; nothing if it is not on the path.
    pub(crate) fn version(&self) -> Option<String> {
        let argument = if self.name == "hugo" { "version" } else { "--version" };
        let output = Command::new(self.name).arg(argument).stderr(Stdio::null()).output().ok()?;
        String::from_utf8_lossy(&output.stdout).lines().next().map(str::to_string)
    }

    /// Cold builds of so many pages, with the peak memory in KiB.
    pub(crate) fn builds(&self, pages: usize, rounds: usize) -> Result<(Vec<Duration>, u64)> {
        let folder = tempfile::tempdir()?;
        let root = folder.path();
        (self.settings)(root, pages)?;
        corpus::put(root, &(self.place)("index.md"), "---\ntitle: Corpus\n---\n\nA handbook for measuring.\n")?;
        corpus::pages(pages, |page, text| corpus::put(root, &(self.place)(&corpus::path(page)), &text))?;
        let (mut times, mut peak) = (Vec::new(), 0);
        for round in 0..rounds {
            let out = root.join(format!("site-{round}")).display().to_string();
            let call = self.call.iter().map(|word| word.replace("OUT", &out));
            let mut command = Command::new(self.name);
            command.args(call).current_dir(root).stdout(Stdio::null()).stderr(Stdio::null());
            let (time, memory) = timed(&mut command)?;
            times.push(time);
            peak = peak.max(memory);
        }
        Ok((times, peak))
    }
}

fn mdbook(root: &Path, pages: usize) -> Result<()> {
    corpus::put(root, "book.toml", "[book]\ntitle = \"Corpus\"\n")?;
    let mut summary = "# Summary\n\n[Corpus](index.md)\n\n".to_string();
    for page in 0..pages {
        let path = corpus::path(page);
        let indent = if path.ends_with("/index.md") { "" } else { "  " };
        let _ = writeln!(summary, "{indent}- [Page {page}]({path})");
    }
    corpus::put(root, "src/SUMMARY.md", &summary)
}

fn zola(root: &Path, _: usize) -> Result<()> {
    corpus::put(root, "config.toml", "base_url = \"https://example.org\"\nbuild_search_index = true\n")?;
    let menu =
        "<nav>{% for page in section.pages %}<a href=\"{{ page.permalink }}\">{{ page.title }}</a>{% endfor %}</nav>";
    let whole = |what: &str, menu: &str| {
        format!(
            "<!doctype html><title>{{{{ {what}.title }}}}</title>{menu}<main>{{{{ {what}.content | safe }}}}</main>\n"
        )
    };
    corpus::put(root, "templates/page.html", &whole("page", ""))?;
    corpus::put(root, "templates/section.html", &whole("section", menu))?;
    corpus::put(root, "templates/index.html", &whole("section", menu))
}

fn hugo(root: &Path, _: usize) -> Result<()> {
    corpus::put(root, "config.toml", "baseURL = \"https://example.org/\"\ntitle = \"Corpus\"\n")?;
    let menu = "<nav>{{ range .Pages }}<a href=\"{{ .RelPermalink }}\">{{ .Title }}</a>{{ end }}</nav>";
    let whole =
        |menu: &str| format!("<!doctype html><title>{{{{ .Title }}}}</title>{menu}<main>{{{{ .Content }}}}</main>\n");
    corpus::put(root, "layouts/_default/single.html", &whole(""))?;
    corpus::put(root, "layouts/_default/list.html", &whole(menu))
}

/// Zola and Hugo name the page of a folder in another way.
fn as_section(path: &str) -> String {
    match path.strip_suffix("index.md") {
        Some(folder) => format!("content/{folder}_index.md"),
        None => format!("content/{path}"),
    }
}
