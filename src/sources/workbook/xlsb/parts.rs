//! The parts of the container, found by name, and the relationships by which they find each other.

use std::collections::HashMap;
use std::io::{BufRead, BufReader, Cursor, Read, Take};

use quick_xml::Reader;
use quick_xml::escape::unescape;
use quick_xml::events::{BytesStart, Event};
use zip::ZipArchive;
use zip::read::ZipFile;

use crate::sources::problem::{Damage, FileProblem, Limit};

use super::records::Records;

/// Bytes of all unpacked parts that are read of a workbook: a limit of time that is the same on
/// every machine.
const WORK_BYTES_MAX: u64 = 768 << 20;
/// Bytes of a part with relationships; each of them has some 200.
const RELATIONS_BYTES_MAX: u64 = 4 << 20;

/// The container of a workbook.
pub(super) struct Parts<'b> {
    archive: ZipArchive<Cursor<&'b [u8]>>,
    /// Place and unpacked size by name in lower case.
    by_name: HashMap<String, (usize, u64)>,
}

/// The bytes of a part.
type Part<'p, 'b> = Take<ZipFile<'p, Cursor<&'b [u8]>>>;

/// A part as records.
pub(super) type PartRecords<'p, 'b> = Records<Part<'p, 'b>>;

/// What a part refers to: kind and name of another part, by identifier.
pub(super) type Relations = HashMap<String, (String, String)>;

impl<'b> Parts<'b> {
    /// Opens a container.
    pub(super) fn open(bytes: &'b [u8]) -> Result<Self, FileProblem> {
        let damaged = |_| FileProblem::Damaged(Damage::Container);
        let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(damaged)?;
        let mut by_name = HashMap::new();
        for index in 0..archive.len() {
            let part = archive.by_index(index).map_err(damaged)?;
            by_name.insert(folded(&part.name().map_err(damaged)?), (index, part.size()));
        }
        Ok(Self { archive, by_name })
    }

    /// Whether there is a part of this name.
    pub(super) fn has(&self, name: &str) -> bool {
        self.by_name.contains_key(&folded(name))
    }

    /// Fails if reading these parts would take too long.
    pub(super) fn expect_time<'n>(
        &self,
        names: impl Iterator<Item = &'n str>,
    ) -> Result<(), FileProblem> {
        let size = |name| self.by_name.get(&folded(name)).map_or(0, |(_, size)| *size);
        let bytes = names.fold(0, |sum: u64, name| sum.saturating_add(size(name)));
        if bytes > WORK_BYTES_MAX { Err(FileProblem::TooLarge(Limit::Work)) } else { Ok(()) }
    }

    /// Begins to read a part, if there is one of this name.
    pub(super) fn records(
        &mut self,
        name: &str,
    ) -> Result<Option<PartRecords<'_, 'b>>, FileProblem> {
        Ok(self.part(name)?.map(Records::new))
    }

    /// Reads what a part refers to; the empty name stands for the container itself.
    pub(super) fn relations(&mut self, of: &str) -> Result<Relations, FileProblem> {
        let (folder, file) = of.rsplit_once('/').unwrap_or(("", of));
        let name = resolved(folder, &format!("_rels/{file}.rels"));
        match self.part(&name)? {
            Some(part) if part.limit() > RELATIONS_BYTES_MAX => {
                Err(FileProblem::TooLarge(Limit::Part))
            }
            Some(part) => read_relations(BufReader::new(part), folder),
            None => Ok(Relations::new()),
        }
    }

    fn part(&mut self, name: &str) -> Result<Option<Part<'_, 'b>>, FileProblem> {
        let Some((index, size)) = self.by_name.get(&folded(name)).copied() else {
            return Ok(None);
        };
        let part = self.archive.by_index(index);
        let part = part.map_err(|_| FileProblem::Damaged(Damage::Container))?;
        Ok(Some(part.take(size)))
    }
}

fn read_relations(part: impl BufRead, folder: &str) -> Result<Relations, FileProblem> {
    let damaged = || FileProblem::Damaged(Damage::Workbook);
    let mut reader = Reader::from_reader(part);
    let (mut relations, mut buffer) = (Relations::new(), Vec::new());
    loop {
        buffer.clear();
        match reader.read_event_into(&mut buffer).map_err(|_| damaged())? {
            Event::Start(tag) | Event::Empty(tag)
                if tag.local_name().as_ref() == "Relationship" =>
            {
                let [id, kind, target] = ["Id", "Type", "Target"].map(|name| attribute(&tag, name));
                if let (Some(id), Some(kind), Some(target)) = (id, kind, target) {
                    let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
                    relations.insert(id, (kind, resolved(folder, &target)));
                }
            }
            Event::Eof => return Ok(relations),
            _ => {}
        }
    }
}

/// Returns an attribute; one with entities that XML does not know is none.
fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = tag.try_get_attribute(name).ok()??;
    Some(unescape(&found.value).ok()?.into_owned())
}

/// Returns the name of a part to which a part in some folder refers.
fn resolved(folder: &str, target: &str) -> String {
    let mut steps: Vec<&str> = Vec::new();
    if !target.starts_with('/') {
        steps.extend(folder.split('/').filter(|step| !step.is_empty()));
    }
    for step in target.split('/') {
        match step {
            "" | "." => {}
            ".." => {
                steps.pop();
            }
            _ => steps.push(step),
        }
    }
    steps.join("/")
}

/// Names of parts differ by more than case (ECMA-376 part 2, 6.2.2.3), and some writers use
/// backslashes.
fn folded(name: &str) -> String {
    name.replace('\\', "/").to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::{FileProblem, read_relations, resolved};

    #[test]
    fn targets_are_relative_to_their_part() {
        let cases = [
            ("xl", "worksheets/sheet1.bin", "xl/worksheets/sheet1.bin"),
            ("xl", "/xl/worksheets/sheet1.bin", "xl/worksheets/sheet1.bin"),
            ("xl", "../custom/./a.bin", "custom/a.bin"),
            ("", "xl/workbook.bin", "xl/workbook.bin"),
            ("", "../../a", "a"),
        ];
        for (folder, target, expected) in cases {
            assert_eq!(resolved(folder, target), expected);
        }
    }

    #[test]
    fn relations_are_known_by_their_identifier() {
        let text = "<?xml version=\"1.0\"?><Relationships xmlns=\"r\">\
                    <Relationship Id=\"a\" Type=\"http://x/worksheet\" Target=\"s&amp;1.bin\"/>\
                    <r:Relationship Id=\"b\" Type=\"y\" Target=\"&lol;\"/></Relationships>";
        let found = read_relations(text.as_bytes(), "xl").expect("sound");
        let expected = ("worksheet".to_owned(), "xl/s&1.bin".to_owned());
        assert_eq!(found.into_iter().collect::<Vec<_>>(), [("a".to_owned(), expected)]);
        let cut = read_relations("<Relationships><Relat".as_bytes(), "xl");
        assert!(matches!(cut, Err(FileProblem::Damaged(_))));
    }
}
