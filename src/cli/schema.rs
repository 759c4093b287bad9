//! `unhunch schema`, and the schemas beside the person's files, for editors.

use std::path::Path;
use std::process::ExitCode;

use clap::{Args, ValueEnum};
use serde_json::Value;

use super::output::print;
use crate::routine::{self, FileKind};
use crate::settings;
use crate::shell::folders::Folders;
use crate::shell::save::{Replaces, save, what_is_there};

/// Print the JSON Schema of a kind of file, for an editor to complete and check by
#[derive(Clone, Copy, Debug, Args)]
pub(super) struct Schema {
    /// Of which kind of file
    #[arg(value_enum, value_name = "KIND")]
    of: Of,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Of {
    Routine,
    Movement,
    Config,
}

impl Schema {
    pub(super) fn run(self) -> ExitCode {
        print(&text(&match self.of {
            Of::Routine => routine::schema(FileKind::Routine),
            Of::Movement => routine::schema(FileKind::Movement),
            Of::Config => settings::schema(),
        }))
    }
}

fn text(schema: &Value) -> String {
    format!("{schema:#}\n")
}

/// The first line of a file of this kind in the person's folder: it tells editors where its schema is.
pub(super) const fn directive(kind: FileKind) -> &'static str {
    match kind {
        FileKind::Movement => "#:schema ../movement.schema.json",
        FileKind::Routine => "#:schema ./routine.schema.json",
    }
}

/// Writes the schemas that [`directive`] names into the person's folder, where others are or none. Without them files
/// are read all the same, so that a failure is none.
pub(super) fn write_beside(folders: &Folders) {
    for (kind, name) in [(FileKind::Routine, "routine"), (FileKind::Movement, "movement")] {
        let path = folders.routines().join(format!("{name}.schema.json"));
        let schema = text(&routine::schema(kind));
        if !says(&path, &schema) && what_is_there(&path).is_ok() {
            let replaces = if path.exists() { Replaces::TheFileThere } else { Replaces::Nothing };
            save(&path, schema.as_bytes(), replaces).ok();
        }
    }
}

fn says(path: &Path, text: &str) -> bool {
    crate::shell::personal::read(path).is_ok_and(|bytes| bytes == text.as_bytes())
}
