//! Some bytes as several texts, and a pipeline that stays warm from one try to the next.

use crate::handbook::Built;
use crate::handbook::Handbook;

use std::cell::RefCell;

use caveat::pipeline::Pipeline;

/// The byte between two texts; it is none of UTF-8.
const BETWEEN: u8 = 0xff;

thread_local! {
    static PIPELINE: RefCell<Pipeline> = RefCell::new(Pipeline::default());
}

/// Exactly so many texts; those that the bytes do not have are empty.
pub(super) fn texts<const COUNT: usize>(data: &[u8]) -> [String; COUNT] {
    let mut parts = data.splitn(COUNT, |byte| *byte == BETWEEN);
    std::array::from_fn(|_| String::from_utf8_lossy(parts.next().unwrap_or_default()).into_owned())
}

/// Builds a handbook twice on memories of others, and looks whether it comes out the same; all reports are written, too.
pub(super) fn build(book: &Handbook) -> Result<Built, String> {
    let [first, second] = PIPELINE.with_borrow_mut(|pipeline| [book.build(pipeline), book.build(pipeline)]);
    if let Some(difference) = first.difference(&second) {
        return Err(format!("two runs differ: {difference}"));
    }
    for format in caveat::report::FORMATS {
        first.report(format.name);
    }
    Ok(first)
}
