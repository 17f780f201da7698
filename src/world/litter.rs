//! What stands in a folder and is none of an author's files: hidden files, and what editors and systems leave lying.

/// Is a file or folder of this name passed over?
pub fn is_litter(name: &str) -> bool {
    let is_hidden = name.starts_with('.') && !matches!(name, ".well-known" | ".nojekyll");
    let is_backup =
        ["~", ".bak", ".orig", ".rej", ".swo", ".swp", ".swx", ".tmp"].iter().any(|end| name.ends_with(end));
    // Emacs writes `#name#` meanwhile, office programs `~$name`.
    let is_meanwhile = name.len() > 1 && name.starts_with('#') && name.ends_with('#') || name.starts_with("~$");
    let is_of_system = ["4913", "Thumbs.db", "desktop.ini"].iter().any(|own| name.eq_ignore_ascii_case(own));
    is_hidden || is_backup || is_meanwhile || is_of_system
}
