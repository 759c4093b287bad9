//! What the safety rules promise, from outside: what is said at the door, stops to consequences, facts to what is in force.

#[path = "../support/chance.rs"]
mod chance;
mod script;

mod adversary;
mod ended;
mod follow_up;
mod lines;
mod standing;
mod stop;
