//! A browser of `serve`: how long it takes from saving a file until the page with the new text has been fetched.

use crate::Result;
use crate::corpus;

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// Each kind of edit with its times.
pub(crate) fn edits(root: &Path, rounds: usize) -> Result<Vec<(&'static str, Vec<Duration>)>> {
    let mut server = Server::start(root)?;
    let mut events = server.events()?;
    let (mut texts, mut titles) = (Vec::new(), Vec::new());
    for round in 0..rounds {
        let page = round * 7 + 3;
        let path = corpus::path(page);
        let file = root.join("content").join(&path);
        let before = std::fs::read_to_string(&file)?;
        let mark = format!("mark{round}of{page}");
        let url = format!("/{}", path.replace(".md", ".html"));
        texts.push(server.save(
            &file,
            &format!("{before}\n{mark} text\n"),
            &mut events,
            &url,
            &format!("{mark} text"),
        )?);
        let renamed = before.replace(&format!("title: Page {page}"), &format!("title: Page {page} {mark}"));
        titles.push(server.save(&file, &renamed, &mut events, &url, &format!("{mark} ·"))?);
    }
    server.child.kill()?;
    server.child.wait()?;
    Ok(vec![("save to page, text", texts), ("save to page, title", titles)])
}

struct Server {
    child: Child,
    host: String,
}

impl Server {
    fn start(root: &Path) -> Result<Self> {
        let mut child = Command::new(env!("CARGO_BIN_EXE_caveat"))
            .args(["serve", "--quiet", "--port", "0", "-C"])
            .arg(root)
            .stdout(Stdio::piped())
            .spawn()?;
        let mut line = String::new();
        BufReader::new(child.stdout.take().ok_or("no output")?).read_line(&mut line)?;
        let host = line.trim().trim_start_matches("http://").trim_end_matches('/').to_string();
        Ok(Self { child, host })
    }

    /// Listens for changes.
    fn events(&self) -> Result<BufReader<TcpStream>> {
        let mut stream = TcpStream::connect(&self.host)?;
        stream.set_nodelay(true)?;
        stream.set_read_timeout(Some(Duration::from_secs(30)))?;
        write!(stream, "GET /__caveat/events HTTP/1.1\r\nHost: {}\r\nAccept: text/event-stream\r\n\r\n", self.host)?;
        Ok(BufReader::new(stream))
    }

    /// Saves a file, and waits until the page at `url` has `mark`.
    fn save(
        &self,
        file: &Path,
        text: &str,
        events: &mut BufReader<TcpStream>,
        url: &str,
        mark: &str,
    ) -> Result<Duration> {
        std::thread::sleep(Duration::from_millis(30));
        let start = Instant::now();
        std::fs::write(file, text)?;
        loop {
            let mut line = String::new();
            if events.read_line(&mut line)? == 0 {
                return Err("the event stream ended".into());
            }
            if line.starts_with("event: show") && self.get(url)?.contains(mark) {
                return Ok(start.elapsed());
            }
        }
    }

    fn get(&self, url: &str) -> Result<String> {
        let mut stream = TcpStream::connect(&self.host)?;
        stream.set_nodelay(true)?;
        write!(stream, "GET {url} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n", self.host)?;
        let mut answer = String::new();
        stream.read_to_string(&mut answer)?;
        Ok(answer)
    }
}
