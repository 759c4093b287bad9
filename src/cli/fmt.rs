//! `unhunch fmt`: the layout of routine and movement files.

use std::fmt::Write as _;
use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;

use super::output::{MACHINE, USAGE, complain, print};
use crate::routine::{Kept, Library, Paint, STDIN, laid_out};
use crate::shell::folders::Folders;
use crate::shell::personal;
use crate::shell::save::{Replaces, save, what_is_there};
use crate::units::text;

/// Lay routine and movement files out like the built-in ones; remarks are kept
///
/// Without a file it is your own folder; `-` lays out what comes through the pipe. What has no layout to be given, because
/// it cannot be read, stays as it is.
#[derive(Args, Clone, Debug)]
#[command(after_help = "Exit codes: 0 all files are laid out, 1 the machine failed, 2 a file is no TOML, or, with \
                        `--check`, is laid out otherwise.")]
pub(super) struct Fmt {
    /// Files and folders
    #[arg(value_name = "FILE|DIR")]
    paths: Vec<PathBuf>,

    /// Change nothing; say which files would change
    #[arg(long)]
    check: bool,
}

impl Fmt {
    pub(super) fn run(&self) -> ExitCode {
        let files = if self.paths.is_empty() {
            match Folders::find() {
                Ok(folders) => personal::files(&folders),
                Err(why) => {
                    complain(&format!("unhunch: {why}\n"));
                    return ExitCode::from(MACHINE);
                }
            }
        } else {
            personal::named(&self.paths)
        };
        if files.is_empty() {
            return print("There is no TOML file there.\n");
        }
        let (mut said, mut code) = (String::new(), ExitCode::SUCCESS);
        for file in &files {
            let shown = text::clean(&file.path);
            let text = file.bytes.as_ref().ok().and_then(|bytes| std::str::from_utf8(bytes).ok());
            let (before, laid) = match text.map(|text| (text, laid_out(text, file.kind))) {
                Some((before, Ok(laid))) => (before, laid),
                Some((_, Err(Kept::Remark))) => {
                    let why = "a remark stands where the layout has no place for one";
                    complain(&format!("unhunch: {shown} stays as it is: {why}\n"));
                    code = ExitCode::from(USAGE);
                    continue;
                }
                Some((_, Err(Kept::TooLarge))) => {
                    complain(&format!("unhunch: {shown} stays as it is: laid out it would be too large to be read\n"));
                    code = ExitCode::from(USAGE);
                    continue;
                }
                Some((_, Err(Kept::NoToml))) | None => {
                    complain(&Library::built_in().check(file).render(Paint::Plain));
                    complain(&format!("unhunch: {shown} stays as it is\n"));
                    code = ExitCode::from(USAGE);
                    continue;
                }
            };
            if file.path == STDIN && !self.check {
                said.push_str(&laid);
                continue;
            }
            if laid == before {
                continue;
            }
            let _ = writeln!(said, "{shown}");
            if self.check {
                code = ExitCode::from(USAGE);
            } else if let Err(error) = put_back(Path::new(&file.path), &laid) {
                complain(&format!("unhunch: {shown} cannot be written: {error}\n"));
                return ExitCode::from(MACHINE);
            }
        }
        let printed = print(&said);
        if printed == ExitCode::SUCCESS { code } else { printed }
    }
}

/// Writes a file that is there. One whose name is no text cannot be found again by it.
fn put_back(path: &Path, text: &str) -> io::Result<()> {
    match what_is_there(path)? {
        Some(_) => save(path, text.as_bytes(), Replaces::TheFileThere),
        None => Err(io::Error::new(io::ErrorKind::NotFound, "no file of this name is there")),
    }
}
