//! `unhunch hook`: the text that lets a shell show an offer between two commands.

use std::path::Path;
use std::process::ExitCode;

use clap::{Args, ValueEnum};

use super::here::Here;
use super::output::print;
use crate::shell::desk::{Patience, Signs};
use crate::shell::places::own;

/// Print what a shell runs before each prompt, to show an offer between two commands
///
/// It is built of the shell's own commands and starts no process until an offer is due. Put one of these into the
/// start-up file:
///
///   eval "$(unhunch hook bash)"       eval "$(unhunch hook zsh)"       unhunch hook fish | source
#[derive(Clone, Debug, Args)]
pub(super) struct Hook {
    /// Which shell
    #[arg(value_enum)]
    shell: Shell,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Shell {
    Bash,
    Zsh,
    Fish,
    Nu,
}

impl Hook {
    pub(super) fn run(&self) -> ExitCode {
        let here = match Here::find() {
            Ok(here) => here,
            Err(code) => return code,
        };
        // A shell that starts is a person who sits down in this terminal.
        here.files.name_terminal();
        here.visit(Patience::Looks, Signs::default(), |_| ());
        let text = match self.shell {
            Shell::Bash => include_str!("hook/bash.txt"),
            Shell::Zsh => include_str!("hook/zsh.txt"),
            Shell::Fish => include_str!("hook/fish.txt"),
            Shell::Nu => include_str!("hook/nu.txt"),
        };
        let quote = |path: &str| match self.shell {
            Shell::Fish => format!("'{}'", path.replace('\\', "\\\\").replace('\'', "\\'")),
            Shell::Bash | Shell::Zsh => format!("'{}'", path.replace('\'', "'\\''")),
            Shell::Nu => format!("{path:?}"),
        };
        let path = |path: &Path| quote(&path.display().to_string());
        print(
            &text
                .replace("@LINE@", &path(&here.files.line()))
                .replace("@PROMPTS@", &path(&here.files.prompts()))
                .replace("@CLOCK@", &path(&here.files.folder().join("clock")))
                .replace("@UNHUNCH@", &quote(&own())),
        )
    }
}
