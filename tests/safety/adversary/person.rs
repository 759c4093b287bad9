//! The person, who stands outside the program and knows what was pressed while which question stood on the screen.

use std::collections::BTreeMap;
use std::time::Duration;

use chrono::{DateTime, FixedOffset};
use unhunch::app::Key;

/// How much something that was said rules out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Grave {
    /// Nothing by itself; what is said with it may be held until more is known.
    Nothing,
    /// Movement; breathing is left.
    Movement,
    /// Everything.
    Everything,
    /// Everything, and help has to be called.
    Emergency,
}

/// What can be said with a key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Sign {
    pub(crate) what: String,
    pub(crate) grave: Grave,
}

/// What kind of screen it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Place {
    /// Nothing is to be seen, or nothing that a person has to read.
    #[default]
    Nothing,
    Library,
    /// Something is asked.
    Question,
    /// A routine about to start.
    Ready,
    Session,
    /// What is stored about the person.
    List,
    /// A text.
    Text,
    Summary,
}

/// A screen as the person reads it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "what a screen says may be several things")]
pub(crate) struct Seen {
    pub(crate) place: Place,
    /// What is asked, as far as it takes to tell it from anything else that is.
    pub(crate) asks: String,
    /// Which of the pages that everybody has to answer it belongs to.
    pub(crate) page: Option<&'static str>,
    /// The keys that report something that rules a session out.
    pub(crate) grave: Vec<(Key, Sign)>,
    /// The keys that answer that page.
    pub(crate) answers: Vec<Key>,
    /// The key that says that there is nothing of the kind.
    pub(crate) none: Option<Key>,
    /// The keys that make what was said before no reason to wait, and what that is.
    pub(crate) light: Vec<Key>,
    pub(crate) of: String,
    /// What is asked about by its name, with the keys that say that it is over.
    pub(crate) settles: Option<(String, Vec<Key>)>,
    /// The lines that are ticked.
    pub(crate) ticked: Vec<String>,
    /// Whether a key came too early, and this says so.
    pub(crate) early: bool,
    /// Whether it says that something is held.
    pub(crate) held: bool,
    /// Whether it says to get help now.
    pub(crate) emergency: bool,
    /// Whether it asks how the last session ended.
    pub(crate) last_time: bool,
    /// Whether it asks for the signs of a stroke.
    pub(crate) signs: bool,
    /// The keys that it names.
    pub(crate) keys: Vec<Key>,
}

/// What was said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Said {
    pub(crate) sign: Sign,
    /// What was asked.
    asked: String,
    guest: bool,
    /// The run of the program it was said to.
    run: u32,
    /// Whether it could be kept.
    pub(crate) kept: bool,
    in_session: bool,
}

/// Where and when a key was pressed.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Pressed {
    pub(crate) window: usize,
    pub(crate) run: u32,
    pub(crate) guest: bool,
    pub(crate) wall: DateTime<FixedOffset>,
    pub(crate) kept: bool,
    /// Whether a session had been stopped in this window.
    pub(crate) in_session: bool,
    /// For how long what is on the screen has been there.
    pub(crate) stood: Duration,
}

/// Which sentence does not hold.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Broken {
    /// A session begins, or goes on after half an hour, while this was said.
    Coached(String),
    /// A session begins that nobody was asked this for.
    NotAsked(String),
    /// Something is held, and nothing was said.
    Held,
    /// The program goes on, or is left, and help was never said to be called.
    NoHelp(String),
}

/// The person, and a guest of theirs.
#[derive(Clone, Debug, Default)]
pub(crate) struct Person {
    pub(crate) said: Vec<Said>,
    /// Whether the person, or a guest, ever said anything that may hold them.
    ever: [bool; 2],
    /// When each page was answered, by the person and by a guest.
    asked: [BTreeMap<&'static str, DateTime<FixedOffset>>; 2],
    /// What was answered before all of it was forgotten.
    forgotten: BTreeMap<&'static str, DateTime<FixedOffset>>,
    /// Whether a session ended with something said that could not be kept.
    unexplained: bool,
    /// Whether the other machine was heard of already.
    heard: bool,
    /// The run in which the signs were asked for and not answered, and whether that could be kept.
    signs_open: Option<(u32, bool)>,
    /// The window in which help has to be said to be called, and for what.
    owed: Option<(usize, String)>,
    pub(crate) broken: Option<Broken>,
}

/// Nobody reads a page in less.
const READING: Duration = Duration::from_secs(2);

fn takes_back(key: Key) -> bool {
    matches!(key, Key::Char('u') | Key::Left | Key::Backspace)
}

impl Person {
    fn fails(&mut self, broken: Broken) {
        self.broken.get_or_insert(broken);
    }

    /// A key is pressed while `before` stands on the screen; whether it says something.
    pub(crate) fn says(&mut self, key: Key, before: &Seen, at: Pressed) -> bool {
        let said = before.grave.iter().find(|(it, _)| *it == key).map(|(_, sign)| sign.clone());
        let Some(sign) = said.filter(|it| !before.ticked.contains(&it.what)) else { return false };
        self.ever[usize::from(at.guest)] = true;
        if sign.grave == Grave::Nothing {
            return false;
        }
        if sign.grave == Grave::Emergency {
            self.owed = Some((at.window, sign.what.clone()));
        }
        // More of something that was said already.
        if before.of == sign.what
            && let Some(said) = self.said.iter_mut().rfind(|it| it.guest == at.guest && it.sign.what == sign.what)
        {
            said.sign.grave = sign.grave;
            return false;
        }
        let (asked, in_session) = (before.asks.clone(), at.in_session);
        self.said.push(Said { sign, asked, guest: at.guest, run: at.run, kept: at.kept, in_session });
        true
    }

    /// A key was pressed while `before` stood on the screen, which may have said something, and `after` followed.
    pub(crate) fn pressed(&mut self, key: Key, before: &Seen, after: &Seen, said: bool, at: Pressed) {
        let guest = usize::from(at.guest);
        if after.early && after.asks == before.asks {
            if said {
                self.said.pop();
                self.owed = None;
            }
            return;
        }
        if takes_back(key) && before.keys.contains(&key) {
            let back = |it: &Said| {
                it.run == at.run
                    && it.asked == after.asks
                    && !after.ticked.contains(&it.sign.what)
                    && (before.asks != after.asks || before.ticked.contains(&it.sign.what))
            };
            if let Some(last) = self.said.iter().rposition(back) {
                self.said.remove(last);
                self.owed = None;
            }
        }
        if before.light.contains(&key) && after.asks != before.asks {
            self.over(&before.of, at.guest);
        }
        if let Some((what, keys)) = &before.settles
            && keys.contains(&key)
            && after.asks != before.asks
        {
            self.over(what, at.guest);
        }
        if let Some(page) = before.page
            && after.asks != before.asks
            && before.answers.contains(&key)
            && at.stood >= READING
        {
            self.asked[guest].insert(page, at.wall);
        }
        if before.signs && after.asks != before.asks && !matches!(key, Key::Esc | Key::CtrlC | Key::Char('q')) {
            self.signs_open = None;
        }
        if before.last_time && after.asks != before.asks {
            self.unexplained = false;
            // Whoever would rather not say may be kept from more than breathing.
            if key == Key::Esc {
                self.ever[guest] = true;
            }
        }
    }

    /// The last of what was said that this names is over.
    fn over(&mut self, name: &str, guest: bool) {
        if let Some(at) = self.said.iter().rposition(|it| name.contains(&it.sign.what) && it.guest == guest) {
            self.said.remove(at);
        }
    }

    /// Something was said on another machine and is known here now.
    pub(crate) fn hears(&mut self, sign: Sign) {
        // What came once, and was settled or forgotten since, does not come again.
        if std::mem::replace(&mut self.heard, true) {
            return;
        }
        self.ever[0] = true;
        let (asked, kept) = (String::new(), true);
        self.said.push(Said { sign, asked, guest: false, run: 0, kept, in_session: false });
    }

    /// A guest sits down and has said nothing for now.
    pub(crate) fn guest_comes(&mut self) {
        self.asked[1].clear();
    }

    /// Nobody answered in time, which may hold.
    pub(crate) fn was_silent(&mut self, guest: bool) {
        self.ever[usize::from(guest)] = true;
    }

    /// Everything the person ever said was forgotten.
    pub(crate) fn forgets(&mut self) {
        self.said.clear();
        self.forgotten = std::mem::take(&mut self.asked[0]);
        self.asked = Default::default();
        self.unexplained = false;
        self.signs_open = None;
        self.owed = None;
    }

    /// A run is over; what it could not keep is gone with it.
    pub(crate) fn ends(&mut self, run: u32, window: usize) {
        self.unexplained |= self.said.iter().any(|it| !it.kept && it.run == run && it.in_session);
        self.said.retain(|it| it.kept || it.run != run);
        if self.signs_open.take_if(|it| *it == (run, false)).is_some() {
            self.unexplained = true;
        }
        self.unowe(window);
    }

    /// What could not be kept at once is kept now.
    pub(crate) fn kept_now(&mut self, run: u32) {
        self.said.iter_mut().filter(|it| it.run == run).for_each(|it| it.kept = true);
        if let Some((_, kept)) = self.signs_open.as_mut().filter(|(it, _)| *it == run) {
            *kept = true;
        }
    }

    pub(crate) fn unowe(&mut self, window: usize) {
        self.owed.take_if(|(it, _)| *it == window);
    }

    /// The program leaves by itself.
    pub(crate) fn left(&mut self, window: usize) {
        if let Some((_, what)) = self.owed.take_if(|(it, _)| *it == window) {
            self.fails(Broken::NoHelp(what));
        }
    }

    /// A dry run begins that is slow enough to be done along; it does not ask how the last session ended.
    pub(crate) fn began_dry(&mut self, at: Pressed, needs: &[(&'static str, bool)]) {
        let unexplained = std::mem::take(&mut self.unexplained);
        self.began(false, at, needs);
        self.unexplained = unexplained;
    }

    /// A session begins, or goes on after half an hour.
    pub(crate) fn began(&mut self, calm: bool, at: Pressed, needs: &[(&'static str, bool)]) {
        let Pressed { guest, wall, run, .. } = at;
        // What could not be kept is known to the copy of the program alone that it was said to.
        let is_known = |it: &Said| it.guest == guest && (it.kept || it.run == run);
        let rules_out = |it: &&Said| is_known(it) && !(calm && it.sign.grave == Grave::Movement);
        if let Some(said) = self.said.iter().find(rules_out) {
            let what = said.sign.what.clone();
            return self.fails(Broken::Coached(what));
        }
        if calm {
            return;
        }
        if self.unexplained && !guest {
            return self.fails(Broken::NotAsked("how it ended".to_owned()));
        }
        if self.signs_open.is_some_and(|(of, kept)| kept || of == run) && !guest {
            return self.fails(Broken::NotAsked("the signs".to_owned()));
        }
        for (page, daily) in needs {
            let asked = self.asked[usize::from(guest)].get(page);
            let is_late = |at: &DateTime<FixedOffset>| *daily && at.date_naive() < wall.date_naive();
            if asked.is_none_or(is_late) {
                return self.fails(Broken::NotAsked((*page).to_owned()));
            }
        }
    }

    /// Another screen stands there.
    pub(crate) fn comes_to(&mut self, seen: &Seen, at: Pressed) {
        // Of a session whose last line is a pause nobody asks how it ended; that what was said after it could not be kept
        // is not to be told from a process that died in the pause.
        self.unexplained &= !seen.asks.contains("Pick up where you left off");
        if seen.signs && !at.guest {
            self.signs_open = Some((at.run, at.kept));
        }
    }

    /// Everything was answered with nothing on another machine; what was answered here in the morning before all was
    /// forgotten counts with it.
    pub(crate) fn answered_elsewhere(&mut self, pages: &[(&'static str, bool)], wall: DateTime<FixedOffset>) {
        for (page, _) in pages {
            let before = self.forgotten.get(page).copied().unwrap_or(wall);
            self.asked[0].entry(*page).or_insert(wall.max(before));
        }
    }

    /// A screen has stood there for a while.
    pub(crate) fn sees(&mut self, seen: &Seen, at: Pressed) {
        let Pressed { window, guest, stood, .. } = at;
        if seen.emergency && stood >= Duration::from_secs(1) {
            self.unowe(window);
        }
        if seen.held && !self.ever[usize::from(guest)] {
            self.fails(Broken::Held);
        }
    }
}
