//! Words in lines of a width. No font is known when the handbook is built, so widths are estimated, on the wide side.

/// The size of letters in a drawing.
const SIZE: u32 = 15;

/// Breaks a text into lines of at most `width`, and at most so many of them; what is left out is an ellipsis.
pub(super) fn wrap(text: &str, width: u32, most: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut line = String::new();
    for word in text.split_whitespace() {
        let mut space = if line.is_empty() { "" } else { " " };
        for piece in pieces(word, width) {
            if !line.is_empty() && wide(&line) + wide(space) + wide(&piece) > width {
                lines.push(std::mem::take(&mut line));
                space = "";
            }
            line.push_str(space);
            line.push_str(&piece);
            space = "";
        }
    }
    lines.extend((!line.is_empty()).then_some(line));
    if lines.len() > most {
        lines.truncate(most);
        lines.last_mut().into_iter().for_each(|last| shorten(last, width));
    }
    lines
}

/// Makes room for an ellipsis.
fn shorten(line: &mut String, width: u32) {
    while wide(line) + wide("…") > width || line.ends_with([' ', ',', '.', ';', ':', '-']) {
        if line.pop().is_none() {
            break;
        }
    }
    line.push('…');
}

/// The estimated width of a text.
fn wide(text: &str) -> u32 {
    text.chars().map(|letter| thousandths(letter) * SIZE).sum::<u32>().div_ceil(1000)
}

fn thousandths(letter: char) -> u32 {
    match letter {
        _ if is_mark(letter) => 0,
        'i' | 'j' | 'l' | '.' | ',' | ':' | ';' | '\'' | '|' | '!' | ' ' | '’' => 330,
        'f' | 'r' | 't' | 'I' | '(' | ')' | '[' | ']' | '-' | '/' | '"' => 440,
        'm' | 'w' | 'M' | 'W' | '@' | '%' | '…' | '—' => 1000,
        'A'..='Z' => 730,
        _ if is_wide(letter) => 1020,
        _ => 630,
    }
}

/// Does a letter stand on the one before it?
fn is_mark(letter: char) -> bool {
    matches!(letter,
        '\u{300}'..='\u{36f}' | '\u{591}'..='\u{5c7}' | '\u{64b}'..='\u{65f}' | '\u{e31}' | '\u{e34}'..='\u{e3a}'
        | '\u{e47}'..='\u{e4e}' | '\u{93c}' | '\u{941}'..='\u{948}' | '\u{94d}' | '\u{200b}'..='\u{200f}'
        | '\u{fe00}'..='\u{fe0f}' | '\u{ad}')
}

/// Letters that fill a square. Lines may break between any two of them.
fn is_wide(letter: char) -> bool {
    matches!(letter,
        '\u{1100}'..='\u{115f}' | '\u{2e80}'..='\u{a4cf}' | '\u{ac00}'..='\u{d7a3}' | '\u{f900}'..='\u{faff}'
        | '\u{fe30}'..='\u{fe6f}' | '\u{ff00}'..='\u{ff60}' | '\u{1f300}'..='\u{1faff}' | '\u{20000}'..='\u{3fffd}')
}

/// Punctuation that begins no line.
fn clings(letter: char) -> bool {
    is_mark(letter)
        || matches!(
            letter,
            '、' | '。' | '，' | '．' | '！' | '？' | '：' | '；' | '）' | '」' | '』' | 'ー' | '\u{e33}'
        )
}

/// The pieces of a word between which a line may break: behind hyphens and strokes and between wide letters; anywhere
/// in what is wider than a line, such as long German words and Thai, which has no spaces.
fn pieces(word: &str, width: u32) -> Vec<String> {
    let mut pieces: Vec<String> = Vec::new();
    let mut piece = String::new();
    let mut before = ' ';
    for letter in word.chars() {
        let natural = matches!(before, '-' | '/') || is_wide(before) || is_wide(letter);
        if natural && !piece.is_empty() && !clings(letter) && piece.chars().any(char::is_alphanumeric) {
            pieces.extend(fitting(&piece, width));
            piece.clear();
        }
        piece.push(letter);
        before = letter;
    }
    pieces.extend(fitting(&piece, width));
    pieces
}

/// A piece, cut if it is wider than a line; Latin words get a hyphen.
fn fitting(piece: &str, width: u32) -> Vec<String> {
    if wide(piece) <= width {
        return vec![piece.to_owned()];
    }
    let hyphen = if piece.chars().all(|letter| letter < '\u{250}') { "-" } else { "" };
    let mut cut = Vec::new();
    let mut part = String::new();
    for letter in piece.chars() {
        if wide(&part) + wide(hyphen) + thousandths(letter) * SIZE / 1000 + 1 > width && !clings(letter) {
            part.push_str(hyphen);
            cut.push(std::mem::take(&mut part));
        }
        part.push(letter);
    }
    cut.push(part);
    cut
}
