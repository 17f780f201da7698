//! `caveat` builds handbooks that do not promise more than they can keep: Markdown, settings and a theme in, a static
//! site and a list of findings out. The program `caveat` is the way to use it; whoever wants to build inside another
//! program makes a [`source::Snapshot`], hands it to [`pipeline::Pipeline::build`] and gets a [`pipeline::Build`].
//!
//! # The plan of the house
//!
//! Several languages come in, one site stands in the middle, any number of outputs go out. The middle is narrow on
//! purpose: it is the only place that knows everything.
//!
//! ```text
//!   world          |  parse           |  resolve  |  render        |  world
//!                  |                  |           |                |
//!   book.toml      |  config      -.  |           |  .-> html      |
//!   content/**.md  |  markdown    -+--+-> Site  --+--+-> json    --+-> Artifacts -> the output folder, or a browser
//!   content/policy |  policy      -+  |     |     |  |             |
//!   theme/*        |  theme       -'  |     |     |  '-> sitemap   |
//!                  |                  |     |     |                |
//!    = Snapshot    |                  |     '-----+---> lint  -----+-> findings -> report
//!                  |                  |           |                |
//!   effects        |  pure: no disk, no clock, no environment, no printing       |  effects
//! ```
//!
//! Each stage is a function from value to value. It returns what it could make **and** what it found
//! ([`diagnostic::Noted`]), so nothing stops at the first mistake, and nothing that an author writes makes it panic.
//! The same input gives the same bytes: maps are sorted, findings too, and the only date is the one in the snapshot.
//!
//! # Who may use whom
//!
//! A room uses only rooms on lower floors; rooms on one floor do not know each other. `words` are the rooms whose types
//! all others speak: `document`, `diagnostic`, `source`, `artifact`, `memo`, `path`, `table` and `crowded`. A test reads this table
//! and the `use` lines of all files, so the drawing cannot drift from the house.
//!
//! | floor | rooms | says | may use |
//! |--:|---|---|---|
//! | 13 | `main`, `lib` | the door, the face | anything |
//! | 12 | `cli` | one file a command; the only printing and exiting | everything below |
//! | 11 | `moving` | something under another name, and what must be written for it | everything below but `world`, `report` |
//! | 10 | `pipeline` | Snapshot to Build; the only room that knows of threads | everything below but `world`, `report` |
//! | 9 | `output`, `lint` | what a site becomes; what can be said against it | `site`, `theme`, `promise`, `config`, `history`, `policy`, `data`, words |
//! | 8 | `site` | pages, rules and settings joined, every name resolved | `history`, `policy`, `config`, `data`, words |
//! | 7 | `history` | what rules meant at each release, and what is other since | `policy`, `data`, words |
//! | 6 | `markdown`, `policy` | the author's two languages; neither knows the other | `data`, words |
//! | 5 | `config`, `theme`, `promise` | `book.toml`; templates, assets and strings; what promises | `data`, words |
//! | 4 | `data`, `report`, `ledger` | YAML and TOML as a tree with places; findings as text; addresses that were published | words |
//! | 3 | `document`, `diagnostic`, `world` | the page; the finding; the outside: disk, clock, network | `source`, `artifact`, `memo`, `path` |
//! | 2 | `source` | what came in | `memo` |
//! | 1 | `artifact`, `memo`, `path`, `table`, `crowded` | what goes out; what need not be done again; how paths are joined; tables by word; HTML that is not to be read | nothing |
//!
//! Inside a room a `mod.rs` is a face (re-exports) or a table (one row a sibling), never the home of something that its
//! own files need.
//!
//! # One place to touch
//!
//! | to add | write | and a row in |
//! |---|---|---|
//! | an output | `output/NAME.rs` | `output::OUTPUTS` |
//! | a kind of search result | a `Kind` in `output/search/part.rs`, what it gives in `output/search/` | `Kind::ALL` |
//! | a check | `lint/NAME.rs` | `lint::LINTS` |
//! | a report format | `report/NAME.rs` | `report::FORMATS` |
//! | a command | `cli/NAME.rs` | the match in `cli/mod.rs` |
//! | a kind of callout, a layout, a language of the interface | files of a theme | no Rust at all |
//! | a test | a Markdown file in `tests/cases/` | nothing |

pub mod artifact;
#[doc(hidden)]
pub mod cli;
#[doc(hidden)]
pub mod config;
#[doc(hidden)]
pub mod crowded;
#[doc(hidden)]
pub mod data;
pub mod diagnostic;
#[doc(hidden)]
pub mod document;
#[doc(hidden)]
pub mod history;
#[doc(hidden)]
pub mod ledger;
#[doc(hidden)]
pub mod lint;
#[doc(hidden)]
pub mod markdown;
pub mod memo;
#[doc(hidden)]
pub mod moving;
#[doc(hidden)]
pub mod output;
#[doc(hidden)]
pub mod path;
pub mod pipeline;
#[doc(hidden)]
pub mod policy;
#[doc(hidden)]
pub mod promise;
pub mod report;
#[doc(hidden)]
pub mod site;
pub mod source;
#[doc(hidden)]
pub mod table;
#[doc(hidden)]
pub mod theme;
#[doc(hidden)]
pub mod world;

pub use pipeline::all_codes as codes;
pub use pipeline::fragment;
