//! Sessions nobody touches, told from beginning to end on the virtual clock.

use std::fmt::Write as _;
use std::time::Duration;

use crate::golden;
use crate::told;
use crate::walk::{NANO, Walk, brief, plan, secs};
use unhunch::coach::{Bank, Ending, Event, Happening, Person};
use unhunch::routine::Library;

/// The time since the beginning, in seconds to a tenth, with what is told of it.
fn line(text: &mut String, at: Duration, what: &str) {
    let clock = format!("{}.{}", told::clock(at), at.subsec_millis() / 100);
    let _ = writeln!(text, "{clock:>7}  {what}");
}

/// Every segment as it begins, every bell and every record, until the session is over.
fn trace(walk: &mut Walk) -> String {
    let mut text = String::new();
    let mut told_effects = 0;
    let mut place = None;
    loop {
        let (step, part) = (walk.session.step(), walk.session.part());
        for (at, effect) in &walk.effects[told_effects..] {
            line(&mut text, *at, &format!("  {}", told::effect(effect)));
        }
        told_effects = walk.effects.len();
        if walk.session.ending().is_some() {
            return text;
        }
        if place != Some((step, part)) {
            place = Some((step, part));
            let planned = walk.session.current();
            let clock = walk.session.view(walk.now).clock.unwrap_or_default();
            let what = format!("{} {} {}, {clock}s", step + 1, planned.movement.id, told::part(planned, part));
            line(&mut text, walk.elapsed(), &what);
        }
        walk.now = walk.session.next_deadline().expect("nothing is waited for");
        walk.send(Event::Look);
    }
}

#[test]
fn the_chair_stretch_untouched_is_what_its_golden_says() {
    let mut walk = Walk::begin("chair-stretch");
    golden::check("coach/chair-stretch", &trace(&mut walk));
    assert_eq!(walk.elapsed(), walk.session.plan().length());
}

#[test]
fn a_ten_minute_routine_ends_at_exactly_its_announced_length() {
    let announced = plan(&Library::built_in(), "upper-back-release", Person::default()).length();
    let mut walk = Walk::begin("upper-back-release");
    walk.watch(announced - NANO);
    assert_eq!(walk.session.ending(), None, "one nanosecond early it still runs");
    assert_eq!(walk.session.view(walk.now).left.time, NANO);
    walk.watch(NANO);
    assert_eq!(walk.session.ending(), Some(Ending::Finished));
}

#[test]
fn looking_late_or_at_odd_times_makes_no_routine_longer() {
    let library = Library::built_in();
    for every in [Duration::from_millis(700), Duration::from_nanos(1_333_333_333), secs(3)] {
        let brief = brief(&library, "upper-back-release", Person::default());
        let plan = brief.lay();
        let announced = plan.length();
        let mut walk = Walk::begin_with(brief, plan, Bank::default());
        while walk.session.ending().is_none() {
            walk.unwatched(every);
        }
        assert!(walk.elapsed() < announced + every, "it ends at the first look after its end");
        let Some(Happening::Ended(ended)) = walk.records().pop() else { panic!("its end is recorded") };
        assert_eq!(ended.active, announced, "looked at every {every:?}");
    }
}
