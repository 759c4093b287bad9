//! What a command writes while the coach has the screen, kept in a file without a name until it can be shown.

use std::fs::{File, OpenOptions};
use std::io;
use std::os::unix::fs::{FileExt as _, OpenOptionsExt as _};
use std::path::Path;

/// The output that is kept: its beginning and its end, so much of each; what lies between is counted only.
///
/// The end is where an error stands, and the beginning is where it came from.
#[derive(Debug)]
pub(super) struct Kept {
    file: File,
    /// How much is kept of the beginning, and of the end.
    half: u64,
    /// How much there was.
    total: u64,
    /// How much could not be written at the end of it all, as on a full disk.
    failed: u64,
}

/// Half of what is kept: 64 MiB in all.
pub(super) const HALF: u64 = 32 * 1_024 * 1_024;

impl Kept {
    /// A file in a folder that nobody else can open: it is its owner's alone, and has no name from the first moment on in
    /// which anybody could use it.
    ///
    /// # Errors
    /// When it cannot be made.
    #[expect(clippy::disallowed_methods, reason = "files are the shell's")]
    pub(super) fn in_folder(folder: &Path, half: u64, random: u64) -> io::Result<Self> {
        let path = folder.join(format!(".unhunch-{random:016x}"));
        let file = OpenOptions::new().read(true).write(true).create_new(true).mode(0o600).open(&path)?;
        std::fs::remove_file(&path)?;
        Ok(Self { file, half, total: 0, failed: 0 })
    }

    /// Keeps some more.
    pub(super) fn keep(&mut self, bytes: &[u8]) {
        let mut bytes = bytes;
        while !bytes.is_empty() {
            let (at, room) = self.place();
            let take = bytes.len().min(usize::try_from(room).unwrap_or(usize::MAX));
            if self.failed > 0 || self.file.write_all_at(&bytes[..take], at).is_err() {
                // What comes after a gap would be shown as if there were none.
                self.failed += bytes.len() as u64;
                return;
            }
            self.total += take as u64;
            bytes = &bytes[take..];
        }
    }

    /// Where the next byte goes, and how many have room from there on.
    const fn place(&self) -> (u64, u64) {
        if self.total < self.half {
            (self.total, self.half - self.total)
        } else {
            let into = (self.total - self.half) % self.half;
            (self.half + into, self.half - into)
        }
    }

    /// How much lies between the beginning and the end that are kept.
    const fn left_out(&self) -> u64 {
        self.total.saturating_sub(2 * self.half)
    }

    /// Hands all of it to `show`, in order; then it is empty again. `gap` is called where some was not kept, with its length.
    ///
    /// # Errors
    /// When it cannot be read back, or what `show` says.
    pub(super) fn replay(&mut self, mut show: impl FnMut(Replayed<'_>) -> io::Result<()>) -> io::Result<()> {
        let beginning = self.total.min(self.half);
        self.read(0, beginning, &mut show)?;
        let end = self.total - beginning;
        if self.left_out() > 0 {
            show(Replayed::Gap(self.left_out()))?;
            let oldest = (self.total - self.half) % self.half;
            self.read(self.half + oldest, self.half - oldest, &mut show)?;
            self.read(self.half, oldest, &mut show)?;
        } else {
            self.read(self.half, end, &mut show)?;
        }
        if self.failed > 0 {
            show(Replayed::Gap(self.failed))?;
        }
        self.file.set_len(0)?;
        (self.total, self.failed) = (0, 0);
        Ok(())
    }

    fn read(&self, from: u64, length: u64, show: &mut impl FnMut(Replayed<'_>) -> io::Result<()>) -> io::Result<()> {
        let mut chunk = vec![0; 64 * 1_024];
        let mut done = 0;
        while done < length {
            let take = usize::try_from(length - done).unwrap_or(usize::MAX).min(chunk.len());
            self.file.read_exact_at(&mut chunk[..take], from + done)?;
            show(Replayed::Bytes(&chunk[..take]))?;
            done += take as u64;
        }
        Ok(())
    }
}

/// What is played back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Replayed<'a> {
    /// What was written.
    Bytes(&'a [u8]),
    /// So many bytes were written here and not kept.
    Gap(u64),
}

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;

    use super::*;

    fn kept(half: u64) -> Kept {
        Kept::in_folder(tempfile::tempdir().expect("a folder").path(), half, 7).expect("a file")
    }

    fn replayed(kept: &mut Kept) -> String {
        let mut out = String::new();
        kept.replay(|it| {
            match it {
                Replayed::Bytes(bytes) => out.push_str(std::str::from_utf8(bytes).expect("text")),
                Replayed::Gap(length) => write!(out, "[{length}]").expect("text has room"),
            }
            Ok(())
        })
        .expect("it can be read");
        out
    }

    #[test]
    fn the_beginning_and_the_end_are_kept_whatever_lies_between() {
        let letters: Vec<u8> = (b'a'..=b'z').collect();
        for length in 0..=26 {
            for piece in 1..=9 {
                let mut kept = kept(5);
                for bytes in letters[..length].chunks(piece) {
                    kept.keep(bytes);
                }
                let text = std::str::from_utf8(&letters[..length]).expect("text");
                let expected = if length > 10 {
                    format!("{}[{}]{}", &text[..5], length - 10, &text[length - 5..])
                } else {
                    text.to_owned()
                };
                assert_eq!(replayed(&mut kept), expected, "{length} in pieces of {piece}");
                assert_eq!(replayed(&mut kept), "", "it is shown once");
            }
        }
    }

    #[test]
    fn the_file_has_no_name() {
        let folder = tempfile::tempdir().expect("a folder");
        let mut kept = Kept::in_folder(folder.path(), HALF, 7).expect("a file");
        kept.keep(b"secret");
        #[expect(clippy::disallowed_methods, reason = "the test looks into its folder")]
        let names = std::fs::read_dir(folder.path()).expect("a folder").count();
        assert_eq!(names, 0);
        assert_eq!(replayed(&mut kept), "secret");
    }
}
