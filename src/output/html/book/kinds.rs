//! The kinds of files that a book can hold, by the endings of their names.

/// A kind of file.
pub(super) struct Kind {
    /// Its name, such as `image/png`.
    pub(super) name: &'static str,
    /// Every reader of EPUB shows it.
    pub(super) is_core: bool,
}

const KINDS: &[(&str, &str, bool)] = &[
    ("avif", "image/avif", false),
    ("gif", "image/gif", true),
    ("jpeg", "image/jpeg", true),
    ("jpg", "image/jpeg", true),
    ("m4a", "audio/mp4", true),
    ("mp3", "audio/mpeg", true),
    ("mp4", "video/mp4", true),
    ("ogg", "audio/ogg", false),
    ("png", "image/png", true),
    ("svg", "image/svg+xml", true),
    ("webm", "video/webm", false),
    ("webp", "image/webp", true),
];

/// The kind of a file with this name.
pub(super) fn kind(name: &str) -> Option<Kind> {
    let (_, ending) = name.rsplit_once('.')?;
    let row = KINDS.iter().find(|(known, ..)| ending.eq_ignore_ascii_case(known))?;
    Some(Kind { name: row.1, is_core: row.2 })
}
