//! What an answer carries: its type, its tag, the part of it that is asked for, and where its bytes come from.

use crate::memo::Fingerprint;

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::ops::Range;
use std::path::Path;
use std::pin::Pin;
use std::task::{Context, Poll};

use http_body_util::combinators::UnsyncBoxBody;
use http_body_util::{BodyExt, Full};
use hyper::body::{Body, Bytes, Frame, SizeHint};
use tokio::task::{JoinHandle, spawn_blocking};

/// The body of every answer.
pub(super) type Sent = UnsyncBoxBody<Bytes, io::Error>;

/// A file of the disk is read in pieces of this size.
const PIECE: u64 = 256 * 1024;

/// Something that can be sent, whole or in part.
pub(super) enum Content {
    /// From memory.
    Bytes(Bytes),
    /// From the disk.
    File {
        /// Open for reading.
        file: File,
        /// In bytes.
        len: u64,
        /// Changes when the file does.
        tag: String,
    },
}

impl Content {
    /// Opens a file of the project; `None` for what is not a plain file beneath `root`.
    pub(super) fn open(root: &Path, path: &str) -> Option<Self> {
        let root = root.canonicalize().ok()?;
        let path = root.join(path).canonicalize().ok()?;
        // Asked before it is opened, since opening a pipe waits for whoever writes into it.
        if !path.starts_with(&root) || !path.metadata().ok()?.is_file() {
            return None;
        }
        let file = File::open(path).ok()?;
        let about = file.metadata().ok()?;
        let tag = Fingerprint::of(&(about.len(), about.modified().ok()?)).hex();
        Some(Self::File { file, len: about.len(), tag })
    }

    /// How many bytes it has.
    pub(super) fn len(&self) -> u64 {
        match self {
            Self::Bytes(bytes) => bytes.len() as u64,
            Self::File { len, .. } => *len,
        }
    }

    /// The entity tag, with its quotes.
    pub(super) fn tag(&self) -> String {
        match self {
            Self::Bytes(bytes) => format!("\"{}\"", Fingerprint::of_bytes(bytes).hex()),
            Self::File { tag, .. } => format!("\"{tag}\""),
        }
    }

    /// The bytes of `part`, which lies within the content.
    pub(super) fn send(self, part: Range<u64>) -> Sent {
        match self {
            Self::Bytes(bytes) => whole(bytes.slice(part.start as usize..part.end as usize)),
            Self::File { file, .. } => Pieces { at: part.start, end: part.end, next: Next::Idle(file) }.boxed_unsync(),
        }
    }
}

/// A body that is in memory.
pub(super) fn whole(bytes: impl Into<Bytes>) -> Sent {
    Full::new(bytes.into()).map_err(|never| match never {}).boxed_unsync()
}

/// A file sent piece by piece, each read only when the one before has gone.
struct Pieces {
    at: u64,
    end: u64,
    next: Next,
}

enum Next {
    Idle(File),
    Reading(JoinHandle<io::Result<(File, Bytes)>>),
    Over,
}

impl Body for Pieces {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<io::Result<Frame<Bytes>>>> {
        if self.at >= self.end {
            return Poll::Ready(None);
        }
        let (at, size) = (self.at, PIECE.min(self.end - self.at));
        let mut reading = match std::mem::replace(&mut self.next, Next::Over) {
            Next::Idle(file) => spawn_blocking(move || piece(file, at, size)),
            Next::Reading(reading) => reading,
            Next::Over => return Poll::Ready(None),
        };
        let Poll::Ready(read) = Pin::new(&mut reading).poll(cx) else {
            self.next = Next::Reading(reading);
            return Poll::Pending;
        };
        let (file, bytes) = read.map_err(io::Error::other)??;
        self.at += bytes.len() as u64;
        self.next = Next::Idle(file);
        Poll::Ready(Some(Ok(Frame::data(bytes))))
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.end - self.at)
    }

    fn is_end_stream(&self) -> bool {
        self.at >= self.end
    }
}

fn piece(mut file: File, at: u64, size: u64) -> io::Result<(File, Bytes)> {
    let mut bytes = vec![0; size as usize];
    file.seek(SeekFrom::Start(at))?;
    file.read_exact(&mut bytes)?;
    Ok((file, bytes.into()))
}

/// What part a `Range` header asks for.
#[derive(PartialEq, Eq, Debug)]
pub(super) enum Part {
    /// All: no header, one that is not understood, or several ranges.
    Whole,
    /// One range.
    Some(Range<u64>),
    /// One that begins behind the end.
    Beyond,
}

/// Reads a `Range` header for a content of `len` bytes.
pub(super) fn part(header: Option<&str>, len: u64) -> Part {
    let spans = header.and_then(|header| header.strip_prefix("bytes="));
    let Some((first, last)) = spans.and_then(|spans| spans.trim().split_once('-')) else { return Part::Whole };
    let number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse::<u64>().ok())?;
    let range = match (first, number(first), number(last)) {
        ("", _, Some(count)) => len.saturating_sub(count)..len,
        (_, Some(first), _) if last.is_empty() => first..len,
        (_, Some(first), Some(last)) if first <= last => first..last.saturating_add(1).min(len),
        _ => return Part::Whole,
    };
    if range.is_empty() || range.start >= len { Part::Beyond } else { Part::Some(range) }
}

/// Whether an `If-None-Match` header names the tag.
pub(super) fn names_tag(header: &str, tag: &str) -> bool {
    header.split(',').map(str::trim).any(|name| name == "*" || name.strip_prefix("W/").unwrap_or(name) == tag)
}

/// The content type of a path, by the end of its name.
pub(super) fn content_type(path: &str) -> &'static str {
    let name = path.rsplit('/').next().unwrap_or(path);
    let end = name.rsplit_once('.').map(|(_, end)| end.to_ascii_lowercase()).unwrap_or_default();
    TYPES.iter().find(|(ends, _)| ends.split(' ').any(|known| known == end)).map_or(UNKNOWN, |(_, kind)| kind)
}

const UNKNOWN: &str = "application/octet-stream";

const TYPES: [(&str, &str); 39] = [
    ("html htm", "text/html; charset=utf-8"),
    ("css", "text/css; charset=utf-8"),
    ("js mjs", "text/javascript; charset=utf-8"),
    ("json map", "application/json"),
    ("webmanifest", "application/manifest+json"),
    ("xml", "application/xml"),
    ("atom", "application/atom+xml"),
    ("rss", "application/rss+xml"),
    ("txt", "text/plain; charset=utf-8"),
    ("md", "text/markdown; charset=utf-8"),
    ("csv", "text/csv; charset=utf-8"),
    ("ics", "text/calendar; charset=utf-8"),
    ("vtt", "text/vtt; charset=utf-8"),
    ("yaml yml", "application/yaml"),
    ("toml", "application/toml"),
    ("svg", "image/svg+xml"),
    ("png", "image/png"),
    ("jpg jpeg", "image/jpeg"),
    ("webp", "image/webp"),
    ("avif", "image/avif"),
    ("gif", "image/gif"),
    ("ico", "image/x-icon"),
    ("bmp", "image/bmp"),
    ("woff2", "font/woff2"),
    ("woff", "font/woff"),
    ("ttf", "font/ttf"),
    ("otf", "font/otf"),
    ("pdf", "application/pdf"),
    ("epub", "application/epub+zip"),
    ("zip", "application/zip"),
    ("gz", "application/gzip"),
    ("wasm", "application/wasm"),
    ("mp4 m4v", "video/mp4"),
    ("webm", "video/webm"),
    ("mp3", "audio/mpeg"),
    ("ogg opus", "audio/ogg"),
    ("wav", "audio/wav"),
    ("doc", "application/msword"),
    ("odt", "application/vnd.oasis.opendocument.text"),
];
