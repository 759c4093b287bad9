//! What somebody does, or what happens to them.

/// One letter of the alphabet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Act {
    /// Says the first, second, ... of what is asked for.
    Say(u8),
    /// The same and Enter in one burst, nothing being shown between.
    SayEnter(u8),
    /// Says that there is nothing; where nothing is asked, goes on.
    Nothing,
    /// Presses the key of nothing that this page has, again and again, whatever follows.
    Rhythm,
    /// Says that there is nothing, and goes on, until a session runs or nothing changes any more.
    Through,
    /// Of what was said: that it is no reason to wait.
    Light,
    Enter,
    /// Pressed by mistake.
    Back,
    Esc,
    /// The last key again, three times.
    Again,
    /// Stops the session.
    Stop,
    /// Pauses it, or goes on.
    Pause,
    /// Goes where something that has changed is said.
    Changed,
    /// Says of the first thing that is held that it is over.
    Settle,
    /// Somebody else sits down.
    Guest,
    /// Leaves in the way of the screen.
    Quit,
    /// The terminal is closed.
    Close,
    Kill,
    Midnight,
    Day,
    /// Half an hour.
    Wait,
    West,
    East,
    /// Goes to the other window, which is opened where it is not.
    Window,
    /// In the other window; the other way is `Window`.
    DryRun,
    /// A byte of the last line, of the one before, ... of one file of facts is damaged.
    Damage(u8),
    /// Facts of another machine come, on which all was answered with nothing.
    MergeNone,
    /// Facts of another machine come, on which chest pain was said.
    MergeSign,
    ForgetHistory,
    ForgetAnswers,
    /// Nothing can be written, or it can again.
    Unwritable,
    /// The window becomes too small for anything, or large again.
    Tiny,
    /// Keys come quicker, or slower again.
    Hurry,
}

impl Act {
    /// Every letter.
    pub(crate) const ALL: [Self; 34] = [
        Self::Say(0),
        Self::Say(4),
        Self::SayEnter(0),
        Self::Nothing,
        Self::Rhythm,
        Self::Through,
        Self::Light,
        Self::Enter,
        Self::Back,
        Self::Esc,
        Self::Again,
        Self::Stop,
        Self::Pause,
        Self::Changed,
        Self::Settle,
        Self::Guest,
        Self::Quit,
        Self::Close,
        Self::Kill,
        Self::Midnight,
        Self::Day,
        Self::Wait,
        Self::West,
        Self::East,
        Self::Window,
        Self::DryRun,
        Self::Damage(0),
        Self::MergeNone,
        Self::MergeSign,
        Self::ForgetHistory,
        Self::ForgetAnswers,
        Self::Unwritable,
        Self::Tiny,
        Self::Hurry,
    ];

    /// The letters that stand for others in a report, the plainest first.
    pub(crate) const PLAIN: [Self; 6] =
        [Self::Through, Self::Say(0), Self::Say(1), Self::Nothing, Self::Midnight, Self::Kill];

    /// How far a letter is from being plain.
    pub(crate) fn rank(self) -> usize {
        Self::PLAIN.iter().position(|it| *it == self).unwrap_or(Self::PLAIN.len())
    }

    /// Every letter, with this number where it has one.
    pub(crate) fn with(n: u8) -> impl Iterator<Item = Self> {
        Self::ALL.into_iter().chain([Self::Say(n), Self::SayEnter(n), Self::Damage(n)])
    }

    /// The letters of a walk, those that lead somewhere more often.
    pub(crate) fn any(mut draw: impl FnMut(usize) -> usize) -> Self {
        const OFTEN: [Act; 13] = [
            Act::Nothing,
            Act::Nothing,
            Act::Through,
            Act::Through,
            Act::Enter,
            Act::Enter,
            Act::Back,
            Act::Stop,
            Act::Changed,
            Act::Light,
            Act::Settle,
            Act::Window,
            Act::Day,
        ];
        let n = u8::try_from(draw(9)).unwrap_or(0);
        match draw(10) {
            0 | 1 => Self::Say(n),
            2 => Self::SayEnter(n),
            3 => Self::Damage(n % 4),
            4..=6 => OFTEN[draw(OFTEN.len())],
            _ => Self::ALL[draw(Self::ALL.len())],
        }
    }
}
