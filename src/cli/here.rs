//! The desk this person sits at, as every command that asks for a break or answers one finds it.

use std::process::ExitCode;

use chrono::{DateTime, FixedOffset};

use super::flags::Flags;
use super::output::{MACHINE, complain};
use super::settings;
use crate::breaks::{self, Desk, Held, Rules};
use crate::journal::{BREAK_OFFERED, BREAK_TAKEN, Entry, Mark, Record};
use crate::safety::{DaysOff, Fact, Wants};
use crate::settings::Settings;
use crate::shell::Clock;
use crate::shell::desk::{DeskFiles, Kept, Patience, Signs};
use crate::shell::folders::Folders;
use crate::shell::records::{self, Records};

/// The desk, what is set for it, and the time.
pub(super) struct Here {
    pub(super) folders: Folders,
    pub(super) files: DeskFiles,
    pub(super) settings: Settings,
    pub(super) rules: Rules,
    pub(super) now: DateTime<FixedOffset>,
}

impl Here {
    /// Finds it.
    ///
    /// # Errors
    /// When there is no folder to keep anything in: that was said, and this is the exit code.
    pub(super) fn find() -> Result<Self, ExitCode> {
        let folders = Folders::find().map_err(|why| {
            complain(&format!("unhunch: {why}\n"));
            ExitCode::from(MACHINE)
        })?;
        let (settings, _) = settings::of(&Flags::default(), Some(&folders));
        let now = Clock::start().now().wall;
        Ok(Self { files: DeskFiles::of(&folders), rules: Rules::of(&settings), folders, settings, now })
    }

    /// The same where the folders and settings are known.
    pub(super) fn with(folders: Option<&Folders>, settings: &Settings, now: DateTime<FixedOffset>) -> Option<Self> {
        let (folders, settings) = (folders?.clone(), settings.clone());
        Some(Self { files: DeskFiles::of(&folders), rules: Rules::of(&settings), folders, settings, now })
    }

    /// The time, in seconds since 1970.
    pub(super) fn at(&self) -> i64 {
        self.now.timestamp()
    }

    /// Looks at the desk and does something to it, with what the facts say of today known.
    pub(super) fn visit<T>(&self, patience: Patience, signs: Signs, act: impl FnOnce(&mut Desk) -> T) -> (T, Kept) {
        let today = self.now.date_naive();
        self.files.visit(patience, &self.rules, self.now, signs, |desk| {
            if !desk.knows(today) {
                desk.hold(today, self.held());
            }
            act(desk)
        })
    }

    /// What the facts say of today.
    pub(super) fn held(&self) -> Held {
        let today = self.now.date_naive();
        let facts = records::facts::<Fact>(&self.folders, self.now).records;
        let (off, standing) = DaysOff::and_standing(facts.iter().map(|record| (&record.what, record.at)));
        if !standing.ledger().opens(Wants::Moving) {
            Held::Outcome
        } else if off.away_on(today).is_some_and(|away| away.contains(&today)) {
            Held::Away
        } else {
            Held::Nothing
        }
    }

    /// The facts have changed.
    pub(super) fn learn_facts(&self) {
        let (today, held) = (self.now.date_naive(), self.held());
        self.visit(Patience::Waits, Signs::default(), |desk| desk.hold(today, held));
    }

    /// A session is over; one that counts was a break.
    pub(super) fn end_session(&self, counts: bool) {
        let at = self.at();
        self.visit(Patience::Waits, Signs::default(), |desk| desk.end_session(at, counts));
    }

    /// Writes what the desk has noted into the journal.
    pub(super) fn keep_notes(&self) {
        let (notes, kept) = self.visit(Patience::Waits, Signs::default(), Desk::take_notes);
        if notes.is_empty() || kept != Kept::Yes {
            return;
        }
        let (mut records, opened) = Records::open::<Fact>(Ok(&self.folders), self.now, &mut records::random);
        let mut ids = opened.ids;
        let entry = |note: &breaks::Note| {
            let (at, what) = match note {
                breaks::Note::Offered(at) => (*at, BREAK_OFFERED),
                breaks::Note::Taken(at) => (*at, BREAK_TAKEN),
            };
            let at = DateTime::from_timestamp(at, 0)?.with_timezone(self.now.offset());
            let mark = Mark { what: Some(what.to_owned()), ..Mark::default() };
            Some(Record::new(&mut ids, at, None, Entry::Noted(mark)))
        };
        let entries: Vec<_> = notes.iter().filter_map(entry).collect();
        // They are counted in the history, and nothing else hangs on them.
        records.keep_entries(&entries).ok();
    }
}

/// What to say where something could not be kept; none where it was.
pub(super) fn not_kept(kept: &Kept) -> Option<String> {
    match kept {
        Kept::Yes => None,
        Kept::Busy => Some("unhunch: another copy is at it; try again\n".to_owned()),
        Kept::No(why) => Some(format!("unhunch: this cannot be kept: {why}\n")),
    }
}
