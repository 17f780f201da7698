//! `sitemap.xml`: the address of every page, for search engines. It needs the full address of the site.

use crate::artifact::SitePath;
use crate::diagnostic::Noted;
use crate::output::given::Files;
use crate::output::given::Given;
use crate::output::job::Job;
use crate::site::urls;

/// Makes the file, if the full address of the site is known.
pub(super) fn make(given: &Given<'_>) -> Files {
    let (Some(base), Some(path)) = (given.base, SitePath::new("sitemap.xml")) else { return Files::default() };
    let pages = given.site.pages.iter().filter(|page| page.in_order);
    let rows: Vec<(String, Option<String>)> = pages
        .map(|page| {
            let url = format!("{base}{}", urls::relative("", page.url.as_str()));
            (url, page.page.front.reviewed.map(|day| day.to_string()))
        })
        .collect();
    Files { jobs: vec![Job::new(path, rows, render)], ..Files::default() }
}

fn render(rows: &Vec<(String, Option<String>)>) -> Noted<Vec<u8>> {
    let mut xml = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    xml.push_str("<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n");
    for (url, day) in rows {
        let url = url.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
        xml.push_str(&format!("<url><loc>{url}</loc>"));
        if let Some(day) = day {
            xml.push_str(&format!("<lastmod>{day}</lastmod>"));
        }
        xml.push_str("</url>\n");
    }
    xml.push_str("</urlset>\n");
    Noted::clean(xml.into_bytes())
}
