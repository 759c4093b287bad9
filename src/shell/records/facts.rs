//! The facts as they stand in their files, with what of them cannot be read.

use std::path::Path;

use chrono::{DateTime, FixedOffset};

use super::read::{self, Found, Listing};
use crate::journal::{BadLine, Content, Damage, Forgotten, Record, RecordId, bring_back, merge};

/// The facts of all machines.
#[derive(Clone, Debug, PartialEq)]
pub struct Facts<F> {
    /// Those that can be read, by time and id, each once in however many files it stands.
    pub records: Vec<Record<F>>,
    /// What cannot be read: something that was said may be missing (S18).
    pub damaged: Vec<Damage>,
}

impl<F> Default for Facts<F> {
    fn default() -> Self {
        Self { records: Vec::new(), damaged: Vec::new() }
    }
}

/// The facts with what there is to say of their files.
pub(super) struct ReadFacts<F> {
    pub(super) facts: Facts<F>,
    pub(super) listing: Listing,
    /// The lines that cannot be read, with the name of the file each stands in.
    pub(super) bad: Vec<(String, BadLine)>,
    /// The last of each file that is dated later than it can have been written.
    pub(super) ahead: Vec<(String, RecordId)>,
    /// The files that cannot be read.
    pub(super) unread: Vec<(Found, std::io::Error)>,
}

/// What a file that cannot be read at all has in the place of a digest.
const UNREADABLE: &str = "unreadable";

/// Reads all facts in a folder but those that were forgotten; nothing is written.
pub(super) fn read<F: Content>(folder: &Path, forgotten: &Forgotten, now: DateTime<FixedOffset>) -> ReadFacts<F> {
    let mut listing = read::list(folder);
    let mut damaged = Vec::new();
    let unreadable = |file: &str| Damage { file: file.to_owned(), digest: UNREADABLE.to_owned() };
    damaged.extend(listing.failed.iter().map(|_| unreadable("facts")));
    let (mut records, mut bad, mut ahead, mut unread) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for found in std::mem::take(&mut listing.files) {
        // A last line that looks cut off may be half written at this moment, and is whole at the next.
        let looked = read::whole(&found.path).and_then(|lines| {
            if lines.bad.last().is_some_and(BadLine::is_torn) { read::whole(&found.path) } else { Ok(lines) }
        });
        let mut lines = match looked {
            Ok(lines) => lines,
            Err(error) => {
                damaged.push(unreadable(&found.name));
                unread.push((found, error));
                continue;
            }
        };
        lines.records.retain(|record: &Record<F>| !forgotten.contains(&record.id));
        ahead.extend(bring_back(&mut lines.records, now).map(|id| (found.name.clone(), id)));
        records.append(&mut lines.records);
        damaged.extend(lines.bad.iter().map(|line| line.damage(&found.name)));
        bad.extend(lines.bad.into_iter().map(|line| (found.name.clone(), line)));
    }
    damaged.sort();
    damaged.dedup();
    ReadFacts { facts: Facts { records: merge(records), damaged }, listing, bad, ahead, unread }
}
