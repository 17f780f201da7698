//! Ways out of the folder of a site: row H1.

use crate::serve::Preview;
use crate::serve::status;

/// Ways out of a folder: each step up in each writing, as deep as it may go, to files that are there and not of the site.
fn ways_out() -> Vec<String> {
    let ups =
        ["..", "%2e%2e", ".%2e", "%2E.", "%252e%252e", "..%00", "...", "..;", "%c0%ae%c0%ae", "%u002e%u002e", ".%0d."];
    let slashes = ["/", "//", "%2f", "%252f", "\\", "%5c", "%c0%af", "/./", "%2f%2f"];
    let starts = ["/", "/dir/", "/content/", "/__caveat/", "/static/", ""];
    let ends = ["secret.txt", "etc/passwd", "project/content/pic.bin"];
    let mut ways = Vec::new();
    for (up, slash) in ups.iter().flat_map(|up| slashes.map(|slash| (up, slash))) {
        for (start, end) in starts.iter().flat_map(|start| ends.map(|end| (start, end))) {
            ways.extend([1, 2, 3, 8].map(|steps| format!("{start}{}{end}", format!("{up}{slash}").repeat(steps))));
        }
    }
    ways
}

#[test]
fn no_way_leads_out_of_the_site() {
    let preview = Preview::start();
    let ways = ways_out();
    for way in &ways {
        let answer = preview.get(way);
        assert!(matches!(status(&answer), "400" | "404"), "{way}: {answer}");
        assert!(!answer.contains("SECRET") && !answer.contains("root:"), "{way}: {answer}");
    }
    println!("H1: 0 leaks and 0 failures by {} ways out of the folder", ways.len());
}
