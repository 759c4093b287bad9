use ratatui::layout::Rect;

/// Where a screen's parts go: a title row above, the key hints below, margins around.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Frame {
    /// The title, and what belongs to its right.
    pub(super) header: Rect,
    /// What the screen is for.
    pub(super) body: Rect,
    /// One line that has to be said.
    pub(super) notice: Rect,
    /// The key hints.
    pub(super) keys: Rect,
}

impl Frame {
    /// The frame for a screen whose content is at most so wide; it stands in the middle.
    pub(super) fn of(area: Rect, at_most: u16) -> Self {
        let Rect { x, y, width, height } = area;
        let margin = if width >= 100 { 3 } else { u16::from(width >= 30) + u16::from(width >= 60) };
        let inner = width.saturating_sub(2 * margin).min(at_most);
        let x = x + (width - inner) / 2;
        let above = u16::from(height >= 26);
        let under_header = u16::from(height >= 14) + u16::from(height >= 28);
        let below = u16::from(height >= 28);
        let row = |dy: u16, rows: u16| Rect {
            x,
            y: y + dy.min(height),
            width: inner,
            height: rows.min(height - dy.min(height)),
        };

        let keys = height.saturating_sub(1 + below);
        let body = above + 1 + under_header;
        let over_keys = u16::from(height >= 14);
        Self {
            header: row(above, 1),
            body: row(body, keys.saturating_sub(body + over_keys)),
            notice: row(keys.saturating_sub(1), 1),
            keys: row(keys, 1),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_parts_stand_in_the_area_one_under_the_other() {
        for width in 0..160 {
            for height in 0..60 {
                let area = Rect::new(3, 2, width, height);
                let Frame { header, body, notice, keys } = Frame::of(area, 76);
                for part in [header, body, notice, keys] {
                    assert!(part.is_empty() || area.union(part) == area, "{width}x{height}: {part:?}");
                }
                if height >= 12 {
                    assert!(header.bottom() <= body.y && body.bottom() <= keys.y, "{width}x{height}");
                }
            }
        }
    }

    #[test]
    fn a_small_window_has_no_empty_rows() {
        let frame = Frame::of(Rect::new(0, 0, 40, 12), 76);
        assert_eq!((frame.header.y, frame.body.y, frame.body.height, frame.keys.y), (0, 1, 10, 11));
    }
}
