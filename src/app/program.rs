use super::Input;
use super::view::View;
use crate::units::{Moment, Now};

/// The whole program without its world, as the loop of the shell drives it.
///
/// It is handed the time and never reads it, and asks for what it wants done instead of doing it.
pub trait Program {
    /// Something the world must do.
    type Effect;

    /// Takes an input, and says what must be done about it, in order.
    fn update(&mut self, input: Input, now: Now) -> Vec<Self::Effect>;

    /// When it wants to be woken, if nothing happens before; [`None`]: only an input may wake it.
    ///
    /// Asked after every update. A deadline that has passed wakes it at once.
    fn next_deadline(&self) -> Option<Moment>;

    /// What there is to see at a moment.
    fn view(&self, now: Now) -> View;
}
