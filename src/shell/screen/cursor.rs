//! Moving the terminal's cursor in few bytes.

use ratatui::layout::Position;

/// Where the terminal's cursor stands, as far as that is known.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Cursor(Option<Position>);

impl Cursor {
    pub(super) fn at(x: u16, y: u16) -> Self {
        Self(Some(Position { x, y }))
    }

    pub(super) fn position(self) -> Option<Position> {
        self.0
    }

    /// Notes that a letter was written that ends before column `x`.
    ///
    /// In the last column the cursor waits for what comes next, differently in different terminals: then it is unknown.
    pub(super) fn wrote(&mut self, x: u16, width: u16) {
        self.0 = self.0.filter(|_| x < width).map(|at| Position { x, ..at });
    }

    /// Moves to a cell by the shortest way that all terminals know.
    pub(super) fn go(&mut self, x: u16, y: u16, out: &mut Vec<u8>) {
        let here = self.0.replace(Position { x, y });
        match here {
            Some(at) if at.y == y => horizontally(at.x, x, out),
            Some(at) if y > at.y => {
                let (start, down) = (out.len(), y - at.y);
                horizontally(at.x, x, out);
                if down <= 3 {
                    // A line feed keeps the column: the terminal is raw, and it never stands on the last row here.
                    out.extend(std::iter::repeat_n(b'\n', usize::from(down)));
                } else {
                    step(down, b'B', out);
                }
                if out.len() - start > absolute_length(x, y) {
                    out.truncate(start);
                    absolutely(x, y, out);
                }
            }
            _ => absolutely(x, y, out),
        }
    }
}

fn horizontally(from: u16, to: u16, out: &mut Vec<u8>) {
    let column_length = 3 + digits(to + 1);
    if to == from {
    } else if to == 0 {
        out.push(b'\r');
    } else if to < from && from - to <= 3 {
        out.extend(std::iter::repeat_n(b'\x08', usize::from(from - to)));
    } else if to > from && step_length(to - from) <= column_length {
        step(to - from, b'C', out);
    } else if to < from && step_length(from - to) < column_length {
        step(from - to, b'D', out);
    } else {
        out.extend_from_slice(b"\x1b[");
        number(to + 1, out);
        out.push(b'G');
    }
}

fn step(by: u16, direction: u8, out: &mut Vec<u8>) {
    out.extend_from_slice(b"\x1b[");
    if by > 1 {
        number(by, out);
    }
    out.push(direction);
}

fn step_length(by: u16) -> usize {
    3 + if by > 1 { digits(by) } else { 0 }
}

fn absolutely(x: u16, y: u16, out: &mut Vec<u8>) {
    out.extend_from_slice(b"\x1b[");
    if y > 0 || x > 0 {
        number(y + 1, out);
    }
    if x > 0 {
        out.push(b';');
        number(x + 1, out);
    }
    out.push(b'H');
}

fn absolute_length(x: u16, y: u16) -> usize {
    3 + if y > 0 || x > 0 { digits(y + 1) } else { 0 } + if x > 0 { 1 + digits(x + 1) } else { 0 }
}

/// Writes a number in decimal.
pub(super) fn number(n: u16, out: &mut Vec<u8>) {
    if n >= 10 {
        number(n / 10, out);
    }
    out.push(b'0' + u8::try_from(n % 10).unwrap_or(0));
}

fn digits(n: u16) -> usize {
    match n {
        0..=9 => 1,
        10..=99 => 2,
        100..=999 => 3,
        1_000..=9_999 => 4,
        10_000.. => 5,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn way(from: Option<(u16, u16)>, to: (u16, u16)) -> String {
        let mut cursor = from.map_or(Cursor::default(), |(x, y)| Cursor::at(x, y));
        let mut out = Vec::new();
        cursor.go(to.0, to.1, &mut out);
        String::from_utf8(out).unwrap().replace('\x1b', "E")
    }

    #[test]
    fn every_way_is_the_short_one() {
        let rows = [
            (None, (0, 0), "E[H"),
            (None, (0, 4), "E[5H"),
            (None, (9, 0), "E[1;10H"),
            (Some((5, 5)), (5, 5), ""),
            (Some((5, 5)), (0, 5), "\r"),
            (Some((5, 5)), (4, 5), "\x08"),
            (Some((5, 5)), (6, 5), "E[C"),
            (Some((5, 5)), (17, 5), "E[12C"),
            (Some((50, 5)), (5, 5), "E[6G"),
            (Some((5, 5)), (0, 6), "\r\n"),
            (Some((5, 5)), (5, 7), "\n\n"),
            (Some((5, 5)), (5, 8), "\n\n\n"),
            (Some((5, 5)), (5, 25), "E[20B"),
            (Some((5, 5)), (0, 30), "E[31H"),
            (Some((50, 5)), (5, 9), "E[10;6H"),
            (Some((100, 20)), (60, 21), "E[61G\n"),
            (Some((5, 5)), (5, 4), "E[5;6H"),
        ];
        for (from, to, expected) in rows {
            assert_eq!(way(from, to), expected, "{from:?} to {to:?}");
        }
    }

    #[test]
    fn after_the_last_column_the_cursor_is_not_known() {
        let mut cursor = Cursor::at(79, 3);
        cursor.wrote(80, 80);
        assert_eq!(cursor.position(), None);
    }
}
