use std::collections::BTreeMap;
use std::ops::Range;

use super::file::{STDIN, stem};
use super::{Code, FileKind, PersonalFile, Problem, Report};
use crate::units::text;

/// The ids of the files that were looked at so far: two files of one kind may not have the same.
#[derive(Default)]
pub(super) struct Taken {
    /// By kind and id, the file that has it.
    by: BTreeMap<(FileKind, String), String>,
}

impl Taken {
    /// Takes the id of a file, which stands at `span` in it, or notes in its report who has it already.
    pub(super) fn take(&mut self, file: &PersonalFile, id: String, span: Range<usize>, report: &mut Report) {
        let key = (file.kind, id);
        let Some(first) = self.by.get(&key) else {
            self.by.insert(key, file.path.clone());
            return;
        };
        let (kind, id) = key;
        let message = format!("the id `{}` is taken by `{}`", text::clean(&id), text::clean(first));
        let name = stem(&file.path);
        let its_name_is_free = name != id && file.path != STDIN && !self.by.contains_key(&(kind, name.to_owned()));
        let hint = if its_name_is_free {
            // That the name of the file is another is the same mistake.
            report.take_out(Code::NotTheFileName);
            format!("write `id = \"{}\"`, the name of this file", text::clean(name))
        } else {
            "give one of the two another id and another file name".to_owned()
        };
        report.add(Problem { code: Code::TwoFiles, span, message, hint: Some(hint) });
    }
}
