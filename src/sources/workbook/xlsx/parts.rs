//! The parts of the container, found by name and given out as XML.

use std::collections::HashMap;
use std::io::{Cursor, Read, Take};
use std::sync::Arc;

use zip::ZipArchive;
use zip::read::ZipFile;

use crate::sources::problem::{Damage, FileProblem, Limit};

use super::Trouble;
use super::xml::Xml;

/// Bytes of all unpacked parts that are read of a workbook. What they hold is read at some 200 MB
/// in a second, so this is a limit of time as well – one that is the same on every machine.
const WORK_BYTES_MAX: u64 = 512 << 20;

/// The container of a workbook.
#[derive(Clone)]
pub(super) struct Parts<'b> {
    archive: ZipArchive<Cursor<&'b [u8]>>,
    /// Place and unpacked size by name in lower case.
    by_name: Arc<HashMap<String, (usize, u64)>>,
    /// Bytes that may still be unpacked.
    work_left: u64,
}

/// A part as XML.
pub(super) type PartXml<'p, 'b> = Xml<Take<ZipFile<'p, Cursor<&'b [u8]>>>>;

impl<'b> Parts<'b> {
    /// Opens a container.
    pub(super) fn open(bytes: &'b [u8]) -> Result<Self, FileProblem> {
        let damaged = |_| FileProblem::Damaged(Damage::Container);
        let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(damaged)?;
        let mut by_name = HashMap::new();
        for index in 0..archive.len() {
            // Without a decoder, which costs more than the small parts that it is made for.
            let part = archive.by_index_raw(index).map_err(damaged)?;
            let name = folded(&part.name().map_err(damaged)?);
            by_name.insert(name, (index, part.size()));
        }
        Ok(Self { archive, by_name: Arc::new(by_name), work_left: WORK_BYTES_MAX })
    }

    /// Whether there is a part of this name.
    pub(super) fn has(&self, name: &str) -> bool {
        self.by_name.contains_key(&folded(name))
    }

    /// Returns the unpacked size of a part; zero if there is none.
    pub(super) fn size(&self, name: &str) -> u64 {
        self.by_name.get(&folded(name)).map_or(0, |(_, size)| *size)
    }

    /// Fails if reading these parts would take too long.
    pub(super) fn expect_work<'n>(
        &self,
        names: impl Iterator<Item = &'n str>,
    ) -> Result<(), FileProblem> {
        let bytes = names.fold(0, |sum: u64, name| sum.saturating_add(self.size(name)));
        if bytes > self.work_left {
            return Err(FileProblem::TooLarge(Limit::Work));
        }
        Ok(())
    }

    /// Opens a part; nothing if there is none.
    pub(super) fn xml(
        &mut self,
        name: &str,
        damage: &Damage,
    ) -> Result<Option<PartXml<'_, 'b>>, Trouble> {
        let Some((index, size)) = self.by_name.get(&folded(name)).copied() else {
            return Ok(None);
        };
        let left = self.work_left.checked_sub(size);
        self.work_left = left.ok_or(FileProblem::TooLarge(Limit::Work))?;
        let part = self.archive.by_index(index);
        let part = part.map_err(|_| FileProblem::Damaged(damage.clone()))?;
        // What is longer than the container says is not worth to be read on.
        let xml = Xml::new(part.take(size.saturating_add(1)), size);
        xml.map(Some).map_err(|error| Trouble::from_xml(error, damage))
    }
}

/// Readers do not tell upper from lower case in names of parts, nor the two slashes.
fn folded(name: &str) -> String {
    let name = name.replace('\\', "/").to_lowercase();
    name.strip_prefix('/').unwrap_or(&name).to_owned()
}

/// Returns the name of a part that another one refers to.
pub(super) fn resolved(from: &str, target: &str) -> String {
    let mut folders: Vec<&str> = Vec::new();
    if !target.starts_with('/') {
        folders.extend(from.split('/'));
        folders.pop();
    }
    for piece in target.split('/') {
        match piece {
            "" | "." => {}
            ".." => drop(folders.pop()),
            piece => folders.push(piece),
        }
    }
    folders.join("/")
}

#[cfg(test)]
mod tests {
    use super::{Damage, FileProblem, Limit, Parts, Trouble, resolved};
    use crate::sources::tests::parts::zipped;

    #[test]
    fn what_is_unpacked_is_counted() {
        let bytes = zipped(&[("A.xml", "<a/>"), ("folder\\b.xml", "<b>1234</b>")]);
        let mut parts = Parts::open(&bytes).expect("a container");
        assert_eq!((parts.size("a.XML"), parts.size("folder/B.xml"), parts.size("c")), (4, 11, 0));
        parts.work_left = 18;
        assert!(parts.expect_work(["a.xml", "folder/b.xml"].into_iter()).is_ok());
        assert!(parts.xml("folder/b.xml", &Damage::Workbook).is_ok_and(|part| part.is_some()));
        assert!(parts.xml("c.xml", &Damage::Workbook).is_ok_and(|part| part.is_none()));
        let too_long = FileProblem::TooLarge(Limit::Work);
        let again = parts.expect_work(["a.xml", "a.xml"].into_iter());
        assert_eq!(again, Err(too_long.clone()));
        let again = parts.xml("folder/b.xml", &Damage::Workbook).err();
        assert_eq!(again, Some(Trouble::Problem(too_long)));
    }

    #[test]
    fn targets_are_seen_from_the_part_that_names_them() {
        let cases = [
            ("", "xl/workbook.xml", "xl/workbook.xml"),
            ("", "/xl/workbook.xml", "xl/workbook.xml"),
            ("xl/workbook.xml", "worksheets/sheet1.xml", "xl/worksheets/sheet1.xml"),
            ("xl/workbook.xml", "/xl/sheet1.xml", "xl/sheet1.xml"),
            ("xl/workbook.xml", "../a/./sheet1.xml", "a/sheet1.xml"),
            ("xl/workbook.xml", "../../../sheet1.xml", "sheet1.xml"),
        ];
        for (from, target, expected) in cases {
            assert_eq!(resolved(from, target), expected, "{from} {target}");
        }
    }
}
