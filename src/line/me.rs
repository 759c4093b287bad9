use crate::app::view::{Me, MeRow};

/// Everything, group by group.
pub(super) fn whole(me: &Me) -> Vec<String> {
    let mut lines = vec!["About you.".to_owned()];
    for group in &me.groups {
        lines.push(format!("{}:", group.title));
        lines.extend(group.rows.iter().map(said));
    }
    lines.extend(row(me, me.selected).map(|row| format!("Selected: {}", said(row))));
    lines
}

fn row(me: &Me, index: usize) -> Option<&MeRow> {
    me.groups.iter().flat_map(|group| &group.rows).nth(index)
}

fn said(row: &MeRow) -> String {
    let ticked = match row.ticked {
        None => "",
        Some(true) => "ticked",
        Some(false) => "not ticked",
    };
    format!("{}.", super::listed(&[&row.text, &row.value, ticked]))
}

/// The row that is selected now, when it is another one or has changed.
pub(super) fn news(told: &Me, me: &Me) -> Vec<String> {
    let now = row(me, me.selected);
    if me.selected == told.selected && now == row(told, told.selected) {
        return Vec::new();
    }
    now.map(said).into_iter().collect()
}
