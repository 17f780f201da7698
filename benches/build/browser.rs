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
    let mut times = [const { Vec::new() }; 4];
    for round in 0..rounds {
        for (times, edit) in times.iter_mut().zip([text, title, rule, template]) {
            times.push(server.save(root, &edit(root, round)?, &mut events)?);
        }
    }
    server.child.kill()?;
    server.child.wait()?;
    let names = ["save to page: text", "save to page: title", "save to page: rule", "save to page: template"];
    Ok(names.into_iter().zip(times).collect())
}

/// A change of one file, and the page on which it shows.
struct Edit {
    file: String,
    text: String,
    url: String,
    mark: String,
}

fn text(root: &Path, round: usize) -> Result<Edit> {
    let (file, page, before) = page(root, round)?;
    let mark = format!("mark{round}of{page} text");
    Ok(Edit { text: format!("{before}\n{mark}\n"), url: url(page), mark, file })
}

fn title(root: &Path, round: usize) -> Result<Edit> {
    let (file, page, before) = page(root, round)?;
    let mark = format!("Page {page} renamed{round}");
    let text = before.replace(&format!("title: Page {page}\n"), &format!("title: {mark}\n"));
    Ok(Edit { text, url: url(page), mark, file })
}

fn rule(root: &Path, round: usize) -> Result<Edit> {
    let before = std::fs::read_to_string(root.join(corpus::GUIDE))?;
    let title = before.lines().find(|line| line.starts_with("title: ")).ok_or("no title")?.to_string();
    let mark = format!("{} {round}", corpus::ASK);
    let text = before.replace(&title, &format!("title: {mark}"));
    Ok(Edit { file: corpus::GUIDE.into(), text, url: "/guides/parking/index.html".into(), mark })
}

fn template(_: &Path, round: usize) -> Result<Edit> {
    let mark = format!("template{round}words");
    Ok(Edit { file: corpus::TEMPLATE.into(), text: corpus::template(&mark), url: url(round), mark })
}

fn page(root: &Path, round: usize) -> Result<(String, usize, String)> {
    let page = round * 7 + 3;
    let file = format!("content/{}", corpus::path(page));
    let before = std::fs::read_to_string(root.join(&file))?;
    Ok((file, page, before))
}

fn url(page: usize) -> String {
    format!("/{}", corpus::path(page).replace(".md", ".html"))
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
        stream.set_read_timeout(Some(Duration::from_secs(120)))?;
        write!(stream, "GET /__caveat/events HTTP/1.1\r\nHost: {}\r\nAccept: text/event-stream\r\n\r\n", self.host)?;
        Ok(BufReader::new(stream))
    }

    /// Saves a file, and waits until its page shows it.
    fn save(&self, root: &Path, edit: &Edit, events: &mut BufReader<TcpStream>) -> Result<Duration> {
        std::thread::sleep(Duration::from_millis(30));
        let start = Instant::now();
        std::fs::write(root.join(&edit.file), &edit.text)?;
        loop {
            let mut line = String::new();
            if events.read_line(&mut line)? == 0 {
                return Err("the event stream ended".into());
            }
            if line.starts_with("event: show") && self.get(&edit.url)?.contains(&edit.mark) {
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
