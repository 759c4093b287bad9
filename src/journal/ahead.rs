use chrono::{DateTime, FixedOffset, TimeDelta};

use super::{Record, RecordId};

/// Whether a time lies so far ahead of `now` that no journey from one place to another explains it: the clock was ahead
/// when it was written, or is behind now.
#[must_use]
pub fn is_ahead(at: DateTime<FixedOffset>, now: DateTime<FixedOffset>) -> bool {
    at - now > LONGEST_DAY
}

/// Brings entries of one file, in its order, that are dated ahead of `now` back to where they stand in it: just after the one
/// before, or before the first of all that is not ahead. Returns the name of the last of them.
///
/// A decision made under a wrong clock counts as made before today: it holds, in its order, and is no check of today.
pub fn bring_back<T>(records: &mut [Record<T>], now: DateTime<FixedOffset>) -> Option<RecordId> {
    let last = records.iter().rfind(|record| is_ahead(record.at, now))?.id.clone();
    let mut first = records.iter().take_while(|record| is_ahead(record.at, now)).count();
    let follows = records.get(first).map_or(now - TimeDelta::days(1), |record| record.at);
    let mut before = follows - MOMENT * i32::try_from(first + 1).unwrap_or(i32::MAX);
    for record in records {
        if first > 0 || is_ahead(record.at, now) {
            record.at = before + MOMENT;
            first = first.saturating_sub(1);
        }
        before = record.at;
    }
    Some(last)
}

/// A local day may begin this much earlier in one place than in another.
const LONGEST_DAY: TimeDelta = TimeDelta::hours(26);
/// The least time between two entries, which keeps them in order.
const MOMENT: TimeDelta = TimeDelta::milliseconds(1);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::journal::{Entry, Ids, MachineId, Mark};

    #[test]
    fn what_is_dated_ahead_stands_where_it_stands_in_its_file() {
        let at = |text: &str| DateTime::parse_from_rfc3339(text).unwrap();
        let now = at("2026-11-21T09:30:00+01:00");
        let rows: [(&[&str], &[&str]); 5] = [
            (&[], &[]),
            (&["2026-11-21T09:00:00.000+01:00"], &["2026-11-21T09:00:00.000+01:00"]),
            (
                &["2026-11-19T09:00:00.000+01:00", "2099-01-01T09:00:00.000+01:00", "2099-01-02T09:00:00.000+01:00"],
                &["2026-11-19T09:00:00.000+01:00", "2026-11-19T09:00:00.001+01:00", "2026-11-19T09:00:00.002+01:00"],
            ),
            (
                &["2099-01-01T09:00:00.000+01:00", "2026-11-19T09:00:00.000+01:00", "2026-11-22T09:00:00.000+14:00"],
                &["2026-11-19T08:59:59.999+01:00", "2026-11-19T09:00:00.000+01:00", "2026-11-22T09:00:00.000+14:00"],
            ),
            (
                &["2099-01-01T09:00:00.000+01:00", "2098-01-01T09:00:00.000+01:00"],
                &["2026-11-20T09:29:59.998+01:00", "2026-11-20T09:29:59.999+01:00"],
            ),
        ];
        for (written, read) in rows {
            let mut ids = Ids::new(MachineId::from_bits(7), 1);
            let of = |text: &&str| Record::new(&mut ids, at(text), None, Entry::Popped(Mark::default()));
            let mut records: Vec<_> = written.iter().map(of).collect();
            let expected = records.iter().rfind(|it| is_ahead(it.at, now)).map(|it| it.id.clone());
            let last = bring_back(&mut records, now);
            let times: Vec<_> =
                records.iter().map(|it| it.at.to_rfc3339_opts(chrono::SecondsFormat::Millis, false)).collect();
            assert_eq!(times, read);
            assert_eq!(last, expected);
        }
    }
}
