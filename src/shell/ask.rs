//! A question on the terminal, before anything else is borrowed of it.

use std::io::{self, BufRead as _, IsTerminal as _, Read as _, Write as _};

/// The longest answer that is read.
const LONGEST: u64 = 256;

/// Whether somebody is there to be asked.
#[must_use]
pub fn is_there() -> bool {
    io::stdin().is_terminal() && io::stderr().is_terminal()
}

/// Asks for a line; none where nobody is there, or the input is over.
///
/// # Errors
/// When the question cannot be written or the answer not be read.
pub fn line(question: &str) -> io::Result<Option<String>> {
    if !is_there() {
        return Ok(None);
    }
    let mut stderr = io::stderr();
    stderr.write_all(question.as_bytes())?;
    stderr.flush()?;
    let mut answer = String::new();
    let read = io::stdin().lock().take(LONGEST).read_line(&mut answer)?;
    Ok((read > 0).then(|| answer.trim().to_owned()))
}

/// Asks which of these it is, until one of them is named by its number; none where nobody is there, or the input is over.
///
/// # Errors
/// As for [`line()`].
pub fn choose(question: &str, answers: &[&str]) -> io::Result<Option<usize>> {
    let numbered: Vec<String> = (1..).zip(answers).map(|(number, answer)| format!("  {number} {answer}\n")).collect();
    let asked = format!("{question}\n{}> ", numbered.concat());
    loop {
        let Some(answer) = line(&asked)? else { return Ok(None) };
        if let Some(at) = answer.parse::<usize>().ok().filter(|number| (1..=answers.len()).contains(number)) {
            return Ok(Some(at - 1));
        }
    }
}

/// Asks, and says whether the answer is `y` or `yes`; none where nobody is there to be asked.
///
/// # Errors
/// When the question cannot be written or the answer not be read.
pub fn yes_or_no(question: &str) -> io::Result<Option<bool>> {
    if !is_there() {
        return Ok(None);
    }
    let answer = line(question)?.unwrap_or_default();
    Ok(Some(matches!(answer.to_lowercase().as_str(), "y" | "yes")))
}
