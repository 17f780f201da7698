//! What is known of elements by their names, as the HTML standard has it.

/// Elements that never have an end.
pub(in crate::output::html) const VOID: &[&str] = &[
    "area", "base", "basefont", "bgsound", "br", "col", "embed", "frame", "hr", "image", "img", "input", "keygen",
    "link", "meta", "param", "source", "track", "wbr",
];

/// The elements that an end tag of a plain element does not reach across; the standard calls them special.
pub(super) const BLOCKS: &[&str] = &[
    "address",
    "applet",
    "article",
    "aside",
    "blockquote",
    "button",
    "caption",
    "center",
    "col",
    "colgroup",
    "dd",
    "details",
    "dialog",
    "dir",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "frame",
    "frameset",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "head",
    "header",
    "hgroup",
    "hr",
    "iframe",
    "li",
    "listing",
    "main",
    "marquee",
    "menu",
    "nav",
    "noembed",
    "noframes",
    "noscript",
    "object",
    "ol",
    "p",
    "plaintext",
    "pre",
    "script",
    "search",
    "section",
    "select",
    "style",
    "summary",
    "table",
    "tbody",
    "td",
    "template",
    "textarea",
    "tfoot",
    "th",
    "thead",
    "title",
    "tr",
    "ul",
    "xmp",
];

/// The elements whose start ends an open paragraph. `table` does so only in some pages; here it never does.
pub(in crate::output::html) const END_PARAGRAPHS: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "center",
    "dd",
    "details",
    "dialog",
    "dir",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hgroup",
    "hr",
    "li",
    "listing",
    "main",
    "menu",
    "nav",
    "ol",
    "p",
    "plaintext",
    "pre",
    "search",
    "section",
    "summary",
    "ul",
    "xmp",
];

/// The elements that go on after the block in which they were left open.
pub(super) const FORMATTING: &[&str] =
    &["a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"];

/// The elements that keep an end tag from reaching what is outside of them.
pub(in crate::output::html) const SCOPES: &[&str] = &[
    "annotation-xml",
    "applet",
    "caption",
    "desc",
    "foreignobject",
    "marquee",
    "object",
    "select",
    "table",
    "td",
    "template",
    "th",
];

/// The elements behind whose end no mark goes on that was left open in them.
pub(super) const MARKERS: &[&str] = &["applet", "caption", "marquee", "object", "td", "template", "th"];

/// The elements inside a drawing or a formula in which HTML stands again.
pub(super) const INLETS: &[&str] = &["annotation-xml", "desc", "foreignobject", "title"];

/// The elements whose start ends a drawing or a formula.
pub(super) const BREAKOUTS: &[&str] = &[
    "b",
    "big",
    "blockquote",
    "body",
    "br",
    "center",
    "code",
    "dd",
    "div",
    "dl",
    "dt",
    "em",
    "embed",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "head",
    "hr",
    "i",
    "img",
    "li",
    "listing",
    "menu",
    "meta",
    "nobr",
    "ol",
    "p",
    "pre",
    "ruby",
    "s",
    "small",
    "span",
    "strike",
    "strong",
    "sub",
    "sup",
    "table",
    "tt",
    "u",
    "ul",
    "var",
];

/// The elements of tables, whose end tags reach across cells.
pub(in crate::output::html) const TABLE_PARTS: &[&str] =
    &["caption", "table", "tbody", "td", "tfoot", "th", "thead", "tr"];

/// The elements that may stand before the body begins.
pub(super) const OF_HEAD: &[&str] =
    &["base", "head", "link", "meta", "noscript", "script", "style", "template", "title"];

/// The elements whose content some readers do not see, or nobody, or only as crossed out.
pub(super) const UNSEEN: &[&str] = &[
    "audio", "canvas", "datalist", "del", "details", "dialog", "frameset", "head", "iframe", "math", "meter",
    "noembed", "noframes", "noscript", "object", "optgroup", "option", "progress", "rp", "s", "script", "select",
    "strike", "style", "svg", "template", "textarea", "title", "video",
];

/// The elements of forms, which alone can be checked, disabled or wrong.
pub(super) const CONTROLS: &[&str] =
    &["button", "fieldset", "form", "input", "optgroup", "option", "output", "select", "textarea"];
