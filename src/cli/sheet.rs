//! `unhunch sheet`: a routine on paper.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Args, ValueEnum};
use clap_complete::engine::ArgValueCompleter;

use super::flags::Flags;
use super::looked::Looked;
use super::names;
use super::output::{MACHINE, USAGE, complain, count, print};
use crate::app::Leave;
use crate::coach::{Brief, Person};
use crate::routine::MovementId;
use crate::safety::{Gate, Wants};
use crate::sheet::layout::{self, Lines};
use crate::sheet::{Doses, Sheet, html, pdf, svg};
use crate::shell::ask::yes_or_no;
use crate::shell::save::{Replaces, save, what_is_there};
use crate::units::text;

/// Print a routine on paper: its figures, your doses, a grid of days to tick
///
/// One file that needs nothing from elsewhere. Its ending says what it is: .html for a browser, .pdf, or .svg.
#[derive(Args, Clone, Debug)]
pub(super) struct SheetOf {
    /// A routine, or a routine's TOML file
    #[arg(value_name = "ROUTINE", add = ArgValueCompleter::new(names::routines_and_files))]
    routine: String,

    /// Where to write it; without this it is ROUTINE.html in the folder you are in
    #[arg(short, long, value_name = "FILE")]
    out: Option<PathBuf>,

    /// The paper it is printed on
    #[arg(long, value_enum, default_value = "a4")]
    paper: Paper,

    /// How large the letters are
    #[arg(long, value_enum, default_value = "usual", ignore_case = true)]
    lines: Size,

    /// The doses the routine's file says, for nobody in particular
    #[arg(long)]
    as_written: bool,

    /// Replace a file that is there
    #[arg(long)]
    force: bool,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Paper {
    A4,
    Letter,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Size {
    Usual,
    Large,
}

/// What a file is, by its ending.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Html,
    Pdf,
    Svg,
}

impl Kind {
    fn of(path: &Path) -> Result<Self, String> {
        let ending = path.extension().map(|it| it.to_string_lossy().to_lowercase()).unwrap_or_default();
        match ending.as_str() {
            "html" | "htm" => Ok(Self::Html),
            "pdf" => Ok(Self::Pdf),
            "svg" => Ok(Self::Svg),
            _ => {
                let shown = text::clean(&path.display().to_string()).into_owned();
                Err(format!("unhunch: `{shown}` does not say what it is to be; end its name in .html, .pdf or .svg\n"))
            }
        }
    }
}

impl SheetOf {
    pub(super) fn run(&self) -> ExitCode {
        let looked = Looked::at(&Flags::default());
        // Paper coaches too: whoever is held gets the text of the hold, not the doses.
        if let Some(why) = self.held(&looked) {
            let elsewhere = "For somebody else: `--as-written` prints what the routine's file says.";
            complain(&format!("{why}\n\n{elsewhere}\n"));
            return ExitCode::from(Leave::NotNow.code());
        }
        let made = self.made(&looked);
        let (path, bytes, pages) = match made {
            Ok(made) => made,
            Err(why) => {
                complain(&why);
                return ExitCode::from(USAGE);
            }
        };
        let shown = text::clean(&path.display().to_string()).into_owned();
        let replaces =
            if self.force || may_replace(&path, &shown) { Replaces::TheFileThere } else { Replaces::Nothing };
        match save(&path, &bytes, replaces) {
            Ok(()) => print(&format!("{shown}: {pages}\n")),
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {
                complain(&format!(
                    "unhunch: `{shown}` is there already; --force replaces it, --out FILE names another place\n"
                ));
                ExitCode::from(USAGE)
            }
            Err(error) => {
                complain(&format!("unhunch: `{shown}` cannot be written: {error}\n"));
                ExitCode::from(MACHINE)
            }
        }
    }

    /// Why this routine is ruled out for this person now, where it is and the sheet is theirs.
    fn held(&self, looked: &Looked) -> Option<String> {
        let routine = looked.routine(&self.routine).ok().filter(|_| !self.as_written)?;
        let wants = Wants::of(routine.id.as_str(), &routine.origin);
        match looked.memory.gate(looked.now, wants, None) {
            Gate::Held(_) => looked.memory.standing().ledger().reading(None).map(|reading| reading.lines.join("\n")),
            Gate::Go | Gate::Offers(_) | Gate::Asks(_) | Gate::NeedAnswer(_) => None,
        }
    }

    /// Where it goes, what it is, and what is said of it.
    fn made(&self, looked: &Looked) -> Result<(PathBuf, Vec<u8>, String), String> {
        let routine = looked.routine(&self.routine)?;
        let path = self.out.clone().unwrap_or_else(|| PathBuf::from(format!("{}.html", routine.id)));
        let kind = Kind::of(&path)?;
        let (plan, doses) = if self.as_written {
            let find = |id: &MovementId| looked.library.movement_of(&routine, id);
            (Brief::gather(routine.clone(), Person::default(), &find).lay(), Doses::AsWritten)
        } else {
            (looked.plan(&routine), Doses::ForYou)
        };
        let sheet = Sheet::of(&routine, &plan, doses);
        let paper = match self.paper {
            Paper::A4 => layout::Paper::A4,
            Paper::Letter => layout::Paper::Letter,
        };
        let lines = match self.lines {
            Size::Usual => Lines::Usual,
            Size::Large => Lines::Large,
        };
        let bytes = match kind {
            Kind::Html => html::sheet(&sheet, paper, lines).into_bytes(),
            Kind::Pdf => pdf::sheet(&sheet, paper, lines),
            Kind::Svg => svg::sheet(&sheet, paper, lines).into_bytes(),
        };
        let steps = count(sheet.steps.len(), "movement", "movements");
        let pages = layout::pages(&sheet, paper, lines).len();
        let pages = if kind == Kind::Html { String::new() } else { format!(", {}", count(pages, "page", "pages")) };
        Ok((path, bytes, format!("{}, {steps}{pages}", sheet.title)))
    }
}

/// Whether a person at a terminal says that the file that is there may go.
fn may_replace(path: &Path, shown: &str) -> bool {
    let asks = || yes_or_no(&format!("`{shown}` is there already. Replace it? [y/N] "));
    what_is_there(path).is_ok_and(|there| there.is_some()) && matches!(asks(), Ok(Some(true)))
}
