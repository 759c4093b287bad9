//! What is said when a screening has come to an outcome (CONTENT 3.2, 3.5, 3.9).

use super::fill;

texts! {
    /// The go text.
    GO = "Thanks. Nothing there that changes the plan. You know your body best: `s` stops everything, at any time.";
    /// The adapt text. Fill with [`adapt`].
    ADAPT = "Thanks. We'll work around that: {n} of {total} movements in this routine are swapped and {m} have a gentler version. `a` to see them.";
    /// The pause text.
    PAUSE = "Let's wait on the stretching. What you ticked is worth talking over with a doctor or physiotherapist before anyone guides you through back movements. It may well be simple; we just can't tell from here. Meanwhile: short walks if they feel fine, the desk checklist, and the breathing break. When someone who knows about it says gentle movement is fine, run `unhunch me` and we'll pick up.";
    /// The urgent text.
    URGENT = "Please speak to someone today. Call your doctor, your local urgent-care line (111 in England) or an out-of-hours service and tell them what you ticked. No stretching until then. If anything gets worse, or you notice chest pain, new weakness, numbness around the groin, or trouble with your bladder or bowels, call your emergency number.";
    /// The emergency text.
    EMERGENCY = "Please stop here and get help now. What you ticked can need treatment quickly. Call your emergency number (112, 999, 911 or your local one) or ask someone near you to call. Rest in whatever position is easiest, and don't drive yourself. unhunch won't start a routine today.";
    /// The resting line of the emergency text after item 4 of stage 0.
    STAY_STILL = "Stay still; don't twist or bend. Don't drive yourself.";
    /// Said to a fever without back pain.
    FEVER = "Rest today. Come back when the fever has gone.";
    /// Said with the pause of question 8.
    BOOK_THIS_WEEK = "book this week";
    /// Said with the pause of a dizziness nobody has looked into.
    HAVE_IT_CHECKED = "please have it checked before we move your neck or lie you down.";
    /// Shown when `pregnancy` is ticked.
    MATERNITY = "Bleeding, fluid, regular tightenings, faintness or a bad headache: stop and call your maternity team.";
    /// The line each outcome ends with.
    SAVED = "This is a general check, not a diagnosis.";
    /// First run, about, and the end of every pause, urgent and emergency text.
    STANDING_NOTICE = "unhunch is a general movement guide for adults. It isn't medical advice and can't examine you. If something worries you, ask a health professional. Stop if it hurts.";
    /// What may be said of where it comes from (CONTENT 3.9).
    BUILT_FROM = "built from public guidance; sources in `unhunch sources`";
    /// Stands under the emergency text. Fill with [`if_mistaken`].
    IF_MISTAKEN = "You answered {answer}; `u` if that was pressed by mistake";
    /// What `u` is called.
    BY_MISTAKE = "pressed by mistake";
}

/// The resting line that [`EMERGENCY`] has and item 4 of stage 0 replaces with [`STAY_STILL`].
pub const RESTING: &str = "Rest in whatever position is easiest, and don't drive yourself.";

/// The numbers that [`EMERGENCY`] names and a configured number replaces.
pub const NUMBERS: &str = "112, 999, 911 or your local one";

/// The adapt text for a routine of `total` movements.
#[must_use]
pub fn adapt(swapped: usize, total: usize, gentler: usize) -> String {
    fill(ADAPT, &[("n", &swapped.to_string()), ("total", &total.to_string()), ("m", &gentler.to_string())])
}

/// The emergency text with the person's own number, as typed, and the resting line for an unchecked blow.
#[must_use]
pub fn emergency(number: Option<&str>, resting: Resting) -> String {
    let text = match resting {
        Resting::Easiest => EMERGENCY.to_owned(),
        Resting::Still => EMERGENCY.replacen(RESTING, STAY_STILL, 1),
    };
    match number {
        Some(number) => text.replacen(NUMBERS, number, 1),
        None => text,
    }
}

/// How the emergency text says to rest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Resting {
    /// In whatever position is easiest.
    Easiest,
    /// Without moving: after a blow nobody has checked (stage 0, item 4).
    Still,
}

/// The line under the emergency text.
#[must_use]
pub fn if_mistaken(answer: &str) -> String {
    fill(IF_MISTAKEN, &[("answer", answer)])
}
