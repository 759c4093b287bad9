use crate::units::id;

id! {
    /// The name of a movement's file without its ending: `cat-cow`.
    MovementId
}
id! {
    /// The name of a routine's file without its ending: `chair-stretch`.
    RoutineId
}
