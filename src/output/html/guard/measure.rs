//! When a value is so small, so far or so faint that a text with it cannot be read.

use crate::output::html::guard::values::Word;

/// Text below so many pixels is not read.
const SMALLEST: f32 = 8.0;
/// So many pixels lead out of every screen.
const FARTHEST: f32 = 1000.0;

/// The first number is a share below the least.
pub(super) fn share(words: &[Word], least: f32) -> bool {
    match words.first() {
        Some(Word::Number(number, unit)) => part(*number, unit).abs() < least,
        // What `calc()` comes to is not worked out here, and nobody needs it for this.
        Some(Word::Call(..)) => true,
        _ => false,
    }
}

fn part(number: f32, unit: &str) -> f32 {
    if unit == "%" { number / 100.0 } else { number }
}

/// The size of a text.
pub(super) fn tiny_text(words: &[Word]) -> bool {
    small(words, &|number, unit| match unit {
        "em" | "rem" | "ex" | "ch" | "lh" | "rlh" | "cap" | "ic" => number < 0.6,
        "%" => number < 60.0,
        _ => pixels(number, unit) < SMALLEST,
    })
}

/// The words of a `font` from its size on.
pub(super) fn size_of_font(words: &[Word]) -> &[Word] {
    let is_size = |word: &Word| match word {
        Word::Number(number, unit) => !unit.is_empty() || *number == 0.0,
        Word::Call(..) => true,
        _ => false,
    };
    let start = words.iter().position(is_size);
    start.map_or(&[], |start| &words[start..=start])
}

/// The height or width of a box.
pub(super) fn short(words: &[Word], least: f32) -> bool {
    small(words, &|number, unit| match unit {
        "%" => number < 5.0,
        _ => pixels(number, unit) < least,
    })
}

/// Is the value small, whichever way `min()`, `max()` and their kin come out?
fn small(words: &[Word], is_small: &dyn Fn(f32, &str) -> bool) -> bool {
    match words.first() {
        Some(Word::Number(number, unit)) => is_small(*number, unit),
        Some(Word::Call(name, inner)) => {
            let mut numbers = numbers(inner).into_iter();
            match name.as_str() {
                "min" => numbers.any(|(number, unit)| is_small(number, unit)),
                "fit-content" | "anchor-size" => false,
                _ => numbers.len() > 0 && numbers.all(|(number, unit)| is_small(number, unit)),
            }
        }
        _ => false,
    }
}

/// A grid of which nothing has any size.
pub(super) fn all_nothing(words: &[Word]) -> bool {
    !words.is_empty() && words.iter().all(|word| matches!(word, Word::Number(number, _) if *number == 0.0))
}

/// So far away that no screen shows it.
pub(super) fn far(words: &[Word]) -> bool {
    numbers(words).into_iter().any(|(number, unit)| match unit {
        unit if unit == "%" || unit.contains('v') => number.abs() >= 100.0 && is_plain(words),
        _ => pixels(number, unit).abs() >= FARTHEST,
    })
}

/// In `calc(100% - 1rem)` a hundred percent is no distance.
fn is_plain(words: &[Word]) -> bool {
    !words.iter().any(|word| matches!(word, Word::Call(..)))
}

/// A path that leaves little or nothing, or one that is not known here.
pub(super) fn cuts_away(words: &[Word]) -> bool {
    words.iter().any(|word| match word {
        Word::Url => true,
        Word::Call(name, inner) => {
            let numbers = numbers(inner);
            match name.as_str() {
                "inset" => numbers.iter().any(|(number, unit)| *unit == "%" && *number >= 30.0) || far(inner),
                "polygon" | "rect" | "xywh" => {
                    numbers.windows(2).all(|pair| pair[0] == pair[1])
                        || numbers.iter().all(|(number, _)| *number == 0.0)
                }
                _ => true,
            }
        }
        _ => false,
    })
}

/// A filter that leaves nothing to read.
pub(super) fn filters_away(words: &[Word]) -> bool {
    words.iter().any(|word| match word {
        Word::Url => true,
        Word::Call(name, inner) => match name.as_str() {
            "opacity" | "contrast" | "brightness" => share(inner, 0.5),
            "blur" => numbers(inner).iter().any(|(number, unit)| pixels(*number, unit) >= 1.0),
            _ => false,
        },
        _ => false,
    })
}

/// A transform that shrinks to nothing, turns the edge to the reader or leads away.
pub(super) fn moves_away(words: &[Word]) -> bool {
    words.iter().any(|word| {
        let Word::Call(name, inner) = word else { return false };
        let numbers = numbers(inner);
        match name.as_str() {
            name if name.starts_with("scale") => numbers.iter().any(|(number, unit)| part(*number, unit).abs() < 0.5),
            "matrix" => numbers.iter().step_by(3).take(2).any(|(number, _)| number.abs() < 0.5),
            "rotatex" | "rotatey" => numbers.iter().any(|(number, unit)| is_edge(*number, unit)),
            "matrix3d" | "rotate3d" => true,
            name if name.starts_with("translate") => far(inner),
            _ => false,
        }
    })
}

/// `rotate: x 90deg`
pub(super) fn turns_away(words: &[Word]) -> bool {
    let is_flat = words.iter().all(|word| !matches!(word, Word::Name(axis) if axis == "x" || axis == "y"));
    !is_flat && numbers(words).iter().any(|(number, unit)| is_edge(*number, unit))
}

/// Is a text seen from its edge, or from behind?
fn is_edge(number: f32, unit: &str) -> bool {
    let degrees = match unit {
        "turn" => number * 360.0,
        "rad" => number.to_degrees(),
        "grad" => number * 0.9,
        _ => number,
    };
    degrees.rem_euclid(360.0) > 60.0 && degrees.rem_euclid(360.0) < 300.0
}

/// Letters that stand on each other.
pub(super) fn squeezed(words: &[Word]) -> bool {
    numbers(words).into_iter().any(|(number, unit)| pixels(number, unit) <= -4.0)
}

/// A colour through which more is seen of the ground than of itself.
pub(super) fn see_through(words: &[Word]) -> bool {
    words.iter().any(|word| match word {
        Word::Name(name) => name == "transparent",
        Word::Hash(digits) => match digits.len() {
            4 => digits.ends_with(|c: char| matches!(c, '0'..='7')),
            8 => matches!(digits.as_bytes()[6], b'0'..=b'7'),
            _ => false,
        },
        Word::Call(name, inner) if name == "light-dark" => see_through(inner),
        Word::Call(name, inner) if name == "color-mix" => is_thinned(inner),
        Word::Call(_, inner) => alpha(inner).is_some_and(|alpha| alpha < 0.5),
        _ => false,
    })
}

/// The fourth number of `rgba()`, or what stands behind a `/`.
fn alpha(words: &[Word]) -> Option<f32> {
    let slash = words.iter().position(|word| *word == Word::Sign('/'));
    let commas = words.iter().enumerate().filter(|(_, word)| **word == Word::Sign(','));
    let third = commas.map(|(at, _)| at).nth(2);
    match words.get(slash.or(third)? + 1)? {
        Word::Number(number, unit) => Some(part(*number, unit)),
        Word::Name(name) if name == "none" => Some(0.0),
        _ => None,
    }
}

/// `color-mix(in srgb, transparent 80%, red)`: more than half of nothing.
fn is_thinned(words: &[Word]) -> bool {
    let colours: Vec<&[Word]> = words.split(|word| *word == Word::Sign(',')).skip(1).collect();
    let percent = |colour: &[Word]| numbers(colour).iter().find(|(_, unit)| *unit == "%").map(|(number, _)| *number);
    let [first, second] = colours.as_slice() else { return false };
    let share = percent(first).or_else(|| percent(second).map(|other| 100.0 - other)).unwrap_or(50.0);
    let is_nothing = |colour: &[Word]| colour.contains(&Word::Name("transparent".into()));
    (is_nothing(first) && share > 50.0) || (is_nothing(second) && share < 50.0)
}

/// All numbers, those within brackets too.
fn numbers(words: &[Word]) -> Vec<(f32, &str)> {
    let each = words.iter().flat_map(|word| match word {
        Word::Number(number, unit) => vec![(*number, unit.as_str())],
        Word::Call(_, inner) => numbers(inner),
        _ => Vec::new(),
    });
    each.collect()
}

/// About how many pixels a length has, on a small screen.
fn pixels(number: f32, unit: &str) -> f32 {
    number
        * match unit {
            "em" | "rem" | "lh" | "rlh" | "ic" => 16.0,
            "ex" | "ch" | "cap" => 8.0,
            "cm" => 37.8,
            "mm" => 3.78,
            "q" => 0.945,
            "in" => 96.0,
            "pt" => 1.333,
            "pc" => 16.0,
            unit if unit.contains('v') || unit.starts_with("cq") => 6.0,
            _ => 1.0,
        }
}
