//! Written, flushed, said: in this order.

use std::fs;

use crate::faults::can_trace;
use crate::folder::Home;
use crate::{child, said};

/// What happened to the record and to the output, in order: `w` written, `f` flushed, `s` said.
fn happened(trace: &str) -> String {
    let mut order = String::new();
    for line in trace.lines() {
        let call = line.split_once(' ').map_or(line, |(_, call)| call.trim_start());
        if call.starts_with("write(1,") && call.contains("kept ") {
            order.push('s');
        } else if call.starts_with("write(") && call.contains("\\\"kind\\\"") {
            order.push('w');
        } else if call.starts_with("fdatasync(") {
            order.push('f');
        }
    }
    order
}

#[test]
#[expect(clippy::print_stdout, reason = "it says when it did nothing")]
fn an_entry_is_written_then_flushed_then_said_to_be_kept() {
    if !can_trace() {
        println!("nothing was traced: there is no strace that may trace");
        return;
    }
    let home = Home::new();
    home.run(1).pop().unwrap();
    let trace = home.root.path().join("trace");
    let before = format!("exec strace -f -s 300 -e trace=write,fdatasync -o '{}'", trace.display());
    let mut copy = child(&home, "appends_and_says_so", &before, 5);
    assert_eq!(said(&mut copy).count(), 5);
    assert!(copy.wait().unwrap().success());
    let trace = fs::read_to_string(trace).unwrap();
    assert_eq!(happened(&trace), "wfs".repeat(5), "{trace}");
}
