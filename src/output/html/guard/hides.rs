//! What a block of declarations takes from a reader's sight.

use crate::output::html::guard::measure;
use crate::output::html::guard::values;
use crate::output::html::guard::values::Declaration;
use crate::output::html::guard::values::Known;
use crate::output::html::guard::values::Word;

/// Properties, and the values of them that hide.
type Row = (&'static [&'static str], fn(&[Word]) -> bool);

/// What hides by itself.
const ROWS: &[Row] = &[
    (&["display"], |words| names(words, &["none"])),
    (&["visibility"], |words| names(words, &["hidden", "collapse"])),
    (&["content-visibility"], |words| names(words, &["hidden"])),
    (&["interactivity"], |words| names(words, &["inert"])),
    (&["speak", "speak-as"], |words| names(words, &["none", "never"])),
    (&["opacity"], |words| measure::share(words, 0.5)),
    (&["zoom", "scale"], |words| measure::share(words, 0.5)),
    (&["font-size"], measure::tiny_text),
    (&["font"], |words| measure::tiny_text(measure::size_of_font(words))),
    (&["height", "max-height", "block-size", "max-block-size"], |words| measure::short(words, 20.0)),
    (&["width", "max-width", "inline-size", "max-inline-size"], |words| measure::short(words, 20.0)),
    (&["grid-template-rows", "grid-template-columns"], measure::all_nothing),
    (&["line-clamp", "-webkit-line-clamp"], |words| matches!(words, [Word::Number(..), ..])),
    (&["clip"], |words| calls(words, &["rect"])),
    (&["clip-path", "-webkit-clip-path"], measure::cuts_away),
    (&["mask", "mask-image", "-webkit-mask", "-webkit-mask-image", "mask-border", "-webkit-mask-box-image"], masks),
    (&["filter", "-webkit-filter"], measure::filters_away),
    (&["transform", "-webkit-transform"], measure::moves_away),
    (&["translate"], measure::far),
    (&["rotate"], measure::turns_away),
    (&["text-indent"], measure::far),
    (&["letter-spacing", "word-spacing"], measure::squeezed),
    (&["left", "right", "top", "bottom"], measure::far),
    (&["inset", "inset-block", "inset-inline"], measure::far),
    (&["inset-block-start", "inset-block-end", "inset-inline-start", "inset-inline-end"], measure::far),
    (&["color", "-webkit-text-fill-color"], measure::see_through),
    (&["-webkit-text-security"], |words| !names(words, &["none"])),
    (&["text-decoration", "text-decoration-line", "-webkit-text-decoration"], |words| names(words, &["line-through"])),
    (&["content"], |words| words.iter().any(replaces)),
    (&["z-index"], |words| matches!(words, [Word::Number(number, _)] if *number < 0.0)),
];

/// The sides that push a text away, unless as much is filled up on the inside.
const MARGINS: &[&str] = &[
    "margin",
    "margin-left",
    "margin-right",
    "margin-top",
    "margin-bottom",
    "margin-block",
    "margin-inline",
    "margin-block-start",
    "margin-block-end",
    "margin-inline-start",
    "margin-inline-end",
];

/// Properties that count only together with others, or by what other rules say.
const ALSO: &[&str] = &["animation", "animation-name", "-webkit-animation", "-webkit-animation-name"];

/// Could a block of declarations hide something, whatever `var()` in it stands for?
pub(super) fn may_hide(block: &[Declaration], known: &Known) -> bool {
    let is_open = |(name, value): &Declaration| {
        is_looked_at(name) && (value.to_ascii_lowercase().contains("var(") || ALSO.contains(&name.as_str()))
    };
    block.iter().any(is_open) || hiding(block, known).is_some()
}

fn is_looked_at(name: &str) -> bool {
    ROWS.iter().any(|(names, _)| names.contains(&name)) || MARGINS.contains(&name) || ALSO.contains(&name)
}

/// The declaration that hides, as it is written.
pub(super) fn hiding(block: &[Declaration], known: &Known) -> Option<String> {
    let by_itself = block.iter().find(|(name, value)| {
        is_looked_at(name) && known.expand(value).iter().any(|value| hides(name, &values::words(value), block, known))
    });
    let found = by_itself.or_else(|| together(block));
    found.map(|(name, value)| format!("{name}: {}", value.split_whitespace().collect::<Vec<_>>().join(" ")))
}

fn hides(name: &str, words: &[Word], block: &[Declaration], known: &Known) -> bool {
    if ALSO.contains(&name) {
        return words.iter().any(|word| matches!(word, Word::Name(name) if known.vanishing.contains(name)));
    }
    if MARGINS.contains(&name) {
        let is_filled =
            |(name, value): &Declaration| name.starts_with("padding") && measure::far(&values::words(value));
        return measure::far(words) && !block.iter().any(is_filled);
    }
    ROWS.iter().any(|(names, test)| names.contains(&name) && test(words))
}

/// What hides only by two declarations.
fn together(block: &[Declaration]) -> Option<&Declaration> {
    let find = |names: &[&str], test: &dyn Fn(&[Word]) -> bool| {
        block.iter().find(|(name, value)| names.contains(&name.as_str()) && test(&values::words(value)))
    };
    let cuts = find(&["overflow", "overflow-x", "overflow-y", "overflow-block", "overflow-inline"], &|words| {
        names(words, &["hidden", "clip"])
    });
    let short = |words: &[Word]| measure::short(words, 100.0);
    let in_one_line = |words: &[Word]| names(words, &["nowrap"]);
    let cut = cuts.and_then(|_| {
        find(&["height", "max-height", "block-size", "max-block-size"], &short)
            .or_else(|| find(&["white-space", "text-wrap", "text-wrap-mode"], &in_one_line))
            .or_else(|| find(&["line-height"], &|words| measure::short(words, 5.0)))
    });
    cut.or_else(|| {
        let (_, ground) = block.iter().find(|(name, _)| matches!(&**name, "background" | "background-color"))?;
        block.iter().find(|(name, value)| name == "color" && values::words(value) == values::words(ground))
    })
}

fn names(words: &[Word], wanted: &[&str]) -> bool {
    words.iter().any(|word| matches!(word, Word::Name(name) if wanted.contains(&name.as_str())))
}

fn calls(words: &[Word], wanted: &[&str]) -> bool {
    words.iter().any(|word| matches!(word, Word::Call(name, _) if wanted.contains(&name.as_str())))
}

fn masks(words: &[Word]) -> bool {
    words.iter().any(|word| matches!(word, Word::Url | Word::Call(..)))
}

/// A picture stands instead of the content of an element.
fn replaces(word: &Word) -> bool {
    match word {
        Word::Url => true,
        Word::Call(name, _) => name.ends_with("gradient") || name.contains("image") || name == "element",
        _ => false,
    }
}
