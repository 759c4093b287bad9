//! The clock: two clocks of the machine in, one [`Now`] out.

use std::time::{Duration, Instant, SystemTime};

use chrono::{DateTime, Local};

use crate::units::{Moment, Now};

/// The program's clock, begun once.
///
/// Its moments advance by the larger of what the monotonic clock and the clock on the wall say has passed (L5), so a
/// machine that slept comes back to a moment that counts its sleep, and one whose wall clock is set back loses nothing.
#[derive(Debug)]
pub struct Clock {
    monotonic_start: Instant,
    timeline: Timeline,
    haste: Option<Haste>,
}

/// A timeline that runs ahead of the clocks, for a dry run (S12).
#[derive(Debug)]
struct Haste {
    speed: u32,
    /// Where the clocks stood at the last look.
    seen: Moment,
    /// Where the timeline stood then.
    stood: Moment,
    /// How far it may go until the next [`Clock::now`].
    at_most: Moment,
}

/// The most a hasty timeline advances from one [`Clock::now`] to the next: however slow the machine is, it is never as
/// much as what counts as nobody looking (L5).
const STRIDE: Duration = Duration::from_millis(700);

impl Clock {
    /// Begins the timeline here.
    #[must_use]
    #[expect(clippy::disallowed_methods, reason = "this is the one clock every other room is handed the time from")]
    pub fn start() -> Self {
        let timeline = Timeline::new(wall_since_epoch(SystemTime::now()));
        Self { monotonic_start: Instant::now(), timeline, haste: None }
    }

    /// The same clock, its timeline `speed` times as fast; what the wall says stays as it is.
    #[must_use]
    pub fn at_speed(mut self, speed: u32) -> Self {
        let seen = self.moment();
        self.haste = Some(Haste { speed: speed.max(1), seen, stood: seen, at_most: seen + STRIDE });
        self
    }

    /// How long it really takes until the timeline has advanced by `length`.
    #[must_use]
    pub fn until(&self, length: Duration) -> Duration {
        self.haste.as_ref().map_or(length, |haste| length / haste.speed)
    }

    fn hasten(&mut self, moment: Moment) -> Moment {
        let Some(haste) = &mut self.haste else { return moment };
        haste.stood = (haste.stood + moment.since(haste.seen) * haste.speed).min(haste.at_most);
        haste.seen = moment;
        haste.stood
    }

    /// The present: where the timeline stands, and the wall time with the offset in force where the person is.
    ///
    /// The zone is read anew, so that a journey or the change to summer time is seen by a program that runs on.
    #[expect(clippy::disallowed_methods, reason = "this is the one clock every other room is handed the time from")]
    pub fn now(&mut self) -> Now {
        let monotonic = self.monotonic_start.elapsed();
        let read = SystemTime::now();
        let moment = self.timeline.advance(Reading { monotonic, wall: wall_since_epoch(read) });
        let moment = self.hasten(moment);
        if let Some(haste) = &mut self.haste {
            haste.at_most = moment + STRIDE;
        }
        Now { moment, wall: DateTime::<Local>::from(read).fixed_offset() }
    }

    /// Where the timeline stands, without the wall time: cheaper, for the time to the next deadline.
    #[expect(clippy::disallowed_methods, reason = "this is the one clock every other room is handed the time from")]
    pub fn moment(&mut self) -> Moment {
        let monotonic = self.monotonic_start.elapsed();
        let moment = self.timeline.advance(Reading { monotonic, wall: wall_since_epoch(SystemTime::now()) });
        self.hasten(moment)
    }
}

/// What both clocks said at one look.
#[derive(Clone, Copy, Debug)]
struct Reading {
    /// Since the program began; may stand still while the machine sleeps.
    monotonic: Duration,
    /// Since 1970; may be set at any time, in both directions.
    wall: Duration,
}

/// The rule that makes one timeline of two clocks.
#[derive(Debug)]
struct Timeline {
    /// The two clocks when they were last found to disagree.
    since: Reading,
    /// Where the timeline stood then.
    base: Moment,
}

/// How far the clocks may part before it is more than the noise of reading one after the other.
///
/// Without it every look that is interrupted between the two readings would add its interruption to the timeline for
/// ever; with it a session of hours is off by this much at most. It is far under the three seconds of L5.
const NOISE: Duration = Duration::from_millis(250);

impl Timeline {
    fn new(wall: Duration) -> Self {
        Self { since: Reading { monotonic: Duration::ZERO, wall }, base: Moment::START }
    }

    fn advance(&mut self, reading: Reading) -> Moment {
        let monotonic = reading.monotonic.saturating_sub(self.since.monotonic);
        let wall_there = self.since.wall + monotonic;
        if reading.wall > wall_there + NOISE {
            self.base = self.base + reading.wall.saturating_sub(self.since.wall);
            self.since = reading;
            self.base
        } else if reading.wall + NOISE < wall_there {
            self.base = self.base + monotonic;
            self.since = reading;
            self.base
        } else {
            self.base + monotonic
        }
    }
}

fn wall_since_epoch(wall: SystemTime) -> Duration {
    wall.duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    const START: Duration = Duration::from_secs(1_800_000_000);

    fn walk(steps: &[(i64, i64)]) -> Vec<u64> {
        let mut timeline = Timeline::new(START);
        let (mut monotonic, mut wall) = (0_i64, i64::try_from(START.as_millis()).unwrap());
        steps
            .iter()
            .map(|(m, w)| {
                monotonic += m;
                wall += w;
                let reading = Reading {
                    monotonic: Duration::from_millis(monotonic.try_into().unwrap()),
                    wall: Duration::from_millis(wall.try_into().unwrap()),
                };
                timeline.advance(reading).since_start().as_millis().try_into().unwrap()
            })
            .collect()
    }

    #[test]
    fn both_clocks_agreeing_is_plain_time() {
        assert_eq!(walk(&[(1_000, 1_000), (500, 500), (0, 0)]), [1_000, 1_500, 1_500]);
    }

    #[test]
    fn an_hour_asleep_counts_as_an_hour() {
        assert_eq!(walk(&[(1_000, 1_000), (20, 3_600_020), (1_000, 1_000)]), [1_000, 3_601_020, 3_602_020]);
    }

    #[test]
    fn a_wall_clock_set_back_takes_nothing_away() {
        assert_eq!(walk(&[(1_000, 1_000), (1_000, -3_600_000), (1_000, 1_000)]), [1_000, 2_000, 3_000]);
    }

    #[test]
    fn a_sleep_after_the_wall_clock_was_set_back_counts_in_full() {
        assert_eq!(walk(&[(1_000, -7_200_000), (10, 3_600_000)]), [1_000, 3_601_000]);
    }

    #[test]
    fn a_sleep_in_which_the_wall_clock_was_set_back_still_goes_forward() {
        assert_eq!(walk(&[(1_000, 1_000), (5, -100), (5, 5)]), [1_000, 1_005, 1_010]);
    }

    #[test]
    fn being_interrupted_between_the_two_readings_adds_up_to_nothing() {
        let mut steps = Vec::new();
        for _ in 0..1_000 {
            steps.extend([(1_000, 1_090), (1_000, 910)]);
        }
        assert_eq!(walk(&steps).last(), Some(&2_000_000));
    }

    #[test]
    fn time_never_runs_backwards_whatever_the_clocks_say() {
        let steps: Vec<(i64, i64)> = (0..5_000_i64).map(|n| (n * 7_919 % 400, (n * 104_729 % 9_001) - 4_500)).collect();
        let moments = walk(&steps);
        assert!(moments.is_sorted(), "{moments:?}");
    }

    #[test]
    fn a_slow_drift_of_the_wall_clock_is_followed_once_it_is_more_than_noise() {
        let moments = walk(&[(1_000, 1_200), (1_000, 1_000), (1_000, 1_100)]);
        assert_eq!(moments, [1_000, 2_000, 3_300]);
    }

    #[test]
    fn a_hasty_timeline_is_as_fast_as_it_is_told_and_never_so_fast_that_nobody_looks() {
        let mut clock = Clock::start().at_speed(60);
        let start = clock.moment();
        let hasten = |clock: &mut Clock, millis| {
            let seen = clock.haste.as_ref().map(|haste| haste.seen).unwrap();
            clock.hasten(seen + Duration::from_millis(millis)).since(start).as_millis()
        };
        let stood = clock.haste.as_ref().unwrap().stood.since(start).as_millis();
        assert_eq!(hasten(&mut clock, 5) - stood, 300);
        assert_eq!(hasten(&mut clock, 5) - stood, 600);
        assert!(hasten(&mut clock, 10_000) <= 700);
        assert_eq!(clock.until(Duration::from_secs(60)), Duration::from_secs(1));
        assert_eq!(Clock::start().until(Duration::from_secs(60)), Duration::from_secs(60));
    }

    #[test]
    fn the_wall_time_carries_the_offset_of_the_place() {
        let mut clock = Clock::start();
        let now = clock.now();
        assert_eq!(*now.wall.offset(), *DateTime::<Local>::from(now.wall).fixed_offset().offset());
        assert!(clock.moment() >= now.moment);
    }
}
