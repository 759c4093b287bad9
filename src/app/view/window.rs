//! How large a window has to be, in columns and rows (`src/app/SCREENS.md`).

/// The smallest window that can be coached in.
pub const SMALLEST: (u16, u16) = (40, 12);
/// From this size on stage 0 stands on the screen whole; below, it is read answer by answer.
pub const ROOMY: (u16, u16) = (80, 24);

/// Whether a session's window of this size has room for a figure, beside its words or above them.
#[must_use]
pub const fn has_room_for_figures(cols: u16, rows: u16) -> bool {
    cols >= SMALLEST.0 && rows >= SMALLEST.1 && (cols >= 58 || rows >= 24)
}
