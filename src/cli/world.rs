use std::path::PathBuf;

use chrono::{DateTime, FixedOffset};

use crate::app::view::View;
use crate::app::{App, Effect, Input};
use crate::shell::folders::Folders;
use crate::shell::personal::Unread;
use crate::shell::records::{RecordError, Records};
use crate::shell::{Performed, Program, World};
use crate::units::{Moment, Now};

impl Program for App {
    type Effect = Effect;

    fn update(&mut self, input: Input, now: Now) -> Vec<Effect> {
        Self::update(self, input, now)
    }

    fn next_deadline(&self) -> Option<Moment> {
        Self::next_deadline(self)
    }

    fn view(&self, now: Now) -> View {
        Self::view(self, now)
    }
}

/// Performs what the program asks for: keeps records, passes bells and leavings on.
pub(super) struct Recorder {
    records: Records,
    opened_at: DateTime<FixedOffset>,
    folders: Option<Folders>,
    /// Those of the person's own files that are still to be told.
    unread: Unread,
}

/// How much of the person's own files is read before the next picture, in bytes: a few milliseconds, whatever is in them.
const AT_ONCE: usize = 48 * 1024;
/// How much of them is read first: what has room in a window, so that it stands there soon.
const AT_FIRST: usize = 16 * 1024;

impl Recorder {
    pub(super) fn new(records: Records, opened_at: DateTime<FixedOffset>, folders: Option<Folders>) -> Self {
        Self { records, opened_at, folders, unread: Unread::default() }
    }
}

impl World<Effect> for Recorder {
    fn perform(&mut self, effect: Effect) -> Performed {
        match effect {
            Effect::Bell => Performed::Bell,
            Effect::Fact(record) => kept(self.records.keep_facts(&[record])),
            Effect::Journal(record) => kept(self.records.keep_entries(&[record])),
            Effect::Leave(leave) => Performed::Leave(leave),
            Effect::ReadDiary => Performed::Tell(Input::Diary(Box::new(self.records.diary()))),
            Effect::ReadOwn => {
                self.unread = self.folders.as_ref().map(Unread::of).unwrap_or_default();
                Performed::Tell(Input::Own(self.unread.some(AT_FIRST)))
            }
            Effect::ReadMoreOwn => Performed::Tell(Input::Own(self.unread.some(AT_ONCE))),
            Effect::ReadEarlier => Performed::Tell(Input::Earlier(self.records.earlier(self.opened_at))),
        }
    }

    fn watched(&self) -> Vec<PathBuf> {
        let folders = self.folders.as_ref();
        folders.map_or_else(Vec::new, |it| vec![it.data().to_owned(), it.routines(), it.movements()])
    }
}

fn kept(result: Result<(), RecordError>) -> Performed {
    match result {
        Ok(()) => Performed::Nothing,
        Err(error) => Performed::Tell(Input::RecordFailed(error.to_string())),
    }
}
