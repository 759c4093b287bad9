//! How long things stand (CONTENT 3.7, S10, L7, L9, L15). The machine's sleep counts towards none of the waits.

use std::time::Duration;

/// The exit cue, before the question comes; answers work at once.
pub const EXIT_CUE: Duration = Duration::from_secs(3);
/// The stop question, from the moment it shows, until it counts as unanswered.
pub const QUESTION: Duration = Duration::from_secs(60);
/// The rest after a cramp.
pub const CRAMP_REST: Duration = Duration::from_secs(20);
/// Keys that answer stage 0 or the stop menu this soon after it was shown are not answers.
pub const KEY_GUARD: Duration = Duration::from_millis(700);
/// The count before a paused session goes on.
pub const COUNT_IN: Duration = Duration::from_secs(3);
/// How long a place is kept.
pub const KEEP_PLACE: Duration = Duration::from_secs(30 * 60);
/// A none key counts from so long after the last line of its page was first shown (S16).
pub const READING: Duration = Duration::from_secs(2);
/// Equal keys less far apart are one press (S16).
pub const ONE_PRESS: Duration = Duration::from_millis(300);
/// No key dismisses the text of an emergency sooner (S20).
pub const STAYS: Duration = Duration::from_secs(1);
