//! Waiting where there is nothing else to do: in `unhunch watch`, which is asked to end by signals alone.

use std::time::Duration;

/// Waits this long, or until the process ends.
#[expect(clippy::disallowed_methods, reason = "a process that only waits may")]
pub fn pause(length: Duration) {
    std::thread::sleep(length);
}
