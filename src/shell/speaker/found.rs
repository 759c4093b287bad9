//! Which command speaks and which one plays: what is set, else the first there is.

use super::super::places::has_program;
use crate::settings::{Argv, Settings};
use crate::units::text;

/// A command that makes sounds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// The program and its arguments; the words, or the file, come last.
    pub argv: Vec<String>,
    /// What silences that which speaks on when the command is ended.
    pub hush: Option<Vec<String>>,
}

/// A program, its arguments, and what silences it.
type Known = (&'static [&'static str], Option<&'static [&'static str]>);

/// What speaks, the best first. `spd-say` hands the words to a service, which is told to be silent by itself.
const VOICES: [Known; 3] =
    [(&["say"], None), (&["spd-say", "-w", "--"], Some(&["spd-say", "-S"])), (&["espeak-ng", "--"], None)];

/// What plays a file of sound, the best first.
const PLAYERS: [Known; 4] = [(&["pw-play"], None), (&["paplay"], None), (&["aplay", "-q"], None), (&["afplay"], None)];

/// What speaks.
///
/// # Errors
/// When nothing that speaks is here: what was looked for.
pub fn voice(settings: &Settings) -> Result<Found, String> {
    of(settings.say_command.value.as_ref(), &VOICES)
}

/// What plays a file of sound.
///
/// # Errors
/// When nothing that plays is here: what was looked for.
pub fn player(settings: &Settings) -> Result<Found, String> {
    of(settings.sound_command.value.as_ref(), &PLAYERS)
}

fn of(set: Option<&Argv>, known: &[Known]) -> Result<Found, String> {
    let Some(Argv(argv)) = set else {
        let names: Vec<&str> = known.iter().filter_map(|(argv, _)| argv.first().copied()).collect();
        return first(known, has_program).ok_or_else(|| format!("none of {} is here", names.join(", ")));
    };
    let name = argv.first().map(String::as_str).unwrap_or_default();
    if !has_program(name) {
        return Err(format!("there is no program `{}`", text::clean(name)));
    }
    Ok(Found { argv: argv.clone(), hush: None })
}

fn first(known: &[Known], is_here: impl Fn(&str) -> bool) -> Option<Found> {
    let owned = |argv: &[&str]| argv.iter().map(|it| (*it).to_owned()).collect();
    let (argv, hush) = known.iter().find(|(argv, _)| argv.first().is_some_and(|name| is_here(name)))?;
    Some(Found { argv: owned(argv), hush: hush.map(owned) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_that_is_here_is_taken() {
        let name = |here: &[&str]| first(&VOICES, |name| here.contains(&name)).map(|it| it.argv[0].clone());
        assert_eq!(name(&["espeak-ng", "spd-say"]).as_deref(), Some("spd-say"));
        assert_eq!(name(&["espeak-ng", "say"]).as_deref(), Some("say"));
        assert_eq!(name(&["mpv"]), None);
    }
}
