//! A movement: played on the whole screen, told in lines, or printed as one picture.

use std::process::ExitCode;
use std::str::FromStr;
use std::sync::Arc;

use crate::app::view::{Screen, View};
use crate::app::{Effect, Options, Showing};
use crate::cli::face::{is_plain, look};
use crate::cli::output::{MACHINE, complain, is_seen, print};
use crate::coach::view::{FigureView, Motion};
use crate::figure::Shown;
use crate::routine::Movement;
use crate::settings::Settings;
use crate::shell::{self, Clock, Performed, Surroundings, World};
use crate::{line, ui};

use super::Show;

/// How far along its poses a figure is, from 0 to 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::cli) struct Along(f32);

/// The size of a picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::cli) struct Cells {
    columns: u16,
    rows: u16,
}

impl Cells {
    /// What a figure reads well in.
    const USUAL: Self = Self { columns: 48, rows: 20 };
    /// What it fits into.
    const LEAST: Self = Self { columns: 24, rows: 10 };
    const MOST: Self = Self { columns: 400, rows: 200 };
}

impl FromStr for Along {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let part = text.parse().ok().filter(|part| (0.0..=1.0).contains(part));
        part.map(Self).ok_or_else(|| "expected a number from 0 to 1, such as 0.5".to_owned())
    }
}

impl FromStr for Cells {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let numbers = text.split_once(['x', 'X']).and_then(|(columns, rows)| {
            let (columns, rows) = (columns.trim().parse().ok()?, rows.trim().parse().ok()?);
            Some(Self { columns, rows })
        });
        let Some(cells) = numbers else { return Err("expected columns and rows, such as 48x20".to_owned()) };
        let Self { columns, rows } = cells;
        let wide = (Self::LEAST.columns..=Self::MOST.columns).contains(&columns);
        let high = (Self::LEAST.rows..=Self::MOST.rows).contains(&rows);
        if wide && high {
            return Ok(cells);
        }
        let (least, most) = (Self::LEAST, Self::MOST);
        Err(format!("expected from {}x{} to {}x{}", least.columns, least.rows, most.columns, most.rows))
    }
}

/// Shows a movement.
///
/// # Errors
/// When a picture is asked for and it has none.
pub(super) fn show(movement: Arc<Movement>, show: &Show, settings: &Settings) -> Result<ExitCode, String> {
    let surroundings = Surroundings::here();
    if show.wants_picture() {
        return picture(&movement, show, settings, surroundings).map(|text| print(&text));
    }
    let motion = if settings.still.value { Motion::Still } else { Motion::Moving };
    let options = Options { motion, frames: settings.frames.value.0, ..Options::default() };
    let mut clock = Clock::start();
    let mut showing = Showing::new(movement, options.fps(), clock.now());
    if is_plain(surroundings, settings) {
        let View { screen: Screen::Card(card), .. } = showing.view(clock.now()) else { return Ok(ExitCode::SUCCESS) };
        return Ok(print(&(line::card(&card).join("\n") + "\n")));
    }
    let look = look(surroundings, settings);
    let ended = shell::run_drawn(&mut showing, &mut Nothing, &mut clock, &look);
    match ended {
        Ok(exit) => Ok(exit.end()),
        Err(error) => {
            complain(&format!("unhunch: the terminal failed: {error}\n"));
            Ok(ExitCode::from(MACHINE))
        }
    }
}

/// One picture of a movement, as text; coloured where it is seen in a terminal.
fn picture(
    movement: &Movement,
    show: &Show,
    settings: &Settings,
    surroundings: Surroundings,
) -> Result<String, String> {
    let Some(figure) = movement.figure.clone() else {
        return Err(format!("unhunch: `{}` has no figure\n", movement.id));
    };
    let along = show.frame.map_or(figure.deepest(), |Along(along)| along);
    let motion = if settings.still.value { Motion::Still } else { Motion::Moving };
    let view = FigureView { figure, shown: Shown { along, ..Shown::FIRST }, motion, from: None };
    let mut look = look(surroundings, settings);
    if !is_seen() {
        look = ui::Look::new(look.glyphs, ui::Colours::None);
    }
    let cells = show.size.unwrap_or(Cells::USUAL);
    Ok(ui::print(&view, &look, (cells.columns, cells.rows)))
}

/// Has nothing to do but leave.
struct Nothing;

impl World<Effect> for Nothing {
    fn perform(&mut self, effect: Effect) -> Performed {
        match effect {
            Effect::Bell => Performed::Bell,
            Effect::Leave(leave) => Performed::Leave(leave),
            Effect::Sound(_)
            | Effect::Fact(_)
            | Effect::Journal(_)
            | Effect::ReadJournal
            | Effect::ReadFacts
            | Effect::ReadEarlier
            | Effect::ReadOwn
            | Effect::ReadMoreOwn
            | Effect::Interrupt
            | Effect::SayOutput
            | Effect::Visit(_) => Performed::Nothing,
        }
    }
}
