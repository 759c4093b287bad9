//! Hearing of changes to the person's own files, without looking for them.

use std::os::fd::{AsFd, BorrowedFd};
use std::path::PathBuf;

/// Ears on folders: what is heard can be waited for together with keys and signals.
#[derive(Debug)]
pub(crate) struct Watch {
    #[cfg(target_os = "linux")]
    ears: linux::Ears,
}

#[cfg(target_os = "linux")]
impl Watch {
    /// Listens to these folders; none where the system does not let it.
    pub(crate) fn over(folders: &[PathBuf]) -> Option<Self> {
        (!folders.is_empty()).then(|| linux::Ears::on(folders.to_vec())).flatten().map(|ears| Self { ears })
    }

    /// Takes in what was heard; whether it was about a file of ours.
    pub(crate) fn take(&mut self) -> bool {
        self.ears.take()
    }
}

/// Elsewhere nothing is heard: files are read when the program starts.
#[cfg(not(target_os = "linux"))]
impl Watch {
    pub(crate) fn over(_: &[PathBuf]) -> Option<Self> {
        None
    }

    pub(crate) fn take(&mut self) -> bool {
        false
    }
}

impl AsFd for Watch {
    fn as_fd(&self) -> BorrowedFd<'_> {
        #[cfg(target_os = "linux")]
        return self.ears.as_fd();
        #[cfg(not(target_os = "linux"))]
        return rustix::stdio::stdin();
    }
}

#[cfg(target_os = "linux")]
mod linux {
    use std::mem::MaybeUninit;
    use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
    use std::path::PathBuf;

    use rustix::fs::inotify::{CreateFlags, ReadFlags, Reader, WatchFlags, add_watch, init};

    /// What is read of the kernel at once.
    const CHUNK: usize = 4_096;

    #[derive(Debug)]
    pub(super) struct Ears {
        fd: OwnedFd,
        folders: Vec<PathBuf>,
    }

    impl Ears {
        pub(super) fn on(folders: Vec<PathBuf>) -> Option<Self> {
            let fd = init(CreateFlags::CLOEXEC | CreateFlags::NONBLOCK).ok()?;
            let ears = Self { fd, folders };
            ears.listen();
            Some(ears)
        }

        /// Listens to the folders that are there. One that is listened to already stays so.
        fn listen(&self) {
            let changes = WatchFlags::CLOSE_WRITE
                | WatchFlags::CREATE
                | WatchFlags::DELETE
                | WatchFlags::MOVED_FROM
                | WatchFlags::MOVED_TO
                | WatchFlags::ONLYDIR;
            for folder in &self.folders {
                // One that is not there yet is heard of when it is made in the one above it.
                add_watch(&self.fd, folder, changes).ok();
            }
        }

        pub(super) fn take(&mut self) -> bool {
            let (mut ours, mut made) = (false, false);
            let mut chunk = [MaybeUninit::uninit(); CHUNK];
            let mut reader = Reader::new(&self.fd, &mut chunk);
            while let Ok(event) = reader.next() {
                let name = event.file_name().map(std::ffi::CStr::to_bytes).unwrap_or_default();
                let folder = event.events().contains(ReadFlags::ISDIR);
                made |= folder
                    && self.folders.iter().any(|it| it.file_name().is_some_and(|it| it.as_encoded_bytes() == name));
                // What an editor keeps beside a file ends in something else.
                ours |= !folder && name.ends_with(b".toml");
                ours |= event.events().contains(ReadFlags::QUEUE_OVERFLOW);
            }
            if made {
                self.listen();
            }
            ours || made
        }
    }

    impl AsFd for Ears {
        fn as_fd(&self) -> BorrowedFd<'_> {
            self.fd.as_fd()
        }
    }

    #[cfg(test)]
    mod tests {
        use std::fs;

        use super::*;

        #[test]
        #[expect(clippy::disallowed_methods, reason = "a test may change files")]
        fn a_file_that_is_saved_moved_or_removed_is_heard_of_and_an_editors_own_is_not() {
            let root = tempfile::tempdir().expect("a folder");
            let (above, folder) = (root.path().to_owned(), root.path().join("routines"));
            let mut ears = Ears::on(vec![above.clone(), folder.clone()]).expect("inotify");
            assert!(!ears.take(), "nothing happened");
            fs::write(above.join("forgotten.jsonl"), "x").expect("a file");
            assert!(!ears.take(), "a record is none of them");
            fs::create_dir(&folder).expect("a folder");
            assert!(ears.take(), "a folder that is made may have files in it already");
            fs::write(folder.join("a.toml"), "x").expect("a file");
            assert!(ears.take());
            assert!(!ears.take(), "once");
            for other in [".a.toml.swp", "a.toml~", "4913", ".a.toml.7.part"] {
                fs::write(folder.join(other), "x").expect("a file");
                assert!(!ears.take(), "{other}");
            }
            fs::rename(folder.join("a.toml~"), folder.join("a.toml")).expect("it moves");
            assert!(ears.take(), "as an editor saves");
            fs::remove_file(folder.join("a.toml")).expect("it goes");
            assert!(ears.take());
        }
    }
}
