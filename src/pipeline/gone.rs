//! What `retired.yaml` speaks of, address by address: a folder stands for every address that was recorded below it.

use crate::artifact::SitePath;
use crate::diagnostic::Diagnostic;
use crate::ledger::Ledger;
use crate::policy::Policy;
use crate::policy::Retired;
use crate::site;
use crate::site::Gone;
use crate::site::urls;

use std::collections::BTreeSet;
use std::sync::Arc;

/// The addresses that are gone on the day of the build.
pub(super) fn gone(policy: &Policy, ledger: Option<&Ledger>, found: &mut Vec<Diagnostic>) -> Vec<Gone> {
    let today = policy.retired.iter().filter(|retired| retired.on <= policy.as_of);
    let mut seen = BTreeSet::new();
    let mut all = Vec::new();
    for retired in today {
        match read(retired, ledger) {
            Some(gone) => all.extend(gone.into_iter().filter(|one| seen.insert((one.path.clone(), one.place.clone())))),
            None => {
                let message = format!("`{}` is not an address of this site", retired.address);
                let note = Diagnostic::at(&site::DEAD_REDIRECT, retired.span, message);
                found.push(
                    note.help("write it as `ledger.txt` has it, from the root of the site: `guides/money/index.html`"),
                );
            }
        }
    }
    all
}

fn read(retired: &Retired, ledger: Option<&Ledger>) -> Option<Vec<Gone>> {
    let (path, place) = match retired.address.split_once('#') {
        Some((path, place)) => (path, Some(Arc::from(place))),
        None => (&*retired.address, None),
    };
    let one = |path: SitePath, by_folder| Gone { path, place: place.clone(), by_folder, retired: retired.clone() };
    let path = path.trim_start_matches('/');
    let Some(folder) = path.strip_suffix('/') else {
        let url = urls::of_page(path).or_else(|| SitePath::new(path))?;
        return Some(vec![one(url, false)]);
    };
    let first = SitePath::new(format!("{folder}/index.html"))?;
    let recorded = ledger.into_iter().flat_map(|ledger| ledger.below(path)).filter_map(SitePath::new);
    let all: BTreeSet<SitePath> = recorded.chain([first]).collect();
    Some(all.into_iter().map(|url| one(url, true)).collect())
}
