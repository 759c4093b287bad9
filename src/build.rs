//! Reads the built-in movements and routines while the program is built, and writes the table of them that it embeds: a
//! file that has a problem stops the build with the report that `unhunch check` prints, and nothing is parsed for the
//! first picture of the library.

#![expect(
    dead_code,
    unreachable_pub,
    unused_imports,
    reason = "the rooms are the library's; this only reads with them"
)]

mod figure;
mod routine;
mod units;

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, process};

use routine::{FileKind, Library, PersonalFile, Status};

#[expect(clippy::disallowed_methods, reason = "a build reads files; the program's rooms do not")]
fn files(folder: &Path, kind: FileKind) -> Vec<PersonalFile> {
    println!("cargo::rerun-if-changed={}", folder.display());
    let found = fs::read_dir(folder).expect("the folder of the built-in files can be read");
    let mut paths: Vec<PathBuf> = found.map(|file| file.expect("a file").path()).collect();
    paths.retain(|path| path.extension().is_some_and(|it| it == "toml"));
    paths.sort();
    let read = |path: PathBuf| PersonalFile {
        bytes: fs::read(&path).map_err(|error| error.to_string()),
        path: path.display().to_string(),
        kind,
    };
    paths.into_iter().map(read).collect()
}

#[expect(clippy::disallowed_methods, reason = "the same")]
fn main() {
    println!("cargo::rustc-cfg=embedded");
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").expect("cargo says where the package is"));
    println!("cargo::rustc-env=UNHUNCH_BUILT_FROM={}", built_from(&root));
    println!("cargo::rustc-env=UNHUNCH_TARGET={}", env::var("TARGET").expect("cargo says what it builds for"));
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo says where to write"));
    let folder = root.join("routines");
    let mut all = files(&folder.join("movements"), FileKind::Movement);
    all.extend(files(&folder, FileKind::Routine));
    let mut library = Library::built_in();
    library.add_personal(all);

    let mut code = "pub(super) static ROUTINES: &[BuiltIn] = &[\n".to_owned();
    for entry in library.entries() {
        if let Status::Broken(report) = &entry.status {
            eprintln!("{}", report.render(routine::Paint::Plain));
            process::exit(1);
        }
        let head = &entry.head;
        let (id, title, kit) = (head.id.as_str(), &head.title, &head.kit);
        let (place, secs, nanos) = (head.place, head.total.as_secs(), head.total.subsec_nanos());
        _ = writeln!(
            code,
            "BuiltIn {{ id: {id:?}, title: {title:?}, place: RoutinePlace::{place:?}, kit: {kit:?}, \
             total: Duration::new({secs}, {nanos}), text: {} }},",
            text(&format!("{id}.toml")),
        );
    }
    code.push_str("];\npub(super) static MOVEMENTS: &[BuiltInMovement] = &[\n");
    for id in library.movement_ids() {
        let movement = library.movement(&id).expect("a broken movement has a row, which has stopped the build");
        let (family, is_end_range) = (movement.family, movement.end_range.is_some());
        let (id, text) = (id.as_str(), text(&format!("movements/{id}.toml")));
        _ = writeln!(
            code,
            "BuiltInMovement {{ id: {id:?}, family: Family::{family:?}, is_end_range: {is_end_range}, text: {text} }},"
        );
    }
    code.push_str("];\n");
    fs::write(out.join("built_in.rs"), code).expect("the folder of the build can be written");
}

/// Says which commit the program is built from: what the release says, or what the package says.
/// A build of a checkout says none, so that a commit alone builds nothing anew.
#[expect(clippy::disallowed_methods, reason = "the same")]
fn built_from(root: &Path) -> String {
    println!("cargo::rerun-if-env-changed=UNHUNCH_COMMIT");
    if let Ok(commit) = env::var("UNHUNCH_COMMIT") {
        return commit.chars().filter(char::is_ascii_alphanumeric).take(40).collect();
    }
    let packaged = fs::read_to_string(root.join(".cargo_vcs_info.json")).unwrap_or_default();
    if let Some((_, rest)) = packaged.split_once("\"sha1\": \"") {
        return rest.chars().take_while(char::is_ascii_hexdigit).collect();
    }
    "not said".to_owned()
}

/// The code that embeds a file of the folder.
fn text(name: &str) -> String {
    format!("include_str!(concat!(env!(\"CARGO_MANIFEST_DIR\"), \"/routines/{name}\"))")
}
