//! What is heard of a plan (L19): nothing overlaps, and whoever only hears knows where the body goes before it goes there.

use std::time::Duration;

use crate::plans::{people, routines};
use crate::walk::plan;
use unhunch::coach::script::{About, Phrase, Script};
use unhunch::coach::{Part, Person, Plan, PlannedStep, Segment};
use unhunch::routine::{Effort, Family, Library, Phase};

/// How long a word takes.
const WORD: Duration = Duration::from_millis(400);

/// How long words take, counted here by themselves: two and a half a second.
fn takes(says: &str) -> Duration {
    says.split(' ').map(|_| WORD).sum()
}

/// Every segment of a plan with its step and the time it begins.
fn segments(plan: &Plan) -> Vec<(usize, Segment, Duration)> {
    let mut at = Duration::ZERO;
    let mut found = Vec::new();
    for (step, planned) in plan.steps.iter().enumerate() {
        for segment in planned.segments() {
            found.push((step, segment, at));
            at += segment.length;
        }
    }
    found
}

/// What is wrong with what is heard of a plan.
#[expect(clippy::too_many_lines, reason = "one row a law")]
fn faults(plan: &Plan, is_new: bool) -> Vec<String> {
    let script = Script::of(plan);
    let phrases = script.phrases();
    let mut faults = Vec::new();
    for pair in phrases.windows(2) {
        if pair[0].at + takes(&pair[0].says) > pair[1].at {
            faults.push(format!("{:?} runs into {:?}", pair[0], pair[1]));
        }
    }
    let total = plan.length();
    faults.extend(
        phrases.iter().filter(|it| it.at + takes(&it.says) > total).map(|it| format!("{it:?} outlasts the plan")),
    );
    let segments = segments(plan);
    for (index, (step, segment, from)) in segments.iter().enumerate() {
        let planned = &plan.steps[*step];
        let to = *from + segment.length;
        let enters = index == 0 || segments[index - 1].0 != *step;
        let said = |from: Duration, to: Duration, about: &[About], has: &str| {
            phrases.iter().any(|it| {
                let within = it.at >= from && it.at + takes(&it.says) <= to;
                within && about.contains(&it.about) && it.says.to_lowercase().contains(&has.to_lowercase())
            })
        };
        let mut want = |what: &str, is: bool| {
            if !is {
                faults.push(format!("{} {:?} at {from:?}: {what} is not said", planned.movement.id, segment.part));
            }
        };
        let way = [About::Way, About::SetUp];
        let ahead = from.saturating_sub(Duration::from_secs(9));
        // What comes first is named on the ready screen.
        if enters && index > 0 {
            want("its name", said(ahead, to, &way, &planned.movement.name));
        }
        match segment.part {
            Part::SetUp => {
                let words = planned.movement.setup.on(planned.body_side(0)).trim_end_matches('.').to_owned();
                want("how to get there", said(*from, to, &way, &words));
                for line in &planned.lines {
                    want("a line of safety", said(*from, to, &[About::Safety], line.trim_end_matches('.')));
                }
                let first = phrases.iter().find(|it| it.at >= *from);
                want("safety first", planned.lines.is_empty() || first.is_some_and(|it| it.about == About::Safety));
                let (just_before, just_after) = (to.saturating_sub(WORD), to + Duration::from_secs(1));
                let begins =
                    |it: &&Phrase| (just_before..=just_after).contains(&it.at) && it.says.starts_with("Begin.");
                want("begin", phrases.iter().any(|it| begins(&it)));
                let turn = segments[index..].iter().take_while(|it| it.0 == *step);
                let efforts = turn.filter(|it| matches!(it.1.part, Part::Work { .. })).take(2);
                let end = efforts.map(|it| it.2 + it.1.length).last();
                let cue = planned.movement.cue.on(planned.body_side(0)).trim_end_matches('.').to_owned();
                // Who has met a movement has heard its cue; beside short holds and lines of safety it may have no room.
                let is_again = plan.steps[..*step].iter().any(|it| it.movement.id == planned.movement.id);
                let short = planned.holds() && planned.efforts[0][0] <= Duration::from_secs(15);
                let no_room = (!is_new || is_again) && (short || !planned.lines.is_empty());
                // Where a short hold leaves no room for all of it the rest of it comes with the second.
                let parts =
                    || cue.split("; ").all(|it| said(*from, end.unwrap_or(to), &[About::Cue, About::Begin], it));
                want("the cue", no_room || parts());
            }
            Part::Change { .. } => {
                want("the change", said(ahead, *from, &[About::Way], ""));
                let words = planned.movement.change.as_ref();
                if let (Some(words), Part::Change { to: side }) = (words, segment.part) {
                    let words = words.on(planned.body_side(side)).trim_end_matches('.');
                    want("how to change", said(*from, to, &[About::SetUp], words));
                }
            }
            Part::Out { .. } => want("the way back", said(ahead, *from, &[About::Way], "")),
            Part::Rest { .. } => {
                if let Some(words) = &planned.movement.between {
                    want("what is done between", said(*from, to, &[About::SetUp], words.trim_end_matches('.')));
                }
            }
            Part::In { .. } | Part::Work { .. }
                if !enters && moves_off(planned, segments[index - 1].1.part, segment.part) =>
            {
                // A rest whose words fill it says by them where the body is; that it goes on comes with the moment.
                let rests = matches!(segments[index - 1].1.part, Part::Rest { .. });
                let until = if rests { *from + Duration::from_secs(1) } else { *from };
                want("that it goes on", said(ahead, until, &[About::Way], ""));
            }
            Part::In { .. } | Part::Work { .. } => {}
        }
        let careful = matches!(planned.movement.family, Family::Extend | Family::Rotate);
        let calm = planned.movement.family == Family::Calm || planned.movement.phase == Phase::Reset;
        let is_first = matches!(segment.part, Part::Work { side: 0, rep: 0 });
        if is_first && planned.holds() && !calm && segment.length >= Duration::from_secs(10) {
            let line = if careful { "No pushing." } else { "Ease in; stop" };
            // How far to go is said on the way there, where there is one.
            let way_in = segments[index - 1].1;
            let from = if matches!(way_in.part, Part::In { .. }) { *from - way_in.length } else { *from };
            want("the line of the hold", said(from, to, &[About::Safety], line));
        }
        if let Part::Work { .. } = segment.part
            && !matches!(planned.dose.effort, Effort::Rep(_))
        {
            let second = Duration::from_secs(1);
            if segment.length >= second * 5 {
                for (left, says) in [(3, "three"), (2, "two"), (1, "one")] {
                    let at = to - second * left;
                    want(says, said(at, at + second, &[About::Count], says));
                }
            }
            if segment.length >= second * 20 {
                let half = *from + segment.length / 2;
                want("halfway", said(half, half + second * 2, &[About::Aside], "halfway"));
            }
        }
    }
    faults
}

/// Whether the body goes somewhere else between these two parts, with nothing between them that was spoken of.
fn moves_off(step: &PlannedStep, before: Part, part: Part) -> bool {
    match (before, part) {
        (Part::Rest { .. } | Part::Out { .. }, _) => true,
        (Part::Work { side, .. }, Part::Work { side: other, .. } | Part::In { side: other, .. }) => {
            side != other && step.efforts.len() > 1
        }
        _ => false,
    }
}

#[test]
fn nothing_heard_overlaps_and_every_change_of_position_is_said_before_it_happens() {
    let library = Library::built_in();
    let mut found = Vec::new();
    for id in routines(&library) {
        for (who, person) in people() {
            for (first_week, is_new) in [(false, false), (true, false), (false, true), (true, true)] {
                let met = is_new.then(Default::default);
                let person = Person { first_week, met, ..person.clone() };
                let faults = faults(&plan(&library, &id, person), is_new);
                let of = format!("{id}, {who}, first week {first_week}, new {is_new}");
                found.extend(faults.into_iter().map(|fault| format!("{of}: {fault}")));
            }
        }
    }
    assert!(found.is_empty(), "{} faults:\n{}", found.len(), found[..found.len().min(60)].join("\n"));
}
