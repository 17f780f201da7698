//! Where braces close: on the same line, and not far away.

use memchr::memchr;
use memchr::memmem;

/// How many bytes may stand between braces. What is longer never closes, so that a line full of open braces takes no
/// longer than its length.
const LONGEST: usize = 2000;

/// How many bytes stand before the closing braces.
pub(super) fn close(text: &str, braces: &str) -> Option<usize> {
    let window = &text.as_bytes()[..text.len().min(LONGEST)];
    let at = memmem::find(window, braces.as_bytes())?;
    memchr(b'\n', &window[..at]).is_none().then_some(at)
}
