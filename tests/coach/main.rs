//! The engine from outside: its laws, every pair of state and event, and random lives.
#![expect(clippy::wildcard_enum_match_arm, reason = "a test names what it looks for")]
#![expect(clippy::unchecked_time_subtraction, reason = "a subtraction that goes wrong fails the test")]

#[path = "../support/chance.rs"]
mod chance;
mod content;
mod edges;
#[path = "../support/golden.rs"]
mod golden;
mod journeys;
mod laws;
mod own;
mod plans;
mod poses;
mod prescribed;
mod properties;
mod script;
mod sets;
mod told;
mod traces;
mod transitions;
mod walk;
