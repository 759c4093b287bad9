//! Which movement of the library a name means.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::{Asks, Exercise};
use crate::routine::nearest::nearest;
use crate::routine::{Library, Movement, MovementId};
use crate::units::text;

/// What sheets call movements of the library beside their `also`; what only sounds like one of them has no movement here.
const ON_SHEETS: [(&str, &str); 24] = [
    ("ankle circles", ""),
    ("backward shoulder circles", "shoulder-rolls"),
    ("calf raises", ""),
    ("cervical retraction", "chin-tuck"),
    ("cervical rotation", "neck-turn"),
    ("cervical side flexion", "neck-side-stretch"),
    ("corner stretch", "doorway-chest-stretch"),
    ("deep breathing", "diaphragmatic-breathing"),
    ("diaphragm breathing", "diaphragmatic-breathing"),
    ("head turns", "neck-turn"),
    ("levator scapulae stretch", "neck-diagonal-stretch"),
    ("lumbar rotation", "supine-knee-drops"),
    ("marching on the spot", "easy-march"),
    ("neck retraction", "chin-tuck"),
    ("neck rotation", "neck-turn"),
    ("neck side flexion", "neck-side-stretch"),
    ("piriformis stretch sitting", "seated-figure-four"),
    ("scapular retraction", "scapular-squeeze"),
    ("shoulder blade squeeze", "scapular-squeeze"),
    ("shoulder retraction", "scapular-squeeze"),
    ("shoulder shrugs", ""),
    ("thoracic extension over chair", "chair-back-extension"),
    ("thoracic rotation sitting", "seated-open-rotation"),
    ("upper trap stretch", "neck-side-stretch"),
];

/// What the movements of a library are called, each name in its stems.
pub(super) struct Known(Vec<(String, MovementId)>);

impl Known {
    pub(super) fn new(library: &Library) -> Self {
        let movements = library.movement_ids().into_iter().filter_map(|id| library.movement(&id));
        let names = movements.flat_map(|movement| {
            let names = movement.also.iter().chain([&movement.name]).map(|name| stems(name));
            let id = stems(&movement.id.as_str().replace('-', " "));
            names.chain([id]).map(|name| (name, movement.id.clone())).collect::<Vec<_>>()
        });
        let on_sheets = ON_SHEETS.iter().map(|(name, id)| (stems(name), MovementId::new(id)));
        Self(on_sheets.chain(names).filter(|(name, _)| !name.is_empty()).collect())
    }

    /// The movement an exercise is, and what is to be asked of it; where the name is unsure somebody is asked.
    pub(super) fn certainly(
        &self,
        exercise: &Exercise,
        library: &Library,
        asks: &mut dyn Asks,
    ) -> Option<(Arc<Movement>, Option<String>)> {
        let (id, sure) = self.called(&exercise.name)?;
        let movement = library.movement(&id)?;
        if sure {
            return Some((movement, None));
        }
        let question = format!("\"{}\": is that {}?", text::clean(&exercise.name), movement.name);
        match asks.choose(&question, &["yes", "no, something else"]) {
            Some(0) => Some((movement, None)),
            Some(_) => None,
            None => {
                let doubt = format!("taken for {}: is it that?", movement.name);
                Some((movement, Some(doubt)))
            }
        }
    }

    /// The movement a name means, and whether that is sure: the same stems are, a name that is only near is not.
    pub(super) fn called(&self, name: &str) -> Option<(MovementId, bool)> {
        let name = stems(name);
        if name.is_empty() {
            return None;
        }
        if let Some((_, id)) = self.0.iter().find(|(known, _)| *known == name) {
            // What only sounds like a movement of the library surely is none.
            return Some((id.clone(), true)).filter(|(id, _)| !id.as_str().is_empty());
        }
        // Of a short name every other is a few letters away.
        let near = (name.len() > 5)
            .then_some(())
            .and_then(|()| nearest(&name, self.0.iter().map(|(known, _)| known.as_str())));
        if let Some((_, id)) = near.and_then(|near| self.0.iter().find(|(known, _)| known == near)) {
            return Some((id.clone(), false));
        }
        // All words of one name are in the other, and of one movement only.
        let words: BTreeSet<&str> = name.split(' ').collect();
        let within = |known: &str| {
            let known: BTreeSet<&str> = known.split(' ').collect();
            // More than half of a longer name, or one word of two, stands for it.
            let stands_for = words.len() * 2 > known.len() || (words.len(), known.len()) == (1, 2);
            (known.len() > 1 && known.is_subset(&words)) || (words.is_subset(&known) && stands_for)
        };
        // What names another part of the body is another movement.
        let parts =
            |name: &str| -> BTreeSet<&str> { PARTS.iter().copied().filter(|part| name.contains(part)).collect() };
        let of_name = parts(&name);
        let same_part = |known: &str| {
            let of_known = parts(known);
            of_known.is_empty() || of_name.is_empty() || !of_known.is_disjoint(&of_name)
        };
        let fits = |(known, id): &&(String, MovementId)| {
            !id.as_str().is_empty() && within(known) && same_part(known) && same_part(&id.as_str().replace('-', " "))
        };
        let found: BTreeSet<&MovementId> = self.0.iter().filter(fits).map(|(_, id)| id).collect();
        match found.into_iter().collect::<Vec<_>>().as_slice() {
            [id] => Some(((*id).clone(), false)),
            _ => None,
        }
    }
}

/// Parts of the body by which names are told apart.
const PARTS: [&str; 9] = ["neck", "shoulder", "chest", "knee", "hip", "wrist", "arm", "hand", "ankle"];

/// The words of a name in their stems, in the order of the alphabet: plurals, endings and words that say nothing are gone.
fn stems(name: &str) -> String {
    const NOTHING: [&str; 14] = [
        "a",
        "an",
        "and",
        "exercise",
        "exercises",
        "gentle",
        "gently",
        "of",
        "slow",
        "slowly",
        "stretch",
        "stretches",
        "stretching",
        "the",
    ];
    let lower = name.to_lowercase().replace(['\'', '’'], "");
    let mut words: Vec<String> = lower
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty() && !NOTHING.contains(word))
        .map(|word| {
            let stem = word.strip_suffix("ings").or_else(|| word.strip_suffix("ing")).filter(|stem| stem.len() > 3);
            let stem = stem
                .or_else(|| word.strip_suffix("es").filter(|stem| stem.len() > 3 && stem.ends_with(['s', 'x', 'h'])));
            let stem = stem.or_else(|| word.strip_suffix('s').filter(|stem| stem.len() > 2 && !stem.ends_with('s')));
            stem.unwrap_or(word).to_owned()
        })
        .collect();
    words.sort_unstable();
    words.dedup();
    words.join(" ")
}
