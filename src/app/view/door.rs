//! A page of the door as it lies in a window: which of its lines there is room for.
//!
//! The faces draw by it, and the program knows by it whether the last line was on the screen (S16): both must be one.

use unicode_width::UnicodeWidthStr as _;

use super::Choice;

/// A page with lines to tick, a follow-up with answers, or a text that has to be read to its end.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Door {
    /// Its title.
    pub title: String,
    /// What stands over the lines: why it is asked, and how.
    pub over: Vec<String>,
    /// The lines with their keys.
    pub choices: Vec<Choice>,
    /// The answer to the last key, such as that it came too early.
    pub note: Option<String>,
    /// Whether there are two columns where there is room for them.
    pub wide: bool,
    /// How many rows of the lines are scrolled away.
    pub scroll: usize,
    /// The keys besides those of the lines, in words.
    pub keys: Vec<(String, String)>,
    /// Whether its text has to be there whatever the window: an emergency.
    pub emergency: bool,
}

/// A row of the lines: pieces, each with its column; a key's piece is marked.
pub type Row = Vec<(usize, String, Piece)>;

/// What a piece of a row is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Piece {
    /// The key of a line.
    Key,
    /// Its tick.
    Tick,
    /// Its words.
    Words,
    /// What stands over the lines.
    Over,
    /// The first line of an emergency, and the title.
    Title,
}

/// A page in a window.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Laid {
    /// The rows that are always there, above.
    pub above: Vec<Row>,
    /// All rows of the lines.
    pub rows: Vec<Row>,
    /// How many of them there is room for.
    pub room: usize,
    /// The rows that are always there, below: the note, and the keys.
    pub below: Vec<Row>,
    /// Where the lines begin, from the left.
    pub left: usize,
}

impl Laid {
    /// How far the lines can be scrolled.
    #[must_use]
    pub fn most(&self) -> usize {
        self.rows.len().saturating_sub(self.room)
    }
}

/// The widest a page is read at.
const WIDEST: usize = 100;
/// From here on two columns stand beside each other.
const TWO_COLUMNS: usize = 70;

impl Door {
    /// Lays the page into a window.
    #[must_use]
    pub fn lay(&self, cols: u16, rows: u16) -> Laid {
        let (cols, height) = (usize::from(cols).max(8), usize::from(rows));
        let left = usize::from(cols >= 30) + usize::from(cols >= 60);
        let width = (cols - 2 * left).min(WIDEST);
        let words = |text: &str, piece: Piece| -> Vec<Row> {
            wrap(text, width).into_iter().map(|line| vec![(0, line, piece)]).collect()
        };
        let mut below: Vec<Row> = self.note.iter().flat_map(|note| words(note, Piece::Title)).take(2).collect();
        below.extend(self.key_rows(width));
        let mut above = Vec::new();
        let mut over: Vec<Row> = Vec::new();
        if !self.title.is_empty() {
            above.extend(words(&self.title, Piece::Title));
        }
        for line in &self.over {
            let first = over.is_empty() && self.emergency;
            over.extend(words(line, if first { Piece::Title } else { Piece::Over }));
            if self.emergency && height >= 16 {
                over.push(Vec::new());
            }
        }
        let lines = self.lines(width);
        let fixed = above.len() + over.len() + below.len();
        // With room to spare the parts stand apart; with too little what stands over the lines scrolls with them.
        let roomy = fixed + lines.len() + 3 <= height;
        if roomy && !above.is_empty() {
            above.push(Vec::new());
        }
        let mut body = over;
        if roomy && !body.is_empty() && !lines.is_empty() {
            body.push(Vec::new());
        }
        body.extend(lines);
        let mut room = height.saturating_sub(above.len() + below.len());
        if room == 0 {
            above.clear();
            below.truncate(height.saturating_sub(1));
            room = height.saturating_sub(below.len());
        }
        Laid { above, rows: body, room, below, left }
    }

    fn key_rows(&self, width: usize) -> Vec<Row> {
        let mut rows: Vec<Row> = vec![Vec::new()];
        let mut at = 0;
        for (key, does) in &self.keys {
            let long = key.width() + 1 + does.width();
            if at > 0 && at + long > width {
                rows.push(Vec::new());
                at = 0;
            }
            if let Some(row) = rows.last_mut() {
                row.push((at, key.clone(), Piece::Key));
                row.push((at + key.width() + 1, does.clone(), Piece::Over));
            }
            at += long + 3;
        }
        rows
    }

    /// The lines with their keys, in one column or two.
    fn lines(&self, width: usize) -> Vec<Row> {
        if !self.wide || width < TWO_COLUMNS {
            return self.choices.iter().flat_map(|choice| rows_of(choice, 0, width)).collect();
        }
        let column = (width - 3) / 2;
        let (head, last) = self.choices.split_at(self.choices.len().saturating_sub(1));
        let half = head.len().div_ceil(2);
        let of = |choices: &[Choice], at: usize| -> Vec<Row> {
            choices.iter().flat_map(|choice| rows_of(choice, at, column)).collect()
        };
        let (left, right) = (of(&head[..half], 0), of(&head[half..], column + 3));
        let mut rows: Vec<Row> = (0..left.len().max(right.len()))
            .map(|at| left.get(at).into_iter().chain(right.get(at)).flatten().cloned().collect())
            .collect();
        rows.extend(of(last, 0));
        rows
    }
}

/// The rows of one line from a column on.
fn rows_of(choice: &Choice, at: usize, width: usize) -> Vec<Row> {
    let text_at = 2 + if choice.ticked.is_some() { 4 } else { 1 };
    let lines = wrap(&choice.text, width.saturating_sub(text_at).max(4));
    let mut rows: Vec<Row> = Vec::new();
    for (number, line) in lines.into_iter().enumerate() {
        let mut row = Vec::new();
        if number == 0 {
            row.push((at, choice.name.clone(), Piece::Key));
            if let Some(ticked) = choice.ticked {
                row.push((at + 2, if ticked { "[x]" } else { "[ ]" }.to_owned(), Piece::Tick));
            }
        }
        row.push((at + text_at, line, Piece::Words));
        rows.push(row);
    }
    rows
}

/// A text in lines of at most this width, broken between words; a word that is longer is cut into pieces.
fn wrap(text: &str, width: usize) -> Vec<String> {
    let width = width.max(1);
    let mut lines = Vec::new();
    let mut line = String::new();
    for word in text.split_whitespace() {
        if !line.is_empty() && line.width() + 1 + word.width() > width {
            lines.push(std::mem::take(&mut line));
        }
        if !line.is_empty() {
            line.push(' ');
        }
        for letter in word.chars() {
            if line.width() >= width {
                lines.push(std::mem::take(&mut line));
            }
            line.push(letter);
        }
    }
    if !line.is_empty() || lines.is_empty() {
        lines.push(line);
    }
    lines
}
