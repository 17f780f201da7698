//! Files that come as they are: assets of the theme, files beside the pages, and what a host asks for.

use crate::artifact::Artifact;
use crate::artifact::Body;
use crate::artifact::SitePath;
use crate::output::given::Files;
use crate::output::given::Given;

use std::sync::Arc;

/// Style sheets, scripts and pictures of the theme.
pub(super) fn assets(given: &Given<'_>) -> Files {
    let artifact = |asset: &crate::theme::Asset| Artifact { path: asset.url.clone(), body: asset.body.clone() };
    Files { ready: given.theme.assets.values().map(artifact).collect(), passing: true, ..Files::default() }
}

/// Pictures and downloads that stand beside the pages.
pub(super) fn files(given: &Given<'_>) -> Files {
    let artifact = |(url, path): (&SitePath, &Arc<str>)| Artifact {
        path: url.clone(),
        body: Body::File { path: Arc::clone(path) },
    };
    Files { ready: given.files.iter().map(artifact).collect(), ..Files::default() }
}

/// `CNAME` if a host name is set, and `.nojekyll`, so that a host leaves the site as it is.
pub(super) fn host(given: &Given<'_>) -> Files {
    let cname = given.settings.output.html.cname.as_ref().map(|host| ("CNAME", format!("{}\n", host.trim())));
    let rows = [Some((".nojekyll", String::new())), cname];
    let artifact = |(name, text): (&str, String)| {
        let path = SitePath::new(name)?;
        let is_ours = !given.files.contains_key(&path);
        is_ours.then(|| Artifact { path, body: Body::Bytes(Arc::from(text.into_bytes())) })
    };
    Files { ready: rows.into_iter().flatten().filter_map(artifact).collect(), passing: true, ..Files::default() }
}
