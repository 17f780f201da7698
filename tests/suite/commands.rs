//! The program as a maintainer runs it: arguments, exit codes, what goes to which stream, what is written where.

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::path::Path;
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

pub(crate) const CAVEAT: &str = env!("CARGO_BIN_EXE_caveat");

/// Runs the program in a folder.
pub(crate) fn caveat(folder: &Path, args: &[&str]) -> Output {
    let mut command = Command::new(CAVEAT);
    command.args(args).current_dir(folder).env_remove("SOURCE_DATE_EPOCH").env("NO_COLOR", "1");
    command.output().unwrap()
}

fn out(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

pub(crate) fn err(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

pub(crate) fn code(output: &Output) -> i32 {
    output.status.code().unwrap()
}

/// A handbook of files.
pub(crate) fn handbook(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let settings = ("book.toml", "[book]\ntitle = \"Handbook\"\nsrc = \"content\"\n");
    for (path, text) in [settings].iter().chain(files) {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    folder
}

const FINE: (&str, &str) = ("content/index.md", "# Handbook\n\nAsk early.\n");
const DEAD: (&str, &str) = ("content/index.md", "# Handbook\n\nSee [the rules](rules.md).\n");

/// All files below a folder with their bytes, but for the list of what was written, which has times in it.
fn tree(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    let mut open = vec![folder.to_path_buf()];
    while let Some(at) = open.pop() {
        for entry in fs::read_dir(&at).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
            } else if path.file_name().unwrap() != ".caveat-manifest" {
                let name = path.strip_prefix(folder).unwrap().to_string_lossy().into_owned();
                files.insert(name, fs::read(&path).unwrap());
            }
        }
    }
    files
}

#[test]
fn init_makes_a_handbook_that_passes_its_own_check() {
    let folder = tempfile::tempdir().unwrap();
    let made = caveat(folder.path(), &["init", "guide"]);
    assert_eq!(code(&made), 0, "{}", err(&made));
    let checked = caveat(&folder.path().join("guide"), &["check", "--strict"]);
    assert_eq!((code(&checked), out(&checked).as_str()), (0, ""), "{}", err(&checked));
    let ids = caveat(&folder.path().join("guide"), &["id"]);
    assert_eq!((code(&ids), err(&ids).as_str()), (0, "0 ids written\n"), "its pages have ids from the start");
    let asked = caveat(&folder.path().join("guide"), &["ask", "money", "--set", "notice=5 days"]);
    assert!(out(&asked).starts_with("too-late: not possible\n"), "{}", out(&asked));
    let again = caveat(folder.path(), &["init", "guide"]);
    assert_eq!(code(&again), 3);
    assert!(err(&again).contains("is there already"), "{}", err(&again));
}

/// R14: the order of routes means nothing, so nobody can see it.
#[test]
fn routes_in_another_order_give_the_same_site() {
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(code(&caveat(folder.path(), &["init", "."])), 0);
    let path = folder.path().join("content/policy/guides/money.yaml");
    let build = |out: &str| {
        let built = caveat(folder.path(), &["build", "--quiet", "--out", out]);
        assert_eq!(code(&built), 0, "{}", err(&built));
        tree(&folder.path().join(out))
    };
    let before = build("before");
    let text = fs::read_to_string(&path).unwrap();
    let route = text.lines().find(|line| line.contains("id: no-plan")).unwrap();
    let last = text.lines().find(|line| line.contains("id: large")).unwrap();
    let turned = text.replace(&format!("{route}\n"), "").replace(last, &format!("{last}\n{route}"));
    assert_ne!(turned, text);
    fs::write(&path, turned).unwrap();
    assert_eq!(build("after"), before);
}

/// An editor must find the schema that the first line of a file names, without a network.
#[test]
fn files_that_init_makes_name_schemas_that_are_there() {
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(code(&caveat(folder.path(), &["init", "."])), 0);
    let mut named = 0;
    for (path, bytes) in tree(folder.path()) {
        let text = String::from_utf8_lossy(&bytes);
        let first = text.lines().next().unwrap_or_default();
        let schema = first.strip_prefix("# yaml-language-server: $schema=").or(first.strip_prefix("#:schema "));
        assert!(schema.is_some() || !path.ends_with(".yaml"), "{path} names no schema");
        let Some(schema) = schema else { continue };
        let text = fs::read_to_string(folder.path().join(&path).parent().unwrap().join(schema)).unwrap();
        let schema: serde_json::Value = serde_json::from_str(&text).unwrap();
        assert!(schema["title"].is_string(), "{path}");
        named += 1;
    }
    assert_eq!(named, 4);
}

#[test]
fn exit_codes_say_how_a_run_ended() {
    let fine = handbook(&[FINE]);
    assert_eq!(code(&caveat(fine.path(), &["check"])), 0);
    let dead = handbook(&[DEAD]);
    assert_eq!(code(&caveat(dead.path(), &["check"])), 1);
    assert_eq!(code(&caveat(dead.path(), &["build"])), 1);
    assert_eq!(code(&caveat(dead.path(), &["--no-such-option"])), 2);
    assert_eq!(code(&caveat(dead.path(), &["explain", "no-such-finding"])), 2);
    let nothing = tempfile::tempdir().unwrap();
    let lost = caveat(nothing.path(), &["build"]);
    assert_eq!(code(&lost), 3);
    assert!(err(&lost).contains("caveat init"), "{}", err(&lost));
}

#[test]
fn warnings_count_only_when_strict() {
    let folder = handbook(&[("content/index.md", "# Handbook\n\n![](map.png)\n"), ("content/map.png", "x")]);
    assert_eq!(code(&caveat(folder.path(), &["check"])), 0);
    assert_eq!(code(&caveat(folder.path(), &["check", "--strict"])), 1);
}

#[test]
fn an_error_is_shown_and_the_site_is_published_all_the_same() {
    let folder = handbook(&[DEAD]);
    let built = caveat(folder.path(), &["build"]);
    assert!(err(&built).contains("content/index.md:3:5"), "{}", err(&built));
    assert!(folder.path().join("book/index.html").is_file());
}

#[test]
fn a_blocking_error_keeps_the_old_site() {
    let folder = handbook(&[FINE]);
    assert_eq!(code(&caveat(folder.path(), &["build"])), 0);
    let before = tree(&folder.path().join("book"));
    fs::write(folder.path().join("content/latin.md"), b"# Caf\xe9\n").unwrap();
    let built = caveat(folder.path(), &["build"]);
    assert_eq!(code(&built), 1);
    assert!(err(&built).contains("nothing was published, because of 1 of them: not-utf8 "), "{}", err(&built));
    let quiet = caveat(folder.path(), &["build", "--quiet"]);
    assert!(err(&quiet).contains("nothing was published"), "{}", err(&quiet));
    assert_eq!(tree(&folder.path().join("book")), before);
    assert_eq!(code(&caveat(folder.path(), &["build", "--keep-going"])), 1);
    assert_eq!(tree(&folder.path().join("book")), before, "the rest is the same site");
}

#[test]
fn the_handbook_is_found_from_below_and_named_from_where_the_user_stands() {
    let folder = handbook(&[DEAD, ("content/sub/other.md", "# Other\n\nText.\n")]);
    let from_below = caveat(&folder.path().join("content/sub"), &["check", "--format", "short"]);
    assert!(out(&from_below).starts_with("../../content/index.md:3:5: error[dead-page] "), "{}", out(&from_below));
    let name = folder.path().file_name().unwrap().to_string_lossy();
    let from_above = caveat(folder.path().parent().unwrap(), &["check", "--format", "short", "-C", &name]);
    assert!(out(&from_above).starts_with(&format!("{name}/content/index.md:3:5: ")), "{}", out(&from_above));
}

#[test]
fn findings_for_programs_go_to_standard_output() {
    let folder = handbook(&[DEAD]);
    let json = caveat(folder.path(), &["build", "--format", "json"]);
    let value: serde_json::Value = serde_json::from_slice(&json.stdout).unwrap();
    assert_eq!(value["findings"][0]["code"], "dead-page");
    assert_eq!(value["findings"][0]["line"], 3);
    let sarif = caveat(folder.path(), &["check", "--format", "sarif"]);
    let value: serde_json::Value = serde_json::from_slice(&sarif.stdout).unwrap();
    assert_eq!(value["version"], "2.1.0");
    let github = caveat(folder.path(), &["check", "--format", "github"]);
    assert!(out(&github).starts_with("::error file=content/index.md,line=3,"), "{}", out(&github));
}

#[test]
fn no_colour_unless_somebody_sees_it_or_asks_for_it() {
    let folder = handbook(&[DEAD]);
    let run = |args: &[&str]| {
        let mut command = Command::new(CAVEAT);
        command.args(args).current_dir(folder.path()).env_remove("NO_COLOR").env_remove("CLICOLOR_FORCE");
        String::from_utf8(command.output().unwrap().stdout).unwrap()
    };
    assert!(!run(&["check"]).contains('\u{1b}'));
    assert!(run(&["check", "--color", "always"]).contains('\u{1b}'));
    assert!(!run(&["check", "--color", "never"]).contains('\u{1b}'));
}

#[test]
fn a_reader_that_goes_away_is_no_mistake() {
    let many: String = (0..2000).map(|n| format!("[{n}](no-{n}.md)\n\n")).collect();
    let folder = handbook(&[("content/index.md", &format!("# Handbook\n\n{many}"))]);
    let mut child = Command::new(CAVEAT)
        .args(["check", "--format", "short"])
        .current_dir(folder.path())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut line = String::new();
    BufReader::with_capacity(64, child.stdout.take().unwrap()).read_line(&mut line).unwrap();
    let ended = child.wait_with_output().unwrap();
    assert!(!err(&ended).contains("panic"), "{}", err(&ended));
    assert_eq!(ended.status.code(), Some(1));
}

#[test]
fn a_folder_that_is_not_ours_is_refused_and_kept() {
    let folder = handbook(&[FINE, ("book/diary.txt", "mine"), ("book/index.html", "mine, too")]);
    let built = caveat(folder.path(), &["build"]);
    assert_eq!(code(&built), 3);
    assert!(err(&built).contains("--force"), "{}", err(&built));
    for place in [".", "..", "content", "book.toml"] {
        assert_eq!(code(&caveat(folder.path(), &["build", "--force", "--out", place])), 3, "{place}");
    }
    let forced = caveat(folder.path(), &["build", "--force"]);
    assert_eq!((code(&forced), err(&forced).matches("was replaced").count()), (0, 1), "{}", err(&forced));
    assert_eq!(fs::read_to_string(folder.path().join("book/diary.txt")).unwrap(), "mine");
    assert_eq!(code(&caveat(folder.path(), &["clean"])), 0);
    assert_eq!(tree(&folder.path().join("book")).into_keys().collect::<Vec<_>>(), ["diary.txt"]);
    assert!(folder.path().join("content/index.md").is_file());
}

#[test]
fn what_went_from_the_source_goes_from_the_site_and_the_rest_is_untouched() {
    let folder = handbook(&[FINE, ("content/old.md", "# Old\n\nText.\n"), ("content/pic.png", "x")]);
    assert_eq!(code(&caveat(folder.path(), &["build"])), 0);
    let pic = folder.path().join("book/pic.png");
    let before = fs::metadata(&pic).unwrap().modified().unwrap();
    fs::remove_file(folder.path().join("content/old.md")).unwrap();
    let built = caveat(folder.path(), &["build", "-v"]);
    assert!(err(&built).contains("2 removed"), "the page, and what search shows of it: {}", err(&built));
    assert!(!folder.path().join("book/old.html").exists());
    assert_eq!(fs::metadata(&pic).unwrap().modified().unwrap(), before);
}

#[test]
fn a_build_with_nothing_new_leaves_all_files_and_sees_every_change() {
    let folder = handbook(&[FINE, ("content/more.md", "# More\n\nText.\n")]);
    let build = |args: &[&str]| {
        let built = caveat(folder.path(), &[&["build", "-v", "--as-of", "2026-01-01"], args].concat());
        assert_eq!(code(&built), 0, "{}", err(&built));
        err(&built)
    };
    let page = folder.path().join("book/more.html");
    let says = |words: &str| fs::read_to_string(&page).unwrap().contains(words);
    let first = build(&[]);
    assert!(first.contains("2 pages in book"), "{first}");
    let again = build(&[]);
    assert!(again.contains("2 pages in book") && again.contains("0 files written"), "{again}");
    fs::write(&page, "Somebody else.").unwrap();
    assert!(build(&[]).contains("1 file written") && says("Text."));
    build(&["--base-url", "https://example.org/handbook/"]);
    assert!(says("https://example.org/handbook/"));
    build(&[]);
    assert!(!says("https://example.org/handbook/"));
    fs::write(folder.path().join("content/more.md"), "# More\n\nOther words.\n").unwrap();
    build(&[]);
    assert!(says("Other words."));
    fs::write(folder.path().join("content/new.md"), "# New\n\nText.\n").unwrap();
    assert!(build(&[]).contains("3 pages in book"));
}

/// Something of the surroundings that a build must not see.
type Setting = dyn Fn(&mut Command);

#[test]
fn the_same_input_gives_the_same_bytes_in_other_surroundings() {
    let handbook = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = tempfile::tempdir().unwrap();
    let build = |name: &str, set: &dyn Fn(&mut Command)| {
        let mut command = Command::new(CAVEAT);
        let out = folder.path().join(name);
        command.args(["build", "--quiet", "--as-of", "2026-11-21", "--out"]).arg(&out).current_dir(handbook);
        set(&mut command);
        let built = command.output().unwrap();
        assert!(built.status.success(), "{name}: {}", err(&built));
        tree(&out)
    };
    let plain = build("plain", &|_| {});
    let others: [(&str, &Setting); 6] = [
        ("one thread", &|command| {
            command.env("RAYON_NUM_THREADS", "1");
        }),
        ("many threads", &|command| {
            command.env("RAYON_NUM_THREADS", "13");
        }),
        ("other zone", &|command| {
            command.env("TZ", "Pacific/Kiritimati");
        }),
        ("other language", &|command| {
            command.env("LC_ALL", "tr_TR.UTF-8").env("LANG", "tr_TR.UTF-8");
        }),
        ("other home", &|command| {
            command.env("HOME", "/nowhere").env("TMPDIR", "/nowhere");
        }),
        ("no surroundings", &|command| {
            command.env_clear();
        }),
    ];
    for (name, set) in others {
        assert!(build(name, set) == plain, "{name}");
    }
}

#[test]
fn the_day_comes_from_the_command_line_or_from_source_date_epoch() {
    let text = "---\nreviewed: 2020-01-01\nreview_every: 10 days\n---\n\n# Handbook\n\nAsk early.\n";
    let folder = handbook(&[("content/index.md", text)]);
    let check = |args: &[&str]| out(&caveat(folder.path(), args));
    assert_eq!(check(&["check", "--as-of", "2020-01-11"]), "");
    assert!(check(&["check", "--as-of", "2020-01-12"]).contains("review-overdue"));
    let run = |seconds: &str| {
        let mut command = Command::new(CAVEAT);
        command.arg("check").current_dir(folder.path()).env("SOURCE_DATE_EPOCH", seconds).output().unwrap()
    };
    assert_eq!(out(&run("1578600000")), "");
    assert_eq!(code(&run("yesterday")), 3);
    assert_eq!(code(&caveat(folder.path(), &["check", "--as-of", "12.01.2020"])), 2);
}

#[test]
fn every_finding_is_explained_and_every_schema_is_printed() {
    let folder = tempfile::tempdir().unwrap();
    let list = out(&caveat(folder.path(), &["explain"]));
    assert!(list.lines().count() > 40, "{list}");
    assert!(out(&caveat(folder.path(), &["explain", "dead-page"])).starts_with("# dead-page"));
    for kind in ["settings", "page"] {
        let schema: serde_json::Value = serde_json::from_str(&out(&caveat(folder.path(), &["schema", kind]))).unwrap();
        assert!(schema["properties"].is_object(), "{kind}");
    }
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        assert!(out(&caveat(folder.path(), &["completions", shell])).contains("caveat"), "{shell}");
    }
    assert!(out(&caveat(folder.path(), &["man"])).contains(".TH caveat"));
    assert_eq!(code(&caveat(folder.path(), &["man", "--out", "pages"])), 0);
    assert!(folder.path().join("pages/caveat-build.1").is_file());
}

#[test]
fn serve_prints_one_line_and_shows_an_edit() {
    let folder = handbook(&[FINE]);
    let mut child = Command::new(CAVEAT)
        .args(["serve", "--port", "0"])
        .current_dir(folder.path())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.as_mut().unwrap()).read_line(&mut line).unwrap();
    let host = line.trim().trim_start_matches("http://").trim_end_matches('/').to_string();
    let get = || {
        let mut stream = std::net::TcpStream::connect(&host).unwrap();
        write!(stream, "GET / HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n").unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer
    };
    let sees = |words: &str| {
        (0..400).any(|_| {
            std::thread::sleep(std::time::Duration::from_millis(25));
            get().contains(words)
        })
    };
    let first = get().contains("Ask early.");
    fs::write(folder.path().join("content/index.md"), "# Handbook\n\nAsk very early.\n").unwrap();
    let edited = sees("Ask very early.");
    fs::write(folder.path().join("book.toml"), "[book\n").unwrap();
    std::thread::sleep(std::time::Duration::from_millis(300));
    let survived = get().contains("Ask very early.");
    fs::write(folder.path().join("book.toml"), "[book]\ntitle = \"Renamed\"\nsrc = \"content\"\n").unwrap();
    let mended = sees("Renamed");
    child.kill().unwrap();
    child.wait().unwrap();
    assert_eq!((first, edited, survived, mended), (true, true, true, true));
    assert!(!folder.path().join("book").exists(), "serve writes nothing");
}
