//! Bytes that pass by: hashed, and copied if wanted, without being held.

use crate::memo::Fingerprint;
use crate::world::disk::Disk;
use crate::world::trouble::Trouble;

use std::fs::File;
use std::io;
use std::path::Path;

/// How many bytes are held at a time.
const PIECE: u64 = 1 << 20;

/// The fingerprint and the length of the rest of a file.
pub(super) fn hash(disk: &Disk, file: &mut File) -> io::Result<(Fingerprint, u64)> {
    let mut hasher = blake3::Hasher::new();
    let mut buffer = buffer_for(disk, file)?;
    let mut len = 0;
    loop {
        let read = disk.read(file, &mut buffer)?;
        if read == 0 {
            return Ok((finish(&hasher), len));
        }
        hasher.update(&buffer[..read]);
        len += read as u64;
    }
}

/// A file, and its path for messages.
pub(super) struct Named<'a> {
    /// The open file.
    pub(super) file: File,
    /// Its path as the reader knows it.
    pub(super) path: &'a Path,
}

/// Copies the rest of one file to another, and tells the fingerprint and the length of what passed.
pub(super) fn copy(disk: &Disk, from: &mut Named<'_>, to: &mut Named<'_>) -> Result<(Fingerprint, u64), Trouble> {
    let mut hasher = blake3::Hasher::new();
    let mut buffer = buffer_for(disk, &from.file).map_err(Trouble::at("read", from.path))?;
    let mut len = 0;
    loop {
        let read = disk.read(&mut from.file, &mut buffer).map_err(Trouble::at("read", from.path))?;
        if read == 0 {
            return Ok((finish(&hasher), len));
        }
        hasher.update(&buffer[..read]);
        disk.write(&mut to.file, &buffer[..read]).map_err(Trouble::at("write", to.path))?;
        len += read as u64;
    }
}

fn buffer_for(disk: &Disk, file: &File) -> io::Result<Vec<u8>> {
    let len = disk.metadata_of(file)?.len();
    Ok(vec![0; (len + 1).min(PIECE) as usize])
}

/// The same half of the hash as [`Fingerprint::of_bytes`] takes.
fn finish(hasher: &blake3::Hasher) -> Fingerprint {
    let mut half = [0; 16];
    half.copy_from_slice(&hasher.finalize().as_bytes()[..16]);
    Fingerprint(u128::from_be_bytes(half))
}
