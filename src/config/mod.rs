//! `book.toml`: the words of mdBook, and tables of our own.

mod addresses;
mod codes;
mod known;
mod layout;
mod settings;

use crate::data;
use crate::diagnostic::Noted;
use crate::source::Source;

pub use addresses::SITE;
pub use addresses::is_site;
pub use codes::CODES;
pub use codes::MALFORMED_SETTINGS;
pub use layout::Layout;
pub use settings::Book;
pub use settings::Build;
pub use settings::Direction;
pub use settings::Fold;
pub use settings::Html;
pub use settings::Level;
pub use settings::Search;
pub use settings::Settings;
pub use settings::Site;

/// Reads `book.toml`. What is wrong with it is found, all of it, and what is right is used all the same.
pub fn read(source: &Source) -> Noted<Settings> {
    let (mut tree, syntax) = data::toml::read(&source.text);
    let is_toml = syntax.is_empty();
    let hidden = data::without_controls(&mut tree);
    let mut found = data::notes(source.id, 0, &codes::MALFORMED_SETTINGS, syntax);
    // In a broken text a key may seem to stand in another table than it does.
    if is_toml {
        found.extend(data::notes(source.id, 0, &data::WRONG_VALUE, hidden));
        found.extend(data::notes(source.id, 0, &data::UNKNOWN_KEY, data::unknown_keys(&tree, &schema())));
    }
    let (settings, wrong) = data::read::<Settings>(&tree);
    found.extend(data::notes(source.id, 0, &data::WRONG_VALUE, wrong));
    found.extend(known::not_acted_on(source, &tree));
    let mut settings = settings.unwrap_or_default();
    found.extend(addresses::check(&mut settings, source));
    Noted { value: settings, found }
}

/// The JSON Schema of `book.toml`.
pub fn schema() -> serde_json::Value {
    schemars::schema_for!(Settings).to_value()
}
