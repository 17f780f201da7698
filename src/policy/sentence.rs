//! Where a sentence ends.

/// The first sentence of a text, with what ends it.
pub fn first_sentence(text: &str) -> &str {
    let ends = |(at, c): &(usize, char)| {
        let after = &text[at + c.len_utf8()..];
        match c {
            '.' | '!' | '?' | '…' => after.is_empty() || after.starts_with(char::is_whitespace),
            '。' | '！' | '？' | '؟' | '।' => true,
            _ => false,
        }
    };
    text.char_indices().find(ends).map_or(text, |(at, c)| &text[..at + c.len_utf8()])
}
