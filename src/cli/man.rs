//! `unhunch man`: the manual pages, for those who make packages.

use std::io;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use clap_mangen::Man;

use super::output::{MACHINE, complain, count, print};
use crate::shell::save::{Replaces, save, what_is_there};
use crate::units::text;

/// Write the manual pages into a folder
#[derive(Clone, Debug, Args)]
pub(super) struct Manual {
    /// The folder, such as `/usr/local/share/man/man1`
    #[arg(value_name = "DIR")]
    folder: PathBuf,
}

impl Manual {
    pub(super) fn run(&self, mut command: clap::Command) -> ExitCode {
        command.build();
        let mut written = 0;
        let done = pages(&command).and_then(|pages| {
            for (name, page) in pages {
                let path = self.folder.join(name);
                let replaces = if what_is_there(&path)?.is_some() { Replaces::TheFileThere } else { Replaces::Nothing };
                save(&path, &page, replaces)?;
                written += 1;
            }
            Ok(())
        });
        let folder = self.folder.display().to_string();
        match done {
            Ok(()) => print(&format!("{} in {}\n", count(written, "page", "pages"), text::clean(&folder))),
            Err(error) => {
                complain(&format!("unhunch: `{}` cannot be written: {error}\n", text::clean(&folder)));
                ExitCode::from(MACHINE)
            }
        }
    }
}

/// A page for the program and one for each command of it that is not hidden.
fn pages(command: &clap::Command) -> io::Result<Vec<(String, Vec<u8>)>> {
    let name = command.get_display_name().unwrap_or_else(|| command.get_name()).to_owned();
    let mut page = Vec::new();
    Man::new(command.clone()).title(name.to_uppercase()).render(&mut page)?;
    let mut all = vec![(format!("{name}.1"), page)];
    for below in command.get_subcommands().filter(|below| !below.is_hide_set() && below.get_name() != "help") {
        all.extend(pages(below)?);
    }
    Ok(all)
}
