//! The ten-point check of the desk (CONTENT 7.4).

texts! {
    /// Point 1.
    POINT_1 = "Feet flat on the floor or on a box; thighs about level.";
    /// Point 2.
    POINT_2 = "Two or three fingers of space between the seat edge and the back of your knees.";
    /// Point 3.
    POINT_3 = "Low back touches the backrest (a rolled towel will do).";
    /// Point 4.
    POINT_4 = "Shoulders can hang; elbows near your sides, bent to about a right angle.";
    /// Point 5.
    POINT_5 = "Armrests low enough not to lift the shoulders, or out of the way.";
    /// Point 6.
    POINT_6 = "Keyboard flat and close, wrists straight; mouse right beside it at the same height.";
    /// Point 7.
    POINT_7 = "Screen straight ahead, about an arm's length away.";
    /// Point 8.
    POINT_8 = "Top line of text at or a little under eye height (lower if you wear bifocals or varifocals).";
    /// Point 9.
    POINT_9 = "Laptop all day? Raise it on books and plug in a keyboard and mouse.";
    /// Point 10.
    POINT_10 = "Things you reach for often are inside forearm range; phone comes up to your eyes, not your head down to it.";
    /// The answers to each point.
    ANSWERS = "yes / no / can't";
    /// The closing line.
    BEST_POSITION = "Best position: the next one.";
}

/// The ten points, in order.
pub const POINTS: [&str; 10] =
    [POINT_1, POINT_2, POINT_3, POINT_4, POINT_5, POINT_6, POINT_7, POINT_8, POINT_9, POINT_10];

/// The answers to each point, in order.
pub fn answers() -> impl Iterator<Item = &'static str> {
    ANSWERS.split(" / ")
}
