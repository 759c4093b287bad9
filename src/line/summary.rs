use crate::app::view::Summary;
use crate::coach::view::Mark;

/// What was done, how it feels, what could come next.
pub(super) fn whole(summary: &Summary) -> Vec<String> {
    let mut lines = vec![summary.headline.clone()];
    let some = summary.timeline.iter().any(|mark| mark.done > 0.0);
    lines.extend(named("Skipped", &summary.timeline, |mark| mark.skipped));
    lines.extend(named("Partly done", &summary.timeline, |mark| !mark.skipped && mark.done > 0.0 && mark.done < 1.0));
    lines.extend(named("Not done", &summary.timeline, |mark| some && !mark.skipped && mark.done <= 0.0));
    lines.extend(summary.lines.iter().cloned());
    lines.extend(summary.feel.iter().flat_map(super::ask::question));
    lines.extend(summary.next.clone());
    lines
}

fn named(what: &str, marks: &[Mark], which: impl Fn(&Mark) -> bool) -> Option<String> {
    let names: Vec<&str> = marks.iter().filter(|mark| which(mark)).map(|mark| mark.name.as_str()).collect();
    (!names.is_empty()).then(|| format!("{what}: {}.", names.join(", ")))
}

/// What is new since it was told as `told`.
pub(super) fn news(told: &Summary, summary: &Summary) -> Vec<String> {
    let before = whole(told);
    whole(summary).into_iter().filter(|line| !before.contains(line)).collect()
}
