//! Addresses in the settings: what stands on every page must be nothing that a browser would run.

use crate::config::settings::Settings;
use crate::data;
use crate::data::At;
use crate::diagnostic::Diagnostic;
use crate::source::Source;

use std::net::Ipv6Addr;

/// What [`is_site`] asks for.
pub const SITE: &str = "an address that begins with `https://` and a host, or a path that begins with one `/`";

/// Takes addresses of other kinds out of the settings.
pub(super) fn check(settings: &mut Settings, source: &Source) -> Vec<Diagnostic> {
    let html = &mut settings.output.html;
    let mut found = Vec::new();
    let mut check = |address: &mut Option<At<String>>, is_good: fn(&str) -> bool, wanted: &str| {
        if let Some(at) = address.take_if(|at| !is_good(&at.value)) {
            let message = format!("expected {wanted}, found `{}`", at.value);
            found.push(Diagnostic::at(&data::WRONG_VALUE, source.span(at.range), message));
        }
    };
    let full = "an address that begins with `https://` and a host";
    check(&mut html.edit_url_template, is_full, full);
    check(&mut html.site_url, is_site, SITE);
    found
}

/// Can a site be published at this address?
pub fn is_site(url: &str) -> bool {
    is_full(url) || is_path(url)
}

fn is_full(url: &str) -> bool {
    ["https://", "http://"].iter().any(|scheme| {
        url.get(..scheme.len()).is_some_and(|own| own.eq_ignore_ascii_case(scheme)) && has_host(&url[scheme.len()..])
    })
}

/// A name, or numbers in brackets, and perhaps a port.
fn has_host(rest: &str) -> bool {
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let (name, port) = match host.rsplit_once(':').filter(|(_, port)| !port.contains(']')) {
        Some((name, port)) => (name, Some(port)),
        None => (host, None),
    };
    let numbers = name.strip_prefix('[').and_then(|name| name.strip_suffix(']'));
    let is_name = match numbers {
        Some(numbers) => numbers.parse::<Ipv6Addr>().is_ok(),
        None => name.contains(char::is_alphanumeric) && name.chars().all(is_of_name),
    };
    is_name && port.is_none_or(|port| port.parse::<u16>().is_ok())
}

fn is_of_name(sign: char) -> bool {
    !sign.is_ascii() || sign.is_ascii_alphanumeric() || matches!(sign, '-' | '_' | '.')
}

/// A path on the host, or one that mdBook takes as it is; never one with the name of a kind of address before it.
fn is_path(url: &str) -> bool {
    // To a browser `/\host`, and `//host` with tabs in it, is another host.
    let is_strange = |sign: char| sign == '\\' || sign.is_whitespace() || sign.is_control();
    let first = url.split(['/', '?', '#']).next().unwrap_or_default();
    !first.contains(':') && !url.starts_with("//") && !url.contains(is_strange)
}
