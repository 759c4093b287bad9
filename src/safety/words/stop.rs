//! The stop menu, its ways out, and the question after an end nobody explained (CONTENT 3.7).

texts! {
    /// Always on screen during movement.
    KEYS = "s stop   p pause   e easier   n skip   o popped";
    /// The way out from a chair.
    EXIT_CHAIR = "Stopped. Come back to the middle slowly. Rest your back on the chair.";
    /// The way out from the feet.
    EXIT_UPRIGHT = "Stopped. Bring your weight back over your feet. Hold on to something.";
    /// The way out from the back.
    EXIT_ON_BACK = "Stopped. Knees bent. Roll to one side and rest there.";
    /// The way out from a towel or roller.
    EXIT_ON_ROLL = "Stopped. Support your head, roll off to the side.";
    /// The way out from hands and knees.
    EXIT_ALL_FOURS = "Stopped. Lower to your side or sit back on your heels.";
    /// The one question of the stop menu.
    QUESTION = "What's going on?";
    /// Key 0.
    CARRY_ON = "Nothing, carry on";
    /// Key 1.
    TOO_MUCH = "Strong stretch or too much";
    /// Key 2.
    SHARP = "Sharp, sudden or catching pain";
    /// Key 3.
    LIMB = "Pain, tingling, numbness or weakness going into an arm or leg";
    /// Key 4.
    DIZZY = "Dizzy, faint, sick, headache or blurred sight";
    /// Key 5.
    CHEST = "Chest pain or pressure, racing heart, short of breath, cold sweat";
    /// Key 6.
    RIBS = "New soreness round the ribs or breastbone";
    /// Key 7.
    POPPED = "It popped, nothing hurts";
    /// Key 8.
    POPPED_AND_HURTS = "It popped and it hurts";
    /// Key 9.
    SOMETHING_FELT = "Something else I feel";
    /// Key `c`.
    CRAMP = "Cramp";
    /// Key `i`.
    INTERRUPTED = "I was interrupted";
    /// Said after key 0.
    SAY_CARRY_ON = "Paused. Space when you are ready.";
    /// Said after key 1.
    SAY_TOO_MUCH = "Let's take it down. Same movement, half the range?";
    /// Said after key 2.
    SAY_SHARP = "We'll leave that one out. It stays out until you bring it back.";
    /// Said after key 3.
    SAY_LIMB = "Let's end here. Please talk to a doctor or physiotherapist before the next routine. If a limb is weak or it's getting worse, do that today.";
    /// Said after key 4.
    SAY_DIZZY = "Sit or lie down. Slow breaths. Stay there until it passes.";
    /// Asked after key 4 (4a).
    SIGNS = "Any trouble speaking, seeing or swallowing, a weak face, arm or leg, or the worst headache you've had?";
    /// Said after key 6.
    SAY_RIBS = "Ribs can get cross. We'll stay off them. If breathing hurts or it isn't better in a day or two, have it looked at.";
    /// Said after key 7.
    SAY_POPPED = "Noted. No need to repeat it.";
    /// Said after key 9.
    SAY_SOMETHING_FELT = "Let's stop here. Sit or lie down until it passes. If it is new, strong or does not pass, talk to a doctor before the next routine.";
    /// Said after key `c`.
    SAY_CRAMP = "Shake it out. Ready when you are.";
    /// Said after key `i`.
    SAY_INTERRUPTED = "Saved your place.";
    /// Said after no answer for 60 s.
    SAY_NO_ANSWER = "We'll stop there for today.";
    /// Asked after key 2 on a movement with a left and a right.
    WHICH_SIDE = "Left, right or both?";
    /// Asked at the next launch after an end nobody explained.
    HOW_ENDED = "How did that end?";
    /// An answer to [`HOW_ENDED`].
    ENDED_FINE = "fine";
    /// An answer to [`HOW_ENDED`].
    ENDED_STRONG = "strong stretch";
    /// An answer to [`HOW_ENDED`].
    ENDED_SHARP = "sharp pain";
    /// An answer to [`HOW_ENDED`].
    ENDED_LIMB = "into an arm or leg";
    /// An answer to [`HOW_ENDED`].
    ENDED_DIZZY = "dizzy";
    /// An answer to [`HOW_ENDED`].
    ENDED_CHEST = "chest";
    /// An answer to [`HOW_ENDED`].
    ENDED_RIBS = "ribs";
    /// An answer to [`HOW_ENDED`].
    ENDED_POPPED = "it popped, nothing hurt";
    /// An answer to [`HOW_ENDED`].
    ENDED_POPPED_AND_HURT = "it popped and hurt";
    /// An answer to [`HOW_ENDED`].
    ENDED_SOMETHING_FELT = "something else I felt";
    /// Leaves [`HOW_ENDED`] unanswered.
    RATHER_NOT_SAY = "rather not say";
    /// The brief form of a cramp.
    ENDED_CRAMP = "cramp";
    /// The brief form of an interruption.
    ENDED_INTERRUPTED = "interrupted";
    /// Turns the chest answer into urgent.
    IT_HAS_PASSED = "it has passed";
}
