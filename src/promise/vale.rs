//! The lexicon as a style of Vale, so that an editor underlines while somebody types. Only the words go over: clauses,
//! conditions, callouts and permissions are beyond what Vale can say.

use crate::promise::inflect;
use crate::promise::judgement::Kind;
use crate::promise::words::Words;

use std::fmt::Write as _;

/// The files of the style, each with its text.
pub(super) fn style(all: &[Words]) -> Vec<(String, String)> {
    let own = all.first().map_or("en", |words| &words.language);
    let mut files = vec![(".vale.ini".to_string(), format!("{INI}BasedOnStyles = Caveat-{own}\n"))];
    for words in all {
        let name = format!("Caveat-{}", words.language);
        let mut put = |file: &str, text: String| files.push((format!("styles/{name}/{file}.yml"), text));
        put("Sayings", rule(Kind::Promise, "error", &words.sure));
        put("Promises", rule(Kind::Promise, "error", &promises(words)));
        put("States", rule(Kind::Status, "error", &states(words)));
        put("Custom", rule(Kind::NearPromise, "suggestion", &words.calm));
    }
    files
}

const INI: &str = "# Words that promise, from the lexicon of this handbook. Vale sees words only: it knows neither clauses nor\n\
                   # conditions nor callouts. What counts is `caveat check`.\nStylesPath = styles\n\
                   MinAlertLevel = suggestion\n\n[*.md]\n";

fn rule(kind: Kind, level: &str, tokens: &[String]) -> String {
    let mut text = format!(
        "extends: existence\nmessage: \"'%s' {}: {}.\"\nlevel: {level}\nignorecase: true\ntokens:\n",
        kind.reason(),
        kind.instead().replace('"', "'")
    );
    for token in tokens.iter().filter(|token| !token.is_empty()) {
        // Writing into a string cannot fail.
        let _ = writeln!(text, "  - '{}'", token.replace('\'', "''"));
    }
    text
}

/// Who, a word of the future, and a verb.
fn promises(words: &Words) -> Vec<String> {
    let verbs = words.fund.iter().chain(&words.give);
    let base = |verb: &String| inflect::base(verb).trim_end_matches('*').to_string();
    let verbs = either(verbs.map(base));
    let mut tokens: Vec<String> = words.we_pay.iter().chain(&words.we_give).map(|verb| plain(verb)).collect();
    if !words.we.is_empty() && !words.will.is_empty() {
        let (we, will) = (either(words.we.iter().cloned()), either(words.will.iter().cloned()));
        tokens.push(format!("(?:{we}) ?(?:{will}) (?:{verbs})"));
    }
    tokens
}

fn states(words: &Words) -> Vec<String> {
    let (asks, be) = (either(words.asks.iter().cloned()), either(words.be.iter().cloned()));
    vec![format!("(?:{asks}) (?:{be}) (?:{})", either(words.statuses.iter().cloned()))]
}

fn either(words: impl Iterator<Item = String>) -> String {
    words.map(|word| plain(&word)).collect::<Vec<_>>().join("|")
}

/// A word in which no sign has a meaning for regular expressions.
fn plain(word: &str) -> String {
    word.chars().filter(|sign| !"\\^$.|?*+()[]{}".contains(*sign)).collect()
}
