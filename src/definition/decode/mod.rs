//! A tree of nodes to the structs of the definition language, by serde, with every mistake
//! reported at its place instead of only the first.
//!
//! A value that cannot be read is reported where it stands. The mapping around it is then read
//! again without it, to find what else is wrong, and left out; lists and maps of definitions
//! ([`Items`], [`Named`]) go on with the next one, and the top of a file is kept as it is.

mod access;
mod comma;
mod decoder;
mod fault;
mod wrapper;

pub(super) use wrapper::{Either, Items, Named, OneOrMany};

use serde::Deserialize;

use crate::definition::yaml::{Node, NodeKind};
use crate::diagnostics::Diagnostics;
use decoder::Session;
use wrapper::Tried;

/// A value that was read, perhaps without some of its keys.
#[derive(Debug)]
pub(super) struct Decoded<T> {
    /// The value.
    pub(super) value: T,
    /// Keys whose values could not be read; they have been reported.
    pub(super) unread: Vec<String>,
}

/// Reads a value out of a node. Mistakes go to `findings`; without a value there is at least one.
/// An empty file is a mapping without keys.
pub(super) fn decode<T: for<'de> Deserialize<'de>>(
    node: &Node,
    findings: &mut Diagnostics,
) -> Option<Decoded<T>> {
    let empty = Node { kind: NodeKind::Mapping(Vec::new()), span: node.span };
    let node = if node.kind == NodeKind::Null { &empty } else { node };
    let session = Session::default();
    let tried = Tried::deserialize(session.decoder(node)).ok();
    let entries = if let NodeKind::Mapping(entries) = &node.kind { &entries[..] } else { &[] };
    let broken = entries.iter().filter(|(_, value)| session.is_broken(value));
    let unread = broken.filter_map(|(key, _)| key.as_scalar().map(str::to_owned)).collect();
    findings.append(session.into_findings());
    let value = match tried? {
        Tried::Whole(value) | Tried::Part(value) => value,
        Tried::Nothing => return None,
    };
    Some(Decoded { value, unread })
}
