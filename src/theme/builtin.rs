//! The default theme, as it is in the binary.

use crate::memo::Fingerprint;

use std::sync::OnceLock;

include!(concat!(env!("OUT_DIR"), "/theme.rs"));

/// The fingerprint of the whole default theme.
pub(super) fn fingerprint() -> Fingerprint {
    // Made from constants alone, so it is the same for every build of the process.
    static ONCE: OnceLock<Fingerprint> = OnceLock::new();
    *ONCE.get_or_init(|| Fingerprint::of(THEME))
}
