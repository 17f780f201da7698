//! The watcher from outside: ten ways of saving a file, folders that come and go, and what is no change.

use caveat::world::watch::{Changes, Watcher, Watching};

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

const SECOND: Duration = Duration::from_secs(1);

struct Project {
    folder: tempfile::TempDir,
    watcher: Watcher,
}

impl Project {
    fn watch(poll: Option<Duration>) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let root = folder.path();
        fs::create_dir_all(root.join("content/deep/er")).expect("a folder");
        fs::create_dir_all(root.join("book")).expect("a folder");
        for name in ["book.toml", "content/page.md", "content/deep/er/other.md"] {
            fs::write(root.join(name), "old").expect("written");
        }
        let (folders, skip) = (["content".into(), "themes/mine".into()], ["book".into()]);
        let watching = Watching { root, folders: &folders, skip: &skip, poll };
        let watcher = Watcher::start(&watching).expect("a watcher");
        assert_eq!(watcher.note(), None);
        Self { folder, watcher }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// What is told until it is quiet; each path that is told has to be there whole, if it is to be there at all.
    fn told(&mut self) -> Vec<String> {
        let mut names = Vec::new();
        let mut wait = 2 * SECOND;
        while let Some(Changes { paths, .. }) = self.watcher.next_within(wait) {
            let root = self.folder.path();
            names.extend(paths.iter().map(|path| path.strip_prefix(root).expect("below").display().to_string()));
            wait = Duration::from_millis(60);
        }
        names
    }
}

/// What a way of saving is called, and what it does to a file so that it holds a text.
pub(crate) type Way = (&'static str, fn(&Path, &str));

/// The ten ways; each leaves the text in the file.
pub(crate) const WAYS: [Way; 10] = [
    ("in place", |file, text| fs::write(file, text).expect("written")),
    ("in two writes", |file, text| {
        let mut open = fs::File::create(file).expect("opened");
        let (first, rest) = text.as_bytes().split_at(text.len() / 2);
        open.write_all(first).expect("written");
        std::thread::sleep(Duration::from_millis(6));
        open.write_all(rest).expect("written");
    }),
    ("renamed over", |file, text| {
        let beside = file.with_file_name("page.tmp");
        fs::write(&beside, text).expect("written");
        fs::rename(beside, file).expect("renamed");
    }),
    ("hidden, renamed over", |file, text| {
        let beside = file.with_file_name(".page.md.x");
        fs::write(&beside, text).expect("written");
        fs::rename(beside, file).expect("renamed");
    }),
    ("deleted, made again", |file, text| {
        fs::remove_file(file).expect("removed");
        fs::write(file, text).expect("written");
    }),
    ("deleted, made again later", |file, text| {
        fs::remove_file(file).expect("removed");
        std::thread::sleep(Duration::from_millis(8));
        fs::write(file, text).expect("written");
    }),
    ("with a backup, as vim", |file, text| {
        fs::write(file.with_file_name("4913"), "").expect("written");
        fs::remove_file(file.with_file_name("4913")).expect("removed");
        let backup = file.with_file_name("page.md~");
        fs::rename(file, &backup).expect("renamed");
        fs::write(file, text).expect("written");
        fs::remove_file(backup).expect("removed");
    }),
    ("as emacs", |file, text| {
        fs::write(file.with_file_name("#page.md#"), text).expect("written");
        fs::write(file, text).expect("written");
        fs::remove_file(file.with_file_name("#page.md#")).expect("removed");
    }),
    ("linked over", |file, text| {
        let beside = file.with_file_name("page.tmp");
        fs::write(&beside, text).expect("written");
        fs::remove_file(file).expect("removed");
        fs::hard_link(&beside, file).expect("linked");
        fs::remove_file(beside).expect("removed");
    }),
    ("appended", |file, text| {
        fs::write(file, "").expect("written");
        let mut open = fs::OpenOptions::new().append(true).open(file).expect("opened");
        open.write_all(text.as_bytes()).expect("written");
    }),
];

/// Every save is told, and what is read after the last word on it is "new". Told once, and not before it is whole:
/// always, but on a machine so busy that it takes a saving program away in the middle.
#[test]
fn ten_ways_of_saving_are_each_told_once_and_whole() {
    let mut project = Project::watch(None);
    let mut flickers = Vec::new();
    for name in ["content/page.md", "book.toml", "content/deep/er/other.md"] {
        for (way, save) in WAYS {
            let file = project.path(name);
            fs::write(&file, "old").expect("written");
            project.told();
            let saving = std::thread::spawn(move || save(&file, "new"));
            let first = project.watcher.next_within(2 * SECOND).expect("told");
            let text = fs::read_to_string(project.path(name)).unwrap_or_default();
            saving.join().expect("saved");
            let rest = project.watcher.next_within(Duration::from_millis(40));
            if text != "new" || rest.is_some() || first.paths.len() != 1 {
                flickers.push((way, name));
            }
            let told = first.paths.into_iter().chain(rest.map_or_else(Default::default, |rest| rest.paths));
            assert!(told.collect::<Vec<_>>().contains(&project.path(name)), "{way}: {name}");
        }
    }
    assert!(flickers.len() <= 5, "{flickers:?}");
}

#[test]
fn folders_that_come_and_go_are_followed() {
    let mut project = Project::watch(None);
    fs::create_dir_all(project.path("themes/mine/assets")).expect("made");
    fs::write(project.path("themes/mine/assets/style.css"), "p {}").expect("written");
    assert!(project.told().contains(&"themes/mine/assets/style.css".into()));
    fs::write(project.path("themes/mine/assets/style.css"), "q {}").expect("written");
    assert_eq!(project.told(), ["themes/mine/assets/style.css"]);

    fs::rename(project.path("content"), project.path("away")).expect("moved");
    let gone = project.watcher.next_within(SECOND).expect("told");
    assert!(gone.rescan && gone.paths.contains(&project.path("content")));
    fs::write(project.path("away/page.md"), "unseen").expect("written");
    assert!(project.told().is_empty());
    fs::rename(project.path("away"), project.path("content")).expect("moved");
    assert!(project.told().contains(&"content/deep/er/other.md".into()));
    fs::write(project.path("content/deep/er/other.md"), "new").expect("written");
    assert_eq!(project.told(), ["content/deep/er/other.md"]);

    fs::remove_dir_all(project.path("content")).expect("removed");
    project.told();
    fs::create_dir_all(project.path("content/deep")).expect("made");
    fs::write(project.path("content/deep/new.md"), "new").expect("written");
    assert!(project.told().contains(&"content/deep/new.md".into()));
    fs::remove_file(project.path("content/deep/new.md")).expect("removed");
    assert_eq!(project.told(), ["content/deep/new.md"]);
}

#[test]
fn a_project_that_goes_away_and_comes_back_is_followed() {
    for poll in [None, Some(Duration::from_millis(20))] {
        let mut project = Project::watch(poll);
        let away = project.folder.path().with_extension("away");
        fs::rename(project.folder.path(), &away).expect("moved");
        while project.watcher.next_within(SECOND / 5).is_some() {}
        fs::write(away.join("content/page.md"), "meanwhile").expect("written");
        fs::rename(&away, project.folder.path()).expect("moved");
        let back = project.watcher.next_within(2 * SECOND).expect("told");
        assert!(back.rescan || back.paths.contains(&project.path("content/page.md")), "{back:?}");
        while project.watcher.next_within(SECOND / 5).is_some() {}
        fs::write(project.path("content/page.md"), "new").expect("written");
        assert_eq!(project.told(), ["content/page.md"]);
    }
}

#[test]
fn reading_litter_and_output_are_no_changes() {
    for poll in [None, Some(Duration::from_millis(20))] {
        let mut project = Project::watch(poll);
        fs::read(project.path("content/page.md")).expect("read");
        fs::read_dir(project.path("content")).expect("read").for_each(drop);
        for name in ["content/.hidden", "content/a~", "content/.a.swp", "content/4913", "content/#a#", "content/.#a"] {
            fs::write(project.path(name), "x").expect("written");
        }
        fs::write(project.path("book/index.html"), "x").expect("written");
        fs::create_dir_all(project.path("other")).expect("made");
        fs::write(project.path("other/x.md"), "x").expect("written");
        assert!(project.watcher.next_within(Duration::from_millis(120)).is_none());
    }
}

#[test]
fn looking_for_oneself_sees_the_same() {
    let mut project = Project::watch(Some(Duration::from_millis(15)));
    for (way, save) in WAYS {
        let file = project.path("content/page.md");
        fs::write(&file, "old").expect("written");
        project.told();
        save(&file, "new");
        assert!(project.told().contains(&"content/page.md".into()), "{way}");
    }
    fs::write(project.path("book.toml"), "new").expect("written");
    assert_eq!(project.told(), ["book.toml"]);
    fs::remove_file(project.path("content/page.md")).expect("removed");
    assert_eq!(project.told(), ["content/page.md"]);
}

/// A hundred files saved at once are all told, and each of many saves within a second.
#[test]
fn a_burst_is_told_whole_and_each_save_within_a_second() {
    let mut project = Project::watch(None);
    let names: Vec<String> = (0..100).map(|number| format!("content/{number}.md")).collect();
    for name in &names {
        fs::write(project.path(name), "x").expect("written");
    }
    let told = project.told();
    assert!(names.iter().all(|name| told.contains(name)), "{told:?}");
    let mut times: Vec<Duration> = Vec::new();
    for round in 0..21 {
        // What may still come of the save before it does not count for this one.
        while project.watcher.next_within(Duration::from_millis(30)).is_some() {}
        let began = Instant::now();
        fs::write(project.path("content/page.md"), format!("{round}")).expect("written");
        project.watcher.next_within(SECOND).expect("told");
        times.push(began.elapsed());
    }
    times.sort();
    println!("half of 21 saves are told within {:?}", times[10]);
}
