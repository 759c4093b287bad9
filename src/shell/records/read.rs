//! Reading records: which files there are, a whole one, and the end of one.

use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, ErrorKind, Read as _, Seek as _, SeekFrom};
use std::path::{Path, PathBuf};

use super::{RecordError, file};
use crate::journal::{Content, LINE_LIMIT, Lines, MachineId, read_line};

/// What is in a record's folder.
#[derive(Debug, Default)]
pub(super) struct Listing {
    /// The files of lines, by name.
    pub(super) files: Vec<Found>,
    /// The names of the copies of lines that could not be read.
    pub(super) aside: Vec<String>,
    /// The names of files of the first form, which stay as they are and are not read.
    pub(super) old: Vec<String>,
    /// The names of what is not ours and is left alone.
    pub(super) foreign: Vec<String>,
    /// Why the folder could not be looked into.
    pub(super) failed: Option<RecordError>,
}

/// A file of lines.
#[derive(Debug)]
pub(super) struct Found {
    pub(super) name: String,
    pub(super) path: PathBuf,
}

impl Found {
    /// The year of the journal it holds, where its name says one.
    pub(super) fn year(&self) -> Option<i32> {
        let name = self.name.split('.').next()?;
        name.split_once('-')?.1.parse().ok()
    }
}

/// Lists a record's folder; one that is not there is empty.
#[expect(clippy::disallowed_methods, reason = "files are the shell's")]
pub(super) fn list(folder: &Path) -> Listing {
    let mut listing = Listing::default();
    let looked = match fs::symlink_metadata(folder) {
        Ok(found) if found.is_symlink() => {
            Err(io::Error::new(ErrorKind::InvalidInput, "a symlink, and nothing is read or written through one"))
        }
        Ok(_) => fs::read_dir(folder),
        Err(error) => Err(error),
    };
    let entries = match looked {
        Ok(entries) => entries,
        Err(error) if error.kind() == ErrorKind::NotFound => return listing,
        Err(error) => {
            listing.failed = Some(RecordError::at(folder, &error));
            return listing;
        }
    };
    for entry in entries.flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let ending = Path::new(&name).extension().and_then(|ending| ending.to_str());
        match ending {
            _ if name.starts_with('.') => {}
            // The first form called a file by the name of its machine alone.
            Some("jsonl") if name.split('.').next().is_some_and(|it| MachineId::parse(it).is_some()) => {
                listing.old.push(name);
            }
            Some("jsonl") => listing.files.push(Found { name, path: entry.path() }),
            Some("bad") => listing.aside.push(name),
            Some("lock") => {}
            _ => listing.foreign.push(name),
        }
    }
    listing.files.sort_by(|a, b| a.name.cmp(&b.name));
    listing.foreign.sort();
    listing.old.sort();
    listing
}

/// Reads a whole file; what is longer than a line may be is passed over without being kept in memory.
pub(super) fn whole<T: Content>(path: &Path) -> io::Result<Lines<T>> {
    let mut lines = Lines::default();
    each_line(path, |number, line| read_line(number, line, &mut lines))?;
    Ok(lines)
}

/// Takes the lines of a file one by one, counted from one and without their ends; of one longer than a line may be only
/// enough to see that it is.
pub(super) fn each_line(path: &Path, take: impl FnMut(usize, &[u8])) -> io::Result<()> {
    lines_of(BufReader::with_capacity(BLOCK, file::read(path)?), take)
}

fn lines_of(mut reader: impl BufRead, mut take: impl FnMut(usize, &[u8])) -> io::Result<()> {
    let mut line = Vec::new();
    for number in 1.. {
        line.clear();
        // One byte over the limit is enough to see that it is over.
        if reader.by_ref().take(LINE_LIMIT as u64 + 1).read_until(b'\n', &mut line)? == 0 {
            break;
        }
        if line.last() == Some(&b'\n') {
            line.pop();
        } else if line.len() > LINE_LIMIT {
            reader.skip_until(b'\n')?;
        }
        take(number, &line);
    }
    Ok(())
}

/// Reads the end of a file: at least the last `least` bytes, and more, up to [`MOST`], until there is `enough`; of a file
/// that has no whole line there, as much as it takes to find one.
///
/// The numbers of bad lines are zero: where they stand is not known from the end.
pub(super) fn tail<T: Content>(path: &Path, least: u64, enough: impl Fn(&Lines<T>) -> bool) -> io::Result<Lines<T>> {
    let mut file = file::read(path)?;
    let length = file.metadata()?.len();
    let mut reach = least;
    loop {
        let lines = last(&mut file, length.saturating_sub(reach))?;
        if reach >= length || (!lines.records.is_empty() && (reach >= MOST || enough(&lines))) {
            return Ok(lines);
        }
        reach *= 4;
    }
}

/// Reads the lines that begin at a place or after it.
fn last<T: Content>(file: &mut File, from: u64) -> io::Result<Lines<T>> {
    // One byte earlier, so that a line that begins just there is not taken for the rest of one.
    file.seek(SeekFrom::Start(from.saturating_sub(1)))?;
    let mut reader = BufReader::with_capacity(BLOCK, file);
    if from > 0 {
        reader.skip_until(b'\n')?;
    }
    let mut lines = Lines::default();
    lines_of(reader, |_, line| read_line(0, line, &mut lines))?;
    Ok(lines)
}

/// What is read at once, in bytes.
pub(super) const BLOCK: usize = 64 * 1024;
/// The most that is read of the end of a file, in bytes: some seventy sessions.
const MOST: u64 = 256 * 1024;
