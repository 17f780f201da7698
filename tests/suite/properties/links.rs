//! Every relative address in the pages of a site leads to a file of the site, or was reported.

use crate::handbook::Built;
use crate::handbook::Content;

use html5gum::DefaultEmitter;
use html5gum::Token;
use html5gum::Tokenizer;
use percent_encoding::percent_decode_str;

use caveat::diagnostic::Place;

/// Looks at every page; an error names the first address that leads nowhere.
pub(crate) fn check(built: &Built) -> Result<(), String> {
    for (path, content) in built.site.iter().filter(|(path, _)| path.ends_with(".html")) {
        let Content::Made(bytes) = content else { continue };
        for address in addresses(&String::from_utf8_lossy(bytes)) {
            let Some(target) = resolve(path, &address) else { continue };
            let there = target.as_ref().is_some_and(|target| built.site.contains_key(target));
            if !there && !is_reported(built, &address) {
                let found = built.report("short").unwrap_or_default();
                return Err(format!("{path}: `{address}` leads nowhere and was not reported; found:\n{found}"));
            }
        }
    }
    Ok(())
}

fn addresses(html: &str) -> Vec<String> {
    let mut addresses = Vec::new();
    // As a browser does: what stands in a script is no markup.
    let mut emitter = DefaultEmitter::default();
    emitter.naively_switch_states(true);
    for Ok(token) in Tokenizer::new_with_emitter(html, emitter) {
        let Token::StartTag(tag) = token else { continue };
        let pointing = tag.attributes.iter().filter(|(key, _)| matches!(&key[..], b"href" | b"src"));
        addresses.extend(pointing.map(|(_, value)| String::from_utf8_lossy(value).into_owned()));
    }
    addresses
}

/// The path in the site; `None` for an address of another kind, `Some(None)` for one that leads out of the site.
fn resolve(page: &str, address: &str) -> Option<Option<String>> {
    let path = address.split(['#', '?']).next().unwrap_or_default();
    let scheme = path.split('/').next().unwrap_or_default().contains(':');
    if path.is_empty() || scheme || path.starts_with('/') || path.starts_with('\\') {
        return None;
    }
    let folder = page.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut parts: Vec<String> = folder.split('/').filter(|part| !part.is_empty()).map(str::to_owned).collect();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." if parts.pop().is_none() => return Some(None),
            ".." => {}
            part => parts.push(percent_decode_str(part).decode_utf8_lossy().into_owned()),
        }
    }
    let target = parts.join("/");
    let is_folder = target.is_empty() || path.ends_with(['/', '.']);
    let index = if target.is_empty() { "index.html".to_owned() } else { format!("{target}/index.html") };
    Some(Some(if is_folder { index } else { target }))
}

/// Whether some finding points at a stretch with this address, or names it.
fn is_reported(built: &Built, address: &str) -> bool {
    let plain = percent_decode_str(address).decode_utf8_lossy().into_owned();
    let stem = plain.split(['#', '?']).next().unwrap_or_default().trim_end_matches(".html").trim_end_matches(".md");
    let stem = stem.trim_start_matches("../").trim_start_matches("./");
    built.found.iter().any(|finding| {
        let stretch = match &finding.place {
            Place::Span(span) => built
                .snapshot
                .texts()
                .find(|source| source.id == span.file)
                .and_then(|source| source.text.get(span.start as usize..span.end as usize))
                .unwrap_or_default(),
            _ => "",
        };
        // Browsers pass over line breaks in an address, and so does what is published.
        let stretch: String = stretch.chars().filter(|c| !c.is_control()).collect();
        stretch.contains(address) || stretch.contains(stem) || finding.message.contains(stem)
    })
}
