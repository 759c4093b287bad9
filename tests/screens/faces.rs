//! What holds for the picture of every screen, in every window and every look. The pictures themselves stand in
//! `tests/scenarios/screens_*.txt`.

use std::fmt::Write as _;

use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier};
use unhunch::app::Key;
use unhunch::app::view::{Screen, View};
use unhunch::coach::view::Doing;
use unhunch::ui::{self, Colours, Glyphs, Look};

use crate::moments;
use crate::picture::{drawn, text};

const UNICODE: Look = Look::new(Glyphs::Unicode, Colours::None);
const SIZES: [(u16, u16); 3] = [(100, 30), (80, 24), (40, 12)];

fn every_look() -> Vec<Look> {
    let mut looks = Vec::new();
    for glyphs in [Glyphs::Unicode, Glyphs::Ascii] {
        for colours in [Colours::None, Colours::Sixteen, Colours::TwoFiftySix, Colours::TrueColour] {
            looks.push(Look::new(glyphs, colours));
        }
    }
    looks
}

#[test]
fn every_screen_survives_every_size() {
    for (_, view) in moments::all() {
        for width in [0, 1, 2, 7, 20, 39, 40, 41, 58, 60, 73, 80, 99, 100, 130] {
            for height in [0, 1, 2, 5, 11, 12, 13, 14, 17, 24, 26, 28, 34, 45] {
                let glyphs = if height % 2 == 0 { Glyphs::Unicode } else { Glyphs::Ascii };
                let look = Look::new(glyphs, Colours::TrueColour);
                drawn(view, &look, (width, height));
                let area = Rect::new(0, 0, width, height);
                let _ = ui::keys_at(view, &look, area, width / 2, height / 2);
            }
        }
    }
}

#[test]
fn an_area_that_begins_elsewhere_is_drawn_alike_and_nothing_outside_it() {
    for (name, view) in moments::all() {
        let area = Rect::new(5, 3, 80, 24);
        let mut buf = Buffer::filled(Rect::new(0, 0, 90, 30), Cell::new("~"));
        for y in area.top()..area.bottom() {
            for x in area.left()..area.right() {
                buf[(x, y)].reset();
            }
        }
        ui::draw(view, &UNICODE, area, &mut buf);
        let at_origin = drawn(view, &UNICODE, (80, 24));
        for y in 0..30 {
            for x in 0..90 {
                let inside = area.contains((x, y).into());
                let expected = if inside { at_origin[(x - 5, y - 3)].symbol() } else { "~" };
                assert_eq!(buf[(x, y)].symbol(), expected, "{name} at {x},{y}");
            }
        }
    }
}

/// What has to be on a screen at any size a window may have.
fn essentials(view: &View) -> Vec<String> {
    match &view.screen {
        _ if view.help.is_some() => vec![],
        Screen::Ask(it) => {
            let shown = it.choices.iter().filter(|_| it.cursor.is_none());
            let lead = it.lead.iter().filter_map(|lead| lead.split(' ').next().map(str::to_owned));
            let at_cursor = it.cursor.and_then(|cursor| it.choices.get(cursor)).map(|choice| choice.text.clone());
            shown.map(|choice| format!(" {}  ", choice.name)).chain(lead).chain(at_cursor).collect()
        }
        Screen::Card(it) => vec![it.cue.clone(), it.setup.clone()],
        Screen::Door(it) => vec![it.title.clone()],
        Screen::History(it) => vec![it.day.split(':').next().unwrap_or_default().to_owned()],
        Screen::Library(it) => {
            let row = it.rows.get(it.selected);
            row.map(|row| row.title.split(' ').next().unwrap_or_default().to_owned()).into_iter().collect()
        }
        Screen::Me(it) => {
            let rows = it.groups.iter().flat_map(|group| &group.rows);
            rows.map(|row| row.text.clone()).nth(it.selected).into_iter().collect()
        }
        Screen::Page(it) => it.paragraphs.first().map(|text| text.chars().take(20).collect()).into_iter().collect(),
        Screen::Ready(it) => it.guard.iter().chain(&it.check).take(1).cloned().collect(),
        Screen::Session(it) => {
            let paused = matches!(it.doing, Doing::Paused(_)).then_some("Space when you are ready.");
            let set_up = (it.doing == Doing::SetUp).then_some(it.setup.as_str());
            let text = paused.or(set_up).unwrap_or(&it.cue);
            vec![it.movement.clone(), text.to_owned()]
        }
        Screen::Summary(it) => {
            let feel = it.feel.iter().flat_map(|feel| &feel.choices).map(|choice| choice.text.clone());
            feel.chain([it.headline.clone()]).collect()
        }
    }
}

#[test]
fn the_essentials_are_there_at_every_size_that_fits() {
    let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
    for (name, view) in moments::all() {
        for (width, height) in
            [(40, 12), (41, 13), (45, 14), (60, 16), (72, 20), (80, 24), (100, 30), (50, 45), (130, 45)]
        {
            let picture = drawn(view, &UNICODE, (width, height));
            let shown = text(&picture);
            for essential in essentials(view) {
                // Wrapped text is there when its words are, wherever the lines break and whatever stands beside them.
                let missing: Vec<String> =
                    words(&essential).into_iter().filter(|word| !shown.contains(word.as_str())).collect();
                assert!(missing.is_empty(), "{name} at {width}x{height} lacks {missing:?} of {essential:?}:\n{shown}");
            }
            let bare = matches!(&view.screen, Screen::Page(page) if page.bare);
            let crowded = matches!(&view.screen, Screen::Ask(ask) if ask.choices.len() > 8 && height < 17);
            if let Some(first) = view.keys.first().filter(|_| !bare && !crowded) {
                assert!(shown.contains(first.name), "{name} at {width}x{height} lacks its first key:\n{shown}");
            }
        }
    }
}

/// The words of a picture that are made of letters, those at the edge of a cut left out.
fn whole_words(text: &str) -> impl Iterator<Item = &str> {
    let words = text.split(|it: char| it.is_whitespace() || "─│·▏()[]/:;,.".contains(it));
    words.filter(|word| word.len() > 2 && word.chars().all(char::is_alphabetic))
}

/// The words that only small windows have: they say that there is more.
const OF_SMALL_WINDOWS: [&str; 1] = ["more"];

#[test]
fn no_word_stands_over_another() {
    let mut torn = String::new();
    for (name, view) in moments::all() {
        let whole = format!("{view:?} {}", text(&drawn(view, &UNICODE, (220, 70))));
        for width in (40..=130).step_by(9) {
            for height in [12, 24] {
                let shown = text(&drawn(view, &UNICODE, (width, height)));
                for word in whole_words(&shown) {
                    if !whole.contains(word) && !OF_SMALL_WINDOWS.contains(&word) {
                        let line = shown.lines().find(|line| line.contains(word)).unwrap_or_default();
                        _ = writeln!(torn, "{name} at {width}x{height}: {word}: {line}");
                    }
                }
            }
        }
    }
    assert!(torn.is_empty(), "{torn}");
}

#[test]
fn without_colours_every_cell_keeps_the_terminals_own() {
    for (name, view) in moments::all() {
        for glyphs in [Glyphs::Unicode, Glyphs::Ascii] {
            for size in SIZES {
                let buf = drawn(view, &Look::new(glyphs, Colours::None), size);
                let own = buf.content.iter().all(|cell| cell.fg == Color::Reset && cell.bg == Color::Reset);
                assert!(own, "{name} at {size:?}");
            }
        }
    }
}

#[test]
fn no_look_draws_a_background_and_sixteen_colours_never_use_one_that_vanishes() {
    for (name, view) in moments::all() {
        for look in every_look() {
            let buf = drawn(view, &look, (100, 30));
            for cell in &buf.content {
                assert_eq!(cell.bg, Color::Reset, "{name}");
                if look.colours == Colours::Sixteen {
                    // Magenta is what is full or selected, red what works in a figure.
                    assert!(matches!(cell.fg, Color::Reset | Color::Magenta | Color::Red), "{name}: {:?}", cell.fg);
                    // In ASCII the letter `o` is a shape too.
                    let word = look.glyphs == Glyphs::Unicode && cell.symbol().chars().all(char::is_alphabetic);
                    assert!(cell.fg == Color::Reset || !word, "{name}: the letter {:?} is coloured", cell.symbol());
                }
            }
        }
    }
}

#[test]
fn in_ascii_every_cell_is_ascii() {
    for (name, view) in moments::all() {
        for size in SIZES {
            let buf = drawn(view, &Look::new(Glyphs::Ascii, Colours::TrueColour), size);
            assert!(buf.content.iter().all(|cell| cell.symbol().is_ascii()), "{name} at {size:?}");
        }
    }
}

#[test]
fn the_selected_row_is_marked_and_bold_without_colours_too() {
    for look in every_look() {
        let buf = drawn(&moments::named("library"), &look, (80, 24));
        let row = (0..24).find(|y| buf[(2, *y)].symbol() == if look.glyphs == Glyphs::Ascii { ">" } else { "›" });
        let row = row.expect("a row has the mark");
        assert!(buf[(4, row)].modifier.contains(Modifier::BOLD), "{look:?}");
        assert!(!buf[(4, row + 1)].modifier.contains(Modifier::BOLD), "{look:?}");
    }
}

#[test]
fn emergency_texts_are_plain_lines() {
    for look in every_look() {
        for size in SIZES {
            let buf = drawn(&moments::named("emergency"), &look, size);
            // The title may be strong, and the keys stand in the last rows; what is to be done needs no colour.
            let rows = buf.content.chunks(usize::from(size.0)).take(usize::from(size.1) - 3);
            let mut words = rows.flatten().filter(|cell| cell.symbol().chars().all(char::is_alphanumeric));
            assert!(words.all(|cell| cell.fg == Color::Reset), "{look:?} {size:?}");
        }
    }
}

#[test]
fn a_click_works_where_a_key_does() {
    let area = Rect::new(0, 0, 80, 24);
    let at = |name: &str, words: &str| {
        let view = moments::named(name);
        let shown = text(&drawn(&view, &UNICODE, (80, 24)));
        let mut rows = shown.lines().enumerate().filter(|(_, line)| line.contains(words));
        let (row, _) = rows.next().expect("the words are on the screen");
        let line = shown.lines().nth(row).unwrap_or_default();
        let column = line[..line.find(words).unwrap_or(0)].chars().count();
        ui::keys_at(&view, &UNICODE, area, u16::try_from(column).unwrap(), u16::try_from(row).unwrap())
    };
    assert_eq!(at("session-hold", "pause"), [Key::Char(' ')]);
    assert_eq!(at("stop", "Cramp"), [Key::Char('c')]);
    assert_eq!(at("summary", "sorer"), [Key::Char('3')]);
    assert_eq!(at("library", "The Chair Stretch"), [Key::Enter]);
    // Under the suggestion and why.
    assert_eq!(at("library", "The Wall Stretch"), [Key::Down]);
    let far = at("library", "Cat-Cow");
    assert!(far.len() > 1 && far.iter().all(|key| *key == Key::Down), "{far:?}");
    assert_eq!(at("help", "any key"), [Key::Esc]);
    assert_eq!(ui::keys_at(&moments::named("stop"), &UNICODE, Rect::new(0, 0, 30, 8), 5, 5), []);
}

#[test]
fn each_state_of_a_session_looks_different_without_colours() {
    let names = ["session-hold", "session-set-up", "session-rest", "session-paused", "session-counting-in"];
    let looks: Vec<Vec<Cell>> =
        names.iter().map(|name| drawn(&moments::named(name), &UNICODE, (80, 24)).content).collect();
    for (index, look) in looks.iter().enumerate() {
        for other in &looks[..index] {
            assert_ne!(look, other, "{}", names[index]);
        }
    }
}

/// A buffer as escape sequences, to be looked at.
pub(crate) fn ansi(buf: &Buffer) -> String {
    let mut out = String::new();
    for y in buf.area.top()..buf.area.bottom() {
        for x in buf.area.left()..buf.area.right() {
            let cell = &buf[(x, y)];
            out.push_str("\x1b[0");
            for (modifier, code) in [(Modifier::BOLD, 1), (Modifier::DIM, 2), (Modifier::REVERSED, 7)] {
                if cell.modifier.contains(modifier) {
                    let _ = write!(out, ";{code}");
                }
            }
            let _ = if let Color::Rgb(r, g, b) = cell.fg {
                write!(out, ";38;2;{r};{g};{b}")
            } else if let Color::Indexed(index) = cell.fg {
                write!(out, ";38;5;{index}")
            } else if cell.fg == Color::Cyan {
                write!(out, ";36")
            } else {
                Ok(())
            };
            let _ = write!(out, "m{}", cell.symbol());
        }
        out.push_str(if y + 1 == buf.area.bottom() { "\x1b[0m" } else { "\x1b[0m\r\n" });
    }
    out
}

/// Writes every screen with its colours into a folder: `UNHUNCH_GALLERY=DIR cargo test --test screens gallery`.
#[test]
#[expect(clippy::disallowed_methods, reason = "pictures to look at are files, asked for by the environment")]
fn gallery() {
    let Some(folder) = std::env::var_os("UNHUNCH_GALLERY") else { return };
    let looks = [
        ("true", Look::new(Glyphs::Unicode, Colours::TrueColour)),
        ("256", Look::new(Glyphs::Unicode, Colours::TwoFiftySix)),
        ("16", Look::new(Glyphs::Unicode, Colours::Sixteen)),
        ("none", UNICODE),
        ("ascii", Look::new(Glyphs::Ascii, Colours::None)),
    ];
    for (name, view) in moments::all() {
        for (width, height) in SIZES.into_iter().chain([(132, 40), (50, 45)]) {
            for (kind, look) in &looks {
                let path = std::path::Path::new(&folder).join(format!("{name}.{width}x{height}.{kind}.ansi"));
                std::fs::write(path, ansi(&drawn(view, look, (width, height)))).unwrap();
            }
        }
    }
}
