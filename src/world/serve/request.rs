//! Reading a request strictly: what leaves any doubt about where it ends or whom it asks is refused.

use std::net::IpAddr;

use percent_encoding::percent_decode_str;

/// The most bytes a request's head may have.
pub(super) const HEAD_BYTES: usize = 16 * 1024;

/// The most header lines a request may have.
pub(super) const HEAD_LINES: usize = 64;

/// Why a head is not handed on.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Doubt {
    /// It is not well formed, or says that a body follows.
    Malformed,
    /// It has too many bytes or lines.
    TooLarge,
}

/// A head as it comes in, line by line, so that a bad line is refused before the rest arrives.
#[derive(Default, Debug)]
pub struct Head {
    line_start: usize,
    lines: usize,
    hosts: usize,
    lengths: usize,
}

impl Head {
    /// Reads on in `bytes`, which begin where the head begins: the length of the whole head once it has arrived.
    pub fn read(&mut self, bytes: &[u8]) -> Result<Option<usize>, Doubt> {
        while let Some(length) = bytes[self.line_start..].iter().position(|byte| *byte == b'\n') {
            let line = &bytes[self.line_start..self.line_start + length];
            let line = line.strip_suffix(b"\r").ok_or(Doubt::Malformed)?;
            self.line_start += length + 1;
            if self.line_start > HEAD_BYTES {
                return Err(Doubt::TooLarge);
            }
            if line.is_empty() && self.lines > 0 {
                return self.end();
            }
            self.line(line)?;
        }
        if bytes.len() >= HEAD_BYTES { Err(Doubt::TooLarge) } else { Ok(None) }
    }

    fn end(&self) -> Result<Option<usize>, Doubt> {
        if self.hosts == 1 { Ok(Some(self.line_start)) } else { Err(Doubt::Malformed) }
    }

    fn line(&mut self, line: &[u8]) -> Result<(), Doubt> {
        self.lines += 1;
        if self.lines == 1 {
            return if is_request_line(line) { Ok(()) } else { Err(Doubt::Malformed) };
        }
        if self.lines > HEAD_LINES + 1 {
            return Err(Doubt::TooLarge);
        }
        self.header(line).ok_or(Doubt::Malformed)
    }

    /// Neither a body nor two words on its length: `None` for both, and for a line that is not `name: value`.
    fn header(&mut self, line: &[u8]) -> Option<()> {
        let colon = line.iter().position(|byte| *byte == b':')?;
        let (name, value) = (&line[..colon], line[colon + 1..].trim_ascii());
        let clean = |byte: &u8| *byte == b'\t' || (*byte >= b' ' && *byte != 0x7f);
        if !is_token(name) || !value.iter().all(clean) || name.eq_ignore_ascii_case(b"transfer-encoding") {
            return None;
        }
        if name.eq_ignore_ascii_case(b"content-length") {
            self.lengths += 1;
            return (self.lengths == 1 && value == b"0").then_some(());
        }
        if name.eq_ignore_ascii_case(b"host") {
            self.hosts += 1;
        }
        Some(())
    }
}

/// `METHOD target HTTP/1.x` with one space each; a `#` has no place in a target.
fn is_request_line(line: &[u8]) -> bool {
    let parts: Vec<&[u8]> = line.split(|byte| *byte == b' ').collect();
    let [method, target, version] = parts[..] else { return false };
    let visible = |byte: &u8| (0x21..0x7f).contains(byte) && *byte != b'#';
    is_token(method)
        && method.len() <= 20
        && !target.is_empty()
        && target.iter().all(visible)
        && (version == b"HTTP/1.1" || version == b"HTTP/1.0")
}

fn is_token(name: &[u8]) -> bool {
    !name.is_empty() && name.iter().all(|byte| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(byte))
}

/// The names under which this server may be asked. A foreign name that leads here is how a web site reads a preview.
#[derive(Debug)]
pub(super) struct Names {
    hosts: Vec<String>,
    port: u16,
}

impl Names {
    /// The names of a server on `host`; `machine` is the machine's own name, for a server that is open to the network.
    pub(super) fn new(host: &str, port: u16, machine: Option<&str>) -> Self {
        let mut hosts: Vec<String> = ["127.0.0.1", "localhost", "[::1]"].map(String::from).to_vec();
        hosts.push(bracketed(host).to_ascii_lowercase());
        if let Some(machine) = machine {
            hosts.push(machine.to_ascii_lowercase());
            hosts.push(format!("{}.local", machine.to_ascii_lowercase()));
        }
        Self { hosts, port }
    }

    /// Whether `host` (of a `Host` header) is ours; the address that was called counts too.
    pub(super) fn know(&self, host: &str, called: IpAddr) -> bool {
        let after_bracket = host.rfind(']').unwrap_or(0);
        let (name, port) = match host[after_bracket..].rfind(':') {
            Some(colon) => (&host[..after_bracket + colon], digits(&host[after_bracket + colon + 1..])),
            None => (host, Some(80)),
        };
        let name = name.to_ascii_lowercase();
        let address = bracketed(&called.to_canonical().to_string());
        port == Some(self.port) && (self.hosts.contains(&name) || name == address)
    }

    /// Whether an `Origin` header names this server.
    pub(super) fn know_origin(&self, origin: &str, called: IpAddr) -> bool {
        origin.strip_prefix("http://").is_some_and(|host| self.know(host, called))
    }
}

fn digits(text: &str) -> Option<u16> {
    text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse().ok())?
}

/// An address of IPv6 in brackets, as it stands in URLs; other names as they are.
pub(super) fn bracketed(host: &str) -> String {
    if host.contains(':') && !host.starts_with('[') { format!("[{host}]") } else { host.to_string() }
}

/// The path that a target asks for, decoded exactly once and without its first `/`; `None` for one that could mean
/// anything but a file below the site.
pub fn wanted(path: &str) -> Option<String> {
    let lower = path.to_ascii_lowercase();
    if lower.contains("%2f") || lower.contains("%5c") || !percents_are_whole(path) {
        return None;
    }
    let decoded = percent_decode_str(path).decode_utf8().ok()?;
    let rest = decoded.strip_prefix('/')?;
    if rest.contains('\\') || rest.contains(char::is_control) {
        return None;
    }
    let folders = rest.strip_suffix('/').unwrap_or(rest);
    let safe = rest.is_empty() || folders.split('/').all(is_safe_name);
    safe.then(|| rest.to_string())
}

fn is_safe_name(name: &str) -> bool {
    let drive = matches!(name.as_bytes(), [letter, b':', ..] if letter.is_ascii_alphabetic());
    !matches!(name, "" | "." | "..") && !drive && !name.contains("::")
}

fn percents_are_whole(path: &str) -> bool {
    let pair = |rest: &[u8]| matches!(rest, [a, b, ..] if a.is_ascii_hexdigit() && b.is_ascii_hexdigit());
    path.match_indices('%').all(|(at, _)| pair(&path.as_bytes()[at + 1..]))
}
