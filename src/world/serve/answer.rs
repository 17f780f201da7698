//! Which answer a request gets.

use super::content::{Content, Part, Sent, content_type, names_tag, part, whole};
use super::reload::{self, Events};
use super::request::{Names, wanted};
use super::seat::{Doing, Seat};
use super::shown::Shown;

use crate::artifact::Body;
use crate::artifact::SitePath;

use std::net::IpAddr;
use std::path::PathBuf;
use std::sync::Arc;

use http_body_util::BodyExt;
use hyper::body::{Bytes, Incoming};
use hyper::header::{self, HeaderMap, HeaderName, HeaderValue};
use hyper::{Method, Request, Response, StatusCode};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use tokio::sync::Semaphore;
use tokio::sync::watch::Receiver;
use tokio::task::spawn_blocking;

/// What a redirect keeps as it is: the characters of a path that mean nothing in a URL.
const KEPT: &AsciiSet =
    &NON_ALPHANUMERIC.remove(b'/').remove(b'-').remove(b'_').remove(b'.').remove(b'~').remove(b'!').remove(b'$');

const HTML: &str = "text/html; charset=utf-8";
const TEXT: &str = "text/plain; charset=utf-8";

/// What all connections share.
pub(super) struct House {
    /// The names by which it may be asked.
    pub(super) names: Names,
    /// The root of the project.
    pub(super) root: PathBuf,
    /// What is shown.
    pub(super) shown: Receiver<Arc<Shown>>,
    /// The places for event streams.
    pub(super) streams: Arc<Semaphore>,
}

/// Who asks.
pub(super) struct Caller {
    /// The address that was called.
    pub(super) called: IpAddr,
    /// The seat of the connection.
    pub(super) seat: Arc<Seat>,
}

/// The answer to a request whose head is sound.
pub(super) async fn answer(house: &House, caller: &Caller, request: Request<Incoming>) -> Response<Sent> {
    let mut response = match refusal(house, caller, &request) {
        Some(response) => response,
        None => allowed(house, caller, &request).await,
    };
    let headers = response.headers_mut();
    for (name, value) in [
        (header::CACHE_CONTROL, "no-store"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "no-referrer"),
        (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    response
}

/// Refuses a request under a foreign name or from a foreign page, and whatever does not only read.
fn refusal(house: &House, caller: &Caller, request: &Request<Incoming>) -> Option<Response<Sent>> {
    let text = |name: HeaderName| request.headers().get(name).map(|value| value.to_str().unwrap_or("\0"));
    let host = text(header::HOST).unwrap_or_default();
    if request.uri().authority().is_some_and(|authority| authority.as_str() != host) {
        return Some(closing(plain(StatusCode::BAD_REQUEST, "Bad request: two host names\n")));
    }
    if !house.names.know(host, caller.called) {
        return Some(plain(StatusCode::MISDIRECTED_REQUEST, "This is not the server of that host name\n"));
    }
    if text(header::ORIGIN).is_some_and(|origin| !house.names.know_origin(origin, caller.called)) {
        return Some(plain(StatusCode::FORBIDDEN, "Pages of other sites may not read this one\n"));
    }
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        let mut response = plain(StatusCode::METHOD_NOT_ALLOWED, "Only GET and HEAD\n");
        response.headers_mut().insert(header::ALLOW, HeaderValue::from_static("GET, HEAD"));
        return Some(response);
    }
    None
}

async fn allowed(house: &House, caller: &Caller, request: &Request<Incoming>) -> Response<Sent> {
    let Some(path) = wanted(request.uri().path()) else {
        return plain(StatusCode::BAD_REQUEST, "Bad request: that is not a path of a site\n");
    };
    let shown = Arc::clone(&house.shown.borrow());
    match path.strip_prefix("__caveat/") {
        Some(name) => own(house, caller, name, request, &shown),
        None => page(house, path, request, &shown).await,
    }
}

/// The server's own paths, for the script in its pages only.
fn own(house: &House, caller: &Caller, name: &str, request: &Request<Incoming>, shown: &Shown) -> Response<Sent> {
    let site = request.headers().get("sec-fetch-site").map(HeaderValue::as_bytes);
    if matches!(site, Some(b"cross-site" | b"same-site")) {
        return plain(StatusCode::FORBIDDEN, "Only for the pages of this site\n");
    }
    match name {
        "events" => events(house, caller, request),
        "reload.js" => typed(StatusCode::OK, content_type(name), whole(reload::SCRIPT)),
        "findings.json" => typed(StatusCode::OK, content_type(name), whole(shown.site.findings.to_string())),
        _ => plain(StatusCode::NOT_FOUND, "Not found\n"),
    }
}

fn events(house: &House, caller: &Caller, request: &Request<Incoming>) -> Response<Sent> {
    let kind = "text/event-stream; charset=utf-8";
    if request.method() == Method::HEAD {
        return typed(StatusCode::OK, kind, whole(""));
    }
    let Ok(place) = Arc::clone(&house.streams).try_acquire_owned() else {
        return closing(plain(StatusCode::SERVICE_UNAVAILABLE, "Too many browsers listen\n"));
    };
    caller.seat.set(Doing::Listening);
    closing(typed(StatusCode::OK, kind, Events::new(house.shown.clone(), place).boxed_unsync()))
}

/// A file of the site; the page that stands for a missing one where there is none.
async fn page(house: &House, path: String, request: &Request<Incoming>, shown: &Shown) -> Response<Sent> {
    let asked = path;
    let path = within(&asked, shown);
    let index = path.is_empty() || path.ends_with('/');
    let path = if index { path.to_string() + "index.html" } else { path.to_string() };
    if let Some(content) = content(house, shown, &path).await {
        return send(content, StatusCode::OK, content_type(&path), request.headers());
    }
    let below = SitePath::new(format!("{path}/index.html"));
    let is_folder = !index && below.is_some_and(|below| shown.site.files.contains_key(&below));
    if is_folder || shown.site.below.strip_suffix('/') == Some(&*asked) {
        return to_folder(&asked);
    }
    let missing = match &shown.site.not_found {
        Some(path) => content(house, shown, path.as_str()).await,
        None => None,
    };
    match missing {
        Some(content) => send(content, StatusCode::NOT_FOUND, HTML, request.headers()),
        None => plain(StatusCode::NOT_FOUND, "Not found\n"),
    }
}

/// The path from the root of the site: one below the folder where it is published means the same as one without it.
fn within<'p>(path: &'p str, shown: &Shown) -> &'p str {
    let stands = |path: &str| SitePath::new(path).is_some_and(|path| shown.site.files.contains_key(&path));
    match path.strip_prefix(&*shown.site.below) {
        Some(rest) if !stands(path) && !stands(&format!("{path}index.html")) => rest,
        _ => path,
    }
}

/// Only what the site lists is ever looked up on the disk.
async fn content(house: &House, shown: &Shown, path: &str) -> Option<Content> {
    let artifact = shown.site.files.get(&SitePath::new(path)?)?;
    match &artifact.body {
        Body::Bytes(bytes) if content_type(path) == HTML => {
            Some(Content::Bytes(reload::with_script(bytes, path, shown).into()))
        }
        Body::Bytes(bytes) => Some(Content::Bytes(Bytes::from_owner(Arc::clone(bytes)))),
        Body::File { path } => {
            let (root, path) = (house.root.clone(), Arc::clone(path));
            spawn_blocking(move || Content::open(&root, &path)).await.ok()?
        }
    }
}

/// The redirect is made from the path as it was understood, so it cannot lead to another host.
fn to_folder(path: &str) -> Response<Sent> {
    let mut response = plain(StatusCode::PERMANENT_REDIRECT, "This is a folder: its name ends in a /\n");
    let place = format!("/{}/", utf8_percent_encode(path, KEPT));
    if let Ok(place) = HeaderValue::from_str(&place) {
        response.headers_mut().insert(header::LOCATION, place);
    }
    response
}

/// Sends what is asked for of a content: all, a part, or the word that it has not changed.
fn send(content: Content, status: StatusCode, kind: &'static str, asked: &HeaderMap) -> Response<Sent> {
    let text = |name: HeaderName| asked.get(name).and_then(|value| value.to_str().ok());
    let (len, tag) = (content.len(), content.tag());
    let unchanged = text(header::IF_NONE_MATCH).is_some_and(|names| names_tag(names, &tag));
    let range = text(header::RANGE).filter(|_| text(header::IF_RANGE).is_none_or(|wanted| wanted == tag));
    let mut response = match part(range, len) {
        _ if status != StatusCode::OK => typed(status, kind, content.send(0..len)),
        _ if unchanged => bare(StatusCode::NOT_MODIFIED),
        Part::Whole => typed(status, kind, content.send(0..len)),
        Part::Some(range) => {
            let about = format!("bytes {}-{}/{len}", range.start, range.end - 1);
            ranged(typed(StatusCode::PARTIAL_CONTENT, kind, content.send(range)), &about)
        }
        Part::Beyond => ranged(plain(StatusCode::RANGE_NOT_SATISFIABLE, "No such part\n"), &format!("bytes */{len}")),
    };
    let headers = response.headers_mut();
    headers.insert(header::ACCEPT_RANGES, HeaderValue::from_static("bytes"));
    if let Ok(tag) = HeaderValue::from_str(&tag) {
        headers.insert(header::ETAG, tag);
    }
    response
}

fn ranged(mut response: Response<Sent>, about: &str) -> Response<Sent> {
    if let Ok(about) = HeaderValue::from_str(about) {
        response.headers_mut().insert(header::CONTENT_RANGE, about);
    }
    response
}

fn plain(status: StatusCode, text: &'static str) -> Response<Sent> {
    typed(status, TEXT, whole(text))
}

fn typed(status: StatusCode, kind: &'static str, body: Sent) -> Response<Sent> {
    let mut response = Response::new(body);
    *response.status_mut() = status;
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    response
}

fn bare(status: StatusCode) -> Response<Sent> {
    let mut response = Response::new(whole(""));
    *response.status_mut() = status;
    response
}

fn closing(mut response: Response<Sent>) -> Response<Sent> {
    response.headers_mut().insert(header::CONNECTION, HeaderValue::from_static("close"));
    response
}
