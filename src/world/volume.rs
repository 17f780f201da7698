//! Writes the whole handbook as one file: a page with its pictures in it, or an EPUB. The file is there whole, or as it
//! was before.

use crate::artifact::Artifact;
use crate::artifact::Body;
use crate::artifact::Part;
use crate::source::Snapshot;
use crate::world::trouble::Trouble;

use std::fs;
use std::io;
use std::io::Cursor;
use std::io::Read as _;
use std::io::Seek as _;
use std::io::SeekFrom;
use std::io::Write as _;
use std::path::Path;
use std::path::PathBuf;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use memchr::memmem;
use zip::CompressionMethod;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// The bytes of one page; `root` is the folder of the project.
pub fn page_bytes(root: &Path, parts: &[Part]) -> Result<Vec<u8>, Trouble> {
    let mut page = String::new();
    for part in parts {
        match part {
            Part::Text(text) => page.push_str(text),
            Part::Data { path, kind } => {
                page.push_str("data:");
                page.push_str(kind);
                page.push_str(";base64,");
                STANDARD.encode_string(read(root, path)?, &mut page);
            }
        }
    }
    Ok(page.into_bytes())
}

/// The bytes of an EPUB, which will stand at `path`; the first of its files stands uncompressed. The same files give the
/// same bytes.
pub fn epub_bytes(root: &Path, path: &Path, files: &[Artifact]) -> Result<Vec<u8>, Trouble> {
    let trouble = |error: zip::result::ZipError| Trouble::new("write", path, error.to_string());
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (index, file) in files.iter().enumerate() {
        let method = if index == 0 { CompressionMethod::Stored } else { CompressionMethod::Deflated };
        // All files bear the first day that an archive can name.
        let options = SimpleFileOptions::default().compression_method(method);
        archive.start_file(file.path.as_str(), options).map_err(trouble)?;
        match &file.body {
            Body::Bytes(bytes) => archive.write_all(bytes),
            Body::File { path } => archive.write_all(&read(root, path)?),
        }
        .map_err(Trouble::at("write", path))?;
    }
    archive.set_comment(EPUB).map_err(trouble)?;
    archive.finish().map(Cursor::into_inner).map_err(trouble)
}

/// The bytes of a file of the project.
fn read(root: &Path, path: &str) -> Result<Vec<u8>, Trouble> {
    let shown = root.join(path);
    let outside = || io::Error::other("it leads out of the project");
    let inside = |real: PathBuf| real.starts_with(root).then_some(real).ok_or_else(outside);
    let real = fs::canonicalize(&shown).and_then(inside).map_err(Trouble::at("read", &shown))?;
    fs::read(real).map_err(Trouble::at("read", &shown))
}

/// How a page begins that was written here, so far in at most.
const PAGE: &[u8] = b"<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'sha256-";
const HEAD: u64 = 2048;
/// How an EPUB ends that was written here.
const EPUB: &str = "made by caveat";

/// May a volume be put at this path? What the handbook is made from is never replaced, and a file of somebody else only by
/// force. `homes` are the folders that the files of the snapshot are in, or come from.
pub fn may_write_volume(snapshot: &Snapshot, homes: &[&Path], path: &Path, force: bool) -> Result<(), Trouble> {
    // Where nothing is, nothing is lost.
    let Ok(real) = fs::canonicalize(path) else { return Ok(()) };
    if !real.is_file() {
        return Err(Trouble::new("replace", path, "it is no file; name another one"));
    }
    let mut own = homes.iter().filter_map(|home| real.strip_prefix(home).ok()?.to_str());
    if own.any(|own| snapshot.files.contains_key(own)) {
        return Err(Trouble::new("replace", path, "the handbook is made from it; name another file"));
    }
    if force || is_volume(&real).map_err(Trouble::at("read", path))? {
        return Ok(());
    }
    let why = "it is no handbook that was written here; name another file, or replace it with `--force`";
    Err(Trouble::new("replace", path, why))
}

fn is_volume(real: &Path) -> io::Result<bool> {
    let mut file = fs::File::open(real)?;
    let mut head = Vec::new();
    (&mut file).take(HEAD).read_to_end(&mut head)?;
    let mut tail = Vec::new();
    file.seek(SeekFrom::Start(file.metadata()?.len().saturating_sub(EPUB.len() as u64)))?;
    file.read_to_end(&mut tail)?;
    Ok(head.is_empty() || memmem::find(&head, PAGE).is_some() || (head.starts_with(b"PK") && tail == EPUB.as_bytes()))
}

/// Puts a file in the place of the one that may be there.
pub fn write_volume(path: &Path, bytes: &[u8]) -> Result<(), Trouble> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(Trouble::at("make", folder))?;
    }
    let mut beside = path.as_os_str().to_owned();
    beside.push(format!(".{}", std::process::id()));
    let beside = PathBuf::from(beside);
    let done = fs::File::create_new(&beside)
        .and_then(|mut file| file.write_all(bytes).and_then(|()| file.sync_all()))
        .and_then(|()| fs::rename(&beside, path));
    if done.is_err() {
        // What went wrong before is what counts.
        let _ = fs::remove_file(&beside);
    }
    done.map_err(Trouble::at("write", path))
}
