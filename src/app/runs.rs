//! How long commands took before, so that a routine fits into the next run: lengths by a hash, never a command's text.

use std::fmt::Write as _;
use std::time::Duration;

/// The last runs of the commands that ran last, oldest first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Runs(Vec<Run>);

#[derive(Clone, Debug, PartialEq, Eq)]
struct Run {
    command: u64,
    /// The lengths of its last runs in seconds, oldest first.
    took: Vec<u32>,
}

/// So many runs of a command have a say.
const LAST: usize = 5;
/// So many commands are remembered.
const COMMANDS: usize = 200;

impl Runs {
    /// Reads what [`Runs::text`] wrote; lines that are something else are left out.
    #[must_use]
    pub fn read(text: &str) -> Self {
        let run = |line: &str| {
            let mut words = line.split_ascii_whitespace();
            let command = u64::from_str_radix(words.next()?, 16).ok()?;
            let took: Vec<u32> = words.map_while(|word| word.parse().ok()).take(LAST).collect();
            (!took.is_empty()).then_some(Run { command, took })
        };
        Self(text.lines().filter_map(run).take(COMMANDS).collect())
    }

    /// As lines: a hash and some seconds.
    #[must_use]
    pub fn text(&self) -> String {
        let mut text = String::new();
        for Run { command, took } in &self.0 {
            let _ = write!(text, "{command:016x}");
            for secs in took {
                let _ = write!(text, " {secs}");
            }
            text.push('\n');
        }
        text
    }

    /// Notes a run.
    pub fn note(&mut self, command: u64, took: Duration) {
        let at = self.0.iter().position(|run| run.command == command);
        let mut run = at.map_or_else(|| Run { command, took: Vec::new() }, |at| self.0.remove(at));
        if run.took.len() == LAST {
            run.took.remove(0);
        }
        run.took.push(u32::try_from(took.as_secs()).unwrap_or(u32::MAX));
        self.0.push(run);
        if self.0.len() > COMMANDS {
            self.0.remove(0);
        }
    }

    /// The median of a command's last runs; the shorter of the middle two.
    #[must_use]
    pub fn median(&self, command: u64) -> Option<Duration> {
        let mut took = self.0.iter().find(|run| run.command == command)?.took.clone();
        took.sort_unstable();
        took.get((took.len().max(1) - 1) / 2).map(|secs| Duration::from_secs(u64::from(*secs)))
    }
}

/// The hash a command in a folder is remembered by; `salt` is this machine's own, so that nobody else can try commands.
#[must_use]
pub fn command_hash<'a>(salt: &str, folder: &[u8], command: impl Iterator<Item = &'a [u8]>) -> u64 {
    // FNV-1a: what is kept must mean the same in the next version.
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    let mut add = |bytes: &[u8]| {
        for byte in bytes.iter().chain([&0xff]) {
            hash = (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
    };
    add(salt.as_bytes());
    add(folder);
    command.for_each(add);
    hash
}

#[cfg(test)]
mod tests {
    use super::*;

    fn secs(secs: u64) -> Duration {
        Duration::from_secs(secs)
    }

    #[test]
    fn the_median_is_of_the_last_five_runs() {
        let mut runs = Runs::default();
        assert_eq!(runs.median(1), None);
        for (took, median) in [(900, 900), (100, 100), (110, 110), (120, 110), (130, 120), (5, 110), (6, 110)] {
            runs.note(1, secs(took));
            assert_eq!(runs.median(1), Some(secs(median)), "{runs:?}");
        }
        assert_eq!(runs.median(2), None);
    }

    #[test]
    fn it_reads_what_it_wrote_and_leaves_out_what_is_none() {
        let mut runs = Runs::default();
        runs.note(7, secs(42));
        runs.note(u64::MAX, secs(1));
        runs.note(7, secs(44));
        assert_eq!(Runs::read(&runs.text()), runs);
        let noisy = format!("\u{0}nonsense\nzz 1 2\n12\n{}\n-1 5\n", runs.text());
        assert_eq!(Runs::read(&noisy), runs);
    }

    #[test]
    fn only_so_many_commands_are_remembered_the_latest() {
        let mut runs = Runs::default();
        for command in 0..1_000 {
            runs.note(command, secs(60));
        }
        assert_eq!((runs.median(799), runs.median(800)), (None, Some(secs(60))));
        assert!(runs.text().len() < 8_192);
    }

    #[test]
    fn a_command_is_the_same_only_with_the_same_words_in_the_same_folder_on_this_machine() {
        let of = |salt, folder: &str, words: &[&str]| {
            command_hash(salt, folder.as_bytes(), words.iter().map(|word| word.as_bytes()))
        };
        let known = of("a", "/x", &["cargo", "test"]);
        assert_eq!(of("a", "/x", &["cargo", "test"]), known);
        for other in [
            of("b", "/x", &["cargo", "test"]),
            of("a", "/y", &["cargo", "test"]),
            of("a", "/x", &["cargo", "build"]),
            of("a", "/x", &["cargotest"]),
            of("a", "/x", &["cargo test"]),
        ] {
            assert_ne!(other, known);
        }
    }
}
