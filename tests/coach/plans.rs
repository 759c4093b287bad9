//! Every routine laid out for many people: `tests/goldens/plans`, one file a routine, and what holds for every plan.
//!
//! The rules are read from the content ([`Content`]), not asked of the engine.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::time::Duration;

use crate::content::{Content, Stand};
use crate::golden;
use crate::told;
use crate::walk::{Walk, brief, plan, secs};
use unhunch::coach::{Bank, Brief, Clash, ENDINGS, Ending, Origin, Person, Plan, PlannedStep, SetUps, Side};
use unhunch::routine::{Dose, Effort, Family, Kit, Library, Movement, MovementId, Order, Over, Phase, Tag};

/// The ids of the embedded routines, in the order of the library.
pub(crate) fn routines(library: &Library) -> Vec<String> {
    library.heads().map(|head| head.id.to_string()).collect()
}

/// Why `movement` is not for `person`, by the content's words.
fn clashes(movement: &Movement, person: &Person) -> Option<String> {
    let has = |kit: Kit| !person.lacks.contains(&kit);
    let met = |kit: Kit| has(kit) || (kit == Kit::Chair && has(Kit::SturdyChair));
    if let Some(tag) = movement.avoid.iter().find(|tag| person.tags.contains(tag)) {
        return Some(format!("{tag} is ticked"));
    }
    if person.set_aside.contains(&movement.id) {
        return Some("it is set aside".to_owned());
    }
    if movement.family != Family::Calm && person.families_aside.contains(&movement.family) {
        return Some("its family is set aside".to_owned());
    }
    movement.needs.iter().any(|need| !need.0.iter().any(|kit| met(*kit))).then(|| "its kit is missing".to_owned())
}

/// The length of a step by the timing model of CONTENT 4.
pub(crate) fn by_the_model(step: &PlannedStep) -> Duration {
    let dose = step.dose;
    let turns = dose.reps * dose.sets * dose.sides;
    let sides_at_a_time = if dose.order == Order::Alternate { 1 } else { dose.sides };
    let between_sets = (dose.sets - 1) * sides_at_a_time;
    step.setup
        + (dose.ramp_in + dose.effort.length() + dose.ramp_out) * turns
        + dose.rest * (turns - dose.sides - between_sets)
        + dose.set_rest * between_sets
        + dose.change * (dose.sides - 1)
}

/// What holds for every plan, whoever it is for; each thing that does not.
fn faults(content: &Content, plan: &Plan, person: &Person) -> Vec<String> {
    let mut faults = Vec::new();
    let (mut bank, mut moving, mut stand) = (Duration::ZERO, Duration::ZERO, Stand::Up);
    let mut swaps = BTreeSet::new();
    for step in &plan.steps {
        let id = step.movement.id.as_str();
        let mut fault = |what: String| faults.push(format!("{id}: {what}"));
        if let Some(needed) = content.needed(id)
            && (bank < needed || moving < secs(60))
        {
            fault(format!("W1: {bank:?} of {needed:?} in the bank, {moving:?} of it moving"));
        }
        let work = step.dose.effort.length() * (step.dose.reps * step.dose.sets * step.dose.sides);
        bank += if content.banks(id) { work } else { Duration::ZERO };
        moving += if content.moves(id) { work } else { Duration::ZERO };
        if let Some(now) = content.stand(id) {
            if now != stand && step.setup < secs(25) {
                fault(format!("{:?} to get from {stand:?} to {now:?}", step.setup));
            }
            stand = now;
        }
        if let Some(why) = clashes(&step.movement, person) {
            fault(format!("it clashes: {why}"));
        }
        if matches!(step.origin, Origin::Swap { .. }) && !swaps.insert(id) {
            fault("W6: it is a swap twice".to_owned());
        }
        if let Origin::Swap { .. } = step.origin
            && (step.dose.effort.length() > step.movement.dose.effort.length()
                || step.dose.reps > step.movement.dose.reps)
        {
            fault("S5: a swap has a dose of its own".to_owned());
        }
        if by_the_model(step) != step.length() || work != step.work() {
            fault(format!("it takes {:?}, and {:?} by the timing model", step.length(), by_the_model(step)));
        }
        if step.efforts.iter().any(|side| *side != step.efforts[0]) {
            fault("L10: its sides differ".to_owned());
        }
    }
    let last = plan.steps.last().map(|step| step.movement.id.as_str());
    if !last.is_some_and(|last| content.ends_well(last)) {
        faults.push(format!("W3: it ends on {last:?}"));
    }
    let sum: Duration = plan.steps.iter().flat_map(PlannedStep::segments).map(|segment| segment.length).sum();
    if sum != plan.length() {
        faults.push(format!("L11: its segments are {sum:?} and it says {:?}", plan.length()));
    }
    faults
}

/// Fails when something does not hold for `plan`, or when a session nobody touches does not take exactly its length
/// and end once.
#[track_caller]
fn sound(content: &Content, brief: &Brief, plan: &Plan, who: &str) {
    let faults = faults(content, plan, &brief.person);
    assert!(faults.is_empty(), "{} for {who}:\n{}\n{}", plan.routine, faults.join("\n"), told_plan(plan));
    walked(brief, plan, who);
}

#[track_caller]
pub(crate) fn walked(brief: &Brief, plan: &Plan, who: &str) {
    let mut walk = Walk::begin_with(brief.clone(), plan.clone(), Bank::default());
    assert_eq!(walk.watch_to_the_end(), Ending::Finished, "{} for {who}", plan.routine);
    assert_eq!(walk.elapsed(), plan.length(), "{} for {who}", plan.routine);
    assert_eq!(walk.ends(), 1, "{} for {who}", plan.routine);
}

/// Nobody's tags, each tag, each family set aside.
pub(crate) fn people() -> Vec<(String, Person)> {
    let mut people = vec![("as written".to_owned(), Person::default())];
    for tag in Tag::ALL {
        people.push((format!("tag {tag}"), Person { tags: [*tag].into(), ..Person::default() }));
    }
    for family in Family::ALL.iter().filter(|family| **family != Family::Calm) {
        people
            .push((format!("family {family} aside"), Person { families_aside: [*family].into(), ..Person::default() }));
    }
    people
}

#[test]
fn every_routine_is_laid_for_each_tag_and_each_family_as_its_golden_says() {
    let (content, library) = (Content::read(), Library::built_in());
    for id in routines(&library) {
        let written = plan(&library, &id, Person::default());
        let mut text = format!("{id}\n");
        for (who, person) in people() {
            let brief = brief(&library, &id, person);
            let plan = brief.lay();
            sound(&content, &brief, &plan, &who);
            let same = who != "as written" && plan == written;
            let body = if same { "  as written\n".to_owned() } else { told_plan(&plan) };
            let _ = write!(text, "\n{who}\n{body}");
        }
        golden::check(&format!("plans/{id}"), &text);
    }
}

#[test]
fn every_routine_as_written_takes_what_the_content_says_to_the_second() {
    let (content, library) = (Content::read(), Library::built_in());
    for (id, written) in &content.routines {
        let plan = plan(&library, id, Person::default());
        let routine = crate::walk::routine(&library, id);
        assert_eq!(routine.total, written.total, "{id}");
        assert_eq!(plan.steps.iter().map(PlannedStep::work).sum::<Duration>(), written.work, "{id}");
        let dose = |at: usize| routine.steps[at].dose(&plan.steps[at].movement);
        let steps: Vec<_> =
            plan.steps.iter().enumerate().map(|(at, step)| (step.movement.id.as_str(), dose(at).total())).collect();
        assert_eq!(steps, written.steps, "{id}");
        // What is longer than written is the time to get there, to change sides and to rest, never the work.
        for (at, step) in plan.steps.iter().enumerate() {
            let written = dose(at);
            assert!(
                step.setup >= written.setup && step.dose.change >= written.change && step.dose.rest >= written.rest
            );
            let work_of = |it: Dose| Dose { setup: secs(0), change: secs(0), rest: secs(0), ..it };
            assert_eq!(work_of(step.dose), work_of(written), "{id}: {}", step.movement.id);
        }
    }
}

#[test]
fn a_set_up_lasts_as_long_as_its_words_and_the_way_and_longer_the_first_time() {
    let library = Library::built_in();
    let named =
        |plan: &Plan, id: &str| plan.steps.iter().find(|step| step.movement.id.as_str() == id).map(|it| it.setup);
    let as_written = plan(&library, "chair-stretch", Person::default());
    // Eighteen words at two and a half a second.
    assert_eq!(named(&as_written, "chair-back-extension"), Some(secs(10)));
    assert_eq!(named(&as_written, "arm-circles"), Some(secs(6)), "who sits stays sitting");
    // The march is the first to stand up for: thirteen words and four seconds.
    let soft = plan(&library, "soft-range", Person::default());
    assert_eq!(named(&soft, "easy-march"), Some(secs(10)));
    let new = plan(&library, "chair-stretch", Person { met: Some(BTreeSet::new()), ..Person::default() });
    let twice = plan(&library, "chair-stretch", Person { set_ups: SetUps::TwiceAsLong, ..Person::default() });
    for ((plain, new), twice) in as_written.steps.iter().zip(&new.steps).zip(&twice.steps) {
        let half_again = Duration::from_secs((plain.setup.as_secs() * 3).div_ceil(2));
        assert_eq!((new.setup, twice.setup), (half_again, plain.setup * 2), "{}", plain.movement.id);
    }
    let twice_done = plan(&library, "cat-cow", Person { met: Some(BTreeSet::new()), ..Person::default() });
    let sets: Vec<_> = twice_done.steps.iter().filter(|step| step.movement.id.as_str() == "cat-cow").collect();
    assert!(sets[1].setup < sets[0].setup, "the second set is nothing new");
}

#[test]
fn in_the_first_week_the_warm_up_is_no_longer_than_all_the_rest_where_it_may_be_shorter() {
    let library = Library::built_in();
    for id in routines(&library) {
        let plan = plan(&library, &id, Person { first_week: true, ..Person::default() });
        let warm = |step: &&PlannedStep| matches!(step.movement.phase, Phase::WarmUp | Phase::Move);
        let warm_up: Duration = plan.steps.iter().filter(warm).map(PlannedStep::length).sum();
        let needed = plan.steps.iter().any(|step| step.movement.end_range.is_some());
        assert!(needed || warm_up <= plan.length() / 2 + secs(10), "{id}: {warm_up:?} of {:?}", plan.length());
        for step in plan.steps.iter().filter(|step| step.movement.over.is_none()) {
            assert!(
                step.dose.effort.length() <= secs(15)
                    || !matches!(step.dose.effort, Effort::Hold(_))
                    || step.movement.family == Family::Calm,
                "{id}: {}",
                step.movement.id
            );
        }
    }
}

#[test]
fn each_tag_swaps_as_many_items_as_the_content_says() {
    let (content, library) = (Content::read(), Library::built_in());
    let mut wrong = Vec::new();
    for (id, written) in &content.routines {
        for tag in Tag::ALL {
            let plan = plan(&library, id, Person { tags: [*tag].into(), ..Person::default() });
            let (count, most) = content.swapped.get(&(*id, tag.word())).copied().unwrap_or_default();
            let items = written.steps.len();
            if plan.changed() != count || (plan.changed() * 2 > items) != most {
                wrong.push(format!("{id}, {tag}: {} changed and {count} by the content", plan.changed()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_routine_is_laid_with_each_kit_missing_as_the_golden_says() {
    let (content, library) = (Content::read(), Library::built_in());
    let mut text = String::from("What is swapped when one thing is missing.\n");
    for id in routines(&library) {
        let _ = writeln!(text, "\n{id}");
        let missing = Kit::ALL.iter().map(|kit| (kit.word(), BTreeSet::from([*kit])));
        // A sturdy chair serves as a chair: only without both is there none.
        let no_chair = [Kit::Chair, Kit::SturdyChair];
        for (word, lacks) in
            missing.chain([("chair at all", no_chair.into()), ("thing at all", Kit::ALL.iter().copied().collect())])
        {
            let brief = brief(&library, &id, Person { lacks, ..Person::default() });
            let plan = brief.lay();
            sound(&content, &brief, &plan, &format!("no {word}"));
            let told = told::swaps(&plan);
            if told != "as written" {
                let _ = writeln!(text, "  no {word:<13}{:>5}  {told}", told::clock(plan.length()));
            }
        }
    }
    golden::check("plans/kit-missing", &text);
}

#[test]
fn the_first_week_is_laid_as_its_golden_says() {
    let (content, library) = (Content::read(), Library::built_in());
    let mut text = String::from("First-week doses (CONTENT 2.2).\n");
    for id in routines(&library) {
        let brief = brief(&library, &id, Person { first_week: true, ..Person::default() });
        let plan = brief.lay();
        sound(&content, &brief, &plan, "the first week");
        let written = self::plan(&library, &id, Person::default());
        assert!(plan.length() <= written.length() + secs(40), "{id} is no longer than as written");
        let _ = write!(text, "\n{id}\n{}", told_plan(&plan));
    }
    golden::check("plans/first-week", &text);
}

#[test]
fn the_first_week_and_each_tag_together_are_sound() {
    let (content, library) = (Content::read(), Library::built_in());
    for id in routines(&library) {
        for (who, person) in people() {
            let brief = brief(&library, &id, Person { first_week: true, ..person });
            sound(&content, &brief, &brief.lay(), &format!("the first week and {who}"));
        }
    }
}

#[test]
fn longer_holds_stretch_what_is_held_as_the_table_says() {
    let library = Library::built_in();
    let longer = Person { longer_holds: true, ..Person::default() };
    let (mut stretched, mut kept) = (0, 0);
    for id in routines(&library) {
        let (before, after) = (plan(&library, &id, Person::default()), plan(&library, &id, longer.clone()));
        for (before, after) in before.steps.iter().zip(&after.steps) {
            let movement = &after.movement;
            assert_eq!(before.movement.id, movement.id, "{id}: nothing is swapped for it");
            let (Effort::Hold(short), Effort::Hold(long)) = (before.dose.effort, after.dose.effort) else {
                assert_eq!(before.dose, after.dose, "{id}: {} is not held", movement.id);
                continue;
            };
            let calm = movement.family == Family::Calm || matches!(movement.phase, Phase::WarmUp | Phase::Reset);
            let within = |least, most| (secs(least)..=secs(most)).contains(&long);
            match movement.over {
                _ if calm => assert_eq!(before.dose, after.dose, "{id}: {}", movement.id),
                Some(Over::Edge) => assert!(long == short && after.dose.reps >= 4, "{id}: {}", movement.id),
                Some(Over::Towel) => assert!(within(60, 90), "{id}: {} {long:?}", movement.id),
                _ if short <= secs(10) && before.dose.reps > 2 => assert_eq!(before.dose, after.dose),
                _ => assert!(within(30, 60) && long > short, "{id}: {} {long:?}", movement.id),
            }
            if before.dose == after.dose { kept += 1 } else { stretched += 1 }
        }
    }
    assert!(stretched > 30 && kept > 10, "{stretched} and {kept}");
}

#[test]
fn the_first_week_and_what_is_ticked_come_before_longer_holds() {
    let library = Library::built_in();
    for id in routines(&library) {
        let first = Person { first_week: true, ..Person::default() };
        let both = Person { longer_holds: true, ..first.clone() };
        assert_eq!(plan(&library, &id, both).length(), plan(&library, &id, first).length(), "{id}");
        let tags: BTreeSet<_> = [Tag::Hypermobile].into();
        let ticked = plan(&library, &id, Person { tags, longer_holds: true, ..Person::default() });
        for step in &ticked.steps {
            if let Some(most) = step.movement.ease.get(&Tag::Hypermobile).and_then(|ease| ease.hold) {
                assert!(step.dose.effort.length() <= most, "{id}: {}", step.movement.id);
            }
        }
    }
}

#[test]
fn any_two_tags_are_sound() {
    let (content, library) = (Content::read(), Library::built_in());
    for id in routines(&library) {
        for (at, one) in Tag::ALL.iter().enumerate() {
            for other in &Tag::ALL[at + 1..] {
                let person = Person { tags: [*one, *other].into(), ..Person::default() };
                let brief = brief(&library, &id, person);
                let faults = faults(&content, &brief.lay(), &brief.person);
                assert!(faults.is_empty(), "{id} for {one} and {other}: {}", faults.join("\n"));
            }
        }
    }
}

#[test]
fn with_everything_ticked_every_routine_is_what_its_golden_says() {
    let (content, library) = (Content::read(), Library::built_in());
    let mut text = String::from("Every tag ticked.\n");
    for id in routines(&library) {
        let brief = brief(&library, &id, Person { tags: Tag::ALL.iter().copied().collect(), ..Person::default() });
        let plan = brief.lay();
        sound(&content, &brief, &plan, "every tag");
        let _ = write!(text, "\n{id}\n{}", told_plan(&plan));
    }
    golden::check("plans/every-tag", &text);
}

fn all_but(library: &Library, kept: &[&str]) -> BTreeSet<MovementId> {
    library.movement_ids().into_iter().filter(|id| !kept.contains(&id.as_str())).collect()
}

#[test]
fn with_every_movement_set_aside_belly_breathing_is_left() {
    let library = Library::built_in();
    for id in routines(&library) {
        let brief = brief(&library, &id, Person { set_aside: all_but(&library, &[]), ..Person::default() });
        let plan = brief.lay();
        let ids: Vec<&str> = plan.steps.iter().map(|step| step.movement.id.as_str()).collect();
        assert_eq!(ids, ["diaphragmatic-breathing"], "{id}");
        walked(&brief, &plan, "nobody left");
    }
}

#[test]
fn as_long_as_a_calm_movement_is_left_nothing_set_aside_is_done() {
    let (content, library) = (Content::read(), Library::built_in());
    for kept in ENDINGS {
        for id in routines(&library) {
            let brief = brief(&library, &id, Person { set_aside: all_but(&library, &[kept]), ..Person::default() });
            sound(&content, &brief, &brief.lay(), &format!("all but {kept} aside"));
        }
    }
}

#[test]
fn what_is_set_aside_does_not_come_back_to_end_a_routine() {
    let library = Library::built_in();
    for id in routines(&library) {
        let aside: BTreeSet<MovementId> = ENDINGS.map(MovementId::new).into();
        let person = Person { set_aside: aside.clone(), ..Person::default() };
        let plan = plan(&library, &id, person);
        let done = plan.steps.iter().any(|step| aside.contains(&step.movement.id));
        // Eyes and breath is made of nothing else.
        assert_eq!(done, id == "eyes-and-breath", "{id}\n{}", told_plan(&plan));
    }
}

#[test]
fn every_single_movement_set_aside_is_sound() {
    let (content, library) = (Content::read(), Library::built_in());
    for id in routines(&library) {
        for movement in library.movement_ids() {
            let who = format!("{movement} aside");
            let brief = brief(&library, &id, Person { set_aside: [movement].into(), ..Person::default() });
            let faults = faults(&content, &brief.lay(), &brief.person);
            assert!(faults.is_empty(), "{id} for {who}: {}", faults.join("\n"));
        }
    }
}

#[test]
fn a_guarded_movement_gives_way_to_the_seated_cat_cow() {
    let (content, library) = (Content::read(), Library::built_in());
    for id in routines(&library) {
        let written = plan(&library, &id, Person::default());
        let ends: Vec<MovementId> = written
            .steps
            .iter()
            .map(|it| it.movement.id.clone())
            .filter(|it| content.needed(it.as_str()).is_some())
            .collect();
        for guarded in [ends.clone(), ends.first().cloned().into_iter().collect()] {
            let person = Person { guarded: guarded.clone(), ..Person::default() };
            let brief = brief(&library, &id, person);
            let plan = brief.lay();
            sound(&content, &brief, &plan, "the guard");
            let swaps = swaps_of(&plan);
            for (at, movement) in guarded.iter().enumerate() {
                let swap = swaps[movement.as_str()];
                if at == 0 {
                    assert_eq!(swap, "seated-cat-cow", "{id}");
                } else {
                    assert!(
                        library.movement(movement).expect("it is embedded").swaps.contains(&MovementId::new(swap)),
                        "{id}"
                    );
                }
            }
            assert_eq!(plan.changed(), guarded.len(), "{id}: only what is guarded is swapped");
        }
    }
}

#[test]
fn where_the_cat_cow_clashes_the_guarded_movements_own_swaps_are_searched() {
    let library = Library::built_in();
    let person = Person {
        guarded: vec![MovementId::new("wall-chest-lean")],
        families_aside: [Family::Flex].into(),
        ..Person::default()
    };
    let plan = plan(&library, "wall-stretch", person);
    assert_eq!(swaps_of(&plan)["wall-chest-lean"], "seated-chest-lift");
}

/// What stands for what.
fn swaps_of(plan: &Plan) -> BTreeMap<&str, &str> {
    let mut swaps = BTreeMap::new();
    for step in &plan.steps {
        if let Origin::Swap { movement, .. } = &step.origin {
            swaps.insert(movement.as_str(), step.movement.id.as_str());
        }
    }
    swaps
}

#[test]
fn a_movement_that_comes_back_has_half_the_hold_and_the_sore_side_last() {
    let library = Library::built_in();
    for id in routines(&library) {
        let written = plan(&library, &id, Person::default());
        for (at, step) in written.steps.iter().enumerate() {
            for sore in [None, Some(Side::Left), Some(Side::Right)] {
                let person = Person { gently: [(step.movement.id.clone(), sore)].into(), ..Person::default() };
                let plan = plan(&library, &id, person);
                let Some(back) = plan.steps.iter().find(|it| it.routine_step == Some(at)) else { continue };
                if back.movement.id != step.movement.id {
                    assert!(
                        matches!(&back.origin, Origin::Swap { clash: Clash::WarmUp, .. }),
                        "{id}: {}",
                        step.movement.id
                    );
                    continue;
                }
                assert!(back.gently, "{id}: {}", step.movement.id);
                match step.dose.effort {
                    Effort::Hold(length) | Effort::Time(length) => {
                        assert_eq!(back.dose.effort.length(), length / 2, "{id}: {}", step.movement.id);
                        assert_eq!(back.dose.reps, step.dose.reps);
                    }
                    Effort::Rep(length) => {
                        assert_eq!(back.dose.effort.length(), length);
                        assert_eq!(back.dose.reps, step.dose.reps.div_ceil(2), "{id}: {}", step.movement.id);
                    }
                }
                if let Some(sore) = sore.filter(|_| back.movement.two_sided()) {
                    assert_eq!(back.body_side(1), Some(sore), "{id}: {}", step.movement.id);
                }
            }
        }
    }
}

#[test]
fn a_march_that_comes_back_itself_fills_no_bank() {
    let (content, library) = (Content::read(), Library::built_in());
    let march = MovementId::new("easy-march");
    for id in routines(&library) {
        for movement in library.movement_ids() {
            let who = format!("{movement} and the march coming back");
            let gently = [(movement, None), (march.clone(), None)].into();
            let brief = brief(&library, &id, Person { gently, ..Person::default() });
            let plan = brief.lay();
            let faults = faults(&content, &plan, &brief.person);
            assert!(faults.is_empty(), "{id} for {who}: {}\n{}", faults.join("\n"), told_plan(&plan));
            let filled = plan.steps.iter().position(|step| matches!(step.origin, Origin::Filler { .. }));
            if let Some(at) = filled {
                let next = plan.steps[at + 1].movement.id.as_str();
                assert!(content.needed(next).is_some(), "{id} for {who}: a march that leads to {next}");
            }
        }
    }
}

/// A dose in a few words, the way CONTENT 5 writes it.
fn dose(step: &PlannedStep) -> String {
    let dose = step.dose;
    let length = told::secs(dose.effort.length());
    let mut text = match dose.effort {
        Effort::Hold(_) => format!("hold {length} x {}", dose.reps),
        Effort::Rep(_) => format!("{} of {length}", dose.reps),
        Effort::Time(_) if dose.reps == 1 => length,
        Effort::Time(_) => format!("{length} x {}", dose.reps),
    };
    if dose.sides > 1 {
        let order = if dose.order == Order::Alternate { " alternating" } else { "" };
        let _ = write!(text, " x {} {}s{order}", dose.sides, dose.unit.word());
    }
    let around = [
        ("in", dose.ramp_in),
        ("out", dose.ramp_out),
        ("rest", if dose.reps > 1 { dose.rest } else { Duration::ZERO }),
        ("change", if dose.sides > 1 { dose.change } else { Duration::ZERO }),
        ("set-up", step.setup),
    ];
    for (what, length) in around {
        if !length.is_zero() {
            let _ = write!(text, ", {what} {}", told::secs(length));
        }
    }
    text
}

/// Why something clashes, in a word or two.
fn clash(clash: &Clash) -> String {
    match clash {
        Clash::Avoid(tag) => format!("tag {tag}"),
        Clash::SetAside => "set aside".to_owned(),
        Clash::FamilyAside(family) => format!("family {family} aside"),
        Clash::Kit(kit) => {
            let words: Vec<&str> = kit.iter().map(|it| it.word()).collect();
            format!("no {}", words.join(" or "))
        }
        Clash::Guard => "guard".to_owned(),
        Clash::Sorer => "sorer twice running".to_owned(),
        Clash::WarmUp => "warm-up too short".to_owned(),
    }
}

/// One line per step, with its length; then what was dropped, and the total.
fn told_plan(plan: &Plan) -> String {
    let mut lines = Vec::new();
    for (index, step) in plan.steps.iter().enumerate() {
        let origin = match &step.origin {
            Origin::Routine => String::new(),
            Origin::Swap { movement, clash: why, .. } => format!("  [for {movement}: {}]", clash(why)),
            Origin::Filler { name } => format!("  [warm-up before {name}]"),
            Origin::Ending => "  [to end on]".to_owned(),
        };
        let gently = if step.gently { ", gently" } else { "" };
        let id = step.movement.id.as_str();
        let length = told::clock(step.length());
        lines.push(format!("  {:>2} {id:<29} {length:>5}  {}{gently}{origin}", index + 1, dose(step)));
        lines.extend(step.lines.iter().map(|line| format!("       - {line}")));
    }
    for dropped in &plan.dropped {
        lines.push(format!("  -- {:<29} dropped: {}", dropped.movement.as_str(), clash(&dropped.clash)));
    }
    lines.push(format!("     total {}", told::clock(plan.length())));
    lines.join("\n") + "\n"
}
