//! What a person has set: `config.toml`, read strictly, every key with a default.
//!
//! A key with a mistake in it costs that key only: its default holds, and the [`Report`] says what is wrong, with the
//! codes and places of routine files. The list below is the only one: the reader, the sample, what `unhunch config`
//! prints and the schema are made of it.

mod key;
mod sample;
mod schema;
mod value;

use std::time::Duration;

use crate::coach::SetUps;
use crate::routine::reader::Table;
use crate::routine::vocabulary::vocabulary;
use crate::routine::{Place, Report, read_settings};

pub use key::{Key, Row};
pub use sample::sample;
pub use schema::schema;
pub use value::{Argv, Count, Hours, Kind, Length, Span, Text, Times, Words};

use key::row;
use value::Setting;

/// A setting and where it comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chosen<T> {
    /// What holds.
    pub value: T,
    /// Who says so.
    pub by: By,
}

/// Who decides a setting; a later one outranks an earlier one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum By {
    /// Nobody said anything.
    Default,
    /// A variable of the environment.
    Environment,
    /// `config.toml`.
    File,
    /// A flag of the command line.
    Flag,
}

impl By {
    /// Its word.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Default => "default",
            Self::Environment => "environment",
            Self::File => "file",
            Self::Flag => "flag",
        }
    }
}

impl<T> Chosen<T> {
    const fn by_default(value: T) -> Self {
        Self { value, by: By::Default }
    }

    /// Sets it anew.
    pub fn set(&mut self, value: T, by: By) {
        *self = Self { value, by };
    }
}

vocabulary! {
    /// How many colours the screens use.
    Colours, "a number of colours" {
        /// As many as the terminal has.
        Auto = "auto",
        /// None: weight alone tells things apart.
        None = "none",
        /// The sixteen of the terminal's own theme.
        Sixteen = "16",
        /// The palette of 256.
        Palette = "256",
        /// Any.
        True = "true",
    }
}

vocabulary! {
    /// Which characters the screens are drawn with.
    Characters, "a set of characters" {
        /// Those the locale has.
        Auto = "auto",
        /// Letters and signs of ASCII only.
        Ascii = "ascii",
        /// Lines, blocks and dots.
        Unicode = "unicode",
    }
}

vocabulary! {
    /// Whether the coach speaks.
    Voice, "a way to speak" {
        /// With what there is on this machine.
        Auto = "auto",
        /// Not before it is asked to.
        Off = "off",
    }
}

vocabulary! {
    /// A day of the week.
    WeekDay, "a day of the week" {
        /// Monday.
        Monday = "mon",
        /// Tuesday.
        Tuesday = "tue",
        /// Wednesday.
        Wednesday = "wed",
        /// Thursday.
        Thursday = "thu",
        /// Friday.
        Friday = "fri",
        /// Saturday.
        Saturday = "sat",
        /// Sunday.
        Sunday = "sun",
    }
}

impl WeekDay {
    /// It as the calendar has it.
    #[must_use]
    pub const fn of_the_week(self) -> chrono::Weekday {
        match self {
            Self::Monday => chrono::Weekday::Mon,
            Self::Tuesday => chrono::Weekday::Tue,
            Self::Wednesday => chrono::Weekday::Wed,
            Self::Thursday => chrono::Weekday::Thu,
            Self::Friday => chrono::Weekday::Fri,
            Self::Saturday => chrono::Weekday::Sat,
            Self::Sunday => chrono::Weekday::Sun,
        }
    }
}

vocabulary! {
    /// Where an offered break shows.
    Surface, "a place an offer shows in" {
        /// The status, for who looks.
        Status = "status",
        /// A line between two commands.
        Line = "line",
        /// A bell, and a notification where there are some.
        Notify = "notify",
        /// A small pane that never takes the keyboard.
        Pane = "pane",
        /// A popup, which gives back what was typed.
        Popup = "popup",
    }
}

/// The hours breaks are offered in where nothing else is set.
fn office_hours() -> Hours {
    let time = |hour, minute| chrono::NaiveTime::from_hms_opt(hour, minute, 0).unwrap_or_default();
    Hours(vec![Span { from: time(9, 0), to: time(12, 30) }, Span { from: time(13, 0), to: time(18, 0) }])
}

vocabulary! {
    /// The key that comes back from the command to the coach.
    Back, "a key" {
        /// Control and `]`.
        Bracket = "ctrl-]",
        /// Control and `^`.
        Caret = "ctrl-^",
        /// Control and `_`.
        Underscore = "ctrl-_",
        /// Control and `b`.
        B = "ctrl-b",
        /// Control and `g`.
        G = "ctrl-g",
        /// Control and `o`.
        O = "ctrl-o",
        /// Control and `t`.
        T = "ctrl-t",
        /// Control and `x`.
        X = "ctrl-x",
    }
}

impl Back {
    /// The key that is pressed together with Control.
    #[must_use]
    pub fn letter(self) -> char {
        self.word().chars().next_back().unwrap_or(']')
    }
}

/// Declares the settings by table: documentation, name, type, default, key, and an example where the default is nothing.
macro_rules! settings {
    ($($table:literal $what:literal {
        $($(#[doc = $doc:literal])+ $name:ident: $type:ty = $default:expr, $key:literal $example:literal;)+
    })+) => {
        /// Every setting there is.
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub struct Settings {
            $($($(#[doc = $doc])+ pub $name: Chosen<$type>,)+)+
        }

        /// The keys of `config.toml`, in the order of the sample.
        pub static KEYS: &[Key] = &[
            $($(Key {
                table: $table,
                name: $key,
                doc: &[$($doc),+],
                kind: <$type as Setting>::KIND,
                example: $example,
            },)+)+
        ];

        impl Default for Settings {
            fn default() -> Self {
                Self { $($($name: Chosen::by_default($default),)+)+ }
            }
        }

        impl Settings {
            fn take(&mut self, root: &Table<'_>) {
                $(if $table.is_empty() {
                    $(take(root, $key, &mut self.$name);)+
                } else {
                    root.table($table, $what, |table| {
                        $(take(table, $key, &mut self.$name);)+
                    });
                })+
            }

            /// Every setting with what holds and who says so, in the order of the sample.
            #[must_use]
            pub fn rows(&self) -> Vec<Row> {
                let mut keys = KEYS.iter();
                vec![$($(row(keys.next().expect("both are made of one list"), &self.$name),)+)+]
            }
        }
    };
}

settings! {
    "" "the settings" {
        /// Your emergency number: said where the program asks you to call for help.
        emergency_number: Option<Text<60>> = None, "emergency_number" "\"112\"";
        /// Hold stretches for 30 to 60 seconds instead of 15 to 30, which may suit older bodies better. In the first
        /// week, and where something you ticked asks for less, the shorter hold wins.
        longer_holds: bool = false, "longer_holds" "true";
        /// Say everything in plain lines, as `--plain` does: for screen readers and simple terminals.
        plain: bool = false, "plain" "true";
    }
    "library" "`[library]`" {
        /// Begin with what takes no longer than so many minutes, as `--minutes` does.
        minutes: Option<Count<1, 180>> = None, "minutes" "5";
        /// Begin with what is done there, as `--place` does.
        place: Option<Place> = None, "place" "\"chair\"";
    }
    "figure" "`[figure]`" {
        /// Show figures in two still poses, as `--still` does.
        still: bool = false, "still" "true";
        /// How many pictures a second a moving figure may take; 0 is as good as `still`.
        frames: Count<0, 30> = Count(12), "fps" "8";
    }
    "pace" "`[pace]`" {
        /// How long you have to get into position: 1.0 is as long as the words and the way take, 1.5 half as long again,
        /// 2.0 twice as long. "wait" waits for Enter, and is what holds where what you type comes line by line.
        set_ups: SetUps = SetUps::Plain, "setup" "1.5";
    }
    "sound" "`[sound]`" {
        /// Ring the terminal's bell: three times at the start, twice at a change of side, once at the end of a hold,
        /// three times slowly at the end.
        bell: bool = true, "bell" "false";
        /// Play four short tones in its place; the program makes them itself.
        tones: bool = false, "tones" "true";
        /// What plays a tone, with the file as its last argument; without it the first there is of `pw-play`, `paplay`,
        /// `aplay` and `afplay`.
        sound_command: Option<Argv> = None, "sound_command" "[\"mpv\", \"--really-quiet\"]";
        /// Whether the coach speaks: "auto" with the first there is of `say`, `spd-say` and `espeak-ng`, "off" not before
        /// `V` is pressed. Without it the coach speaks where `say_command` is set.
        voice: Option<Voice> = None, "voice" "\"auto\"";
        /// What speaks, with the words as its last argument.
        say_command: Option<Argv> = None, "say_command" "[\"espeak-ng\", \"--\"]";
    }
    "look" "`[look]`" {
        /// How many colours: "auto" asks the terminal (and `NO_COLOR`), "none", "16", "256" and "true" decide it.
        colours: Colours = Colours::Auto, "colours" "\"16\"";
        /// Which characters: "auto" asks the locale, "ascii" and "unicode" decide it.
        characters: Characters = Characters::Auto, "characters" "\"ascii\"";
    }
    "during" "`[during]`" {
        /// The key that comes back from a command to the coach (`unhunch during`); pressed twice it goes to the command.
        back: Back = Back::Bracket, "back" "\"ctrl-g\"";
    }
    "goal" "`[goal]`" {
        /// On how many days of a week you would like to move.
        days: Count<1, 7> = Count(5), "days" "3";
    }
    "breaks" "`[breaks]`" {
        /// After how much sitting a break is due.
        break_every: Length<600, 14_400> = Length(Duration::from_secs(50 * 60)), "every" "\"30m\"";
        /// A proved absence this long is a break.
        break_away: Length<60, 3_600> = Length(Duration::from_secs(5 * 60)), "away" "\"10m\"";
        /// For how long somebody who presses no key counts as sitting: who reads gets breaks too.
        break_reading: Length<60, 7_200> = Length(Duration::from_secs(15 * 60)), "reading" "\"30m\"";
        /// The days breaks are offered on.
        break_days: Words<WeekDay> = Words(WeekDay::ALL[..5].to_vec()), "days" "[\"mon\", \"sat\"]";
        /// The hours they are offered in; `[]` is all day.
        break_hours: Hours = office_hours(), "hours" "[\"08:00-16:30\"]";
        /// Times of the day at which one is due whatever was sat.
        break_at: Times = Times::default(), "at" "[\"15:00\"]";
        /// Prints for how many milliseconds no key was pressed: who was idle for `away` by it has rested.
        idle_command: Option<Argv> = None, "idle_command" "[\"xprintidle\"]";
        /// Asked before an offer leaves: exit code 0 says that you are busy, and the break comes back afterwards.
        busy_command: Option<Argv> = None, "busy_command" "[\"sh\", \"-c\", \"khal at | grep -q .\"]";
    }
    "nudge" "`[nudge]`" {
        /// Where an offered break shows: "status", "line", "notify", "pane" and "popup", the gentle ones first.
        nudge_how: Words<Surface> = Words(vec![Surface::Status, Surface::Line]), "how" "[\"status\", \"notify\"]";
        /// What shows a notification, with the text as its last argument; without it `notify-send` or `osascript`
        /// where there is a desktop.
        notify_command: Option<Argv> = None, "notify_command" "[\"notify-send\", \"--urgency=low\"]";
    }
    "hooks" "`[hooks]`" {
        /// Run when a session starts. Each hook finds `UNHUNCH_EVENT`, `UNHUNCH_ROUTINE` and `UNHUNCH_SECONDS` in its
        /// environment, is not waited for, and has five seconds.
        on_session_start: Option<Argv> = None, "session_start" "[\"playerctl\", \"pause\"]";
        /// Run when a session is over, however it ended.
        on_session_end: Option<Argv> = None, "session_end" "[\"playerctl\", \"play\"]";
        /// Run when a session is stopped.
        on_stopped: Option<Argv> = None, "stopped" "[\"logger\", \"stopped\"]";
        /// Run when a break is offered.
        on_nudged: Option<Argv> = None, "nudged" "[\"logger\", \"nudged\"]";
        /// Run when you ask for later.
        on_later: Option<Argv> = None, "later" "[\"logger\", \"later\"]";
        /// Runs while a session does, and keeps the screen from locking: it ends when its input is closed.
        awake_command: Option<Argv> = None, "awake_command" "[\"systemd-inhibit\", \"--what=idle\", \"cat\"]";
    }
}

fn take<T: Setting>(table: &Table<'_>, key: &'static str, into: &mut Chosen<T>) {
    let before = table.notes().errors();
    let value = table.maybe(key).and_then(|field| T::read(&field));
    if let Some(value) = value.filter(|_| table.notes().errors() == before) {
        into.set(value, By::File);
    }
}

/// The tables that have a key of this name; none for a key at the top of the file.
fn tables_of(key: &str) -> Vec<&'static str> {
    KEYS.iter().filter(|it| it.name == key && !it.table.is_empty()).map(|it| it.table).collect()
}

impl Settings {
    /// Whether the coach speaks from the beginning.
    #[must_use]
    pub fn speaks(&self) -> bool {
        match self.voice.value {
            Some(Voice::Auto) => true,
            Some(Voice::Off) => false,
            None => self.say_command.value.is_some(),
        }
    }

    /// What a file called `name` says, with the default of every key that it does not have or has wrong. `bytes` is the
    /// file, or why it could not be read.
    #[must_use]
    pub fn read(name: &str, bytes: Result<&[u8], &str>) -> (Self, Report) {
        let (settings, report) = read_settings(name, bytes, tables_of, |table| {
            let mut settings = Self::default();
            settings.take(table);
            settings
        });
        (settings.unwrap_or_default(), report)
    }
}

#[cfg(test)]
mod tests;
