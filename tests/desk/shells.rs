//! The line between two commands, in real shells, beside other hooks.

use std::process::Stdio;

use crate::home::Home;
use crate::pty::{Command, Pty};

/// A shell, what it is started with, and lines that set it up: another program's hook included.
struct Shell {
    name: &'static str,
    arguments: &'static [&'static str],
    /// Other programs that it is set up with: where one of them is not there, this is left out.
    needs: &'static [&'static str],
    set_up: &'static [&'static str],
}

/// Hooks that read `$?` as starship and atuin do, in a string or a list; and these two themselves where they are installed.
const SHELLS: [Shell; 8] = [
    Shell {
        name: "bash",
        arguments: &["--norc", "--noprofile", "-i"],
        needs: &[],
        set_up: &[
            "PS1='$ '",
            "other() { SAW=$?; return $SAW; }; PROMPT_COMMAND=other",
            "eval \"$(\"$UNHUNCH\" hook bash)\"; eval \"$(\"$UNHUNCH\" hook bash)\"",
            "last() { LAST=$?; }; PROMPT_COMMAND=\"$PROMPT_COMMAND;last\"",
        ],
    },
    Shell {
        name: "bash",
        arguments: &["--norc", "--noprofile", "-i"],
        needs: &[],
        set_up: &[
            "PS1='$ '",
            "other() { SAW=$?; return $SAW; }; last() { LAST=$?; }; PROMPT_COMMAND=(other)",
            "set -o noclobber; eval \"$(\"$UNHUNCH\" hook bash)\"",
            "PROMPT_COMMAND+=(last)",
        ],
    },
    Shell {
        name: "zsh",
        arguments: &["-f", "-i"],
        needs: &[],
        set_up: &[
            "PS1='$ '; setopt noclobber; other() { SAW=$?; return $SAW; }; precmd_functions=(other)",
            "eval \"$(\"$UNHUNCH\" hook zsh)\"; eval \"$(\"$UNHUNCH\" hook zsh)\"",
            "last() { LAST=$?; }; precmd_functions+=(last)",
        ],
    },
    Shell {
        name: "fish",
        arguments: &["--no-config", "-i"],
        needs: &[],
        set_up: &[
            "function fish_prompt; echo '$ '; end; function other --on-event fish_prompt; set -g SAW $status; end",
            "$UNHUNCH hook fish | source",
            "function last --on-event fish_prompt; set -g LAST $status; end",
        ],
    },
    Shell {
        name: "bash",
        arguments: &["--norc", "--noprofile", "-i"],
        needs: &["starship"],
        set_up: &[
            // What starship took the status for; after it `$?` is its own.
            "eval \"$(starship init bash)\"; eval \"$(\"$UNHUNCH\" hook bash)\"",
            "last() { SAW=$STARSHIP_CMD_STATUS LAST=$SAW; }; PROMPT_COMMAND=\"$PROMPT_COMMAND;last\"",
        ],
    },
    Shell {
        name: "bash",
        arguments: &["--norc", "--noprofile", "-i"],
        needs: &["starship"],
        set_up: &[
            "eval \"$(\"$UNHUNCH\" hook bash)\"; eval \"$(starship init bash)\"",
            "last() { SAW=$STARSHIP_CMD_STATUS LAST=$SAW; }; PROMPT_COMMAND=\"$PROMPT_COMMAND;last\"",
        ],
    },
    Shell {
        name: "zsh",
        arguments: &["-f", "-i"],
        needs: &["starship", "atuin"],
        set_up: &[
            "other() { SAW=$?; return $SAW; }; precmd_functions=(other); eval \"$(starship init zsh)\"",
            "eval \"$(atuin init zsh)\"; eval \"$(\"$UNHUNCH\" hook zsh)\"",
            "last() { LAST=$?; }; precmd_functions+=(last)",
        ],
    },
    Shell {
        name: "fish",
        arguments: &["--no-config", "-i"],
        needs: &["starship", "atuin"],
        set_up: &[
            "function other --on-event fish_prompt; set -g SAW $status; end; starship init fish | source",
            "atuin init fish | source; $UNHUNCH hook fish | source",
            "function last --on-event fish_prompt; set -g LAST $status; end",
        ],
    },
];

fn is_there(shell: &str) -> bool {
    std::process::Command::new(shell).arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok()
}

fn started(home: &Home, shell: &Shell) -> Pty {
    let command = shell.arguments.iter().fold(Command::new(shell.name), Command::arg);
    let command = home.dress(command).env("UNHUNCH", env!("CARGO_BIN_EXE_unhunch")).size(150, 40);
    let mut pty = Pty::spawn(&command);
    for (at, line) in shell.set_up.iter().enumerate() {
        // The mark is put together by the shell, so that what is typed is not what is waited for.
        pty.send(&format!("{line}; echo set''up{at}\r"));
        pty.wait_for(&format!("setup{at}"));
    }
    pty
}

#[test]
fn an_offer_stands_between_two_commands_and_takes_nothing_from_the_shell() {
    for shell in SHELLS.iter().filter(|shell| is_there(shell.name) && shell.needs.iter().all(|it| is_there(it))) {
        println!("{} {:?}", shell.name, shell.needs);
        let home = Home::new("");
        let mut pty = started(&home, shell);
        // What `$?` was is what everybody sees: the person, and the hooks before and after.
        pty.send("false\r");
        let status = if shell.name == "fish" { "$status" } else { "$?" };
        pty.send(&format!("echo st''atus {status} $SAW $LAST\r"));
        pty.wait_for("status 1 1 1");
        home.sat(51);
        let last = if shell.name == "fish" { "set -g __unhunch_last 5" } else { "__unhunch_last=5" };
        // What is typed while something runs is there afterwards, whole.
        pty.send(&format!("{last}; sleep 0.3\r"));
        pty.send("echo typed''ahead\r");
        pty.wait_for("51 minutes of sitting.");
        pty.wait_for("typedahead");
        // It is said once.
        pty.send(&format!("{last}; echo ag''ain\r"));
        pty.wait_for("again");
        pty.send("echo en''d\r");
        pty.wait_for("end");
        let said = String::from_utf8_lossy(&pty.bytes()).matches("minutes of sitting").count();
        assert_eq!(said, 1, "{}", shell.name);
        pty.send("exit\r");
        pty.wait_for_end();
    }
}
