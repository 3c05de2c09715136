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
            let part = archive.by_index(index).map_err(damaged)?;
            let name = folded(&part.name().map_err(damaged)?);
            by_name.insert(name, (index, part.size()));
        }
        Ok(Self { archive, by_name: Arc::new(by_name) })
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
    pub(super) fn expect_time<'n>(
        &self,
        names: impl Iterator<Item = &'n str>,
    ) -> Result<(), FileProblem> {
        let bytes = names.fold(0, |sum: u64, name| sum.saturating_add(self.size(name)));
        if bytes > WORK_BYTES_MAX {
            return Err(FileProblem::TooLarge(Limit::Time));
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
        let part = self.archive.by_index(index);
        let part = part.map_err(|_| FileProblem::Damaged(damage.clone()))?;
        // What is longer than the container says is not worth to be read on.
        let xml = Xml::new(part.take(size.saturating_add(1)));
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
    use super::resolved;

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
