use std::borrow::Cow;
use std::ops::{Range, RangeInclusive};
use std::time::Duration;

use toml::Spanned;
use toml::de::DeValue;

use super::{LINE, Notes, Table, quote, shorten};
use crate::routine::Code;
use crate::routine::syntax::amount as syntax_amount;
use crate::routine::vocabulary::Word;
use crate::units::amount::AmountError;
use crate::units::{amount, text};

/// The longest list of texts or words.
pub(crate) const LIST: usize = 50;
/// As many words as are read at a glance.
const FEW: usize = 16;
/// What to write for an amount.
const AN_AMOUNT: &str = "write seconds or minutes, like `\"20s\"` or `\"1m30s\"`";
/// The longest amount of time (`routines/FILES.md`).
const LONGEST: Duration = Duration::from_secs(600);

/// A value of the file and the key it stands under.
#[derive(Clone)]
pub(crate) struct Field<'t> {
    /// What to call it in a message; safe to show.
    pub(super) name: String,
    pub(super) key_span: Range<usize>,
    value: &'t Spanned<DeValue<'t>>,
    notes: &'t Notes<'t>,
}

impl<'t> Field<'t> {
    pub(super) fn new(key: &Spanned<Cow<'_, str>>, value: &'t Spanned<DeValue<'t>>, notes: &'t Notes<'t>) -> Self {
        Self { name: quote(key.get_ref()), key_span: key.span(), value, notes }
    }

    /// What to call it in a message; safe to show.
    pub(crate) fn name(&self) -> &str {
        &self.name
    }

    /// Where the value stands.
    pub(crate) fn span(&self) -> Range<usize> {
        self.value.span()
    }

    /// Where the key stands.
    pub(crate) fn key_span(&self) -> Range<usize> {
        self.key_span.clone()
    }

    /// Notes a problem with this value.
    pub(crate) fn wrong(&self, code: Code, message: impl Into<String>, hint: Option<String>) {
        self.notes.add_with(code, self.span(), message, hint);
    }

    /// What the author most likely meant, as a fix.
    pub(crate) fn did_you_mean<'c>(&self, word: &str, known: impl IntoIterator<Item = &'c str>) -> Option<String> {
        self.notes.did_you_mean(word, known)
    }

    /// The name nearest to a word, if one is near; none when nobody would get to read it.
    pub(in crate::routine) fn nearest<'c>(
        &self,
        word: &str,
        known: impl IntoIterator<Item = &'c str>,
    ) -> Option<&'c str> {
        self.notes.nearest(word, known)
    }

    /// A text with something in it, cleaned.
    pub(crate) fn text(&self, longest: usize) -> Option<String> {
        let number =
            self.value.get_ref().as_integer().map(|number| format!("write `\"{}\"`", shorten(number.as_str())));
        let cleaned = text::clean(self.raw("a text in quotes", number)?).trim().to_owned();
        let length = cleaned.chars().count();
        if length == 0 {
            let hint = "write something between the quotes".to_owned();
            self.wrong(Code::Empty, format!("{} is empty", self.name), Some(hint));
            return None;
        }
        if longest == LINE && self.value.get_ref().as_str().is_some_and(|raw| raw.trim().contains('\n')) {
            let hint = "write it on one line".to_owned();
            self.wrong(Code::UncleanText, format!("a line break stands in {}", self.name), Some(hint));
            return None;
        }
        if length > longest {
            let message = format!("expected at most {longest} characters in {}, found {length}", self.name);
            self.wrong(Code::TooLong, message, Some(format!("take {} characters out", length - longest)));
            return None;
        }
        Some(cleaned)
    }

    /// A word of a closed list.
    pub(crate) fn word<W: Word>(&self) -> Option<W> {
        let raw = self.raw("a word in quotes", Some(format!("write one of: {}", choice::<W>())))?;
        let word = W::all().iter().copied().find(|word| word.in_a_file() == raw);
        if word.is_none() {
            let message = format!("{} is not {}", quote(raw), W::KIND);
            let hint = self.meant::<W>(raw);
            self.wrong(Code::UnknownWord, message, Some(hint));
        }
        word
    }

    /// The key of this field as a word of a closed list.
    pub(crate) fn key_word<W: Word>(&self, key: &str) -> Option<W> {
        let word = W::all().iter().copied().find(|word| word.in_a_file() == key);
        if word.is_none() {
            let hint = self.meant::<W>(key);
            let message = format!("{} is not {}", self.name, W::KIND);
            self.notes.add_with(Code::UnknownWord, self.key_span(), message, Some(hint));
        }
        word
    }

    /// The word of a closed list that was meant, as a fix; all of them where they are few or none is near.
    fn meant<W: Word>(&self, raw: &str) -> String {
        let words = || W::all().iter().map(|word| word.in_a_file());
        let lower = raw.trim().to_lowercase().replace([' ', '_'], "-");
        let holds =
            words().find(|word| !lower.is_empty() && (word.split('-').any(|part| part == lower) || *word == lower));
        let meant = holds.map(|word| format!("did you mean `{word}`?"));
        let meant = meant.or_else(|| self.notes.did_you_mean(raw, words()));
        match meant {
            Some(meant) if W::all().len() > FEW => meant,
            Some(meant) => format!("{meant} It is one of: {}", choice::<W>()),
            None => format!("write one of: {}", choice::<W>()),
        }
    }

    /// An amount of time between `shortest` and ten minutes.
    pub(crate) fn amount(&self, shortest: Duration) -> Option<Duration> {
        let number = match self.value.get_ref() {
            DeValue::Integer(number) => seconds(number.as_str()),
            DeValue::Float(number) => seconds(number.as_str()),
            DeValue::String(_) | DeValue::Boolean(_) | DeValue::Datetime(_) | DeValue::Array(_) | DeValue::Table(_) => {
                None
            }
        };
        let number = number.unwrap_or_else(|| AN_AMOUNT.to_owned());
        let raw = self.raw("an amount of time in quotes, like `\"20s\"`,", Some(number))?;
        let length = match amount::parse(raw) {
            Ok(length) => length,
            Err(error) => {
                let meant = syntax_amount(raw).map(|meant| format!("write `\"{meant}\"`"));
                let hint = meant.or_else(|| seconds(raw.trim())).unwrap_or_else(|| AN_AMOUNT.to_owned());
                let message = match error {
                    AmountError::Empty => format!("{} is empty", self.name),
                    AmountError::Shape | AmountError::UnitOrder | AmountError::TooLong => {
                        format!("{} is {}: {error}", self.name, quote(raw))
                    }
                };
                self.wrong(Code::BadAmount, message, Some(hint));
                return None;
            }
        };
        if length > LONGEST {
            let message =
                format!("{} is {}: expected at most {}", self.name, amount::write(length), amount::write(LONGEST));
            self.wrong(
                Code::AmountOutOfRange,
                message,
                Some(format!("write `\"{}\"` or less", amount::write(LONGEST))),
            );
            return None;
        }
        if length < shortest {
            let message =
                format!("{} is {}: expected at least {}", self.name, amount::write(length), amount::write(shortest));
            self.wrong(
                Code::AmountOutOfRange,
                message,
                Some(format!("write `\"{}\"` or more", amount::write(shortest))),
            );
            return None;
        }
        Some(length)
    }

    /// A whole number within `range`.
    pub(crate) fn count(&self, range: RangeInclusive<u32>) -> Option<u32> {
        let DeValue::Integer(number) = self.value.get_ref() else {
            let hint =
                format!("write a whole number without quotes, like `{} = {}`", self.plain_name(), self.whole(&range));
            self.wrong_type("a whole number", Some(hint));
            return None;
        };
        let count = u32::from_str_radix(number.as_str(), number.radix()).ok().filter(|count| range.contains(count));
        if count.is_none() {
            let (least, most) = (range.start(), range.end());
            let message =
                format!("{} is {}: expected a number from {least} to {most}", self.name, shorten(number.as_str()));
            self.wrong(Code::OutOfRange, message, Some(format!("write a number from {least} to {most}")));
        }
        count
    }

    /// A number, whole or not, within `range`.
    pub(crate) fn number(&self, range: RangeInclusive<f32>) -> Option<f32> {
        let number = match self.value.get_ref() {
            DeValue::Integer(number) => number.as_str().parse::<f32>().ok(),
            DeValue::Float(number) => number.as_str().parse::<f32>().ok(),
            DeValue::String(_) | DeValue::Boolean(_) | DeValue::Datetime(_) | DeValue::Array(_) | DeValue::Table(_) => {
                self.wrong_type("a number", Some("write a number without quotes".to_owned()));
                return None;
            }
        };
        let inside = number.filter(|number| range.contains(number));
        if inside.is_none() {
            let (least, most) = (range.start(), range.end());
            let message = format!("{} is {}: expected a number from {least} to {most}", self.name, self.found_number());
            self.wrong(Code::OutOfRange, message, Some(format!("write a number from {least} to {most}")));
        }
        inside
    }

    fn found_number(&self) -> String {
        self.found().trim_start_matches("the number ").to_owned()
    }

    /// Two or three numbers in brackets, each within `range`; the third is `third` if it is left out.
    pub(crate) fn place(&self, range: RangeInclusive<f32>, third: f32) -> Option<[f32; 3]> {
        let items = self.list()?;
        if !(2..=3).contains(&items.len()) {
            let message = format!("expected two or three numbers in {}, found {}", self.name, items.len());
            self.wrong(Code::WrongType, message, Some("write `[ahead, up]` or `[ahead, up, right]`".to_owned()));
            return None;
        }
        let mut place = [0.0, 0.0, third];
        for (number, item) in place.iter_mut().zip(&items) {
            *number = item.number(range.clone())?;
        }
        Some(place)
    }

    /// Whether it is a text.
    pub(crate) fn is_text(&self) -> bool {
        self.value.get_ref().as_str().is_some()
    }

    /// Yes or no.
    pub(crate) fn flag(&self) -> Option<bool> {
        let flag = self.as_flag();
        if flag.is_none() {
            let yes = self
                .value
                .get_ref()
                .as_str()
                .is_some_and(|text| matches!(text.to_lowercase().as_str(), "yes" | "true" | "on"));
            let hint = if yes { "write `true` without quotes" } else { "write `true` or `false`, without quotes" };
            self.wrong_type("`true` or `false`", Some(hint.to_owned()));
        }
        flag
    }

    /// Yes or no, if it is either.
    pub(crate) fn as_flag(&self) -> Option<bool> {
        self.value.get_ref().as_bool()
    }

    /// Whether it is a table.
    pub(crate) fn is_table(&self) -> bool {
        self.value.get_ref().is_table()
    }

    /// Whether it is a list with nothing in it.
    pub(crate) fn is_empty_list(&self) -> bool {
        self.value.get_ref().as_array().is_some_and(|items| items.iter().next().is_none())
    }

    /// The table it is, read with `read`.
    pub(crate) fn table<T>(&self, what: &'static str, read: impl FnOnce(&Table<'t>) -> T) -> Option<T> {
        let DeValue::Table(entries) = self.value.get_ref() else {
            let name = self.plain_name();
            let hint = match (name, self.value.get_ref().as_str()) {
                ("steps", Some(text)) => format!(
                    "take the list out; write `[[steps]]` on a line and `movement = \"{}\"` on the next, for each step",
                    shorten(text)
                ),
                ("dose", _) => "write `[dose]` on a line of its own and `hold = \"20s\"` on the next".to_owned(),
                ("pace", _) => "write `pace = { in = \"4s\", out = \"6s\" }`".to_owned(),
                _ => format!("write `[{name}]` on a line of its own, and its keys on the lines below"),
            };
            self.wrong_type("a table", Some(hint));
            return None;
        };
        Some(Table::new(entries, self.span(), what, self.notes).read_with(read))
    }

    /// The items of the list it is.
    pub(crate) fn list(&self) -> Option<Vec<Self>> {
        let DeValue::Array(items) = self.value.get_ref() else {
            let name = self.plain_name();
            let hint = match self.value.get_ref() {
                DeValue::String(text) => format!("write `{name} = [\"{}\"]`", shorten(text)),
                DeValue::Table(_) => format!("write `[[{name}]]` with two brackets"),
                DeValue::Integer(_)
                | DeValue::Float(_)
                | DeValue::Boolean(_)
                | DeValue::Datetime(_)
                | DeValue::Array(_) => {
                    format!("write it in brackets, like `{name} = [\"...\"]`")
                }
            };
            self.wrong_type("a list in brackets", Some(hint));
            return None;
        };
        let item = |value| Self { name: self.name.clone(), key_span: self.key_span(), value, notes: self.notes };
        Some(items.iter().map(item).collect())
    }

    /// Each item of the list it is, read with `read`; the same one twice is a problem.
    pub(crate) fn each<T: PartialEq>(&self, read: impl Fn(&Self) -> Option<T>) -> Vec<T> {
        let mut read_so_far = Vec::new();
        let items = self.list().unwrap_or_default();
        if let Some(surplus) = items.get(LIST) {
            let message = format!("expected at most {LIST} items in {}, found {}", self.name, items.len());
            surplus.wrong(Code::TooLong, message, Some(format!("take {} of them out", items.len() - LIST)));
        }
        for item in items.iter().take(LIST) {
            match read(item) {
                Some(value) if read_so_far.contains(&value) => {
                    let message =
                        format!("{} stands twice in {}", item.found().trim_start_matches("the text "), self.name);
                    item.wrong(Code::Twice, message, Some("take one of the two out".to_owned()));
                }
                Some(value) => read_so_far.push(value),
                None => {}
            }
        }
        read_so_far
    }

    /// The same for a list that must have something in it.
    pub(crate) fn some<T: PartialEq>(&self, read: impl Fn(&Self) -> Option<T>) -> Vec<T> {
        if self.is_empty_list() {
            let hint =
                format!("write at least one in quotes between the brackets: `{} = [\"...\"]`", self.plain_name());
            self.wrong(Code::Empty, format!("{} is empty", self.name), Some(hint));
        }
        self.each(read)
    }

    /// The text it is, as it stands in the file; only for comparing, never for showing.
    pub(crate) fn raw(&self, expected: &str, hint: Option<String>) -> Option<&'t str> {
        let raw = self.value.get_ref().as_str();
        match raw {
            None => {
                let hint = hint.unwrap_or_else(|| match self.value.get_ref() {
                    DeValue::Array(_) => "take the brackets out".to_owned(),
                    DeValue::Table(_) => format!("write `{} = \"...\"`", self.plain_name()),
                    DeValue::Integer(_) | DeValue::Float(_) | DeValue::Boolean(_) | DeValue::Datetime(_) => {
                        let text = self.notes.source.get(self.span()).unwrap_or_default();
                        format!("put it into quotes: `\"{}\"`", shorten(text.trim()))
                    }
                    DeValue::String(_) => "put it into quotes".to_owned(),
                });
                self.wrong_type(expected, Some(hint));
            }
            Some(raw) => {
                // What stands there openly was noted when the file was looked through; this is what `\u` hides.
                let in_the_file = self.notes.source.get(self.span()).unwrap_or_default();
                if unclean(raw) > unclean(in_the_file) {
                    let message = format!("a control or hidden character is written as an escape in {}", self.name);
                    let hint =
                        "take the escape out: the backslash and the letters and digits after it, and what it leaves \
                                behind, like `[31m`"
                            .to_owned();
                    self.wrong(Code::UncleanText, message, Some(hint));
                }
            }
        }
        raw
    }

    /// Notes that another type was expected.
    pub(crate) fn wrong_type(&self, expected: &str, hint: Option<String>) {
        let message = format!("expected {expected} for {}, found {}", self.name, self.found());
        self.wrong(Code::WrongType, message, hint);
    }

    /// Its name without the backticks.
    fn plain_name(&self) -> &str {
        self.name.trim_matches('`')
    }

    /// The whole number somebody meant who wrote something like it.
    fn whole(&self, range: &RangeInclusive<u32>) -> u32 {
        let text = match self.value.get_ref() {
            DeValue::String(text) => text.trim().parse().ok(),
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "it is asked to be in the range"
            )]
            DeValue::Float(number) => number.as_str().parse::<f64>().ok().map(|number| number.round() as u32),
            DeValue::Integer(_)
            | DeValue::Boolean(_)
            | DeValue::Datetime(_)
            | DeValue::Array(_)
            | DeValue::Table(_) => None,
        };
        let usual = match self.plain_name() {
            "effort" => 4,
            "sides" => 2,
            _ => 8,
        };
        text.filter(|number| range.contains(number)).unwrap_or(usual)
    }

    fn found(&self) -> String {
        match self.value.get_ref() {
            DeValue::String(text) => format!("the text {}", quote(text)),
            DeValue::Integer(number) => format!("the number {}", shorten(number.as_str())),
            DeValue::Float(number) => format!("the number {}", shorten(number.as_str())),
            DeValue::Boolean(flag) => format!("`{flag}`"),
            DeValue::Datetime(_) => "a date or time".to_owned(),
            DeValue::Array(_) => "a list".to_owned(),
            DeValue::Table(_) => "a table".to_owned(),
        }
    }
}

/// What there is to choose from.
pub(super) fn choice<W: Word>() -> String {
    let words: Vec<&str> = W::all().iter().map(|word| word.in_a_file()).collect();
    words.join(", ")
}

/// A bare number as an amount, as a fix.
fn seconds(number: &str) -> Option<String> {
    let meant = syntax_amount(&format!("{number}s"))?;
    Some(format!("write `\"{meant}\"`"))
}

/// How many characters of a text would be replaced.
fn unclean(text: &str) -> usize {
    text::unclean(text).into_iter().map(|stretch| text[stretch].chars().count()).sum()
}
