//! The program as somebody works with it: a preview that runs while files are saved.

use super::Book;
use crate::serve::SECOND;

use std::io::BufRead;
use std::io::BufReader;
use std::io::Read;
use std::io::Write;
use std::net::TcpStream;
use std::process::Child;
use std::process::Command;
use std::process::Stdio;
use std::sync::Arc;
use std::sync::Mutex;
use std::time::Duration;
use std::time::Instant;

/// The program as a preview; ended when it goes out of scope.
pub(super) struct Serving {
    child: Child,
    /// Where it answers.
    pub(super) host: String,
    /// What it has said so far.
    said: Arc<Mutex<String>>,
}

impl Drop for Serving {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Serving {
    /// Starts it behind a line of shell.
    pub(super) fn start(book: &Book, line: &str) -> Self {
        Self::run(&mut book.limited(line, &["serve", "--port", "0"]))
    }

    /// Starts a command that ends up as the preview.
    pub(super) fn run(command: &mut Command) -> Self {
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the program");
        let (send, host) = std::sync::mpsc::channel();
        let said = Arc::new(Mutex::new(String::new()));
        let pipes: [Box<dyn Read + Send>; 2] =
            [Box::new(child.stdout.take().expect("a pipe")), Box::new(child.stderr.take().expect("a pipe"))];
        for pipe in pipes {
            let (send, said) = (send.clone(), Arc::clone(&said));
            std::thread::spawn(move || {
                for line in BufReader::new(pipe).lines().map_while(Result::ok) {
                    *said.lock().expect("words") += &format!("{line}\n");
                    if let Some((_, rest)) = line.split_once("http://") {
                        let _ = send.send(rest.split(['/', ' ']).next().unwrap_or_default().to_owned());
                    }
                }
            });
        }
        let host = host.recv_timeout(60 * SECOND).expect("it says where it is");
        Self { child, host, said }
    }

    /// What it has said so far.
    pub(super) fn said(&self) -> String {
        self.said.lock().expect("words").clone()
    }

    /// Sends it a signal.
    pub(super) fn signal(&self, signal: rustix::process::Signal) {
        let id = rustix::process::Pid::from_child(&self.child);
        rustix::process::kill_process(id, signal).expect("a signal");
    }

    /// The answer to a request for a path.
    pub(super) fn get(&self, path: &str) -> String {
        let Ok(mut stream) = TcpStream::connect(&self.host) else { return String::new() };
        stream.set_read_timeout(Some(5 * SECOND)).expect("set");
        let request = format!("GET {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n", self.host);
        let _ = stream.write_all(request.as_bytes());
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer);
        String::from_utf8_lossy(&answer).into_owned()
    }

    /// Comes to show these words at a path.
    pub(super) fn shows(&self, path: &str, words: &str) -> bool {
        let began = Instant::now();
        while began.elapsed() < 60 * SECOND {
            if self.get(path).contains(words) {
                return true;
            }
            std::thread::sleep(Duration::from_millis(30));
        }
        false
    }
}
