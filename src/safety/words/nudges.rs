//! The offers to move (CONTENT 7.3). The last two are examples: number, routine and movement are filled by whoever nudges.

texts! {
    /// After half an hour.
    TWO_TO_SPARE = "Thirty minutes. Two to spare?";
    /// Without a routine.
    LOOK_OUT = "Stand, look out of a window, sit down differently.";
    /// Before a meeting.
    MEETING = "Your next meeting starts in 6 min. Quiet office takes 3:57.";
    /// With something set aside.
    SET_ASIDE = "Still set aside: chair-back stretch. The rest is ready.";
}
