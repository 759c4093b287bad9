//! What the program says of itself wherever it asks (CONTENT 3, CONTENT 3.9).

texts! {
    /// What the questions are for.
    ONLY_DECIDES = "It only decides whether to guide movement today.";
    /// What the questions are.
    SAVED = "This is a general check, not a diagnosis.";
    /// About, and the help.
    STANDING_NOTICE = "unhunch is a general movement guide for adults. It isn't medical advice and can't examine you. If something worries you, ask a health professional. Stop if it hurts.";
    /// What may be said of where it comes from (CONTENT 3.9).
    BUILT_FROM = "built from public guidance; sources in `unhunch sources`";
}
