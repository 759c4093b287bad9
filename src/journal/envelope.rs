//! Reading a line in one go, where it is written the way this program writes it.

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
        loop {
            match map.next_key::<&str>()? {
                Some("v") => v = Some(map.next_value::<u32>()?),
                Some("id") => id = Some(map.next_value::<RecordId>()?),
                Some("at") => at = Some(DateTime::<FixedOffset>::from(map.next_value::<Wall>()?)),
                Some("machine") => machine = Some(map.next_value::<MachineId>()?),
                Some("session") => session = Some(map.next_value::<SessionId>()?),
                Some("kind") => break,
                Some(_) | None => return Err(M::Error::custom("not in order")),
            }
        }
        let (Some(v @ VERSION), Some(id), Some(at), Some(machine)) = (v, id, at, machine) else {
            return Err(M::Error::custom("not this version"));
        };
        let kind = map.next_value::<&'de str>()?;
        let what = T::deserialize(MapAccessDeserializer::new(KindFirst { kind: Some(kind), map }))?;
        Ok(Record { v, id, at, machine, session, what })
    }
}

/// What is left of a line after its envelope, with the `kind` in front again.
struct KindFirst<'de, M> {
    kind: Option<&'de str>,
    map: M,
}

impl<'de, M: MapAccess<'de>> MapAccess<'de> for KindFirst<'de, M> {
    type Error = M::Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, M::Error> {
        match self.kind {
            Some(_) => seed.deserialize(StrDeserializer::new("kind")).map(Some),
            None => self.map.next_key_seed(seed),
        }
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, M::Error> {
        match self.kind.take() {
            Some(kind) => seed.deserialize(BorrowedStrDeserializer::new(kind)),
            None => self.map.next_value_seed(seed),
        }
    }
}
