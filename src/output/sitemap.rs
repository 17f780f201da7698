//! `sitemap.xml`: the address of every page, for search engines. It needs the full address of the site.

use crate::artifact::SitePath;
use crate::diagnostic::Noted;
use crate::memo::Hashed;
use crate::output::given::Files;
use crate::output::given::Given;
use crate::output::job::Job;
use crate::site::Arrangement;
use crate::site::urls;

#[derive(Hash)]
struct Input {
    base: String,
    arranged: Hashed<Arrangement>,
}

/// Makes the file, if the full address of the site is known.
pub(super) fn make(given: &Given<'_>) -> Files {
    let (Some(base), Some(path)) = (given.base, SitePath::new("sitemap.xml")) else { return Files::default() };
    let input = Input { base: base.to_string(), arranged: given.site.arranged.clone() };
    Files { jobs: vec![Job::new(path, input, render)], passing: true, ..Files::default() }
}

fn render(input: &Input) -> Noted<Vec<u8>> {
    let mut xml = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    xml.push_str("<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n");
    let places = input.arranged.places.iter().chain(&input.arranged.made);
    for (_, place) in places.filter(|(_, place)| place.is_whole) {
        let url = format!("{}{}", input.base, urls::relative("", place.url.as_str()));
        let url = url.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
        xml.push_str(&format!("<url><loc>{url}</loc>"));
        if let Some(day) = place.front.reviewed {
            xml.push_str(&format!("<lastmod>{day}</lastmod>"));
        }
        xml.push_str("</url>\n");
    }
    xml.push_str("</urlset>\n");
    Noted::clean(xml.into_bytes())
}
