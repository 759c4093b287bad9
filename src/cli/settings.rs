use super::flags::{Flags, Listed};
use crate::routine::Report;
use crate::settings::{By, Count, Settings, Voice};
use crate::shell::folders::Folders;
use crate::shell::personal;

/// What is set, by the flags, `config.toml` and the defaults, and what is wrong with the file if it is there.
pub(super) fn of(flags: &Flags, folders: Option<&Folders>) -> (Settings, Option<Report>) {
    let file = folders.map(Folders::config_file);
    let found = file.and_then(|path| Some((path.display().to_string(), personal::read_if_there(&path)?)));
    let (mut settings, report) = match found {
        Some((name, bytes)) => {
            let (settings, report) = Settings::read(&name, bytes.as_deref().map_err(String::as_str));
            (settings, Some(report))
        }
        None => (Settings::default(), None),
    };
    if flags.plain {
        settings.plain.set(true, By::Flag);
    }
    if flags.quiet {
        settings.bell.set(false, By::Flag);
        settings.tones.set(false, By::Flag);
        settings.voice.set(Some(Voice::Off), By::Flag);
    }
    if flags.voice {
        settings.voice.set(Some(Voice::Auto), By::Flag);
    }
    if flags.still {
        settings.still.set(true, By::Flag);
    }
    (settings, report)
}

/// Sets what the library lists, where a flag says it.
pub(super) fn list(settings: &mut Settings, flags: &Listed) {
    if let Some(minutes) = flags.minutes {
        settings.minutes.set(Some(Count(minutes)), By::Flag);
    }
    if let Some(place) = flags.place {
        settings.place.set(Some(place.into()), By::Flag);
    }
}

/// What is said once of a file with mistakes: the first of them, and where to see the rest.
pub(super) fn notice(report: &Report) -> Option<String> {
    let lines = report.lines();
    let first = lines.first()?;
    Some(match lines.len() - 1 {
        0 => format!("{first}. The default holds; `unhunch config` shows where."),
        1 => format!("{first}, and one more problem. The defaults hold; `unhunch config` shows both."),
        more => format!("{first}, and {more} more problems. The defaults hold; `unhunch config` shows all."),
    })
}
