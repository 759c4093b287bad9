//! The screens, a file each: what of a view stands where.

pub(super) mod ask;
pub(super) mod card;
pub(super) mod door;
pub(super) mod history;
pub(super) mod library;
pub(super) mod me;
pub(super) mod page;
mod preview;
pub(super) mod ready;
pub(super) mod session;
pub(super) mod summary;
pub(super) mod too_small;
