//! Lines that could not be read, kept aside once so that they are said once.

use std::collections::BTreeSet;
use std::io::{Read as _, Write as _};
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::{RecordError, file};
use crate::journal::{BadLine, digest};

/// A bad line as it is kept: in JSON, so that nothing in it can act on a terminal it is shown in.
#[derive(Serialize, Deserialize)]
struct Aside {
    file: String,
    why: String,
    hash: String,
    text: String,
}

/// Copies bad lines, each with the name of the file it stands in, to `path`, unless they are there already; the lines
/// themselves stay where they are. Returns how many were new.
///
/// # Errors
/// When they could not be copied.
pub(super) fn keep(path: &Path, bad: &[(String, BadLine)]) -> Result<usize, RecordError> {
    let at = |error| RecordError::at(path, &error);
    let mut known = known(path).map_err(at)?;
    let mut lines = String::new();
    let mut new = 0;
    for (file, line) in bad {
        let hash = format!("{:016x}", digest(&line.bytes));
        if !known.insert(hash.clone()) {
            continue;
        }
        new += 1;
        let text = String::from_utf8_lossy(&line.bytes).chars().take(MOST_KEPT).collect();
        let aside = Aside { file: file.clone(), why: line.why.clone(), hash, text };
        lines.push_str(&serde_json::to_string(&aside).expect("strings serialize"));
        lines.push('\n');
    }
    if new > 0 {
        let mut file = file::append(path).map_err(at)?;
        file.write_all(lines.as_bytes()).and_then(|()| file.sync_data()).map_err(at)?;
    }
    Ok(new)
}

/// The hashes of the lines kept already.
fn known(path: &Path) -> std::io::Result<BTreeSet<String>> {
    let mut bytes = Vec::new();
    match file::read(path) {
        Ok(file) => file.take(MOST_READ).read_to_end(&mut bytes)?,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(BTreeSet::new()),
        Err(error) => return Err(error),
    };
    let lines = bytes.split(|byte| *byte == b'\n').filter_map(|line| serde_json::from_slice::<Aside>(line).ok());
    Ok(lines.map(|aside| aside.hash).collect())
}

/// The most of one line that is kept, in characters.
const MOST_KEPT: usize = 4096;
/// The most that is read of what was kept, in bytes.
const MOST_READ: u64 = 8 << 20;
