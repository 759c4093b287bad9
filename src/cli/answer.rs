//! `unhunch later`, `skip` and `mark`: what a person says to an offer, and of themselves.

use std::process::ExitCode;
use std::time::Duration;

use chrono::{NaiveTime, TimeZone as _};
use clap::{Args, Subcommand};

use super::here::{Here, not_kept};
use super::output::{MACHINE, USAGE, complain, print};
use super::world::hook;
use crate::breaks::{Desk, Granted};
use crate::shell::desk::{Patience, Signs};
use crate::units::amount;

/// Ask for the break again later
#[derive(Clone, Debug, Args)]
pub(super) struct Later {
    /// How long, like `5m` or `1h`
    #[arg(value_name = "LENGTH", default_value = "5m", value_parser = length)]
    length: Duration,
}

/// Say what the program cannot see: that you are away or back, busy or free
///
/// A screen lock can say it for you; `unhunch remind` has recipes.
#[derive(Clone, Debug, Args)]
pub(super) struct Mark {
    #[command(subcommand)]
    what: What,
}

#[derive(Clone, Debug, Subcommand)]
enum What {
    /// You leave the desk: from now on it is rest
    Away,
    /// You are back
    Back,
    /// You cannot move now: nothing is offered, and what was due comes back afterwards
    Busy {
        /// Until when: a time like `15:30` or a length like `45m`; without one until `unhunch mark free`
        #[arg(value_name = "UNTIL", value_parser = until)]
        until: Option<Until>,
    },
    /// You can again
    Free,
}

#[derive(Clone, Copy, Debug)]
enum Until {
    Length(Duration),
    Time(NaiveTime),
}

/// Nobody waits longer than this.
const LONGEST: Duration = Duration::from_secs(12 * 3_600);

fn length(text: &str) -> Result<Duration, String> {
    let length = amount::parse(text).map_err(|error| error.to_string())?;
    if (Duration::from_secs(1)..=LONGEST).contains(&length) {
        Ok(length)
    } else {
        Err("expected a length of up to 12 hours, like `5m`".to_owned())
    }
}

fn until(text: &str) -> Result<Until, String> {
    if let Ok(time) = NaiveTime::parse_from_str(text, "%H:%M") {
        return Ok(Until::Time(time));
    }
    length(text).map(Until::Length).map_err(|why| format!("{why}; or a time like `15:30`"))
}

/// Does something to the desk that has to be kept, and says what.
fn change(here: &Here, act: impl FnOnce(&mut Desk) -> String) -> ExitCode {
    here.files.name_terminal();
    let (said, kept) = here.visit(Patience::Waits, Signs::default(), act);
    match not_kept(&kept) {
        None => print(&said),
        Some(why) => {
            complain(&why);
            ExitCode::from(MACHINE)
        }
    }
}

impl Later {
    pub(super) fn run(&self) -> ExitCode {
        let here = match Here::find() {
            Ok(here) => here,
            Err(code) => return code,
        };
        let seconds = i64::try_from(self.length.as_secs()).unwrap_or(i64::MAX);
        hook(here.settings.on_later.value.as_ref(), "later", "", seconds);
        change(&here, |desk| {
            let in_ = amount::words(self.length);
            match desk.later(here.at(), seconds, &here.rules) {
                Granted::AsAsked => format!("In {in_}, then.\n"),
                Granted::AndShort => format!("In {in_}, then; and it will be the shortest there is.\n"),
            }
        })
    }
}

/// Leaves a break out.
pub(super) fn skip() -> ExitCode {
    match Here::find() {
        Ok(here) => change(&here, |desk| {
            desk.skip(here.at());
            let every = Duration::from_secs(here.rules.every.unsigned_abs());
            format!("Left out. The next one comes in {}.\n", amount::words(every))
        }),
        Err(code) => code,
    }
}

impl Mark {
    pub(super) fn run(&self) -> ExitCode {
        let here = match Here::find() {
            Ok(here) => here,
            Err(code) => return code,
        };
        let (at, rules) = (here.at(), &here.rules);
        match &self.what {
            What::Away => change(&here, |desk| {
                desk.go(at);
                String::new()
            }),
            What::Back => change(&here, |desk| {
                desk.back(at, rules);
                String::new()
            }),
            What::Free => change(&here, |desk| {
                desk.free(at);
                String::new()
            }),
            What::Busy { until } => {
                let until = match *until {
                    None => None,
                    Some(Until::Length(length)) => Some(at + i64::try_from(length.as_secs()).unwrap_or(i64::MAX)),
                    Some(Until::Time(time)) => {
                        let today = here.now.date_naive().and_time(time);
                        let then = here.now.timezone().from_local_datetime(&today).single();
                        let Some(then) = then.filter(|then| *then > here.now) else {
                            complain(&format!("unhunch: {} is over for today\n", time.format("%H:%M")));
                            return ExitCode::from(USAGE);
                        };
                        Some(then.timestamp())
                    }
                };
                change(&here, |desk| {
                    desk.be_busy_until(at, until, rules);
                    String::new()
                })
            }
        }
    }
}
