//! What the safety rules promise, from outside: questions to outcomes, stops to consequences, facts to what is in force.

mod script;

mod cleared;
mod ended;
mod follow_up;
mod properties;
mod screening;
mod standing;
mod stop;
