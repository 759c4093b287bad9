//! Everything that is kept as one file of lines.

use std::io::{self, ErrorKind, Write};
use std::path::Path;

use super::{RecordError, backup, file};
use crate::journal::Pool;
use crate::shell::folders::Folders;

/// The lines of both records.
#[derive(Debug, Default)]
pub struct Export {
    lines: Pool,
    /// What could not be read, one sentence each.
    pub messages: Vec<String>,
}

impl Export {
    /// Reads both records.
    #[must_use]
    pub fn of(folders: &Folders) -> Self {
        let (lines, messages) = backup::everything(folders);
        Self { lines, messages }
    }

    /// How many lines are no entry, and left out.
    #[must_use]
    pub const fn bad(&self) -> usize {
        self.lines.bad
    }

    /// Writes the lines, by time and then by name, each once; says how many.
    ///
    /// # Errors
    /// What the other end says.
    pub fn write(&self, to: &mut dyn Write) -> io::Result<usize> {
        for line in self.lines.lines() {
            writeln!(to, "{}", line.text)?;
        }
        to.flush()?;
        Ok(self.lines.lines().len())
    }

    /// Writes the lines to a new file, readable by its owner alone; never over one that is there. Says how many.
    ///
    /// # Errors
    /// When it could not be written; then there is none.
    pub fn write_new(&self, path: &Path) -> Result<usize, RecordError> {
        let at = |error: io::Error| {
            let error = if error.kind() == ErrorKind::AlreadyExists {
                io::Error::new(ErrorKind::AlreadyExists, "there is a file of that name, and nothing is written over it")
            } else {
                error
            };
            RecordError::at(path, &error)
        };
        let mut file = file::create(path).map_err(at)?;
        let written = self.write(&mut io::BufWriter::new(&mut file));
        let written = written.and_then(|written| file.sync_data().map(|()| written));
        if written.is_err() {
            // Half a backup is none.
            file::remove(path).ok();
        }
        written.map_err(at)
    }
}
