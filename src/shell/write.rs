//! Writing bytes at once, without a buffer between.

use std::io;
use std::os::fd::BorrowedFd;

use rustix::event::{PollFd, PollFlags, poll};
use rustix::io::Errno;

/// Writes all of the bytes, in one write where the other end takes them.
///
/// # Errors
/// What the system says; a pipe nobody reads is [`io::ErrorKind::BrokenPipe`].
pub(crate) fn all(to: BorrowedFd<'_>, mut bytes: &[u8]) -> io::Result<()> {
    while !bytes.is_empty() {
        match rustix::io::write(to, bytes) {
            Ok(0) => return Err(io::ErrorKind::WriteZero.into()),
            Ok(written) => bytes = &bytes[written..],
            Err(Errno::INTR) => {}
            Err(Errno::AGAIN) => {
                // Somebody who shares the terminal made it non-blocking.
                let mut room = [PollFd::from_borrowed_fd(to, PollFlags::OUT)];
                if let Err(error) = poll(&mut room, None)
                    && error != Errno::INTR
                {
                    return Err(error.into());
                }
            }
            Err(error) => return Err(error.into()),
        }
    }
    Ok(())
}
