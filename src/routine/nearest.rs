/// The candidate a person most likely meant by `word`: the nearest by spelling, if it is near at all.
///
/// Near is a distance of at most one and a quarter of the word's length.
pub(super) fn nearest<'c>(word: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<&'c str> {
    // Nobody means a short word by a long one, and the comparison is quadratic.
    const LONGEST: usize = 64;
    if word.len() > LONGEST {
        return None;
    }
    let word = word.to_lowercase();
    candidates
        .into_iter()
        .map(|candidate| (strsim::damerau_levenshtein(&word, candidate), candidate))
        .filter(|(distance, _)| *distance <= 1 + word.chars().count() / 4)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_of_the_finger_is_understood_and_another_word_is_not() {
        let words = ["cat-cow", "chin-tuck", "open-book"];
        assert_eq!(nearest("cat-cwo", words), Some("cat-cow"));
        assert_eq!(nearest("Cat-Cow", words), Some("cat-cow"));
        assert_eq!(nearest("handstand", words), None);
        assert_eq!(nearest(&"x".repeat(100_000), words), None);
    }
}
