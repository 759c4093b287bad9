//! Reading a line in one go, where it is written the way this program writes it.

use std::cell::Cell;
use std::fmt;
use std::marker::PhantomData;

use chrono::{DateTime, FixedOffset};
use serde::de::value::{BorrowedStrDeserializer, MapAccessDeserializer, StrDeserializer};
use serde::de::{DeserializeSeed, Error, MapAccess, Visitor};
use serde::{Deserialize, Deserializer};

use super::wire::Wall;
use super::{MachineId, Record, RecordId, SessionId, VERSION};

/// A record whose line has the envelope first and then the `kind`.
///
/// Anything else is an error here and is read again, slowly and kindly.
pub(super) struct InOrder<T>(pub(super) Record<T>);

impl<'de, T: Deserialize<'de>> Deserialize<'de> for InOrder<T> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_map(InOrderVisitor(PhantomData)).map(Self)
    }
}

struct InOrderVisitor<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for InOrderVisitor<T> {
    type Value = Record<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an entry")
    }

    fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<Record<T>, M::Error> {
        let (mut v, mut id, mut at, mut machine, mut session) = (None, None, None, None, None);
        let tag = loop {
            match map.next_key::<&str>()? {
                Some("v") => v = Some(map.next_value::<u32>()?),
                Some("id") => id = Some(map.next_value::<RecordId>()?),
                Some("at") => at = Some(DateTime::<FixedOffset>::from(map.next_value::<Wall>()?)),
                Some("machine") => machine = Some(map.next_value::<MachineId>()?),
                Some("session") => session = Some(map.next_value::<SessionId>()?),
                Some("kind") => break "kind",
                // The facts call theirs so.
                Some("fact") => break "fact",
                Some(_) | None => return Err(M::Error::custom("not in order")),
            }
        };
        let (Some(v @ VERSION), Some(id), Some(at), Some(machine)) = (v, id, at, machine) else {
            return Err(M::Error::custom("not this version"));
        };
        let kind = map.next_value::<&'de str>()?;
        let named = Cell::new(None);
        let rest = TagFirst { tag, kind: Some(kind), in_session: false, named: &named, map };
        let what = T::deserialize(MapAccessDeserializer::new(rest))?;
        // What it holds may name its session itself.
        let session = session.or(named.get().map(SessionId::new));
        Ok(Record { v, id, at, machine, session, what })
    }
}

/// What is left of a line after its envelope, with its tag in front again.
struct TagFirst<'a, 'de, M> {
    tag: &'static str,
    kind: Option<&'de str>,
    /// Whether the value that comes next is the name of a session.
    in_session: bool,
    named: &'a Cell<Option<&'de str>>,
    map: M,
}

impl<'de, M: MapAccess<'de>> MapAccess<'de> for TagFirst<'_, 'de, M> {
    type Error = M::Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, M::Error> {
        if self.kind.is_some() {
            return seed.deserialize(StrDeserializer::new(self.tag)).map(Some);
        }
        let Some(key) = self.map.next_key::<&'de str>()? else { return Ok(None) };
        // A name of the envelope's that comes again makes the line unreadable, here as everywhere.
        if matches!(key, "v" | "id" | "at" | "machine") {
            return Err(M::Error::custom("not in order"));
        }
        self.in_session = key == "session";
        seed.deserialize(BorrowedStrDeserializer::new(key)).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, M::Error> {
        if let Some(kind) = self.kind.take() {
            return seed.deserialize(BorrowedStrDeserializer::new(kind));
        }
        if self.in_session {
            let session = self.map.next_value::<&'de str>()?;
            self.named.set(Some(session));
            return seed.deserialize(BorrowedStrDeserializer::new(session));
        }
        self.map.next_value_seed(seed)
    }
}
