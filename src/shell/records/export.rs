//! Everything that is kept as one file of lines.
//!
//! The lines of years do not fit where little memory is meant to be used: first only their times and names are read, and
//! where each stands; then they are written in order, each read again from its place.

use std::fs::File;
use std::io::{self, BufReader, ErrorKind, Read as _, Seek as _, SeekFrom, Write};
use std::path::{Path, PathBuf};

use chrono::{DateTime, FixedOffset};

use super::{RecordError, file, forgotten, read, unreadable};
use crate::journal::{Pool, RecordId, Which};
use crate::shell::folders::Folders;

/// Where the lines of both records stand, in order.
#[derive(Debug, Default)]
pub struct Export {
    files: Vec<(PathBuf, Which)>,
    places: Vec<Place>,
    /// How many lines are no entry, and left out.
    pub bad: usize,
    /// What could not be read, one sentence each.
    pub messages: Vec<String>,
}

/// A line: when, what, and where it stands.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Place {
    at: DateTime<FixedOffset>,
    id: RecordId,
    file: u32,
    from: u64,
    length: u32,
}

impl Export {
    /// Looks through both records.
    #[must_use]
    pub fn of(folders: &Folders) -> Self {
        let (forgotten, failed) = forgotten::read(&folders.forgotten());
        let mut all = Self { messages: failed.into_iter().collect(), ..Self::default() };
        for (folder, record) in [(folders.facts(), Which::Facts), (folders.journal(), Which::Journal)] {
            let listing = read::list(&folder);
            all.messages.extend(listing.failed.iter().map(RecordError::to_string));
            for found in listing.files {
                let file = u32::try_from(all.files.len()).unwrap_or(u32::MAX);
                let mut bad = 0;
                let looked = read::each_line_at(&found.path, &mut |from, _, line: &[u8]| {
                    let mut pool = Pool::default();
                    pool.take(line, Some(record));
                    bad += pool.bad;
                    let stays = pool.lines().next().filter(|it| !forgotten.contains(&it.id));
                    all.places.extend(stays.map(|it| Place {
                        at: it.at,
                        id: it.id.clone(),
                        file,
                        from,
                        length: u32::try_from(line.len()).unwrap_or(u32::MAX),
                    }));
                });
                all.bad += bad;
                if let Err(error) = looked {
                    all.messages.push(unreadable(&found.path, &error));
                }
                all.files.push((found.path, record));
            }
        }
        all.places.sort();
        all
    }

    /// Writes the lines, by time and then by name, each once; says how many.
    ///
    /// # Errors
    /// What the other end says, or a file that has gone since it was looked through.
    pub fn write(&self, to: &mut dyn Write) -> io::Result<usize> {
        let mut files: Vec<_> = self.files.iter().map(|_| None).collect();
        let mut written = 0;
        // What has one time and one name is nearly always one line, or copies of it.
        for same in self.places.chunk_by(|a, b| (a.at, &a.id) == (b.at, &b.id)) {
            let mut pool = Pool::default();
            for place in same {
                let (path, record) = &self.files[place.file as usize];
                let slot = &mut files[place.file as usize];
                let open = match slot {
                    Some(open) => open,
                    None => slot.insert(Open { reader: BufReader::new(file::read(path)?), at: 0 }),
                };
                pool.take(&open.line(place)?, Some(*record));
            }
            for line in pool.lines() {
                to.write_all(line.text.as_bytes())?;
                to.write_all(b"\n")?;
                written += 1;
            }
        }
        to.flush()?;
        Ok(written)
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

/// A file that lines are read from, nearly always one after the other.
struct Open {
    reader: BufReader<File>,
    at: u64,
}

impl Open {
    fn line(&mut self, place: &Place) -> io::Result<Vec<u8>> {
        match i64::try_from(i128::from(place.from) - i128::from(self.at)) {
            Ok(way) => self.reader.seek_relative(way)?,
            Err(_) => drop(self.reader.seek(SeekFrom::Start(place.from))?),
        }
        let mut line = vec![0; place.length as usize];
        self.reader.read_exact(&mut line)?;
        self.at = place.from + u64::from(place.length);
        Ok(line)
    }
}
