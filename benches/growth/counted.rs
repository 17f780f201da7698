//! Counting instructions: this program starts itself under callgrind, which keeps what was done up to the end of each call of [`made`].

use std::fs;
use std::hint::black_box;
use std::process::Command;
use std::process::Stdio;

use crate::Result;
use crate::Row;
use crate::growth::TIMES;
use crate::growth::page;
use crate::handbook::Handbook;

/// The function at whose end a count ends and the next begins, as callgrind knows it.
const COUNTED: &str = "growth::counted::made*";

/// Is callgrind here?
pub(crate) fn is_possible() -> bool {
    Command::new("valgrind").arg("--version").stdout(Stdio::null()).status().is_ok_and(|status| status.success())
}

/// The instructions of each call of [`made`] while the handbooks of a row are built, in their order.
pub(crate) fn count(row: &str) -> Result<Vec<f64>> {
    let folder = tempfile::tempdir()?;
    let out = folder.path().join("count");
    let mut run = Command::new("valgrind");
    run.args(["--tool=callgrind", "--quiet", "--dump-line=no", "--combine-dumps=no"]);
    run.arg(format!("--callgrind-out-file={}", out.display()));
    run.arg(format!("--dump-after={COUNTED}"));
    run.arg(std::env::current_exe()?).args(["--build", row]);
    let output = run.output()?;
    if !output.status.success() {
        return Err(format!("{row}: {}", String::from_utf8_lossy(&output.stderr)).into());
    }
    let total = |number: usize| {
        let dump = fs::read_to_string(format!("{}.{number}", out.display())).ok()?;
        dump.lines().find_map(|line| line.strip_prefix("totals: "))?.trim().parse().ok()
    };
    Ok((2..).map_while(total).collect())
}

/// Builds an empty handbook, and a small and a large one of each thing of a row, in one thread.
pub(crate) fn build(row: &Row) {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build().expect("a thread");
    let books = row.all.iter().flat_map(|(_, count, book)| [book(*count), book(count * TIMES)]).collect::<Vec<_>>();
    let empty = page("# Many\n".to_owned());
    pool.install(|| {
        // The first count has all that was done before in it, and what is read once in a process; nobody looks at it.
        made(&empty);
        made(&empty);
        books.iter().for_each(made);
    });
}

#[inline(never)]
fn made(book: &Handbook) {
    black_box(book.build_cold());
}
