//! Live reload: the script in the pages that this server answers, and the stream on which it hears of a new site.

use super::shown::Shown;

use std::future::Future;
use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use hyper::body::{Body, Bytes, Frame};
use tokio::sync::OwnedSemaphorePermit;
use tokio::sync::watch::Receiver;
use tokio::time::timeout;

/// The script, as it is sent.
pub(super) const SCRIPT: &str = include_str!("reload.js");

/// A line that says nothing, so that a browser that has gone is noticed.
const HEARTBEAT: Duration = Duration::from_secs(5);

/// The page with the script in it, which learns from its attributes which site the page belongs to.
pub(super) fn with_script(page: &[u8], path: &str, shown: &Shown) -> Vec<u8> {
    let path = path.replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;");
    let tag = format!(
        "<script src=\"/__caveat/reload.js\" defer data-run=\"{}\" data-version=\"{}\" data-page=\"{path}\"></script>",
        shown.run, shown.version
    );
    let end = b"</body>";
    let at = page.windows(end.len()).rposition(|bytes| bytes.eq_ignore_ascii_case(end)).unwrap_or(page.len());
    [&page[..at], tag.as_bytes(), &page[at..]].concat()
}

/// An event stream: says at once what is shown, and again with each new site.
pub(super) struct Events {
    first: Option<Bytes>,
    wait: Pin<Box<dyn Future<Output = Option<Heard>> + Send>>,
    /// Held while the stream is open, so that their number is bounded.
    _place: OwnedSemaphorePermit,
}

impl Events {
    /// A stream for a browser that has just called.
    pub(super) fn new(mut shown: Receiver<Arc<Shown>>, place: OwnedSemaphorePermit) -> Self {
        let first = Some(event("hello", &shown.borrow_and_update(), false));
        Self { first, wait: Box::pin(next(shown)), _place: place }
    }
}

impl Body for Events {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<io::Result<Frame<Bytes>>>> {
        if let Some(first) = self.first.take() {
            return Poll::Ready(Some(Ok(Frame::data(first))));
        }
        let Some((bytes, shown)) = ready!(self.wait.as_mut().poll(cx)) else { return Poll::Ready(None) };
        self.wait = Box::pin(next(shown));
        Poll::Ready(Some(Ok(Frame::data(bytes))))
    }
}

/// What is to be said, and where to listen on.
type Heard = (Bytes, Receiver<Arc<Shown>>);

/// What a stream says next; `None` when the server is gone.
async fn next(mut shown: Receiver<Arc<Shown>>) -> Option<Heard> {
    let bytes = match timeout(HEARTBEAT, shown.changed()).await {
        Err(_) => Bytes::from_static(b": still here\n\n"),
        Ok(changed) => {
            changed.ok()?;
            let now = Arc::clone(&shown.borrow_and_update());
            event("show", &now, true)
        }
    };
    Some((bytes, shown))
}

fn event(name: &str, shown: &Shown, with_changes: bool) -> Bytes {
    let changed = shown.changed.as_ref().filter(|_| with_changes);
    let changed: Option<Vec<&str>> = changed.map(|paths| paths.iter().map(|path| &**path).collect());
    let data = serde_json::json!({ "run": &*shown.run, "version": shown.version, "changed": changed });
    format!("event: {name}\nid: {}\ndata: {data}\n\n", shown.version).into()
}
