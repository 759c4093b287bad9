//! Four short tones, made here: files of sound in the cache folder, played by a command.

use std::fs;
use std::path::{Path, PathBuf};

use super::{Speaker, player};
use crate::coach::Bell;
use crate::settings::Settings;
use crate::shell::places::cache_home;
use crate::units::trigonometry;

/// Plays a tone where the bell would ring.
#[derive(Debug)]
pub struct Tones {
    player: Speaker,
    folder: Option<PathBuf>,
}

/// Samples a second.
const RATE: u32 = 22_050;
/// How loud a tone is, of 32,767.
const LOUD: f32 = 9_000.0;

/// The notes of a tone: how many vibrations a second, and for how many milliseconds; 0 is silence. Up to begin, two of one
/// height for the other side, one low one at the end of a hold, down at the end.
const fn notes(bell: Bell) -> (&'static str, &'static [(f32, u32)]) {
    match bell {
        Bell::Start => ("begin", &[(440.0, 160), (0.0, 40), (554.37, 160), (0.0, 40), (659.26, 320)]),
        Bell::Change => ("other-side", &[(554.37, 140), (0.0, 90), (554.37, 220)]),
        Bell::HoldEnd => ("end-of-hold", &[(440.0, 420)]),
        Bell::End => ("end", &[(659.26, 260), (0.0, 60), (554.37, 260), (0.0, 60), (440.0, 560)]),
    }
}

impl Tones {
    /// Plays with what is set, or with the first player there is.
    #[must_use]
    pub fn new(settings: &Settings) -> Self {
        Self {
            player: Speaker::new(player(settings)),
            folder: cache_home().map(|cache| cache.join("unhunch").join("tones")),
        }
    }

    /// Plays the tone of a bell; why none can be played from now on.
    pub fn play(&mut self, bell: Bell) -> Option<String> {
        let Some(folder) = &self.folder else { return Some("there is no cache folder".to_owned()) };
        let (name, notes) = notes(bell);
        let path = folder.join(format!("{name}.wav"));
        if let Err(error) = keep(&path, &wav(notes)) {
            return Some(format!("they cannot be kept: {error}"));
        }
        self.player.sound(path.to_string_lossy().into_owned())
    }
}

/// Writes a file that is not there as it should be.
#[expect(clippy::disallowed_methods, reason = "files are the shell's")]
fn keep(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    if path.metadata().is_ok_and(|it| it.is_file() && it.len() == bytes.len() as u64) {
        return Ok(());
    }
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    // Another copy may play it just now: it is put there whole.
    let new = path.with_extension(format!("{}.new", std::process::id()));
    fs::write(&new, bytes)?;
    fs::rename(&new, path)
}

/// Notes as a file of sound: one channel, 16 bits.
fn wav(notes: &[(f32, u32)]) -> Vec<u8> {
    let samples: Vec<i16> = notes.iter().flat_map(|(height, ms)| note(*height, *ms)).collect();
    let length = u32::try_from(samples.len() * 2).unwrap_or(u32::MAX);
    let mut bytes = Vec::with_capacity(samples.len() * 2 + 44);
    bytes.extend_from_slice(b"RIFF");
    bytes.extend_from_slice(&(length + 36).to_le_bytes());
    bytes.extend_from_slice(b"WAVEfmt ");
    bytes.extend_from_slice(&16_u32.to_le_bytes());
    for half in [1_u16, 1] {
        bytes.extend_from_slice(&half.to_le_bytes());
    }
    bytes.extend_from_slice(&RATE.to_le_bytes());
    bytes.extend_from_slice(&(RATE * 2).to_le_bytes());
    for half in [2_u16, 16] {
        bytes.extend_from_slice(&half.to_le_bytes());
    }
    bytes.extend_from_slice(b"data");
    bytes.extend_from_slice(&length.to_le_bytes());
    bytes.extend(samples.iter().flat_map(|sample| sample.to_le_bytes()));
    bytes
}

/// One note, which comes and goes softly: a hard edge would click.
#[expect(clippy::cast_precision_loss, clippy::cast_possible_truncation, reason = "a sample is a small whole number")]
fn note(height: f32, ms: u32) -> impl Iterator<Item = i16> {
    let count = RATE * ms / 1_000;
    let edge = RATE / 100;
    (0..count).map(move |at| {
        let soft = (at.min(count - at) as f32 / edge as f32).min(1.0);
        // Whole turns are left out, so that the angle stays small and exact.
        let turns = (height * at as f32 / RATE as f32).fract();
        (trigonometry::sin(turns * std::f32::consts::TAU) * LOUD * soft) as i16
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_tone_is_a_file_of_sound_of_its_own() {
        let all = [Bell::Start, Bell::Change, Bell::HoldEnd, Bell::End].map(|bell| wav(notes(bell).1));
        for (index, bytes) in all.iter().enumerate() {
            let length = u32::from_le_bytes(bytes[40..44].try_into().expect("four bytes")) as usize;
            assert_eq!((&bytes[..4], &bytes[8..16]), (&b"RIFF"[..], &b"WAVEfmt "[..]));
            assert_eq!(bytes.len(), length + 44);
            let loudest = bytes[44..].chunks(2).map(|it| i16::from_le_bytes([it[0], it[1]]).unsigned_abs()).max();
            assert!(loudest.is_some_and(|it| it > 8_000), "it is heard");
            assert!(all[index + 1..].iter().all(|other| other != bytes), "it is told apart");
        }
    }
}
