//! The figures: bodies, pictures, ways from one posture to the next, and the page that explains them.

mod bodies;
mod looks;
mod page;
mod passage;
