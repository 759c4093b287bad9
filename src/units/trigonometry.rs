//! Sines and cosines that are the same on every machine.
//!
//! They are computed by the program itself: those of the system differ in their last digits from one to the next, and so
//! would the figures; and having the system's library in memory for three functions costs a tenth of what a session takes.

/// The sine and the cosine of an angle in radians.
#[must_use]
pub fn sin_cos(angle: f32) -> (f32, f32) {
    libm::sincosf(angle)
}

/// The sine of an angle in radians.
#[must_use]
pub fn sin(angle: f32) -> f32 {
    libm::sinf(angle)
}

/// The cosine of an angle in radians.
#[must_use]
pub fn cos(angle: f32) -> f32 {
    libm::cosf(angle)
}

/// The angle in radians, from 0 to π, whose cosine this is; not a number where there is none.
#[must_use]
pub fn acos(cosine: f32) -> f32 {
    libm::acosf(cosine)
}
