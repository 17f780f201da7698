//! What the files of a source folder use, read line by line without understanding Rust any further.

use std::path::Path;

/// Where a path begins.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Root {
    /// `crate::`, or the name of the library in the program beside it.
    Crate,
    /// `super::`, so many times.
    Super(usize),
    /// `self::`.
    SelfModule,
}

/// A path in a file that begins with one of these roots.
#[derive(Debug)]
pub(crate) struct Mention {
    /// The line, counted from 1.
    pub(crate) line: usize,
    /// Where it begins.
    pub(crate) root: Root,
    /// The names behind it.
    pub(crate) path: Vec<String>,
    /// The character behind the last `::` or name: `{`, `*`, or anything.
    pub(crate) then: char,
}

impl Mention {
    /// The path from the root of the crate.
    pub(crate) fn target(&self, file: &File) -> Vec<String> {
        let base = match self.root {
            Root::Crate => &[],
            Root::SelfModule => file.module.as_slice(),
            Root::Super(times) => &file.module[..file.module.len().saturating_sub(times)],
        };
        [base, &self.path].concat()
    }
}

/// A source file.
#[derive(Debug)]
pub(crate) struct File {
    /// From the folder, `/` between the parts.
    pub(crate) path: String,
    /// The file or folder at the top in which it is, without `.rs`.
    pub(crate) room: String,
    /// Its path as a module; empty for `lib.rs`.
    pub(crate) module: Vec<String>,
    /// What it uses.
    pub(crate) mentions: Vec<Mention>,
    /// The first line.
    pub(crate) opening: String,
    /// In lines.
    pub(crate) length: usize,
}

/// Reads all Rust files of a folder, sorted by path.
pub(crate) fn read(folder: &Path) -> Vec<File> {
    let entries = walkdir::WalkDir::new(folder).sort_by_file_name().into_iter().filter_map(Result::ok);
    let paths = entries.map(walkdir::DirEntry::into_path).filter(|path| path.extension().is_some_and(|e| e == "rs"));
    paths
        .map(|path| {
            let name = path.strip_prefix(folder).unwrap().to_string_lossy().replace('\\', "/");
            parse(&name, &std::fs::read_to_string(&path).unwrap())
        })
        .collect()
}

/// Reads one file.
pub(crate) fn parse(path: &str, text: &str) -> File {
    let stem = path.strip_suffix(".rs").unwrap_or(path);
    let mut module: Vec<String> = stem.split('/').map(str::to_owned).collect();
    let room = module[0].clone();
    module.pop_if(|last| matches!(last.as_str(), "mod" | "lib"));
    let code = text.lines().map(|line| line.split("//").next().unwrap_or_default());
    let mentions = code.enumerate().flat_map(|(index, line)| mentions(index + 1, line, path)).collect();
    let opening = text.lines().next().unwrap_or_default().to_owned();
    File { path: path.to_owned(), room, module, mentions, opening, length: text.lines().count() }
}

fn mentions(line: usize, text: &str, path: &str) -> Vec<Mention> {
    let library = if path == "main.rs" { "caveat::" } else { "crate::" };
    let mut mentions = Vec::new();
    let mut at = 0;
    while at < text.len() {
        let rest = &text[at..];
        // `pub(in crate::room)` says who may look, not what is used.
        let fresh = !text[..at].ends_with("(in ")
            && !text[..at].ends_with(|c: char| c.is_alphanumeric() || matches!(c, '_' | ':' | '$'));
        let length = if fresh { mention(line, rest, library, &mut mentions) } else { None };
        at += length.unwrap_or_else(|| rest.chars().next().map_or(1, char::len_utf8));
    }
    mentions
}

/// Reads a path at the start of `text`; gives its length.
fn mention(line: usize, text: &str, library: &str, mentions: &mut Vec<Mention>) -> Option<usize> {
    let supers = text.split("super::").take_while(|part| part.is_empty()).count();
    let (root, mut at) = if let Some(rest) = text.strip_prefix(library).or(text.strip_prefix("crate::")) {
        (Root::Crate, text.len() - rest.len())
    } else if text.starts_with("self::") {
        (Root::SelfModule, 6)
    } else if text.starts_with("super::") {
        (Root::Super(supers), supers * 7)
    } else {
        return None;
    };
    let mut path = Vec::new();
    loop {
        let rest = &text[at..];
        let name = rest.find(|c: char| !c.is_alphanumeric() && c != '_').map_or(rest, |end| &rest[..end]);
        if name.is_empty() {
            break;
        }
        path.push(name.to_owned());
        at += name.len();
        match text[at..].strip_prefix("::") {
            Some(_) => at += 2,
            None => break,
        }
    }
    mentions.push(Mention { line, root, path, then: text[at..].chars().next().unwrap_or(' ') });
    Some(at)
}
