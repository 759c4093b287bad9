//! Texts the content asks for without giving their wording. They follow its tone rules (CONTENT 3.7, 3.9).

use super::fill;
use crate::routine::Family;

texts! {
    /// The adapt text where there is no routine to count the swaps of.
    ADAPT = "Thanks. We'll work around that.";
    /// The line of the ready screen once stage 0 has been answered today (S3).
    CHECKED_TODAY = "Checked today. `w` if something has changed since.";
    /// Offered when the last session is over 30 days back (F6).
    LONG_GAP = "It has been over 30 days. Go through the questions again, in case something has changed?";
    /// Asked before the ribs' families come back, after seven days, as one question (CONTENT 3.7, key 6).
    RIBS_BACK = "It has been {days} days with arching, turning and the roller left out for your ribs. Bring them back?";
    /// Asked before something set aside comes back (F2).
    STILL_SORE = "Is it still sore after 15 minutes in a chair?";
    /// Said when something set aside would come back under a pause (F4).
    AFTER_THE_PAUSE = "It can come back once someone who knows about it has said gentle movement is fine.";
    /// Said when a family that a limb put aside would come back whole (F4).
    SINGLY = "These come back one movement at a time.";
    /// The closing line of a session a stop ended for good: there is no picking it up (L15). Fill with [`stopped_at`].
    STOPPED_AT = "Stopped at {name}. That counts.";
    /// The line of the ready screen after a sorer next day (CONTENT 3.8, F5).
    HALF_DOSE = "Sorer after last time: stretches at half the dose.";
    /// The line of the ready screen after a sorer day twice running (S21).
    SORER_AGAIN = "Sorer twice running: no arches, nothing at the end of a range, and the rest at half the dose.";
    /// Asked about the last day with a session, where that was not yesterday (S21). Fill with [`after_day`].
    AFTER_DAY = "How was your back after {day}?";
    /// On every picture of a playback (S19).
    DRY_RUN = "This is a dry run: the session is not recorded.";
    /// Said to somebody who would rather not say how the last session ended (S18).
    UNTOLD = "Until that is answered only the breathing break and the desk check are open.";
    /// Asked once, when a thing not everybody has is first needed (CONTENT 4).
    HAS_KIT = "Do you have {kit}?";
    /// Asked before the roller stretch (CONTENT 2.2).
    TOWEL_WEEK = "Have you done a week of the towel roll?";
    /// Said when the week of the towel roll is still to come.
    TOWEL_FIRST = "The towel roll comes first, for a week.";
}

/// The one question that brings the ribs' families back.
#[must_use]
pub fn ribs_back(days: u64) -> String {
    fill(RIBS_BACK, &[("days", &days.to_string())])
}

/// The closing line of a session a stop ended for good.
#[must_use]
pub fn stopped_at(name: &str) -> String {
    fill(STOPPED_AT, &[("name", name)])
}

/// How the back was after a day that was not yesterday.
#[must_use]
pub fn after_day(day: &str) -> String {
    fill(AFTER_DAY, &[("day", day)])
}

/// Whether a thing is there.
#[must_use]
pub fn has_kit(kit: &str) -> String {
    fill(HAS_KIT, &[("kit", kit)])
}

/// What a family is called where a movement's name would stand.
#[must_use]
pub const fn family(family: Family) -> &'static str {
    match family {
        Family::Extend => "Arching the upper back",
        Family::Rotate => "Turning the upper back",
        Family::Flex => "Rounding the back",
        Family::Neck => "Moving the neck",
        Family::Hands => "Wrist and hand work",
        Family::Hips => "Hip work",
        Family::Roller => "Roller and ball work",
        Family::Shoulder => "Shoulder work",
        Family::Calm => "Breathing and resting",
    }
}
