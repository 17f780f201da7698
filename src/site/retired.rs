//! Addresses at which something was published that is gone for good: each has a page that says so.

use crate::artifact::SitePath;
use crate::diagnostic::Diagnostic;
use crate::policy::Retired;
use crate::site::addresses::Addresses;
use crate::site::codes;
use crate::site::redirects::Redirect;
use crate::site::redirects::Wish;
use crate::site::steps;
use crate::site::target::Target;
use crate::source::Span;

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;

/// An address that is to say what became of what stood there.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Gone {
    /// The file.
    pub path: SitePath,
    /// The place in it, if the file itself stands.
    pub place: Option<Arc<str>>,
    /// It was named by its folder, so that what stands there still is not meant.
    pub by_folder: bool,
    /// What is said of it.
    pub retired: Retired,
}

/// A page that says that something is gone.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Tombstone {
    /// The old address.
    pub from: SitePath,
    /// The day from which it is gone.
    pub on: Date,
    /// Why.
    pub because: Arc<str>,
    /// Where to go instead.
    pub instead: Option<Target>,
}

/// What is gone: a page for each file, and for each place in a file the way to what stands instead.
pub(super) fn read(
    list: &[Gone],
    addresses: &Addresses,
    found: &mut Vec<Diagnostic>,
) -> (Vec<(Tombstone, Span)>, Vec<Wish>) {
    let instead = instead(list, addresses, found);
    let (mut pages, mut wishes) = (Vec::new(), Vec::new());
    for gone in list {
        let target = instead.get(&gone.retired.address).cloned();
        if let Some(place) = &gone.place {
            wishes.push(of_place(gone, place, target.as_ref()));
            continue;
        }
        if addresses.stands(&gone.path) {
            if !gone.by_folder {
                let message = format!("`{}` is retired, and something stands there", gone.path);
                let note = Diagnostic::at(&codes::REDIRECT_CONFLICT, gone.retired.span, message);
                found.push(note.help("take the line out of `retired.yaml`, or remove what stands there"));
            }
            continue;
        }
        let Retired { on, because, span, .. } = &gone.retired;
        let page = Tombstone { from: gone.path.clone(), on: *on, because: Arc::clone(because), instead: target };
        pages.push((page, *span));
    }
    (pages, wishes)
}

/// The targets, read once for each entry.
fn instead(list: &[Gone], addresses: &Addresses, found: &mut Vec<Diagnostic>) -> BTreeMap<Arc<str>, Target> {
    let mut links = BTreeMap::new();
    for gone in list {
        if let Some((link, span)) = &gone.retired.instead {
            links.entry(Arc::clone(&gone.retired.address)).or_insert((Arc::clone(link), *span));
        }
    }
    let links = links.into_iter().map(|(address, (link, span))| (address, link, span)).collect();
    steps::read(links, addresses).into(found)
}

/// A place leads to what stands instead, else to the top of its page.
fn of_place(gone: &Gone, place: &str, target: Option<&Target>) -> Wish {
    let to = match target {
        Some(Target::File { url, rest }) => format!("/{url}{rest}"),
        Some(Target::Elsewhere(url)) => url.to_string(),
        _ => format!("/{}", gone.path),
    };
    let at = crate::diagnostic::Place::Span(gone.retired.span);
    Wish { from: format!("/{}#{place}", gone.path), to, place: at.clone(), target: at }
}

/// Takes out what is led on as well, and follows what stands instead to its end.
pub(super) fn settle(
    pages: Vec<(Tombstone, Span)>,
    redirects: &[Redirect],
    found: &mut Vec<Diagnostic>,
) -> Vec<Tombstone> {
    let by_address: BTreeMap<&SitePath, &Redirect> = redirects.iter().map(|one| (&one.from, one)).collect();
    let mut settled = Vec::new();
    for (mut page, span) in pages {
        if by_address.contains_key(&page.from) {
            let message = format!("`{}` is retired, and led on to another page", page.from);
            let note = Diagnostic::at(&codes::REDIRECT_CONFLICT, span, message);
            found.push(
                note.help("keep one of the two: the line in `retired.yaml`, or the old address of the other page"),
            );
            continue;
        }
        if let Some(Target::File { url, rest }) = &page.instead
            && let Some(to) = by_address.get(url).and_then(|redirect| redirect.to.as_ref()).filter(|_| rest.is_empty())
        {
            page.instead = Some(to.clone());
        }
        settled.push(page);
    }
    settled
}
