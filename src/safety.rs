//! What is asked of a person, what their answers come to, and every word said about it (CONTENT 3 and 7, DESIGN 5).
//!
//! - [`words`]: the texts, one place each, byte for byte as the content has them.

pub mod words;
