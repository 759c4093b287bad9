use super::RecordId;

/// The entries a person had forgotten, so that no copy of them brings them back.
///
/// An id says to the millisecond when something was done, and that is what was to be forgotten: a list holds a digest of
/// each id and nothing else.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Forgotten(Vec<u64>);

impl Forgotten {
    /// Reads a list of digests; a line that is no digest is passed over.
    #[must_use]
    pub fn read(list: &[u8]) -> Self {
        let digest = |line: &[u8]| {
            let line = line.trim_ascii();
            let shape = line.len() == 16 && line.iter().all(u8::is_ascii_hexdigit);
            u64::from_str_radix(str::from_utf8(line).ok().filter(|_| shape)?, 16).ok()
        };
        Self::sorted(list.split(|byte| *byte == b'\n').filter_map(digest).collect())
    }

    /// The list, to be kept.
    #[must_use]
    pub fn list(&self) -> String {
        use std::fmt::Write as _;
        let mut list = String::with_capacity(self.0.len() * 17);
        for digest in &self.0 {
            writeln!(list, "{digest:016x}").expect("a string takes what is written to it");
        }
        list
    }

    /// Whether this was forgotten.
    #[must_use]
    pub fn contains(&self, id: &RecordId) -> bool {
        !self.0.is_empty() && self.0.binary_search(&digest(id.as_str().as_bytes())).is_ok()
    }

    /// Whether nothing was.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Returns the number of records on the list.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.0.len()
    }

    /// These and those.
    #[must_use]
    pub fn and(mut self, other: &Self) -> Self {
        self.0.extend_from_slice(&other.0);
        Self::sorted(self.0)
    }

    fn sorted(mut digests: Vec<u64>) -> Self {
        digests.sort_unstable();
        digests.dedup();
        Self(digests)
    }
}

impl<'a> FromIterator<&'a RecordId> for Forgotten {
    fn from_iter<I: IntoIterator<Item = &'a RecordId>>(ids: I) -> Self {
        Self::sorted(ids.into_iter().map(|id| digest(id.as_str().as_bytes())).collect())
    }
}

/// FNV-1a, whose value is the same in every version of the program.
pub(crate) fn digest(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_says_what_was_forgotten_and_nothing_else() {
        let ids = ["01a1fd3a07a3-00000001-00004", "b", ""].map(RecordId::new);
        let forgotten: Forgotten = ids.iter().collect();
        let list = forgotten.list();
        assert_eq!((list.lines().count(), list.contains("01a1fd3a07a3")), (3, false));
        let read = Forgotten::read(format!("{list}\n+123\nrubbish\n\u{e9}\r\n").as_bytes());
        assert_eq!(read, forgotten);
        assert!(ids.iter().all(|id| read.contains(id)) && !read.contains(&RecordId::new("c")));
    }

    #[test]
    fn lists_come_to_the_same_in_any_order_and_however_often() {
        let of =
            |ids: &[&str]| ids.iter().map(|id| RecordId::new(id)).collect::<Vec<_>>().iter().collect::<Forgotten>();
        let (a, b) = (of(&["1", "2"]), of(&["2", "3"]));
        assert_eq!(a.clone().and(&b), b.clone().and(&a));
        assert_eq!(a.clone().and(&b).and(&a), of(&["3", "2", "1"]));
    }
}
