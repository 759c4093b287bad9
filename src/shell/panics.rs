//! A panic gives the terminal back before it says anything, and says one line.

use std::io::{self, Write};
use std::panic::{self, PanicHookInfo};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use super::terminal;

type Previous = Arc<dyn Fn(&PanicHookInfo<'_>) + Send + Sync>;

/// The panic hook while the loop runs; the one before comes back when this goes out of scope.
pub(crate) struct Hook {
    previous: Previous,
}

impl Hook {
    /// Replaces the hook.
    ///
    /// A panic in another thread is that thread's affair: it must neither take the terminal away from the loop nor
    /// write over its picture.
    pub(crate) fn install() -> Self {
        let previous: Previous = Arc::from(panic::take_hook());
        let with_backtrace = Arc::clone(&previous);
        let loop_thread = thread::current().id();
        let said = AtomicBool::new(false);
        panic::set_hook(Box::new(move |info| {
            if thread::current().id() != loop_thread || said.swap(true, Ordering::SeqCst) {
                return;
            }
            terminal::restore();
            let _ = writeln!(io::stderr(), "unhunch: {}", sentence(info));
            if wants_backtrace() {
                with_backtrace(info);
            }
        }));
        Self { previous }
    }
}

impl Drop for Hook {
    fn drop(&mut self) {
        if !thread::panicking() {
            let previous = Arc::clone(&self.previous);
            panic::set_hook(Box::new(move |info| previous(info)));
        }
    }
}

fn sentence(info: &PanicHookInfo<'_>) -> String {
    let place = info.location().map(|place| format!(" at {}:{}", place.file(), place.line())).unwrap_or_default();
    let payload = info.payload();
    let text = payload.downcast_ref::<&str>().copied().or_else(|| payload.downcast_ref::<String>().map(String::as_str));
    let message = text.unwrap_or("no message").split_whitespace().collect::<Vec<_>>().join(" ");
    format!("ended by a mistake in the program{place}: {message}")
}

#[expect(clippy::disallowed_methods, reason = "the environment is the shell's to read")]
fn wants_backtrace() -> bool {
    std::env::var_os("RUST_BACKTRACE").is_some_and(|value| value != "0")
}
