//! Puts the files of `themes/default/` and of `src/cli/starter/` into the binary, so that a new file needs no line of Rust.

#![allow(clippy::disallowed_methods, reason = "it reads the files that go into the binary")]

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default());
    let out = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default());
    for (name, folder) in [("THEME", "themes/default"), ("STARTER", "src/cli/starter")] {
        println!("cargo::rerun-if-changed={folder}");
        let folder = root.join(folder);
        let mut files = Vec::new();
        list(&folder, &folder, &mut files)?;
        files.sort();
        fs::write(out.join(format!("{}.rs", name.to_lowercase())), table(name, &files))?;
    }
    Ok(())
}

fn list(root: &Path, folder: &Path, files: &mut Vec<(String, PathBuf)>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            list(root, &path, files)?;
        } else if let Ok(name) = path.strip_prefix(root) {
            files.push((name.to_string_lossy().replace('\\', "/"), path));
        }
    }
    Ok(())
}

fn table(name: &str, files: &[(String, PathBuf)]) -> String {
    let mut code = format!("/// Path and bytes of every file.\npub(crate) const {name}: &[(&str, &[u8])] = &[\n");
    for (path, file) in files {
        // Writing into a string cannot fail.
        let _ = writeln!(code, "    ({path:?}, include_bytes!({:?})),", file.display().to_string());
    }
    code.push_str("];\n");
    code
}
