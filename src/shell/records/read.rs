//! Reading records: which files there are, a whole one, and the end of one.

use std::fs::{self, File};
use std::io::{self, BufRead as _, BufReader, ErrorKind, Read as _, Seek as _, SeekFrom};
use std::path::{Path, PathBuf};

use chrono::{DateTime, FixedOffset};
use memchr::{memchr, memchr_iter, memmem, memrchr};
use serde::de::DeserializeOwned;

use super::{RecordError, file};
use crate::journal::{BadLine, Checks, DiaryReader, Forgotten, LATELY, LINE_LIMIT, Lines, read_line};

/// What is in a record's folder.
#[derive(Debug, Default)]
pub(super) struct Listing {
    /// The files of lines, by name.
    pub(super) files: Vec<Found>,
    /// The names of the copies of lines that could not be read.
    pub(super) aside: Vec<String>,
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
            Some("jsonl") => listing.files.push(Found { name, path: entry.path() }),
            Some("bad") => listing.aside.push(name),
            Some("lock") => {}
            _ => listing.foreign.push(name),
        }
    }
    listing.files.sort_by(|a, b| a.name.cmp(&b.name));
    listing.foreign.sort();
    listing
}

/// Reads a whole file; what is longer than a line may be is passed over without being kept in memory.
pub(super) fn whole<T: DeserializeOwned>(path: &Path) -> io::Result<Lines<T>> {
    let mut lines = Lines::default();
    each_line(path, |number, line| read_line(number, line, &mut lines))?;
    Ok(lines)
}

/// Reads a file of facts, without the daily checks that nothing hangs on any more and without what was forgotten.
pub(super) fn facts<F: DeserializeOwned>(path: &Path, forgotten: &Forgotten) -> io::Result<Lines<F>> {
    struct Facts<F> {
        checks: Checks,
        lines: Lines<F>,
    }
    impl<F: DeserializeOwned> TakeLines for Facts<F> {
        fn take_ahead(&mut self, number: usize, lines: &[u8]) -> (usize, usize) {
            self.checks.take_row(number, lines)
        }
        fn take(&mut self, _: u64, number: usize, line: &[u8]) {
            self.checks.take(number, line, |number, line| read_line(number, line, &mut self.lines));
        }
    }
    let mut facts = Facts { checks: Checks::without(forgotten.clone()), lines: Lines::default() };
    each_line_at(path, &mut facts)?;
    let Facts { mut checks, mut lines } = facts;
    checks.end(|number, line| read_line(number, line, &mut lines));
    lines.records.retain(|record| !forgotten.contains(&record.id));
    Ok(lines)
}

/// What takes the lines of a file one by one, counted from one and without their ends; of one longer than a line may be
/// only enough to see that it is.
pub(super) trait TakeLines {
    /// Takes as many of the next lines as can be told to be whole without looking for their ends; says how many, and how
    /// many bytes they have with their ends.
    fn take_ahead(&mut self, _number: usize, _lines: &[u8]) -> (usize, usize) {
        (0, 0)
    }

    /// Takes the next line, which begins at a place in bytes.
    fn take(&mut self, from: u64, number: usize, line: &[u8]);
}

impl<T: FnMut(u64, usize, &[u8])> TakeLines for T {
    fn take(&mut self, from: u64, number: usize, line: &[u8]) {
        self(from, number, line);
    }
}

/// Takes the lines of a file.
pub(super) fn each_line(path: &Path, mut take: impl FnMut(usize, &[u8])) -> io::Result<()> {
    each_line_at(path, &mut |_, number, line: &[u8]| take(number, line))
}

/// The same, with the place each line begins at, in bytes.
pub(super) fn each_line_at(path: &Path, lines: &mut impl TakeLines) -> io::Result<()> {
    let mut reader = BufReader::with_capacity(BLOCK, file::read(path)?);
    let (mut from, mut number) = (0, 0);
    let mut line = Vec::new();
    loop {
        // Most lines stand whole in what was read at once, and are taken from where they stand.
        fill(&mut reader)?;
        let block = reader.buffer();
        let mut taken = 0;
        loop {
            let (more, bytes) = lines.take_ahead(number + 1, &block[taken..]);
            number += more;
            taken += bytes;
            let Some(length) = memchr(b'\n', &block[taken..]).filter(|length| *length <= LINE_LIMIT) else { break };
            number += 1;
            lines.take(from + taken as u64, number, &block[taken..taken + length]);
            taken += length + 1;
        }
        reader.consume(taken);
        from += taken as u64;
        line.clear();
        // One byte over the limit is enough to see that it is over.
        let mut read = reader.by_ref().take(LINE_LIMIT as u64 + 1).read_until(b'\n', &mut line)?;
        if read == 0 {
            return Ok(());
        }
        number += 1;
        if line.last() == Some(&b'\n') {
            line.pop();
        } else if line.len() > LINE_LIMIT {
            read += reader.skip_until(b'\n')?;
        }
        lines.take(from, number, &line);
        from += read as u64;
    }
}

/// Reads on where everything that was read is used up.
fn fill(reader: &mut BufReader<impl io::Read>) -> io::Result<()> {
    loop {
        match reader.fill_buf() {
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            filled => return filled.map(|_| ()),
        }
    }
}

/// Reads a whole file of the journal in brief, in memory that does not grow with it; a long one in two halves at once.
///
/// `fresh` makes a reader for the other half.
pub(super) fn in_brief(path: &Path, reader: &mut DiaryReader, fresh: impl FnOnce() -> DiaryReader) -> io::Result<()> {
    let mut first = file::read(path)?;
    let middle = first.metadata()?.len() / 2;
    if middle < WORTH_HALVING {
        return part_in_brief(first, reader);
    }
    let mut second = file::read(path)?;
    let Some(middle) = begin_of_line(&mut second, middle)? else { return part_in_brief(first, reader) };
    first.seek(SeekFrom::Start(0))?;
    second.seek(SeekFrom::Start(middle))?;
    let mut other = fresh();
    std::thread::scope(|scope| {
        let other = &mut other;
        let rest = scope.spawn(move || part_in_brief(second, other));
        let read = part_in_brief(first.take(middle), reader);
        // A panic in there is one here.
        let rest = rest.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic));
        read.and(rest)
    })?;
    reader.join(other);
    Ok(())
}

/// Where the first line begins that does so at or after `from`; none where no line does.
fn begin_of_line(file: &mut File, from: u64) -> io::Result<Option<u64>> {
    file.seek(SeekFrom::Start(from))?;
    let mut reader = BufReader::with_capacity(BLOCK, file);
    let passed = reader.skip_until(b'\n')?;
    fill(&mut reader)?;
    Ok((!reader.buffer().is_empty()).then_some(from + passed as u64))
}

/// Reads lines in brief to the end of what there is to read.
fn part_in_brief(mut file: impl io::Read, reader: &mut DiaryReader) -> io::Result<()> {
    let mut bytes = vec![0; AT_ONCE];
    // What stands at the beginning of the block: a line whose end has not been read yet.
    let mut begun = 0;
    let mut over_long = false;
    loop {
        let filled = match file.read(&mut bytes[begun..]) {
            Ok(0) => break,
            Ok(more) => begun + more,
            Err(error) if error.kind() == ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
        let Some(last_end) = memrchr(b'\n', &bytes[begun..filled]).map(|at| begun + at) else {
            // A line this long is not read, and not kept either.
            (begun, over_long) = if filled > LINE_LIMIT { (0, true) } else { (filled, over_long) };
            continue;
        };
        let mut first = 0;
        if over_long {
            reader.pass_over();
            first = memchr(b'\n', &bytes[..last_end]).unwrap_or(last_end) + 1;
            over_long = false;
        }
        reader.read(bytes.get(first..last_end).unwrap_or_default());
        bytes.copy_within(last_end + 1..filled, 0);
        begun = filled - last_end - 1;
    }
    if over_long {
        reader.pass_over();
    } else {
        reader.read(&bytes[..begun]);
    }
    Ok(())
}

/// How much of the end of a file is read, at the least; what is passed over of a line too long to be read does not count.
#[derive(Clone, Copy, Debug)]
pub(super) enum End {
    /// One block of lines, which is fifteen sessions or so, and of that no more than the last [`LATELY`]: enough for
    /// the first picture.
    First,
    /// Blocks of lines until an entry is older than the time given, or there are four of them, which is about seventy
    /// sessions.
    Since(DateTime<FixedOffset>),
}

/// Reads the end of a file.
///
/// The numbers of bad lines are zero: where they stand is not known from the end.
pub(super) fn tail<T: DeserializeOwned>(path: &Path, end: End) -> io::Result<Lines<T>> {
    let mut file = file::read(path)?;
    let mut from = file.seek(SeekFrom::End(0))?;
    let most = match end {
        End::First => BLOCK / 2,
        End::Since(_) => 4 * BLOCK - BLOCK / 2,
    };
    let mut blocks: Vec<Lines<T>> = Vec::new();
    let mut rest = Vec::new();
    let mut over_long = false;
    let (mut kept, mut passed) = (0, 0);
    while from > 0 && kept < most && passed < MOST_PASSED {
        let length = from.min(BLOCK as u64);
        from -= length;
        let mut block = read_at(&mut file, from, length)?;
        // What stands before the first end of a line belongs to a line that began earlier.
        let begin = if from == 0 { Some(0) } else { memchr(b'\n', &block).map(|at| at + 1) };
        let Some(begin) = begin else {
            block.append(&mut rest);
            over_long |= block.len() > LINE_LIMIT;
            block.truncate(LINE_LIMIT);
            rest = block;
            passed += length;
            continue;
        };
        kept += block.len() - begin;
        let last_end = memrchr(b'\n', &block[begin..]).map_or(begin, |at| begin + at + 1);
        let text = match end {
            End::First => lately(&block[begin..last_end]),
            End::Since(_) => &block[begin..last_end],
        };
        let mut lines = Lines::default();
        let mut first = 0;
        for end in memchr_iter(b'\n', text) {
            read_line(0, &text[first..end], &mut lines);
            first = end + 1;
        }
        let mut last = block.split_off(last_end);
        last.append(&mut rest);
        if over_long || last.len() > LINE_LIMIT {
            last.truncate(LINE_LIMIT);
            let why = format!("longer than {} KiB", LINE_LIMIT / 1024);
            lines.bad.push(BadLine { number: 0, why, bytes: last });
        } else {
            read_line(0, &last, &mut lines);
        }
        over_long = false;
        block.truncate(begin.saturating_sub(1));
        rest = block;
        let enough = match end {
            End::First => false,
            End::Since(cutoff) => lines.records.first().is_some_and(|record| record.at < cutoff),
        };
        blocks.push(lines);
        if enough {
            break;
        }
    }
    Ok(blocks.into_iter().rev().fold(Lines::default(), |mut all, mut block| {
        all.records = joined(all.records, block.records);
        all.unknown += block.unknown;
        all.bad.append(&mut block.bad);
        all
    }))
}

/// Of some lines those of the last sessions the first picture hangs on, as far as that is to be seen without reading them.
fn lately(lines: &[u8]) -> &[u8] {
    let begun: Vec<_> = memmem::find_iter(lines, br#""kind":"started""#).collect();
    let first = begun.len().checked_sub(LATELY).and_then(|before| memrchr(b'\n', &lines[..begun[before]]));
    first.map_or(lines, |end| &lines[end + 1..])
}

/// One after the other, and nothing is copied where there is nothing before.
pub(super) fn joined<T>(mut some: Vec<T>, more: Vec<T>) -> Vec<T> {
    if some.is_empty() {
        return more;
    }
    some.extend(more);
    some
}

fn read_at(file: &mut File, from: u64, length: u64) -> io::Result<Vec<u8>> {
    file.seek(SeekFrom::Start(from))?;
    // A file that has become shorter meanwhile is read again another time.
    let mut block = vec![0; usize::try_from(length).unwrap_or(BLOCK)];
    file.read_exact(&mut block)?;
    Ok(block)
}

/// What is read at once, in bytes.
const BLOCK: usize = 64 * 1024;
/// What of a whole file is read at once, in bytes: several times what a line may be long.
const AT_ONCE: usize = 4 * LINE_LIMIT;
/// Half a file this long is worth a thread of its own, in bytes: some thousand sessions.
const WORTH_HALVING: u64 = 2 << 20;
/// The most that is passed over in search of the end of an over-long line, in bytes.
const MOST_PASSED: u64 = 4 << 30;
