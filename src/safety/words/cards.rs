//! The learn cards; each fits one screen of 80 by 20 (CONTENT 7.2).

texts! {
    /// A title.
    WHAT_IS_THAT_POP_TITLE = "What is that pop?";
    /// A card.
    WHAT_IS_THAT_POP = "Small joints link the bones of your spine. Each is wrapped in a capsule with a little slippery fluid inside. When the surfaces move apart quickly, pressure in the fluid drops and a pocket of gas forms. That is the sound. It isn't bone on bone and nothing has been put back in place. The same joint usually needs about twenty minutes before it can do it again. Sound or no sound makes no difference to how well a movement works.";
    /// A title.
    CRACK_OR_STRETCH_TITLE = "Crack or stretch?";
    /// A card.
    CRACK_OR_STRETCH = "A pop can feel good for a while. What lasts is moving: taking joints and muscles through their range often and without hurry. So the trade here is five for one: for every pop, five minutes of easy stretching.";
    /// A title.
    WHY_NOT_PUSH_TITLE = "Why not push?";
    /// A card.
    WHY_NOT_PUSH = "A joint that is ready moves with very little help. If it isn't ready, more force lands on ligaments and ribs, and those take weeks to settle. One slow arch per spot. If nothing lets go, nothing needs to. And please don't let anyone stand on your back or yank your arms.";
    /// A title.
    WHEN_TO_LEAVE_YOUR_BACK_ALONE_TITLE = "When to leave your back alone";
    /// A card.
    WHEN_TO_LEAVE_YOUR_BACK_ALONE = "No stretching or cracking, and talk to someone first, if: you've had a fall, crash or knock; pain, tingling or weakness runs into an arm or leg; the pain is constant, wakes you, or keeps getting worse; you feel unwell, feverish or are losing weight; your bones are thin; you've just had an operation. Chest pain, new numbness around the groin, bladder or bowel trouble, or sudden weakness: emergency number.";
    /// A title.
    WHY_IT_FEELS_LOCKED_TITLE = "Why it feels locked";
    /// A card.
    WHY_IT_FEELS_LOCKED = "Hours in one shape, usually round and forward. The upper back is built to turn and to open; a day at the laptop asks for neither. It isn't that one posture is bad. It's that any posture for three hours is long.";
    /// A title.
    POPPING_A_LOT_TITLE = "Popping a lot?";
    /// A card.
    POPPING_A_LOT = "Occasional pops are ordinary. Chasing one every few minutes isn't useful and may leave things feeling looser and more irritable. Treat the urge as a reminder: move, then look at the desk.";
    /// A title.
    LITTLE_AND_OFTEN_TITLE = "Little and often";
    /// A card.
    LITTLE_AND_OFTEN = "Short breaks help comfort and energy a bit, and cost no output. Most people skip the stretching part. That's what the timer is for.";
    /// A title.
    GENTLE_COUNTS_TITLE = "Gentle counts";
    /// A card.
    GENTLE_COUNTS = "Across 189 studies, harder stretching wasn't better stretching. Four minutes in a session and ten in a week, per area, is about where the gains level off.";
    /// A title.
    LIKE_BRUSHING_YOUR_TEETH_TITLE = "Like brushing your teeth";
    /// A card.
    LIKE_BRUSHING_YOUR_TEETH = "Pick an anchor you already do every day. Do the short one. Missing a day changes nothing; start again tomorrow. Around two months is typical before it feels automatic.";
    /// A title.
    WITHOUT_THE_CRACK_TITLE = "Without the crack";
    /// A card.
    WITHOUT_THE_CRACK = "Slow rolling and a soft ball on the wall work on muscle, not joints. Three or four seconds a pass, a pressure you could breathe through, never on the spine, neck or low back.";
}

/// One learn card.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Card {
    /// Its heading.
    pub title: &'static str,
    /// What it says.
    pub text: &'static str,
}

/// All of them, in the order of the content.
pub const CARDS: [Card; 10] = [
    Card { title: WHAT_IS_THAT_POP_TITLE, text: WHAT_IS_THAT_POP },
    Card { title: CRACK_OR_STRETCH_TITLE, text: CRACK_OR_STRETCH },
    Card { title: WHY_NOT_PUSH_TITLE, text: WHY_NOT_PUSH },
    Card { title: WHEN_TO_LEAVE_YOUR_BACK_ALONE_TITLE, text: WHEN_TO_LEAVE_YOUR_BACK_ALONE },
    Card { title: WHY_IT_FEELS_LOCKED_TITLE, text: WHY_IT_FEELS_LOCKED },
    Card { title: POPPING_A_LOT_TITLE, text: POPPING_A_LOT },
    Card { title: LITTLE_AND_OFTEN_TITLE, text: LITTLE_AND_OFTEN },
    Card { title: GENTLE_COUNTS_TITLE, text: GENTLE_COUNTS },
    Card { title: LIKE_BRUSHING_YOUR_TEETH_TITLE, text: LIKE_BRUSHING_YOUR_TEETH },
    Card { title: WITHOUT_THE_CRACK_TITLE, text: WITHOUT_THE_CRACK },
];
