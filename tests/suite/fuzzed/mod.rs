//! What must hold for any bytes: the bodies of the fuzz targets in `fuzz/`, and the replay of what they were fed with.

pub(crate) mod html;
mod include;
mod markdown;
mod parts;
mod policy;
#[cfg(test)]
mod replay;
mod reply;
mod search;
mod url;

/// A target tries some bytes and says what does not hold.
pub(crate) type Target = (&'static str, fn(&[u8]) -> Result<(), String>);

/// All targets, by the name of the folder with their corpus.
pub(crate) const TARGETS: [Target; 6] = [
    ("markdown", markdown::holds),
    ("policy", policy::holds),
    ("include", include::holds),
    ("url", url::holds),
    ("reply", reply::holds),
    ("search", search::holds),
];
