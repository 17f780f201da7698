//! Addresses: where a source is published, and how one page names another.

use crate::artifact::SitePath;

pub use crate::path::folder;
pub use crate::path::join;

/// Where a page is published: `a/b.md` at `a/b.html`, `README.md` and `index.md` at `index.html`.
pub fn of_page(path: &str) -> Option<SitePath> {
    let stem = without_ending(path)?;
    let (folder, name) = stem.rsplit_once('/').map_or(("", stem), |(folder, name)| (folder, name));
    let name = if is_index(name) { "index" } else { name };
    let slash = if folder.is_empty() { "" } else { "/" };
    SitePath::new(format!("{folder}{slash}{name}.html"))
}

/// The path of a page without `.md` or `.markdown`; `None` for a file that is no page.
pub fn without_ending(path: &str) -> Option<&str> {
    let (stem, ending) = path.rsplit_once('.')?;
    ["md", "markdown"].iter().any(|known| ending.eq_ignore_ascii_case(known)).then_some(stem)
}

/// Is this the name (without `.md`) of the page that stands for its folder?
pub fn is_index(name: &str) -> bool {
    name == "index" || name.eq_ignore_ascii_case("readme")
}

/// How a page at `from` names the file at `to`, ready for an address: relative, percent-encoded, never empty.
pub fn relative(from: &str, to: &str) -> String {
    let alike = from.bytes().zip(to.bytes()).take_while(|(a, b)| a == b).count();
    let shared = from.as_bytes()[..alike].iter().rposition(|&byte| byte == b'/').map_or(0, |slash| slash + 1);
    let mut made = String::with_capacity(to.len() + 16);
    from[shared..].matches('/').for_each(|_| made.push_str("../"));
    for (index, part) in to[shared..].split('/').enumerate() {
        if index > 0 {
            made.push('/');
        }
        encode(part, &mut made);
    }
    made
}

/// The way from a page to the root of the site: `""` or `"../"` as often as it takes.
pub fn to_root(from: &str) -> String {
    "../".repeat(from.matches('/').count())
}

/// Puts a part of a path into an address: everything but unreserved characters percent-encoded. A colon is encoded too,
/// so that no part can pass for a scheme.
pub fn encode(part: &str, into: &mut String) {
    let mut rest = part;
    while let Some(at) = rest.bytes().position(|byte| !is_unreserved(byte)) {
        let sign = rest[at..].chars().next().map_or(1, char::len_utf8);
        into.push_str(&rest[..at]);
        for byte in rest[at..at + sign].bytes() {
            into.push('%');
            for digit in [byte >> 4, byte & 15] {
                into.push(char::from_digit(u32::from(digit), 16).unwrap_or('0').to_ascii_uppercase());
            }
        }
        rest = &rest[at + sign..];
    }
    into.push_str(rest);
}

fn is_unreserved(byte: u8) -> bool {
    byte.is_ascii_alphanumeric()
        || matches!(byte, b'-' | b'.' | b'_' | b'~' | b'!' | b'(' | b')' | b'+' | b',' | b'=' | b'@')
}

/// A fragment in an address: what browsers accept stands as it is, the rest percent-encoded.
pub fn encode_fragment(fragment: &str) -> String {
    let mut made = String::with_capacity(fragment.len());
    for c in fragment.chars() {
        match c {
            'a'..='z'
            | 'A'..='Z'
            | '0'..='9'
            | '-'
            | '_'
            | '.'
            | '~'
            | '!'
            | '('
            | ')'
            | '*'
            | ','
            | ':'
            | '='
            | '+'
            | '&'
            | '/'
            | '@' => made.push(c),
            _ => encode(c.encode_utf8(&mut [0; 4]), &mut made),
        }
    }
    made
}

/// How an author writes, on the page whose source is at `from`, a link to the source at `to`: relative, and encoded only
/// where a letter would have another meaning.
pub fn written(from: &str, to: &str) -> String {
    let (mut from_rest, mut to_rest) = (folder(from), to);
    while let Some((step, rest)) = to_rest.split_once('/') {
        let (first, others) = from_rest.split_once('/').unwrap_or((from_rest, ""));
        if first != step {
            break;
        }
        (from_rest, to_rest) = (others, rest);
    }
    let up = if from_rest.is_empty() { 0 } else { from_rest.matches('/').count() + 1 };
    let mut made = "../".repeat(up);
    for c in to_rest.chars() {
        match c {
            '(' => made.push_str("%28"),
            ')' => made.push_str("%29"),
            '#' | '?' | '%' | ' ' | '<' | '>' | ':' | '\\' | '"' => encode(c.encode_utf8(&mut [0; 4]), &mut made),
            _ => made.push(c),
        }
    }
    made
}
