use std::mem::discriminant;

use super::{ask, door, history, keys, library, me, page, ready, render, screen, session, summary};
use crate::app::view::{KeyHint, Screen, View};
use crate::coach::view::SessionView;

/// Says what is new: the whole of a screen when it comes up, then only what changes on it.
#[derive(Clone, Debug, Default)]
pub struct Narrator {
    told: Option<View>,
    /// The session as it was last told, also while a question stood before it.
    session: Option<SessionView>,
    /// The keys as they were last said.
    keys: Vec<KeyHint>,
}

impl Narrator {
    /// A narrator that has said nothing yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The lines that are new since the last call; none for the same view.
    pub fn tell(&mut self, view: &View) -> Vec<String> {
        let told = self.told.take();
        let told = told.as_ref();
        let mut lines = match (&view.help, told.and_then(|told| told.help.as_ref())) {
            (Some(help), before) if before != Some(help) => page::whole(help),
            (Some(_), _) => Vec::new(),
            (None, Some(_)) => match (&self.session, &view.screen) {
                // The help has paused it.
                (Some(before), Screen::Session(it)) => session::back(before, it),
                _ => self.screen(told, view),
            },
            (None, None) => self.screen(told, view),
        };
        let news = |view: &View| view.strip.as_ref().map(|strip| strip.news.clone());
        let known = told.and_then(news);
        lines.extend(news(view).filter(|it| Some(it) != known.as_ref()));
        if told.is_none_or(|told| told.notice != view.notice) {
            lines.extend(view.notice.clone());
        }
        if self.has_new_keys(told, view) {
            lines.extend(keys(view));
            self.keys.clone_from(&view.keys);
        }
        self.remember(view);
        lines
    }

    /// Everything of this view anew: what a person hears who asks again.
    pub fn again(&mut self, view: &View) -> Vec<String> {
        self.keys.clone_from(&view.keys);
        self.remember(view);
        render(view)
    }

    fn remember(&mut self, view: &View) {
        match &view.screen {
            Screen::Session(it) => self.session = Some((**it).clone()),
            // A question or a text may stand before a session that goes on afterwards.
            Screen::Ask(_) | Screen::Door(_) | Screen::Page(_) => {}
            Screen::Card(_)
            | Screen::History(_)
            | Screen::Library(_)
            | Screen::Me(_)
            | Screen::Ready(_)
            | Screen::Summary(_) => {
                self.session = None;
            }
        }
        self.told = Some(view.clone());
    }

    /// What is new of the screen.
    fn screen(&self, told: Option<&View>, view: &View) -> Vec<String> {
        match (told.map(|told| &told.screen), &view.screen) {
            (Some(Screen::Ask(told)), Screen::Ask(it)) => ask::news(told, it),
            (Some(Screen::Card(told)), Screen::Card(it)) if told.name == it.name => Vec::new(),
            (Some(Screen::Door(told)), Screen::Door(it)) => door::news(told, it),
            (Some(Screen::History(told)), Screen::History(it)) => history::news(told, it),
            (Some(Screen::Library(told)), Screen::Library(it)) => library::news(told, it),
            (Some(Screen::Me(told)), Screen::Me(it)) => me::news(told, it),
            (Some(Screen::Page(told)), Screen::Page(it)) if told.paragraphs == it.paragraphs => Vec::new(),
            (Some(Screen::Ready(told)), Screen::Ready(it)) => ready::news(told, it),
            (Some(Screen::Session(told)), Screen::Session(it)) => session::news(told, it),
            (Some(Screen::Summary(told)), Screen::Summary(it)) => summary::news(told, it),
            // Back from a question to the same session: only what is going on now.
            (_, Screen::Session(it)) if self.session.as_ref().is_some_and(|told| told.title == it.title) => {
                self.session.as_ref().map(|told| session::back(told, it)).unwrap_or_default()
            }
            (_, other) => screen(other),
        }
    }

    /// Keys are said when a screen comes up, and again where other ones mean something; a session's come and go with
    /// what it does, so they are said once.
    fn has_new_keys(&self, told: Option<&View>, view: &View) -> bool {
        let Some(told) = told else { return true };
        let other_screen = discriminant(&told.screen) != discriminant(&view.screen)
            || told.help.is_some() != view.help.is_some() && view.help.is_some();
        let in_session = matches!(view.screen, Screen::Session(_)) && view.help.is_none();
        let known_session = in_session && self.session.is_some();
        !known_session && (other_screen || !in_session && view.keys != self.keys)
    }
}
