//! Files whose bytes are not what they seem: row P2. A page of them is built, or named with the line at which it goes wrong.

use super::Book;
use super::is_orderly;
use super::told;

/// A name, the bytes of a page, and what comes of it: words that the page then shows, or the line that is named.
type Bytes = (&'static str, Vec<u8>, Result<&'static str, usize>);

fn utf16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(bytes).collect()
}

fn all() -> Vec<Bytes> {
    let text = "# Page\n\nThese words.\n";
    let with = |bytes: &[u8]| [b"# Page\n\nThese words.\n\nAnd ".as_slice(), bytes, b" more.\n"].concat();
    let fine = Ok("These words.");
    vec![
        ("a mark of UTF-8 at the start", format!("\u{feff}{text}").into_bytes(), fine),
        ("two marks", format!("\u{feff}\u{feff}{text}").into_bytes(), fine),
        ("a mark in the middle", with("\u{feff}".as_bytes()), fine),
        ("only a mark", "\u{feff}".into(), Ok("</html>")),
        ("nothing", Vec::new(), Ok("</html>")),
        ("only ends of lines", b"\n\r\n\r\n\n".to_vec(), Ok("</html>")),
        ("no end of line", b"# Page\n\nThese words.".to_vec(), fine),
        ("ends of lines of Windows", text.replace('\n', "\r\n").into_bytes(), fine),
        ("ends of lines of old machines", text.replace('\n', "\r").into_bytes(), fine),
        ("ends of lines of all kinds", b"# Page\r\n\rThese words.\n\r\nMore.\r".to_vec(), fine),
        ("front matter with ends of Windows", b"---\r\ntitle: Page\r\n---\r\n\r\nThese words.\r\n".to_vec(), fine),
        ("front matter behind a mark", "\u{feff}---\ntitle: Page\n---\n\nThese words.\n".into(), fine),
        ("NUL", with(b"\0"), fine),
        ("a bell and an escape", with(b"\x07\x1b[31m"), fine),
        ("a form feed and a vertical tab", with(b"\x0c\x0b"), fine),
        ("a last sign that is none", with("\u{ffff}".as_bytes()), fine),
        ("ends of lines of Unicode", with("\u{2028}\u{2029}\u{85}".as_bytes()), fine),
        ("a mark that turns the direction", with("\u{202e}".as_bytes()), fine),
        ("Latin-1", with(b"caf\xe9"), Err(5)),
        ("Windows-1252", with(b"\x93quoted\x94"), Err(5)),
        ("the first half of a letter", with(b"\xc3"), Err(5)),
        ("the second half of a letter", with(b"\xa9"), Err(5)),
        ("a letter longer than it need be", with(b"\xc0\xaf"), Err(5)),
        ("half of a pair", with(b"\xed\xa0\x80"), Err(5)),
        ("beyond the last sign", with(b"\xf4\x90\x80\x80"), Err(5)),
        ("cut in the last letter", b"# Page\n\nThese words: \xe6\x97".to_vec(), Err(3)),
        ("UTF-16", [b"\xff\xfe".to_vec(), utf16(text, u16::to_le_bytes)].concat(), Err(1)),
        ("UTF-16, the other way", [b"\xfe\xff".to_vec(), utf16(text, u16::to_be_bytes)].concat(), Err(1)),
        (
            "UTF-32",
            [b"\xff\xfe\0\0".to_vec(), text.chars().flat_map(|c| u32::from(c).to_le_bytes()).collect()].concat(),
            Err(1),
        ),
        ("a picture", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec(), Err(1)),
    ]
}

#[test]
fn pages_of_any_bytes_are_built_or_named_with_their_line() {
    let (all, mut wrong) = (all(), Vec::new());
    for (name, bytes, wanted) in &all {
        let book = Book::new(0);
        book.put("content/strange.md", bytes);
        let output = book.build();
        let is_right = match wanted {
            Ok(words) => {
                let page = book.site().remove("strange.html").unwrap_or_default();
                output.status.success() && String::from_utf8_lossy(&page).contains(words)
            }
            Err(line) => !output.status.success() && told(&output).contains(&format!("content/strange.md:{line}:")),
        };
        if !is_right || !is_orderly(&output) {
            wrong.push(format!("{name}: {}", told(&output)));
        }
    }
    println!(
        "P2: {} of {} pages of strange bytes are built or named with their line",
        all.len() - wrong.len(),
        all.len()
    );
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
