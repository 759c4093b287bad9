//! The person's editor.

use std::env;
use std::path::Path;
use std::process::Command;

/// What the person's editor is called, with its arguments: `VISUAL`, or else `EDITOR`.
#[expect(clippy::disallowed_methods, reason = "this is where the shell looks at the environment")]
fn named() -> Vec<String> {
    let said = |name: &str| env::var(name).ok().filter(|value| !value.trim().is_empty());
    let words = said("VISUAL").or_else(|| said("EDITOR")).unwrap_or_default();
    words.split_whitespace().map(str::to_owned).collect()
}

/// Whether an editor is named.
#[must_use]
pub fn is_named() -> bool {
    !named().is_empty()
}

/// Opens a file in the person's editor, at a line if one is given, and waits until it is left. No shell is between.
///
/// # Errors
/// When no editor is named, or it cannot be started or fails: why, in words.
#[expect(clippy::disallowed_methods, reason = "processes are the shell's")]
pub fn open(path: &Path, line: Option<usize>) -> Result<(), String> {
    let words = named();
    let Some((program, arguments)) = words.split_first() else {
        let path = path.display();
        return Err(format!("no editor is named; set one, like `EDITOR=nano`, or open {path} yourself"));
    };
    let mut command = Command::new(program);
    command.args(arguments).args(at_line(program, path, line));
    match command.status() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!("`{program}` has failed: {status}")),
        Err(error) => Err(format!("`{program}` cannot be started: {error}")),
    }
}

/// A file at a line, as this editor wants it said.
fn at_line(program: &str, path: &Path, line: Option<usize>) -> Vec<String> {
    let file = path.display().to_string();
    let name = Path::new(program).file_stem().unwrap_or_default().to_string_lossy().into_owned();
    match (line, name.as_str()) {
        (Some(line), "vi" | "vim" | "nvim" | "nano" | "emacs" | "emacsclient" | "micro" | "kak" | "ed") => {
            vec![format!("+{line}"), file]
        }
        (Some(line), "hx" | "helix" | "subl" | "zed") => vec![format!("{file}:{line}")],
        (Some(line), "code" | "codium") => vec!["--goto".to_owned(), format!("{file}:{line}")],
        // One that is not known might take a `+3` for a file.
        _ => vec![file],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_editor_is_told_the_line_in_its_own_way() {
        let path = Path::new("/a/b c.toml");
        assert_eq!(at_line("/usr/bin/vim", path, Some(3)), ["+3", "/a/b c.toml"]);
        assert_eq!(at_line("hx", path, Some(3)), ["/a/b c.toml:3"]);
        assert_eq!(at_line("code", path, Some(3)), ["--goto", "/a/b c.toml:3"]);
        assert_eq!(at_line("some-editor", path, Some(3)), ["/a/b c.toml"]);
        assert_eq!(at_line("vim", path, None), ["/a/b c.toml"]);
    }
}
