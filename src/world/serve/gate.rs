//! The gate before hyper: hands on whole, sound heads only, closes on readers that stall, and leaves politely.
//!
//! hyper alone answers a second request that hides behind a doubtful length, and takes bare line feeds. Here each head
//! is read on its own first; in the place of a bad one hyper is given a head that it refuses itself, with the right
//! status and in its turn, and then nothing more.

use super::request::{Doubt, HEAD_LINES, Head};
use super::seat::{Doing, Seat};

use std::future::Future;
use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;
use tokio::time::{Sleep, sleep};

/// How long a reader may take for [`STEP`] bytes.
const STALL: Duration = Duration::from_secs(10);

/// Fewer bytes in that time are a stall: one byte now and then does not keep a connection.
const STEP: usize = 16 * 1024;

/// After the last answer the rest of what the client sends is read and dropped for so long: a socket that is closed
/// with unread bytes resets the connection, and the client loses the answer that says why.
const FAREWELL: Duration = Duration::from_secs(1);

/// And no more than so many bytes of it.
const FAREWELL_BYTES: usize = 1024 * 1024;

/// A connection as hyper sees it.
pub(super) struct Gate {
    stream: TcpStream,
    seat: Arc<Seat>,
    /// Read from the client, not yet judged.
    held: Vec<u8>,
    head: Head,
    /// Judged, not yet taken by hyper.
    passed: Vec<u8>,
    taken: usize,
    /// Nothing more is handed on.
    shut: bool,
    /// A whole head has come.
    asked: bool,
    /// When the reader counts as stalled, and the bytes moved since it was set.
    stall: Option<Pin<Box<Sleep>>>,
    moved: usize,
    farewell: Option<Pin<Box<Sleep>>>,
    dropped: usize,
}

impl Gate {
    /// A gate before a new connection.
    pub(super) fn new(stream: TcpStream, seat: Arc<Seat>) -> Self {
        Self {
            stream,
            seat,
            held: Vec::new(),
            head: Head::default(),
            passed: Vec::new(),
            taken: 0,
            shut: false,
            asked: false,
            stall: None,
            moved: 0,
            farewell: None,
            dropped: 0,
        }
    }

    /// Moves the next head from `held` to `passed` if it is whole; `false` if more has to be read.
    fn judge(&mut self) -> bool {
        match self.head.read(&self.held) {
            Ok(None) => return false,
            Ok(Some(length)) => {
                let rest = self.held.split_off(length);
                self.passed = std::mem::replace(&mut self.held, rest);
                self.head = Head::default();
                self.asked = true;
                self.seat.set(Doing::Working);
            }
            Err(doubt) => {
                self.passed = stand_in(doubt);
                self.held = Vec::new();
                self.shut = true;
            }
        }
        self.taken = 0;
        true
    }

    /// Notes how a write went: one that stays unfinished for too long ends the connection.
    fn written(&mut self, cx: &mut Context<'_>, outcome: Poll<io::Result<usize>>) -> Poll<io::Result<usize>> {
        if let Poll::Ready(Ok(bytes)) = &outcome {
            self.moved += bytes;
            if self.moved >= STEP {
                self.stall = None;
                self.seat.set(Doing::Working);
            }
        }
        if outcome.is_pending() {
            self.seat.set(Doing::Stalling);
            let moved = &mut self.moved;
            let stall = self.stall.get_or_insert_with(|| {
                *moved = 0;
                Box::pin(sleep(STALL))
            });
            ready!(stall.as_mut().poll(cx));
            return Poll::Ready(Err(io::ErrorKind::TimedOut.into()));
        }
        outcome
    }
}

/// What hyper is given in the place of a bad head: it answers 400 to the one and 431 to the other, and closes.
fn stand_in(doubt: Doubt) -> Vec<u8> {
    match doubt {
        Doubt::Malformed => b"\0\r\n\r\n".to_vec(),
        Doubt::TooLarge => format!("GET / HTTP/1.1\r\n{}\r\n", "a: b\r\n".repeat(HEAD_LINES + 1)).into_bytes(),
    }
}

impl AsyncRead for Gate {
    fn poll_read(mut self: Pin<&mut Self>, cx: &mut Context<'_>, out: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        let this = &mut *self;
        loop {
            let ready = &this.passed[this.taken..];
            if !ready.is_empty() {
                let count = ready.len().min(out.remaining());
                out.put_slice(&ready[..count]);
                this.taken += count;
                return Poll::Ready(Ok(()));
            }
            if this.shut {
                return Poll::Ready(Ok(()));
            }
            if this.judge() {
                continue;
            }
            let mut chunk = [0; 4096];
            let mut chunk = ReadBuf::new(&mut chunk);
            let read = Pin::new(&mut this.stream).poll_read(cx, &mut chunk);
            if read.is_pending() && !this.asked {
                this.seat.set(Doing::Arriving);
            }
            ready!(read)?;
            this.shut = chunk.filled().is_empty();
            this.held.extend_from_slice(chunk.filled());
        }
    }
}

impl AsyncWrite for Gate {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        let outcome = Pin::new(&mut self.stream).poll_write(cx, bytes);
        self.written(cx, outcome)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        pieces: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let outcome = Pin::new(&mut self.stream).poll_write_vectored(cx, pieces);
        self.written(cx, outcome)
    }

    fn is_write_vectored(&self) -> bool {
        true
    }

    /// hyper flushes when it has nothing left to write, so whoever was stalled has taken everything.
    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.stall = None;
        if self.asked {
            self.seat.set(Doing::Resting);
        }
        Pin::new(&mut self.stream).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        let this = &mut *self;
        if this.farewell.is_none() {
            ready!(Pin::new(&mut this.stream).poll_shutdown(cx))?;
        }
        let farewell = this.farewell.get_or_insert_with(|| Box::pin(sleep(FAREWELL)));
        let mut chunk = [0; 4096];
        while this.dropped < FAREWELL_BYTES && farewell.as_mut().poll(cx).is_pending() {
            let mut chunk = ReadBuf::new(&mut chunk);
            if ready!(Pin::new(&mut this.stream).poll_read(cx, &mut chunk)).is_err() || chunk.filled().is_empty() {
                break;
            }
            this.dropped += chunk.filled().len();
        }
        Poll::Ready(Ok(()))
    }
}
