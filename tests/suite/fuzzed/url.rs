//! What a client asks for: no path leaves the site, and no head is taken for another than the parser behind takes it for.

use std::path::Component;
use std::path::Path;

use caveat::artifact::SitePath;
use caveat::world::serve::Head;
use caveat::world::serve::wanted;
use percent_encoding::percent_decode;

/// Takes the bytes for the target of a request, and for a whole one.
pub(super) fn holds(data: &[u8]) -> Result<(), String> {
    let text = String::from_utf8_lossy(data);
    path(&text)?;
    path(&format!("/{text}"))?;
    head(data)?;
    head(&[b"GET / HTTP/1.1\r\nHost: a\r\n", data, b"\r\n\r\n"].concat())
}

fn path(target: &str) -> Result<(), String> {
    let Some(path) = wanted(target) else { return Ok(()) };
    let fails = |why: &str| Err(format!("`{target}` becomes `{path}`: {why}"));
    let once = percent_decode(target.as_bytes()).collect::<Vec<u8>>();
    if once.strip_prefix(b"/") != Some(path.as_bytes()) {
        return fails("it is not decoded exactly once");
    }
    if path.contains(['\\', '\0']) || path.chars().any(char::is_control) {
        return fails("it has a character that means something to a system");
    }
    if !Path::new(&path).components().all(|part| matches!(part, Component::Normal(_))) {
        return fails("it leaves the folder");
    }
    let file = if path.is_empty() || path.ends_with('/') { format!("{path}index.html") } else { path.clone() };
    if SitePath::new(file).is_none() {
        return fails("it is no path of a site");
    }
    Ok(())
}

fn head(data: &[u8]) -> Result<(), String> {
    let whole = Head::default().read(data);
    let mut slowly = Head::default();
    let pieces = (1..=data.len()).map(|end| slowly.read(&data[..end]));
    let pieces = pieces.into_iter().find(|read| !matches!(read, Ok(None))).unwrap_or(Ok(None));
    if data.len() > 1 && whole != pieces {
        return Err(format!("read at once {whole:?}, byte by byte {pieces:?}"));
    }
    let Ok(Some(length)) = whole else { return Ok(()) };
    let mut lines = [httparse::EMPTY_HEADER; 64];
    let mut request = httparse::Request::new(&mut lines);
    match request.parse(data) {
        Ok(httparse::Status::Complete(other)) if other != length => {
            Err(format!("the head has {length} bytes here and {other} behind"))
        }
        Ok(httparse::Status::Partial) => Err("the parser behind waits for more".to_owned()),
        Ok(httparse::Status::Complete(_)) => no_body(&request),
        // What the parser behind refuses, it answers with a 400.
        Err(_) => Ok(()),
    }
}

fn no_body(request: &httparse::Request<'_, '_>) -> Result<(), String> {
    let says = |name: &str| request.headers.iter().filter(|line| line.name.eq_ignore_ascii_case(name)).count();
    let length = request.headers.iter().find(|line| line.name.eq_ignore_ascii_case("content-length"));
    let is_none = length.is_none_or(|line| line.value == b"0");
    match says("transfer-encoding") == 0 && says("content-length") <= 1 && is_none && says("host") == 1 {
        true => Ok(()),
        false => Err(format!("a request with a body is let through: {:?}", request.headers)),
    }
}
