use std::sync::Arc;
use std::time::Duration;

use crate::coach::Demo;
use crate::coach::view::{FigureView, Motion};
use crate::routine::Movement;
use crate::units::{Moment, Now};

use super::screens::{help_keys, help_page, hint};
use super::view::{Card, Screen, View};
use super::{ELSEWHERE, Effect, Focus, Heard, Input, Key, Leave, Program};

/// A movement to look at, by itself: its figure does it over and over, beside its words. It knows nobody and keeps
/// nothing.
#[derive(Debug)]
pub struct Showing {
    demo: Demo,
    /// How many frames a second there are; none where the figure stands still.
    fps: Option<u32>,
    playing: Playing,
    /// The last moment anything happened.
    seen: Moment,
    turned: u8,
    helping: bool,
    focus: Focus,
}

/// Whether the figure moves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Playing {
    /// It does; it would have begun then if it had never rested.
    Since(Moment),
    /// It rests after so much of it.
    Resting(Duration),
}

/// Nobody looks on for longer than this without a key: it comes to rest, and so does the machine.
const PLAYS: Duration = Duration::from_secs(120);

impl Showing {
    /// Shows a movement from `now` on, at so many frames a second; in two still poses where there is none.
    #[must_use]
    pub fn new(movement: Arc<Movement>, fps: Option<u32>, now: Now) -> Self {
        Self {
            demo: Demo::of(movement),
            fps,
            playing: Playing::Since(now.moment),
            seen: now.moment,
            turned: 0,
            helping: false,
            focus: Focus::Here,
        }
    }

    /// Takes an input and says what the world must do.
    #[must_use]
    pub fn update(&mut self, input: &Input, now: Now) -> Vec<Effect> {
        self.seen = now.moment;
        if let Playing::Since(began) = self.playing
            && now.moment.since(began) >= PLAYS
        {
            self.playing = Playing::Resting(self.demo.deepest_after());
        }
        if let Input::Focus(focus) = *input {
            self.focus = focus;
        }
        let Input::Key(key) = *input else { return Vec::new() };
        if std::mem::take(&mut self.helping) && key != Key::CtrlC {
            return Vec::new();
        }
        if matches!(key, Key::Char('q') | Key::CtrlC | Key::Esc | Key::Enter) {
            return vec![Effect::Leave(Leave::Done)];
        }
        if key == Key::Char('?') {
            self.helping = true;
        } else if self.demo.movement().figure.is_none() {
        } else if key == Key::Char('v') {
            self.turned = (self.turned + 1) % 8;
        } else if matches!(key, Key::Char(' ' | 'p')) {
            self.playing = match self.playing {
                Playing::Since(began) => Playing::Resting(now.moment.since(began)),
                Playing::Resting(after) => Playing::Since(now.moment - after),
            };
        }
        Vec::new()
    }

    /// When to look next, if the figure moves.
    #[must_use]
    pub fn next_deadline(&self) -> Option<Moment> {
        let (Some(fps), Playing::Since(began), false) = (self.fps(), self.playing, self.helping) else {
            return None;
        };
        let next = self.demo.until_next_frame(self.seen.since(began), fps)?;
        Some(self.seen + next)
    }

    /// What there is to see or say at `now`.
    #[must_use]
    pub fn view(&self, now: Now) -> View {
        let movement = self.demo.movement();
        let card = Card {
            name: movement.name.clone(),
            also: movement.also.clone(),
            cue: movement.cue.to_string(),
            setup: movement.setup.to_string(),
            steps: movement.steps.clone(),
            breath: movement.breath.clone(),
            figure: self.figure(now),
        };
        let mut keys = Vec::new();
        if card.figure.is_some() {
            keys.push(hint(Key::Char('v'), "v", "turn"));
            if self.fps.is_some() {
                let does = if matches!(self.playing, Playing::Since(_)) { "rest" } else { "go on" };
                keys.push(hint(Key::Char(' '), "space", does));
            }
        }
        keys.extend([hint(Key::Char('q'), "q", "leave"), hint(Key::Char('?'), "?", "help")]);
        let mut view =
            View { screen: Screen::Card(card), keys, notice: None, help: None, strip: None, heard: Heard::Off };
        if self.helping {
            view.help = Some(help_page(&view));
            view.keys = help_keys();
        }
        view
    }

    fn fps(&self) -> Option<u32> {
        self.fps.map(|fps| if self.focus == Focus::Here { fps } else { fps.min(ELSEWHERE) })
    }

    fn figure(&self, now: Now) -> Option<FigureView> {
        let since = match self.playing {
            Playing::Since(began) => now.moment.since(began),
            Playing::Resting(after) => after,
        };
        let mut figure = match self.fps() {
            Some(fps) => self.demo.figure(since, fps)?,
            None => FigureView { motion: Motion::Still, ..self.demo.figure(Duration::ZERO, 0)? },
        };
        figure.turn(self.turned);
        Some(figure)
    }
}

impl Program for Showing {
    type Effect = Effect;

    fn update(&mut self, input: Input, now: Now) -> Vec<Effect> {
        Self::update(self, &input, now)
    }

    fn next_deadline(&self) -> Option<Moment> {
        Self::next_deadline(self)
    }

    fn view(&self, now: Now) -> View {
        Self::view(self, now)
    }
}
