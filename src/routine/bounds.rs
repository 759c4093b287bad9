//! What is looked at before a file is handed to the parser: how deep it goes, and how much there is in it.
//!
//! The parser goes one call deeper with each bracket. Its own bound can be undone: a bracket in a place where a key should
//! be is closed in its count without having been opened, so that a file made for it takes all of the stack. And it keeps
//! every mistake it meets, which for a file of nothing else is many times the size of the file.

use std::ops::Range;

use toml_parser::decoder::Encoding;
use toml_parser::lexer::{Token, TokenKind};
use toml_parser::parser::{EventReceiver, RecursionGuard, ValidateWhitespace, parse_document};
use toml_parser::{ErrorSink, ParseError, Source, Span};

use super::Code;

/// The most brackets that are open at once: more than any file needs.
const DEEPEST: usize = 32;
/// The most dots in one key; files have two. Each dot of a key in each bracket is a table in a table: a value is at most some
/// three hundred deep, which every stack holds and which takes no time to lay out.
const DOTS: usize = 8;
/// The most headings, keys and values of a file: some more than the largest file has that holds nothing but figures.
const MOST: usize = 36_000;
/// The most mistakes of a file.
const MISTAKES: usize = 10_000;
/// The most words and signs of a file, blanks and line ends among them.
const TOKENS: usize = 140_000;
/// A file of this size has fewer, whatever is in it.
const SMALL: usize = MISTAKES;

/// Why a file is not handed to the parser.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Excess {
    pub(super) code: Code,
    pub(super) span: Range<usize>,
    pub(super) message: String,
    pub(super) hint: &'static str,
}

/// What is too much in this text, if anything is.
pub(super) fn excess(text: &str) -> Option<Excess> {
    let source = Source::new(text);
    let tokens: Vec<Token> = source.lex().take(TOKENS + 1).collect();
    if let Some(surplus) = tokens.get(TOKENS) {
        return Some(too_much(surplus.span().start(), TOKENS, "words and signs"));
    }
    too_deep(&tokens).or_else(|| if text.len() > SMALL { too_many(source, &tokens) } else { None })
}

/// The bracket with which more are open than a file may have, or the dot too many in a key.
///
/// A bracket counts as closed only by one of its kind while it is the last that is open, so that the parser never has
/// more of them open than are counted here.
fn too_deep(tokens: &[Token]) -> Option<Excess> {
    let mut open: Vec<TokenKind> = Vec::new();
    let mut dots = 0;
    for token in tokens {
        let kind = token.kind();
        let before = dots;
        dots = 0;
        match kind {
            TokenKind::LeftSquareBracket | TokenKind::LeftCurlyBracket => open.push(kind),
            TokenKind::RightSquareBracket => drop(open.pop_if(|last| *last == TokenKind::LeftSquareBracket)),
            TokenKind::RightCurlyBracket => drop(open.pop_if(|last| *last == TokenKind::LeftCurlyBracket)),
            TokenKind::Dot => dots = before + 1,
            TokenKind::Whitespace
            | TokenKind::LiteralString
            | TokenKind::BasicString
            | TokenKind::MlLiteralString
            | TokenKind::MlBasicString
            | TokenKind::Atom => dots = before,
            TokenKind::Equals | TokenKind::Comma | TokenKind::Comment | TokenKind::Newline | TokenKind::Eof => {}
        }
        let (message, hint) = if open.len() > DEEPEST {
            (
                "brackets stand in brackets, deeper than any file needs",
                "take the brackets out: a list has one pair of them, a text has quotes only, like `kit = \"chair\"`",
            )
        } else if dots > DOTS {
            ("a key has more parts here than any file needs", "a key is one word, or two with a dot, like `dose.hold`")
        } else {
            continue;
        };
        let span = token.span().start()..token.span().end();
        return Some(Excess { code: Code::Syntax, span, message: message.to_owned(), hint });
    }
    None
}

/// Where a large file has more in it than a file may have.
fn too_many(source: Source<'_>, tokens: &[Token]) -> Option<Excess> {
    let mut mistakes = Mistakes(0);
    let mut counted = Count { source, seen: 0, full: None };
    let mut spaces = ValidateWhitespace::new(&mut counted, source);
    let mut guarded = RecursionGuard::new(&mut spaces, u32::try_from(DEEPEST).unwrap_or(u32::MAX));
    parse_document(tokens, &mut guarded, &mut mistakes);
    if mistakes.0 > MISTAKES {
        return Some(too_much(0, MISTAKES, "mistakes"));
    }
    counted.full.map(|at| too_much(at, MOST, "headings, keys and values"))
}

fn too_much(at: usize, most: usize, of: &str) -> Excess {
    let message = format!("there are more than {most} {of} here, more than any file needs");
    let hint = "a file has a few hundred lines; is it the right one?";
    Excess { code: Code::TooLarge, span: at..at, message, hint }
}

/// How many mistakes the parser met.
struct Mistakes(usize);

impl ErrorSink for Mistakes {
    fn report_error(&mut self, _: ParseError) {
        self.0 += 1;
    }
}

/// How many headings, keys and values there are, and letters in them that may be a mistake of their own.
struct Count<'s> {
    source: Source<'s>,
    seen: usize,
    /// Where there were as many as a file may have.
    full: Option<usize>,
}

impl Count<'_> {
    fn add(&mut self, span: Span, encoding: Option<Encoding>) {
        let text = self.source.get(span).map_or(&[][..], |raw| raw.as_bytes());
        let may_be_wrong = |byte: &&u8| match encoding {
            Some(_) => **byte == b'\\' || byte.is_ascii_control(),
            None => !byte.is_ascii_alphanumeric() && !b"_-+:. ".contains(*byte),
        };
        self.seen += 1 + text.iter().filter(may_be_wrong).count();
        if self.seen > MOST && self.full.is_none() {
            self.full = Some(span.start());
        }
    }
}

impl EventReceiver for Count<'_> {
    fn std_table_open(&mut self, span: Span, _: &mut dyn ErrorSink) {
        self.add(span, None);
    }

    fn array_table_open(&mut self, span: Span, _: &mut dyn ErrorSink) {
        self.add(span, None);
    }

    fn inline_table_open(&mut self, span: Span, _: &mut dyn ErrorSink) -> bool {
        self.add(span, None);
        true
    }

    fn array_open(&mut self, span: Span, _: &mut dyn ErrorSink) -> bool {
        self.add(span, None);
        true
    }

    fn simple_key(&mut self, span: Span, encoding: Option<Encoding>, _: &mut dyn ErrorSink) {
        self.add(span, encoding);
    }

    fn scalar(&mut self, span: Span, encoding: Option<Encoding>, _: &mut dyn ErrorSink) {
        self.add(span, encoding);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Option<(Code, usize)> {
        excess(text).map(|excess| (excess.code, excess.span.start))
    }

    #[test]
    fn brackets_that_are_closed_or_in_a_text_are_not_deep() {
        let rows = ["[[steps]]\na = [1, { b = 2 }]\n".repeat(1_000), format!("a = \"{}\"", "[{.".repeat(1_000))];
        for text in rows {
            assert_eq!(found(&text), None);
        }
    }

    #[test]
    fn one_open_bracket_more_than_thirty_two_is_too_many() {
        assert_eq!(found(&format!("a = {}", "[".repeat(32))), None);
        assert_eq!(found(&format!("a = {}", "[".repeat(33))), Some((Code::Syntax, 36)));
        assert_eq!(found(&format!("a = {}", "{[]a=".repeat(33))), Some((Code::Syntax, 160)));
    }

    #[test]
    fn one_dot_more_than_eight_is_too_many_for_a_key() {
        assert_eq!(found(&format!("{}a = 1.5", "a .".repeat(8))), None);
        assert_eq!(found(&format!("{}a = 1.5", "a .".repeat(9))), Some((Code::Syntax, 26)));
        assert_eq!(found(&"a.b.c = 1.5\n".repeat(1_000)), None);
    }

    #[test]
    fn a_file_of_mistakes_is_not_handed_on_and_a_long_one_is() {
        for piece in [
            "=", "\r", "a=\n", "\\", "'a,", "1,", "{},", "\\q", " a", "\"\\q\",", "\u{301}", "a\"\"", "a=''\n",
            "[]#a\n",
        ] {
            let text = "a = [".to_owned() + &piece.repeat(200_000 / piece.len());
            assert_eq!(found(&text).map(|found| found.0), Some(Code::TooLarge), "{piece:?}");
        }
        let figures = crate::routine::built_in::MOVEMENTS.iter().map(|it| it.text).cycle();
        let mut large = String::new();
        for text in figures {
            if large.len() + text.len() > crate::routine::FILE_LIMIT {
                break;
            }
            large.push_str(text);
        }
        assert_eq!(found(&large), None);
        assert_eq!(found(&"[[steps]]\nmovement = \"cat-cow\" # mine\n".repeat(6_000)), None);
    }
}
