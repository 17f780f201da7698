//! A new release: which files it writes, and what it may not do.

use crate::history::file;
use crate::history::file::FORMAT;
use crate::history::index::Row;
use crate::history::index::Written;
use crate::history::model::History;
use crate::history::model::Meaning;
use crate::history::stamp::Day;

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;

/// The files that a release writes, by their paths from the project's root; none if nothing is other than in the last.
pub fn keep(history: &History, meaning: &Meaning, day: Date, why: Option<&str>) -> BTreeMap<String, String> {
    let before = history.releases.last().map(|release| file::texts(&release.meaning)).unwrap_or_default();
    let after = file::texts(meaning);
    let new: Vec<(&Arc<str>, &String)> = after.iter().filter(|(name, text)| before.get(*name) != Some(text)).collect();
    let ends: Vec<Arc<str>> = before.keys().filter(|name| !after.contains_key(*name)).map(Arc::clone).collect();
    if new.is_empty() && ends.is_empty() {
        return BTreeMap::new();
    }
    let mut releases: Vec<Row> = history.releases.iter().map(row).collect();
    let stores = new.iter().map(|(name, _)| Arc::clone(name)).collect();
    releases.push(Row { day: Day(day), why: why.map(Arc::from), stores, ends });
    let index = file::text(&Written { format: FORMAT, releases });
    let files = new.into_iter().map(|(name, text)| (file::path(name, day), text.clone()));
    files.chain([(file::INDEX.to_string(), index)]).collect()
}

fn row(release: &crate::history::model::Release) -> Row {
    let (stores, ends) = (release.stores.clone(), release.ends.clone());
    Row { day: Day(release.day), why: release.why.clone(), stores, ends }
}
