use serde::{Deserialize, Deserializer};

use crate::units::id;

id! {
    /// The name of a movement's file without its ending: `cat-cow`.
    MovementId
}
id! {
    /// The name of a routine's file without its ending: `chair-stretch`.
    RoutineId
}

impl<'de> Deserialize<'de> for MovementId {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        String::deserialize(from).map(|text| Self::new(&text))
    }
}

impl<'de> Deserialize<'de> for RoutineId {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        String::deserialize(from).map(|text| Self::new(&text))
    }
}
