use super::open::Opened;
use super::world::Recorder;
use crate::app::{App, Beside, Input};
use crate::settings::Settings;
use crate::shell::{Performed, World as _};
use crate::units::Now;

/// The program and its world at the first moment, and what is set. `beside` is the command it runs beside, if there is one.
pub(super) fn begin(opened: Opened, beside: Option<Beside>, now: Now) -> (App, Recorder, Settings) {
    let Opened { folders, library, memory, records, options, settings, failed, notices } = opened;
    let mut world = Recorder::new(records, now.wall, folders, &settings);
    let (app, effects) = App::new(library, memory, options, notices, now);
    let mut app = match beside {
        Some(beside) => app.beside(beside),
        None => app,
    };
    if let Some(why) = failed {
        let _ = app.update(Input::RecordFailed(why), now);
    }
    for effect in effects {
        if let Performed::Tell(input) = world.perform(effect) {
            let _ = app.update(input, now);
        }
    }
    (app, world, settings)
}
