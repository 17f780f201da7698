//! SARIF 2.1.0, the exchange format of code scanning services.

use super::findings::Report;
use super::findings::Spot;
use super::position::Index;
use super::visible::visible;
use super::visible::visible_json;
use super::visible::visible_lines;
use crate::diagnostic::Code;
use crate::diagnostic::Diagnostic;

use percent_encoding::AsciiSet;
use percent_encoding::NON_ALPHANUMERIC;
use percent_encoding::utf8_percent_encode;
use serde_json::Value;
use serde_json::json;
use std::collections::BTreeMap;

/// What stays as it is in the path of an address.
const PATH: &AsciiSet = &NON_ALPHANUMERIC.remove(b'/').remove(b'-').remove(b'_').remove(b'.').remove(b'~');

/// Writes one log with one run.
pub(super) fn write(report: &Report<'_>) -> String {
    let index = report.index();
    let codes: BTreeMap<&str, &Code> = report.found.iter().map(|finding| (finding.code.name, finding.code)).collect();
    let numbers: BTreeMap<&str, usize> = codes.keys().enumerate().map(|(number, name)| (*name, number)).collect();
    let results = report.found.iter().map(|finding| result(report, &index, finding, numbers[finding.code.name]));
    let log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "caveat",
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "rules": codes.values().map(|code| rule(code)).collect::<Vec<_>>(),
            } },
            "columnKind": "unicodeCodePoints",
            "results": results.collect::<Vec<_>>(),
        }],
    });
    visible_json(&format!("{log:#}\n"))
}

fn rule(code: &Code) -> Value {
    json!({
        "id": code.name,
        "shortDescription": { "text": first_paragraph(code) },
        "help": { "text": code.explain, "markdown": code.explain },
        "defaultConfiguration": { "level": code.severity.word() },
    })
}

/// The first paragraph of an explanation as one line, or the name of the code if it has none.
fn first_paragraph(code: &Code) -> String {
    let paragraphs = code.explain.split("\n\n").map(str::trim);
    let first = paragraphs.into_iter().find(|text| !text.is_empty() && !text.starts_with('#'));
    first.unwrap_or(code.name).split_whitespace().collect::<Vec<_>>().join(" ")
}

fn result(report: &Report<'_>, index: &Index<'_>, finding: &Diagnostic, rule: usize) -> Value {
    let message = match &finding.help {
        Some(help) => format!("{}\nHelp: {}", visible(&finding.message), visible_lines(help)),
        None => visible(&finding.message).into_owned(),
    };
    let related = finding.labels.iter().filter_map(|(span, label)| {
        let spot = report.span_spot(index, *span)?;
        Some(json!({ "physicalLocation": location(&spot), "message": { "text": visible(label) } }))
    });
    let place = report.spot(index, finding);
    json!({
        "ruleId": finding.code.name,
        "ruleIndex": rule,
        "level": finding.severity.word(),
        "message": { "text": message },
        "locations": place.iter().map(|spot| json!({ "physicalLocation": location(spot) })).collect::<Vec<_>>(),
        "relatedLocations": related.collect::<Vec<_>>(),
    })
}

fn location(spot: &Spot) -> Value {
    let uri = utf8_percent_encode(&spot.path, PATH).to_string();
    match spot.at {
        None => json!({ "artifactLocation": { "uri": uri } }),
        Some(at) => json!({
            "artifactLocation": { "uri": uri },
            "region": {
                "startLine": at.start.line,
                "startColumn": at.start.column,
                "endLine": at.end.line,
                "endColumn": at.end.column,
            },
        }),
    }
}
