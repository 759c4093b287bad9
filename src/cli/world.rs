use std::path::PathBuf;

use chrono::{DateTime, FixedOffset};

use crate::app::view::View;
use crate::app::{App, Effect, Input};
use crate::shell::folders::Folders;
use crate::shell::personal;
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
}

impl Recorder {
    pub(super) const fn new(records: Records, opened_at: DateTime<FixedOffset>, folders: Option<Folders>) -> Self {
        Self { records, opened_at, folders }
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
                let files = self.folders.as_ref().map(personal::files);
                Performed::Tell(Input::Own(files.unwrap_or_default()))
            }
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
