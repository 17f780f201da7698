//! The preview server from outside: sockets that behave badly, and browsers that listen.

use caveat::artifact::{Artifact, Body, SitePath};
use caveat::world::serve::{Listen, Server, Showing, start};

use std::collections::BTreeMap;
use std::fs;
use std::io::{Read, Write};
use std::net::{Shutdown, TcpStream};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// One second.
pub(crate) const SECOND: Duration = Duration::from_secs(1);

fn showing(files: &[(&str, &str)], findings: &str) -> Showing {
    let file = |(path, text): &(&str, &str)| {
        let path = SitePath::new(*path).expect("a path of a site");
        let body = match text.strip_prefix("file:") {
            Some(from) => Body::File { path: from.into() },
            None => Body::Bytes(text.as_bytes().into()),
        };
        (path.clone(), Artifact { path, body })
    };
    let files: BTreeMap<_, _> = files.iter().map(file).collect();
    Showing {
        files: Arc::new(files),
        findings: findings.into(),
        not_found: SitePath::new("404.html"),
        below: "hand/book/".into(),
    }
}

const SITE: [(&str, &str); 8] = [
    ("index.html", "<!doctype html><body><h1>Home</h1></body>"),
    ("dir/index.html", "<p>folder"),
    ("404.html", "<body>nothing here</body>"),
    ("a b/é.txt", "named"),
    ("style.css", "p {}"),
    ("pic.bin", "file:content/pic.bin"),
    ("out.txt", "file:../secret.txt"),
    ("link.txt", "file:content/link.txt"),
];

/// A preview of a small site.
pub(crate) struct Preview {
    server: Server,
    /// Where it listens.
    pub(crate) host: String,
    _folder: tempfile::TempDir,
}

impl Preview {
    /// Starts it.
    pub(crate) fn start() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let root = folder.path().join("project");
        fs::create_dir_all(root.join("content")).expect("a folder");
        fs::write(folder.path().join("secret.txt"), "SECRET").expect("written");
        fs::write(root.join("content/pic.bin"), big()).expect("written");
        #[cfg(unix)]
        std::os::unix::fs::symlink("../../secret.txt", root.join("content/link.txt")).expect("a link");
        let listen = Listen { host: "127.0.0.1".into(), port: 0, root };
        let server = start(&listen, showing(&SITE, "[]")).expect("a server");
        let host = server.url().trim_start_matches("http://").trim_end_matches('/').to_string();
        Self { server, host, _folder: folder }
    }

    /// A connection.
    pub(crate) fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(&self.host).expect("connected");
        stream.set_read_timeout(Some(5 * SECOND)).expect("set");
        stream
    }

    /// Sends bytes as they are, and reads until the server closes.
    fn raw(&self, request: &[u8]) -> String {
        let mut stream = self.connect();
        // The server may have closed already.
        let _ = stream.write_all(request);
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer);
        String::from_utf8_lossy(&answer).into_owned()
    }

    fn ask(&self, line: &str, headers: &str) -> String {
        self.raw(format!("{line} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n{headers}\r\n", self.host).as_bytes())
    }

    /// The answer to a request for a path.
    pub(crate) fn get(&self, path: &str) -> String {
        self.ask(&format!("GET {path}"), "")
    }

    /// Shows another first page.
    pub(crate) fn show_another(&self) {
        let mut files = SITE;
        files[0].1 = "<body>new</body>";
        self.server.show(showing(&files, "[]"));
    }

    /// A browser that listens for changes.
    pub(crate) fn listen(&self) -> TcpStream {
        let mut stream = self.connect();
        let request = format!("GET /__caveat/events HTTP/1.1\r\nHost: {}\r\n\r\n", self.host);
        stream.write_all(request.as_bytes()).expect("sent");
        hear(&mut stream, "event: hello");
        stream
    }
}

fn big() -> Vec<u8> {
    (0..1_500_000_u32).map(|number| (number % 251) as u8).collect()
}

fn hear(stream: &mut TcpStream, word: &str) -> String {
    let (mut heard, mut chunk) = (String::new(), [0; 4096]);
    while !heard.contains(word) {
        let count = stream.read(&mut chunk).expect("something is heard in time");
        assert!(count > 0, "closed before `{word}`: {heard}");
        heard.push_str(&String::from_utf8_lossy(&chunk[..count]));
    }
    heard
}

/// The status of an answer.
pub(crate) fn status(answer: &str) -> &str {
    answer.split(' ').nth(1).unwrap_or("none")
}

fn body(answer: &str) -> &str {
    answer.split_once("\r\n\r\n").map_or("", |(_, body)| body)
}

/// Each is refused and the connection closed: the second request behind it is never answered.
#[test]
fn doubtful_framings_are_refused_and_nothing_hides_behind_them() {
    let preview = Preview::start();
    let hidden = format!("GET /style.css HTTP/1.1\r\nHost: {}\r\n\r\n", preview.host);
    let doubts = [
        "Content-Length: 6\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        "Transfer-Encoding: chunked\r\nContent-Length: 6\r\n\r\n0\r\n\r\n",
        "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        "Transfer-Encoding: xchunked\r\n\r\n",
        "Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n",
        "X: y\r\n Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        "Content-Length: 0\r\nContent-Length: 5\r\n\r\n",
        "Content-Length: 0\r\nContent-Length: 0\r\n\r\n",
        "Content-Length: 0, 0\r\n\r\n",
        "Content-Length: +0\r\n\r\n",
        "Content-Length: -1\r\n\r\n",
        "Content-Length:\r\n\r\n",
        "Content-Length : 0\r\n\r\n",
        "Content-Length: 5\r\n\r\nabcde",
        "Content-Length: 1000000000000\r\n\r\n",
        "Content-Length: 99999999999999999999999\r\n\r\n",
        "X: a\rb\r\n\r\n",
        "X: a\0b\r\n\r\n",
        "X: y\n\r\n",
        "no colon\r\n\r\n",
        ": no name\r\n\r\n",
        "Host: again\r\n\r\n",
    ];
    for doubt in doubts {
        let answer = preview.raw(format!("GET / HTTP/1.1\r\nHost: {}\r\n{doubt}{hidden}", preview.host).as_bytes());
        assert_eq!(status(&answer), "400", "{doubt:?}: {answer}");
        assert_eq!(answer.matches("HTTP/1.1 ").count(), 1, "{doubt:?}: {answer}");
    }
    println!("H3: 0 requests hidden behind {} doubtful framings", doubts.len());
}

#[test]
fn malformed_and_endless_heads_are_refused() {
    let preview = Preview::start();
    let host = format!("Host: {}\r\n", preview.host);
    let heads = [
        ("GET /\r\n".to_string(), "400"),
        (format!("GET  / HTTP/1.1\r\n{host}\r\n"), "400"),
        (format!("GET / HTTP/2.0\r\n{host}\r\n"), "400"),
        (format!("GET /#x HTTP/1.1\r\n{host}\r\n"), "400"),
        (format!("GET x HTTP/1.1\r\n{host}\r\n"), "400"),
        (format!("GET http://other/ HTTP/1.1\r\n{host}Connection: close\r\n\r\n"), "400"),
        (format!("GET / HTTP/1.1\n{host}\n"), "400"),
        ("GET / HTTP/1.1\r\n\r\n".to_string(), "400"),
        ("GET / HTTP/1.0\r\n\r\n".to_string(), "400"),
        ("\x16\x03\x01\x02\n".to_string(), "400"),
        (format!("GET / HTTP/1.1\r\n{host}{}\r\n", "a: b\r\n".repeat(64)), "431"),
        (format!("GET / HTTP/1.1\r\n{host}X: {}\r\n\r\n", "a".repeat(20_000)), "431"),
        (format!("GET / HTTP/1.1\r\n{host}{}", "a: b\r\n".repeat(1_000_000)), "431"),
    ];
    for (head, expected) in &heads {
        let answer = preview.raw(head.as_bytes());
        let start: String = head.chars().take(60).collect();
        assert_eq!(status(&answer), *expected, "{start:?}: {answer}");
    }
    println!("H3: {0} of {0} malformed heads are refused", heads.len());
}

#[test]
fn only_paths_of_the_site_are_answered() {
    let preview = Preview::start();
    for path in [
        "/../secret.txt",
        "/%2e%2e/secret.txt",
        "/..%2fsecret.txt",
        "/%2e%2e%2fsecret.txt",
        "/dir/../index.html",
        "//index.html",
        "//other.example/..",
        "/./index.html",
        "/dir//index.html",
        "/dir/.",
        "/..",
        "/%00",
        "/a%0d%0aX:y",
        "/%5c..%5csecret.txt",
        "/C:/secret.txt",
        "/index.html::$DATA",
        "/%c3%28",
        "/%",
        "/%2",
        "/%zz",
        "/%c0%ae%c0%ae/secret.txt",
    ] {
        assert_eq!(status(&preview.get(path)), "400", "{path}");
    }
    for path in
        ["/out.txt", "/link.txt", "/content/pic.bin", "/%252e%252e/x", "/dir/index", "/STYLE.CSS", "/__caveat/x"]
    {
        let answer = preview.get(path);
        assert_eq!(status(&answer), "404", "{path}");
        assert!(!answer.contains("SECRET"), "{path}");
    }
    assert_eq!(body(&preview.get("/a%20b/%C3%A9.txt?../..")), "named");
}

#[test]
fn foreign_names_and_pages_are_refused() {
    let preview = Preview::start();
    let (_, port) = preview.host.split_once(':').expect("a port");
    let under = |host: &str| {
        let answer = preview.raw(format!("GET / HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n").as_bytes());
        status(&answer).to_string()
    };
    for host in ["127.0.0.1", "localhost", "LOCALHOST", "[::1]"] {
        assert_eq!(under(&format!("{host}:{port}")), "200", "{host}");
    }
    for host in ["evil.example", "127.0.0.1.nip.example", "localhost.", "0.0.0.0", "x[::1]", "[::1]x"] {
        assert_eq!(under(&format!("{host}:{port}")), "421", "{host}");
    }
    assert_eq!(under("localhost"), "421");
    for header in ["Origin: http://evil.example", "Origin: null", "Origin: http://localhost:1"] {
        let answer = preview.ask("GET /__caveat/events", &format!("{header}\r\n"));
        assert_eq!(status(&answer), "403", "{header}");
        assert!(!answer.to_lowercase().contains("access-control"));
    }
    for site in ["cross-site", "same-site"] {
        assert_eq!(
            status(&preview.ask("GET /__caveat/events", &format!("Sec-Fetch-Site: {site}\r\n"))),
            "403",
            "{site}"
        );
    }
    println!("H2: foreign names, origins and pages are refused, and nothing is shared with other origins");
}

#[test]
fn answers_carry_what_a_browser_needs() {
    let preview = Preview::start();
    let home = preview.get("/");
    let (head, page) = home.split_once("\r\n\r\n").expect("a head");
    for line in [
        "content-type: text/html; charset=utf-8",
        "cache-control: no-store",
        "x-content-type-options: nosniff",
        "referrer-policy: no-referrer",
        "cross-origin-resource-policy: same-origin",
    ] {
        assert!(head.contains(line), "{line}: {head}");
    }
    assert!(page.starts_with("<!doctype html><body><h1>Home</h1><script src=\"/__caveat/reload.js\" defer"));
    assert!(page.ends_with("</script></body>"));
    assert!(body(&preview.get("/dir/")).starts_with("<p>folder<script src="));
    let asked = preview.ask("HEAD /", "");
    assert_eq!((status(&asked), body(&asked)), ("200", ""));
    assert!(asked.contains(&format!("content-length: {}", page.len())));
    let moved = preview.get("/dir?x=//y");
    assert_eq!(status(&moved), "308");
    assert!(moved.contains("location: /dir/\r\n"));
    let missing = preview.get("/nowhere");
    assert_eq!(status(&missing), "404");
    assert!(missing.contains("nothing here"));
    for method in ["POST", "PUT", "DELETE", "OPTIONS", "TRACE"] {
        let answer = preview.ask(&format!("{method} /"), "");
        assert!(status(&answer) == "405" && answer.contains("allow: GET, HEAD"), "{method}: {answer}");
    }
    println!("H8: HEAD is answered, five other methods are not");
}

#[test]
fn one_range_is_sent_and_several_are_not() {
    let preview = Preview::start();
    let range = |range: &str| {
        let request = format!(
            "GET /pic.bin HTTP/1.1\r\nHost: {}\r\nConnection: close\r\nRange: bytes={range}\r\n\r\n",
            preview.host
        );
        let mut stream = preview.connect();
        stream.write_all(request.as_bytes()).expect("sent");
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).expect("read");
        let at = answer.windows(4).position(|four| four == b"\r\n\r\n").expect("a head") + 4;
        let head = String::from_utf8_lossy(&answer[..at]).into_owned();
        (status(&head).to_string(), answer.split_off(at))
    };
    let whole = big();
    assert_eq!(range("10-19"), ("206".into(), whole[10..20].to_vec()));
    assert_eq!(range("100-1400000"), ("206".into(), whole[100..1_400_001].to_vec()));
    assert_eq!(range("-5"), ("206".into(), whole[whole.len() - 5..].to_vec()));
    assert_eq!(range("1500000-").0, "416");
    assert_eq!(range("0-0,2-2"), ("200".into(), whole));
    println!("H8: one range is sent, several are not, and none beyond the end");
}

#[test]
fn every_browser_hears_of_a_new_site_and_sees_it_whole() {
    let preview = Preview::start();
    let mut listeners: Vec<TcpStream> = (0..100).map(|_| preview.listen()).collect();
    let mut files = SITE;
    files[0].1 = "<body>new</body>";
    let began = Instant::now();
    preview.server.show(showing(&files, "[{\"code\":\"dead-link\"}]"));
    for listener in &mut listeners {
        let heard = hear(listener, "\n\n");
        assert!(heard.contains("event: show") && heard.contains("\"version\":2"), "{heard}");
        assert!(heard.contains("\"changed\":[\"index.html\"]"), "{heard}");
    }
    assert!(began.elapsed() < SECOND, "{:?}", began.elapsed());
    assert!(preview.get("/").contains("new"));
    assert_eq!(body(&preview.get("/__caveat/findings.json")), "[{\"code\":\"dead-link\"}]");
}

#[test]
fn the_server_ends_at_once_with_all_that_is_open() {
    let preview = Preview::start();
    let mut listeners: Vec<TcpStream> = (0..20).map(|_| preview.listen()).collect();
    let mut slow: Vec<TcpStream> = (0..20).map(|_| preview.connect()).collect();
    for stream in &mut slow {
        stream.write_all(b"GET / HTTP/1.1\r\nHo").expect("sent");
    }
    let Preview { server, host, .. } = preview;
    let began = Instant::now();
    server.stop();
    assert!(began.elapsed() < SECOND, "{:?}", began.elapsed());
    for stream in listeners.iter_mut().chain(&mut slow) {
        // A reset is an end, too.
        assert_eq!(stream.read_to_end(&mut Vec::new()).unwrap_or_default(), 0);
    }
    assert!(TcpStream::connect(&host).is_err());
    println!("H7: gone in less than a second with 40 open connections");
}

#[test]
fn a_port_that_is_taken_is_named_with_the_way_out() {
    let preview = Preview::start();
    let (_, port) = preview.host.split_once(':').expect("a port");
    let port = port.parse().expect("a number");
    let listen = Listen { host: "127.0.0.1".into(), port, root: PathBuf::from(".") };
    let trouble = start(&listen, showing(&SITE, "[]")).expect_err("taken").to_string();
    assert!(trouble.contains(&preview.host) && trouble.contains("--port"), "{trouble}");
    println!("H7: a port that is taken is named");
}

/// More connections than there is room for, none of which asks anything: who asks is answered at once.
#[test]
fn idle_connections_make_room_for_those_that_ask() {
    let preview = Preview::start();
    let idle: Vec<TcpStream> = (0..400).map(|_| preview.connect()).collect();
    let began = Instant::now();
    for _ in 0..50 {
        assert_eq!(status(&preview.get("/style.css")), "200");
    }
    assert!(began.elapsed() < 2 * SECOND, "{:?}", began.elapsed());
    drop(idle);
    let mut half = preview.connect();
    let request = format!("GET /pic.bin HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n", preview.host);
    half.write_all(request.as_bytes()).expect("sent");
    half.shutdown(Shutdown::Write).expect("half closed");
    let mut answer = Vec::new();
    half.read_to_end(&mut answer).expect("read");
    assert!(answer.ends_with(&big()), "a client that closes its half is still answered");
}
