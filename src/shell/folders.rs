//! Where the person's files are.

use std::env;
use std::ffi::OsString;
use std::path::{Path, PathBuf, absolute};

use etcetera::app_strategy::{AppStrategy as _, AppStrategyArgs, choose_app_strategy};

/// The folders the program reads and writes, where the platform keeps such things.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Folders {
    data: PathBuf,
    config: PathBuf,
    state: PathBuf,
    run: PathBuf,
}

impl Folders {
    /// The platform's folders, or what `UNHUNCH_DATA_DIR`, `UNHUNCH_CONFIG_DIR` and `UNHUNCH_STATE_DIR` say; an empty
    /// variable says nothing.
    ///
    /// # Errors
    /// When a folder is not named and there is no home to look for it in: why, in words. The program runs without a record
    /// then.
    #[expect(clippy::disallowed_methods, reason = "this is where the shell looks at the environment")]
    pub fn find() -> Result<Self, String> {
        Self::find_with(|name| env::var_os(name))
    }

    /// The same with the variables looked up by `variable`.
    ///
    /// # Errors
    /// As [`Folders::find`].
    fn find_with(variable: impl Fn(&str) -> Option<OsString>) -> Result<Self, String> {
        let named = |name: &str| {
            let path = variable(name).filter(|value| !value.is_empty())?;
            Some(absolute(&path).map_err(|error| format!("`{name}` is no path: {error}")))
        };
        let [data, config, state] = ["UNHUNCH_DATA_DIR", "UNHUNCH_CONFIG_DIR", "UNHUNCH_STATE_DIR"];
        let (data, config, state) = (named(data).transpose()?, named(config).transpose()?, named(state).transpose()?);
        // What is gone after a restart lies where the system has room for that, unless a place is named.
        let runtime = variable("XDG_RUNTIME_DIR").map(PathBuf::from).filter(|path| path.is_absolute() && path.is_dir());
        let runtime = runtime.filter(|_| state.is_none()).map(|path| path.join("unhunch"));
        let run = |state: &Path| runtime.clone().unwrap_or_else(|| state.join("desk"));
        // Everything named: the home is not needed, and need not exist.
        if let (Some(data), Some(config), Some(state)) = (&data, &config, &state) {
            return Ok(Self { data: data.clone(), config: config.clone(), run: run(state), state: state.clone() });
        }
        let home = Self::of_the_platform();
        match (home, data) {
            (Ok(home), data) => {
                let state = state.unwrap_or(home.state);
                Ok(Self {
                    data: data.unwrap_or(home.data),
                    config: config.unwrap_or(home.config),
                    run: run(&state),
                    state,
                })
            }
            // Without a home one named folder is enough to keep a record.
            (Err(_), Some(data)) => {
                let state = state.unwrap_or_else(|| data.join("state"));
                Ok(Self { config: config.unwrap_or_else(|| data.join("config")), run: run(&state), state, data })
            }
            (Err(why), None) => Err(why),
        }
    }

    fn of_the_platform() -> Result<Self, String> {
        let args = AppStrategyArgs {
            top_level_domain: String::new(),
            author: "unhunch".to_owned(),
            app_name: "unhunch".to_owned(),
        };
        let Ok(strategy) = choose_app_strategy(args) else {
            return Err("there is no home folder; `UNHUNCH_DATA_DIR` can name another place".to_owned());
        };
        // Where the platform has no such place, the cache is the one that stays on this machine.
        let state = strategy.state_dir().unwrap_or_else(|| strategy.cache_dir());
        let run = state.join("desk");
        let found = Self { data: strategy.data_dir(), config: strategy.config_dir(), state, run };
        if [&found.data, &found.config, &found.state].into_iter().all(|path| path.is_absolute()) {
            Ok(found)
        } else {
            Err("the home folder is not an absolute path; `UNHUNCH_DATA_DIR` can name another place".to_owned())
        }
    }

    /// All folders under one: for tests and for looking at someone else's files.
    #[must_use]
    pub fn under(root: &Path) -> Self {
        let state = root.join("state");
        Self { data: root.join("data"), config: root.join("config"), run: state.join("desk"), state }
    }

    /// The same folders with the records in another place: for looking at someone else's.
    #[must_use]
    pub fn with_data(self, data: &Path) -> Self {
        Self { data: data.to_owned(), ..self }
    }

    /// The folder that holds the records and the person's own files; a file sync may carry it.
    #[must_use]
    pub fn data(&self) -> &Path {
        &self.data
    }

    /// The folder of what the person said and what was decided.
    #[must_use]
    pub fn facts(&self) -> PathBuf {
        self.data.join("facts")
    }

    /// The folder of what was done.
    #[must_use]
    pub fn journal(&self) -> PathBuf {
        self.data.join("journal")
    }

    /// The folder of the lists of what was forgotten.
    #[must_use]
    pub fn forgotten(&self) -> PathBuf {
        self.data.join("forgotten")
    }

    /// The folder of the person's own routines.
    #[must_use]
    pub fn routines(&self) -> PathBuf {
        self.data.join("routines")
    }

    /// The folder of the person's own movements.
    #[must_use]
    pub fn movements(&self) -> PathBuf {
        self.routines().join("movements")
    }

    /// The folder of what the desk's callers leave each other; it may be gone after a restart.
    #[must_use]
    pub fn run(&self) -> &Path {
        &self.run
    }

    /// The configuration.
    #[must_use]
    pub fn config_file(&self) -> PathBuf {
        self.config.join("config.toml")
    }

    /// How long commands took before; it stays on this machine too.
    #[must_use]
    pub fn runs_file(&self) -> PathBuf {
        self.state.join("runs")
    }

    /// The name of this machine. It must not travel with the data: two machines with one name would write one file.
    #[must_use]
    pub fn machine_file(&self) -> PathBuf {
        self.state.join("machine")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_named_folder_wins_over_the_platform() {
        let folders =
            Folders::find_with(|name| (name == "UNHUNCH_DATA_DIR").then(|| "/somewhere/else".into())).unwrap();
        assert_eq!(folders.journal(), Path::new("/somewhere/else/journal"));
        assert_eq!(folders.movements(), Path::new("/somewhere/else/routines/movements"));
        assert!(!folders.machine_file().starts_with("/somewhere/else"), "the name of a machine stays on it");
    }

    #[test]
    fn an_empty_variable_says_nothing() {
        let plain = Folders::find_with(|_| None);
        assert_eq!(Folders::find_with(|_| Some(OsString::new())), plain);
    }

    #[test]
    fn with_every_folder_named_no_home_is_needed() {
        let folders = Folders::find_with(|name| Some(format!("/x/{name}").into())).unwrap();
        assert_eq!(folders.config_file(), Path::new("/x/UNHUNCH_CONFIG_DIR/config.toml"));
        assert_eq!(folders.machine_file(), Path::new("/x/UNHUNCH_STATE_DIR/machine"));
    }

    #[test]
    fn a_relative_folder_is_meant_from_where_the_program_runs() {
        let folders = Folders::find_with(|name| Some(name.into())).unwrap();
        assert!(folders.data().is_absolute() && folders.data().ends_with("UNHUNCH_DATA_DIR"));
    }
}
