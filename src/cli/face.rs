//! Whether what is shown is drawn or said here, and with which colours and characters.

use crate::settings::{Characters, Colours, Settings};
use crate::shell::{self, Surroundings};
use crate::ui;

/// Whether everything is said in lines here.
pub(super) fn is_plain(surroundings: Surroundings, settings: &Settings) -> bool {
    settings.plain.value || surroundings.face == shell::Face::Lines
}

/// How the screens look in these surroundings, where nothing else is set.
pub(super) fn look(surroundings: Surroundings, settings: &Settings) -> ui::Look {
    let colours = match (settings.colours.value, surroundings.colours) {
        (Colours::None, _) | (Colours::Auto, shell::Colours::None) => ui::Colours::None,
        (Colours::Sixteen, _) | (Colours::Auto, shell::Colours::Sixteen) => ui::Colours::Sixteen,
        (Colours::Palette, _) | (Colours::Auto, shell::Colours::Palette) => ui::Colours::TwoFiftySix,
        (Colours::True, _) | (Colours::Auto, shell::Colours::True) => ui::Colours::TrueColour,
    };
    let glyphs = match (settings.characters.value, surroundings.charset) {
        (Characters::Ascii, _) | (Characters::Auto, shell::Charset::Ascii) => ui::Glyphs::Ascii,
        (Characters::Unicode, _) | (Characters::Auto, shell::Charset::Unicode) => ui::Glyphs::Unicode,
    };
    ui::Look::new(glyphs, colours)
}
