//! The floor: walk, read, render with bare pulldown-cmark on all cores, write. Nothing can make pages with less.

use crate::Result;

use std::path::{Path, PathBuf};

use rayon::prelude::*;

/// Makes the pages below `content` into `out`.
pub(crate) fn run(content: &Path, out: &Path) -> Result<()> {
    let mut pages = Vec::new();
    walk(content, &mut pages)?;
    pages.par_iter().try_for_each(|page| render(page, content, out)).map_err(Into::into)
}

fn walk(folder: &Path, pages: &mut Vec<PathBuf>) -> std::io::Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        match entry.file_type()?.is_dir() {
            true => walk(&entry.path(), pages)?,
            false => {
                pages.extend(Some(entry.path()).filter(|path| path.extension().is_some_and(|ending| ending == "md")));
            }
        }
    }
    Ok(())
}

fn render(page: &Path, content: &Path, out: &Path) -> std::io::Result<()> {
    let text = std::fs::read_to_string(page)?;
    let mut html = String::with_capacity(text.len() * 3 / 2);
    pulldown_cmark::html::push_html(&mut html, pulldown_cmark::Parser::new_ext(&text, pulldown_cmark::Options::all()));
    let to = out.join(page.strip_prefix(content).unwrap_or(page)).with_extension("html");
    if let Some(folder) = to.parent() {
        std::fs::create_dir_all(folder)?;
    }
    std::fs::write(to, html)
}
