//! What a command needs of its surroundings: where it stands, what day it is, a file to write, a browser to open.

use crate::memo::Fingerprint;
use crate::world::trouble::Trouble;

use std::ffi::OsStr;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use jiff::civil::Date;

/// The folder in which the user stands.
pub fn current_folder() -> Result<PathBuf, Trouble> {
    std::env::current_dir().map_err(Trouble::at("find", Path::new(".")))
}

/// The folder that has the file `name`: `start`, or the nearest above it.
pub fn find_upwards(start: &Path, name: &str) -> Result<PathBuf, Trouble> {
    let start = start.canonicalize().map_err(Trouble::at("open", start))?;
    let found = start.ancestors().find(|folder| folder.join(name).is_file());
    found.map(Path::to_path_buf).ok_or_else(|| {
        let why = format!("there is no `{name}` there or above; `caveat init` makes a small handbook");
        Trouble::new("find a handbook in", &start, why)
    })
}

/// The day of `SOURCE_DATE_EPOCH`, else today; and whether it is the clock that says so.
pub fn today() -> Result<(Date, bool), Trouble> {
    match std::env::var("SOURCE_DATE_EPOCH") {
        Ok(seconds) => {
            let timestamp = seconds.trim().parse().ok().and_then(|s| jiff::Timestamp::from_second(s).ok());
            let day = timestamp.map(|timestamp| timestamp.to_zoned(jiff::tz::TimeZone::UTC).date());
            day.map(|day| (day, false)).ok_or_else(|| {
                let why = format!("it is `{seconds}`, and must be a number of seconds since 1970");
                Trouble::new("use", Path::new("SOURCE_DATE_EPOCH"), why)
            })
        }
        Err(_) => Ok((jiff::Zoned::now().date(), true)),
    }
}

/// The program itself: its version, its size and when it was made, so that what another one made is not taken for its own.
pub fn program() -> Option<Fingerprint> {
    let data = std::env::current_exe().and_then(fs::metadata).ok()?;
    let since = data.modified().ok()?.duration_since(std::time::UNIX_EPOCH).ok()?;
    Some(Fingerprint::of(&(env!("CARGO_PKG_VERSION"), data.len(), since)))
}

/// Writes a file that must not be there yet, and the folders above it.
pub fn write_new(path: &Path, bytes: &[u8]) -> Result<(), Trouble> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(Trouble::at("make", folder))?;
    }
    let mut file = fs::File::create_new(path).map_err(Trouble::at("write", path))?;
    file.write_all(bytes).map_err(Trouble::at("write", path))
}

/// Reads a text that stands outside the handbook. A byte order mark is gone.
pub fn read_text(path: &Path) -> Result<String, Trouble> {
    let text = fs::read_to_string(path).map_err(Trouble::at("read", path))?;
    Ok(text.strip_prefix('\u{FEFF}').unwrap_or(&text).to_string())
}

/// Reads a text as it stands, byte for byte.
pub fn read_whole(path: &Path) -> Result<String, Trouble> {
    fs::read_to_string(path).map_err(Trouble::at("read", path))
}

/// Opens an address or a file in the user's browser.
pub fn open_in_browser(what: &Path) -> Result<(), Trouble> {
    opener::open_browser(AsRef::<OsStr>::as_ref(what))
        .map_err(|error| Trouble::new("open a browser for", what, error.to_string()))
}
