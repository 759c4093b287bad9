use chrono::{DateTime, FixedOffset};

use crate::units::id;

id! {
    /// The name of a machine: sixteen random hexadecimal digits, not a host name (`src/journal/RECORDS.md`).
    MachineId
}
id! {
    /// The name of one record, unique among all machines; ids of one run sort in the order they were given.
    RecordId
}
id! {
    /// The name of one session; ids sort by when the session began.
    SessionId
}

impl MachineId {
    /// The name made from 64 random bits.
    #[must_use]
    pub fn from_bits(bits: u64) -> Self {
        Self::new(&format!("{bits:016x}"))
    }

    /// The machine a text names, if it has the shape of such a name.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let shape = text.len() == 16 && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
        shape.then(|| Self::new(text))
    }
}

/// Where the ids of one run of the program come from: the time, something random, and a count.
///
/// The time in an id never goes back within a run, even where the clock on the wall does, so that the ids of a run are
/// the order in which things happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ids {
    machine: MachineId,
    run: u32,
    given: u32,
    latest_millis: u64,
}

impl Ids {
    /// The ids of a run on `machine`; `run` is random, so that two runs in the same millisecond differ.
    #[must_use]
    pub const fn new(machine: MachineId, run: u32) -> Self {
        Self { machine, run, given: 0, latest_millis: 0 }
    }

    /// The machine the run is on.
    #[must_use]
    pub const fn machine(&self) -> &MachineId {
        &self.machine
    }

    /// The next id of a record, given at `wall`.
    #[must_use]
    pub fn record(&mut self, wall: DateTime<FixedOffset>) -> RecordId {
        RecordId::new(&self.next(wall))
    }

    /// The next id of a session, given at `wall`.
    #[must_use]
    pub fn session(&mut self, wall: DateTime<FixedOffset>) -> SessionId {
        SessionId::new(&self.next(wall))
    }

    fn next(&mut self, wall: DateTime<FixedOffset>) -> String {
        let millis = u64::try_from(wall.timestamp_millis()).unwrap_or(0);
        self.latest_millis = self.latest_millis.max(millis);
        self.given = self.given.wrapping_add(1);
        format!("{:012x}-{:08x}-{:05x}", self.latest_millis, self.run, self.given)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> DateTime<FixedOffset> {
        DateTime::parse_from_rfc3339(text).unwrap()
    }

    #[test]
    fn ids_of_a_run_grow_even_when_the_clock_is_set_back() {
        let mut ids = Ids::new(MachineId::from_bits(7), 1);
        let walls = ["2026-11-21T09:30:00Z", "2026-11-21T09:30:00Z", "2026-11-21T08:00:00Z", "2026-11-21T09:30:01Z"];
        let given: Vec<RecordId> = walls.iter().map(|wall| ids.record(at(wall))).collect();
        assert!(given.is_sorted_by(|a, b| a < b), "{given:?}");
    }

    #[test]
    fn two_runs_in_the_same_millisecond_give_different_ids() {
        let wall = at("2026-11-21T09:30:00Z");
        let (mut a, mut b) = (Ids::new(MachineId::from_bits(7), 1), Ids::new(MachineId::from_bits(7), 2));
        assert_ne!(a.record(wall), b.record(wall));
    }

    #[test]
    fn a_machine_is_sixteen_hexadecimal_digits() {
        assert_eq!(MachineId::parse("00000000000000ff"), Some(MachineId::from_bits(255)));
        for text in ["", "ff", "00000000000000FF", "../../etc/passwd", "00000000000000ff\n"] {
            assert_eq!(MachineId::parse(text), None, "{text:?}");
        }
    }
}
