//! A question on the terminal, before anything else is borrowed of it.

use std::io::{self, BufRead as _, IsTerminal as _, Read as _, Write as _};

/// The longest answer that is read.
const LONGEST: u64 = 256;

/// Asks, and says whether the answer is `y` or `yes`; none where nobody is there to be asked.
///
/// # Errors
/// When the question cannot be written or the answer not be read.
pub fn yes_or_no(question: &str) -> io::Result<Option<bool>> {
    let (stdin, mut stderr) = (io::stdin(), io::stderr());
    if !stdin.is_terminal() || !stderr.is_terminal() {
        return Ok(None);
    }
    stderr.write_all(question.as_bytes())?;
    stderr.flush()?;
    let mut answer = String::new();
    stdin.lock().take(LONGEST).read_line(&mut answer)?;
    Ok(Some(matches!(answer.trim().to_lowercase().as_str(), "y" | "yes")))
}
