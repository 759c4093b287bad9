use std::io::{self, ErrorKind};

use super::RecordError;

/// The file an appender writes to: the seam where a test lets things fail.
pub(super) trait Sink {
    /// Has the file open and says how it ends.
    fn ready(&mut self) -> Result<Ending, RecordError>;

    /// Writes at the end; may take fewer bytes than it is given.
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize>;

    /// Returns when what was written is on the disk.
    fn sync(&mut self) -> io::Result<()>;
}

/// How a file of lines ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ending {
    /// It is empty or ends with the end of a line.
    Whole,
    /// Its last line was cut off.
    Torn,
}

/// Appends whole lines to a file, and never does anything else to it.
///
/// A line that was acknowledged is on the disk. One that failed is written again with the next: the same entry twice is
/// one entry, because its id is the same, while one entry too few would be lost.
#[derive(Debug)]
pub(super) struct Appender<S> {
    sink: S,
    owed: String,
}

/// What may wait to be written again, in bytes: some hours of entries.
const MOST_OWED: usize = 1024 * 1024;

impl<S: Sink> Appender<S> {
    pub(super) const fn new(sink: S) -> Self {
        Self { sink, owed: String::new() }
    }

    /// Appends lines, each with its end, in one write, and returns when they are on the disk.
    ///
    /// # Errors
    /// When that failed; they are tried again with the next.
    pub(super) fn append(&mut self, lines: &str) -> Result<(), RecordError> {
        if self.owed.is_empty() || self.owed.len() + lines.len() <= MOST_OWED {
            self.owed.push_str(lines);
            self.settle()
        } else {
            // The oldest wait, in order; this one is given up, and its caller is told so.
            let settled = self.settle();
            settled.and_then(|()| self.append(lines))
        }
    }

    /// Whether something waits to be written again.
    pub(super) const fn owes(&self) -> bool {
        !self.owed.is_empty()
    }

    fn settle(&mut self) -> Result<(), RecordError> {
        let ending = self.sink.ready()?;
        // A line that was cut off is ended, never cut away: what is in the file stays in the file.
        let text = match ending {
            Ending::Whole => self.owed.clone(),
            Ending::Torn => format!("\n{}", self.owed),
        };
        let written = self.write_all(text.as_bytes()).and_then(|()| retry(|| self.sink.sync()));
        written.map_err(|error| RecordError::io(&error))?;
        self.owed.clear();
        Ok(())
    }

    fn write_all(&mut self, mut bytes: &[u8]) -> io::Result<()> {
        while !bytes.is_empty() {
            match retry(|| self.sink.write(bytes))? {
                0 => return Err(ErrorKind::WriteZero.into()),
                taken => bytes = &bytes[taken.min(bytes.len())..],
            }
        }
        Ok(())
    }
}

/// Does it again when a signal came in between.
fn retry<T>(mut act: impl FnMut() -> io::Result<T>) -> io::Result<T> {
    loop {
        match act() {
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            done => return done,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;
    use std::rc::Rc;

    use super::*;

    /// A disk in memory that fails at chosen operations.
    #[derive(Default)]
    struct Disk {
        bytes: Vec<u8>,
        operations: usize,
        fails: Option<(usize, Fault)>,
        /// What happens at each operation from the first on.
        script: Vec<Option<Fault>>,
    }

    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    enum Fault {
        Full,
        Io,
        ShortThenFull(usize),
        ShortThenGood(usize),
        Signal,
        Lies,
    }

    impl Disk {
        fn fault(&mut self) -> Option<Fault> {
            self.operations += 1;
            if let Some(Some(fault)) = self.script.get(self.operations - 1) {
                return Some(*fault);
            }
            self.fails.filter(|(at, _)| *at == self.operations).map(|(_, fault)| fault)
        }
    }

    struct Handle(Rc<RefCell<Disk>>);

    impl Sink for Handle {
        fn ready(&mut self) -> Result<Ending, RecordError> {
            let mut disk = self.0.borrow_mut();
            match disk.fault() {
                None | Some(Fault::ShortThenGood(_) | Fault::Signal) => Ok(()),
                Some(Fault::Full | Fault::ShortThenFull(_)) => Err(RecordError::io(&ErrorKind::StorageFull.into())),
                Some(Fault::Io | Fault::Lies) => Err(RecordError::new("input/output error")),
            }?;
            Ok(if disk.bytes.last().is_none_or(|last| *last == b'\n') { Ending::Whole } else { Ending::Torn })
        }

        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            let mut disk = self.0.borrow_mut();
            let take = match disk.fault() {
                None => bytes.len(),
                Some(Fault::Full) => return Err(ErrorKind::StorageFull.into()),
                Some(Fault::Io) => return Err(io::Error::other("input/output error")),
                Some(Fault::Signal) => return Err(ErrorKind::Interrupted.into()),
                Some(Fault::Lies) => return Ok(0),
                Some(Fault::ShortThenGood(most)) => most.clamp(1, bytes.len()),
                Some(Fault::ShortThenFull(most)) => {
                    disk.fails = Some((disk.operations + 1, Fault::Full));
                    most.clamp(1, bytes.len())
                }
            };
            disk.bytes.extend_from_slice(&bytes[..take]);
            Ok(take)
        }

        fn sync(&mut self) -> io::Result<()> {
            match self.0.borrow_mut().fault() {
                None | Some(Fault::ShortThenGood(_)) => Ok(()),
                Some(Fault::Signal) => Err(ErrorKind::Interrupted.into()),
                Some(Fault::Full | Fault::ShortThenFull(_)) => Err(ErrorKind::StorageFull.into()),
                Some(Fault::Io | Fault::Lies) => Err(io::Error::other("input/output error")),
            }
        }
    }

    fn lines(disk: &Rc<RefCell<Disk>>) -> Vec<String> {
        String::from_utf8_lossy(&disk.borrow().bytes).lines().map(str::to_owned).collect()
    }

    #[test]
    fn whatever_fails_at_whatever_operation_what_was_acknowledged_is_there_and_the_next_append_works() {
        let faults = [Fault::Full, Fault::Io, Fault::Signal, Fault::Lies]
            .into_iter()
            .chain((1..9).flat_map(|n| [Fault::ShortThenFull(n), Fault::ShortThenGood(n)]));
        for fault in faults {
            for n in 1..=20 {
                let disk = Rc::new(RefCell::new(Disk { fails: Some((n, fault)), ..Disk::default() }));
                let mut appender = Appender::new(Handle(Rc::clone(&disk)));
                let mut acknowledged = Vec::new();
                for line in 0..8 {
                    let text = format!("line-{line}");
                    if appender.append(&format!("{text}\n")).is_ok() {
                        acknowledged.push(text);
                        let there = lines(&disk);
                        // What was owed before is there too, once one is acknowledged.
                        for line in 0..=line {
                            assert!(there.contains(&format!("line-{line}")), "{fault:?} at {n}: {there:?}");
                        }
                    }
                }
                assert!(acknowledged.len() >= 7, "{fault:?} at {n}: {acknowledged:?}");
                assert!(lines(&disk).contains(&"line-7".to_owned()), "{fault:?} at {n}");
                assert_eq!(disk.borrow().bytes.last(), Some(&b'\n'));
            }
        }
    }

    #[test]
    fn on_a_thousand_disks_that_fail_again_and_again_what_was_acknowledged_is_there() {
        let mut seed = 7_u32;
        let mut dice = |most: u32| {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (seed >> 8) % most
        };
        let (mut kept, mut failed) = (0, 0);
        for round in 0..1_000 {
            let mut fault = || match dice(30) {
                0 => Some(Fault::Full),
                1 => Some(Fault::Io),
                2 => Some(Fault::Signal),
                3 => Some(Fault::Lies),
                4 | 5 => Some(Fault::ShortThenGood(1 + dice(12) as usize)),
                6 => Some(Fault::ShortThenFull(1 + dice(12) as usize)),
                _ => None,
            };
            let script: Vec<_> = (0..120).map(|_| fault()).collect();
            let disk = Rc::new(RefCell::new(Disk { script, ..Disk::default() }));
            let mut appender = Appender::new(Handle(Rc::clone(&disk)));
            for line in 0..30 {
                if appender.append(&format!("line-{line}\n")).is_ok() {
                    let there = lines(&disk);
                    kept += 1;
                    // With one all before it are acknowledged: they were owed.
                    for line in 0..=line {
                        assert!(there.contains(&format!("line-{line}")), "round {round}: {there:?}");
                    }
                } else {
                    failed += 1;
                }
            }
            disk.borrow_mut().script.clear();
            disk.borrow_mut().fails = None;
            assert_eq!(appender.append("the next\n"), Ok(()));
            assert!(lines(&disk).contains(&"the next".to_owned()));
        }
        assert!(kept > 5_000 && failed > 5_000, "{kept} {failed}");
    }

    #[test]
    fn an_append_is_one_write_and_one_flush() {
        let disk = Rc::new(RefCell::new(Disk::default()));
        let mut appender = Appender::new(Handle(Rc::clone(&disk)));
        appender.append("one\ntwo\n").unwrap();
        assert_eq!(disk.borrow().operations, 3, "ready, write, sync");
    }

    #[test]
    fn a_torn_line_is_ended_and_nothing_of_it_is_cut_away() {
        let disk = Rc::new(RefCell::new(Disk { bytes: b"whole\nto".to_vec(), ..Disk::default() }));
        let mut appender = Appender::new(Handle(Rc::clone(&disk)));
        appender.append("next\n").unwrap();
        assert_eq!(lines(&disk), ["whole", "to", "next"]);
    }

    #[test]
    fn what_waits_to_be_written_again_is_bounded() {
        let disk = Rc::new(RefCell::new(Disk::default()));
        let mut appender = Appender::new(Handle(Rc::clone(&disk)));
        let line = format!("{}\n", "x".repeat(1_000));
        for n in 0..2_000 {
            let next_write = disk.borrow().operations + 2;
            disk.borrow_mut().fails = Some((next_write, Fault::Full));
            assert!(appender.append(&line).is_err(), "{n}");
        }
        assert!(appender.owed.len() <= MOST_OWED);
        assert_eq!(appender.append(&line), Ok(()));
        assert!(appender.owed.is_empty());
    }
}
