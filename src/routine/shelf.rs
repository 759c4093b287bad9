use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use super::{Family, Movement, MovementId, built_in};

/// Reads an embedded movement: its name, its row in the table of them, and the shelf that its file may speak of.
pub(super) type ReadEmbedded = fn(&str, usize, &Shelf) -> Movement;

/// Every movement there is: the embedded ones, read when first asked for, and the personal ones, which win.
#[derive(Clone, Debug)]
pub(super) struct Shelf {
    embedded: Vec<OnceLock<Arc<Movement>>>,
    /// Handed in: files are read by what looks into the shelf.
    read: ReadEmbedded,
    /// None is one whose file is known to be there, but is not read yet or is broken.
    personal: BTreeMap<MovementId, Option<Arc<Movement>>>,
}

impl Shelf {
    /// The embedded movements, none of them read.
    pub(super) fn built_in(read: ReadEmbedded) -> Self {
        let embedded = built_in::MOVEMENTS.iter().map(|_| OnceLock::new()).collect();
        Self { embedded, read, personal: BTreeMap::new() }
    }

    /// Makes it known that a personal movement of this name exists.
    pub(super) fn announce(&mut self, id: MovementId) {
        self.personal.entry(id).or_default();
    }

    /// Puts a personal movement up.
    pub(super) fn put(&mut self, movement: Movement) {
        self.personal.insert(movement.id.clone(), Some(Arc::new(movement)));
    }

    /// Takes down what was announced and turned out broken.
    pub(super) fn forget_unread(&mut self) {
        self.personal.retain(|_, movement| movement.is_some());
    }

    /// The movement of this name, a personal one first.
    pub(super) fn movement(&self, id: &str) -> Option<Arc<Movement>> {
        self.personal.get(id).cloned().flatten().or_else(|| self.embedded(id))
    }

    /// The family of a movement, without reading the file of an embedded one.
    pub(super) fn family(&self, id: &str) -> Option<Family> {
        if let Some(movement) = self.personal.get(id).cloned().flatten() {
            return Some(movement.family);
        }
        built_in::MOVEMENTS.iter().find(|it| it.id == id).map(|it| it.family)
    }

    /// The embedded movement of this name.
    pub(super) fn embedded(&self, id: &str) -> Option<Arc<Movement>> {
        let at = built_in::MOVEMENTS.iter().position(|it| it.id == id)?;
        Some(Arc::clone(self.embedded[at].get_or_init(|| Arc::new((self.read)(id, at, self)))))
    }

    /// The embedded movements that go to the end of a range.
    pub(super) fn embedded_end_range(&self) -> Vec<Arc<Movement>> {
        // Which they are stands in a line of their files; the others are not read for it.
        let ids = built_in::MOVEMENTS.iter().filter(|it| it.is_end_range).map(|it| it.id);
        ids.filter_map(|id| self.embedded(id)).collect()
    }

    /// The names of all movements: the embedded ones in their order, then the personal ones.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        let embedded = built_in::MOVEMENTS.iter().map(|it| it.id);
        let is_embedded = |name: &str| built_in::MOVEMENTS.iter().any(|it| it.id == name);
        embedded.chain(self.personal.keys().map(MovementId::as_str).filter(move |name| !is_embedded(name)))
    }

    /// Whether there is a movement of this name, readable or not.
    pub(super) fn knows(&self, id: &str) -> bool {
        self.changes(id) || built_in::MOVEMENTS.iter().any(|it| it.id == id)
    }

    /// Whether a personal movement stands in an embedded one's place.
    pub(super) fn changes(&self, id: &str) -> bool {
        self.personal.contains_key(id)
    }
}

/// What the author of one file can see: the shelf, and the movements of that file before it.
pub(super) struct Sight<'l> {
    shelf: &'l Shelf,
    author: Author,
    own: BTreeMap<MovementId, Option<Arc<Movement>>>,
}

/// Whose words are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Author {
    /// Ours, embedded in the binary and tested there.
    House,
    /// A person's, in a movement file.
    Movement,
    /// A person's, in a routine file.
    Routine,
}

impl<'l> Sight<'l> {
    /// The view over `shelf`, with no own movements.
    pub(super) const fn new(shelf: &'l Shelf, author: Author) -> Self {
        Self { shelf, author, own: BTreeMap::new() }
    }

    /// Whether the words are a person's.
    pub(super) fn is_personal(&self) -> bool {
        self.author != Author::House
    }

    /// Makes it known that the file has a movement of its own of this name.
    pub(super) fn announce(&mut self, id: MovementId) {
        self.own.entry(id).or_default();
    }

    /// Puts an own movement up, unless one of its name is there.
    pub(super) fn put(&mut self, movement: Movement) -> bool {
        let place = self.own.entry(movement.id.clone()).or_default();
        let free = place.is_none();
        if free {
            *place = Some(Arc::new(movement));
        }
        free
    }

    /// The movement of this name, an own one first.
    pub(super) fn movement(&self, id: &str) -> Option<Arc<Movement>> {
        match self.own.get(id) {
            Some(own) => own.clone(),
            None => self.shelf.movement(id),
        }
    }

    /// Whether there is a movement of this name, readable or not.
    pub(super) fn knows(&self, id: &str) -> bool {
        self.own.contains_key(id) || self.shelf.knows(id)
    }

    /// What a movement of this name stands in the place of.
    pub(super) fn replaced(&self, id: &str) -> Option<Arc<Movement>> {
        match self.author {
            Author::House => None,
            Author::Movement => self.shelf.embedded(id),
            Author::Routine => self.shelf.movement(id),
        }
    }

    /// The built-in movements that go to the end of a range, whatever stands in their place.
    pub(super) fn end_range_of_the_house(&self) -> Vec<Arc<Movement>> {
        self.shelf.embedded_end_range()
    }

    /// The names of all movements it can see.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.own.keys().map(MovementId::as_str).chain(self.shelf.names())
    }

    /// The own movements that could be read.
    pub(super) fn into_own(self) -> BTreeMap<MovementId, Arc<Movement>> {
        self.own.into_iter().filter_map(|(id, movement)| Some((id, movement?))).collect()
    }
}
