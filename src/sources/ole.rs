//! The container of old workbooks (.xls): a small file system of sectors, MS-CFB.
//!
//! Nothing that the file states is believed: a chain that meets a sector again runs in a circle,
//! and nothing is reserved by a stated size.

use super::problem::{Damage, FileProblem};

const DAMAGED: FileProblem = FileProblem::Damaged(Damage::Container);

/// Numbers from here on are no sectors: the end of a chain, free ones, the tables themselves.
const SPECIAL: u32 = 0xFFFF_FFFA;
/// Bytes of a small sector.
const SMALL_SECTOR: usize = 64;
/// Bytes of an entry of the directory.
const ENTRY: usize = 128;
/// Bytes of the header.
const HEADER: usize = 512;

/// Returns the stream of the workbook.
pub(super) fn workbook(bytes: &[u8]) -> Result<Vec<u8>, FileProblem> {
    let container = Container::open(bytes)?;
    // A file for Excel 95 and 97 at once has both.
    match container.find("Workbook").or_else(|| container.find("Book")) {
        Some(entry) => container.read(entry),
        None => Err(container.other_content()),
    }
}

/// Looks whether an OLE file holds a workbook.
pub(super) fn inspect(bytes: &[u8]) -> Result<(), FileProblem> {
    let container = Container::open(bytes)?;
    let is_encrypted = container.find("EncryptedPackage").is_some();
    let is_workbook = container.find("Workbook").or_else(|| container.find("Book")).is_some();
    if is_workbook && !is_encrypted { Ok(()) } else { Err(container.other_content()) }
}

/// An entry of the directory.
#[derive(Debug)]
struct Entry {
    name: String,
    is_stream: bool,
    /// The entries before and behind this one in its folder, and the first of its own folder.
    links: [u32; 3],
    start: u32,
    size: u64,
}

/// The container: where the sectors of each stream are.
struct Container<'a> {
    bytes: &'a [u8],
    sector_size: usize,
    next: Vec<u32>,
    small_next: Vec<u32>,
    /// Streams below this size lie in small sectors.
    small_size: u64,
    entries: Vec<Entry>,
}

impl<'a> Container<'a> {
    fn open(bytes: &'a [u8]) -> Result<Self, FileProblem> {
        const SMALL_STREAM: u64 = 4096;
        let sector_size = match word(bytes, 30) {
            Some(9) => 512,
            Some(12) => 4096,
            _ => return Err(DAMAGED),
        };
        let mut container = Self {
            bytes,
            sector_size,
            next: Vec::new(),
            small_next: Vec::new(),
            small_size: SMALL_STREAM,
            entries: Vec::new(),
        };
        container.read_chains()?;
        let directory = container.chain(long(bytes, 48)?, None)?;
        container.entries = directory.chunks_exact(ENTRY).map(entry).collect();
        if container.entries.is_empty() {
            return Err(DAMAGED);
        }
        let small = container.chain(long(bytes, 60)?, None)?;
        container.small_next = numbers(&small);
        Ok(container)
    }

    /// Reads which sector follows which. The sectors of that table are listed in the header, and
    /// in a chain of sectors of their own where the header is too small.
    fn read_chains(&mut self) -> Result<(), FileProblem> {
        let mut tables = numbers(self.bytes.get(76..HEADER).ok_or(DAMAGED)?);
        let mut more = long(self.bytes, 68)?;
        for _ in 0..self.sectors_max() {
            if more >= SPECIAL {
                break;
            }
            let mut listed = numbers(self.sector(more)?);
            more = listed.pop().ok_or(DAMAGED)?;
            tables.append(&mut listed);
        }
        if more < SPECIAL || tables.len() > self.sectors_max() + HEADER {
            return Err(DAMAGED);
        }
        let used = tables.into_iter().filter(|sector| *sector < SPECIAL);
        for sector in used.take(self.sectors_max()) {
            self.next.extend(numbers(self.sector(sector)?));
        }
        Ok(())
    }

    const fn sectors_max(&self) -> usize {
        self.bytes.len() / self.sector_size + 1
    }

    /// Returns a sector; the last one of the file may be cut short.
    fn sector(&self, number: u32) -> Result<&'a [u8], FileProblem> {
        let start = (number as usize + 1).checked_mul(self.sector_size).ok_or(DAMAGED)?;
        let end = (start + self.sector_size).min(self.bytes.len());
        self.bytes.get(start..end).filter(|sector| !sector.is_empty()).ok_or(DAMAGED)
    }

    /// Reads a chain of sectors to its end, or as far as the size goes.
    fn chain(&self, start: u32, size: Option<usize>) -> Result<Vec<u8>, FileProblem> {
        let mut found = Vec::new();
        let mut seen = vec![false; self.next.len()];
        let mut sector = start;
        while sector < SPECIAL && size.is_none_or(|size| found.len() < size) {
            let index = sector as usize;
            if std::mem::replace(seen.get_mut(index).ok_or(DAMAGED)?, true) {
                return Err(DAMAGED);
            }
            found.extend_from_slice(self.sector(sector)?);
            sector = self.next[index];
        }
        found.truncate(size.unwrap_or(usize::MAX));
        Ok(found)
    }

    fn read(&self, entry: &Entry) -> Result<Vec<u8>, FileProblem> {
        let size = usize::try_from(entry.size).map_err(|_| DAMAGED)?;
        if size > self.bytes.len() {
            return Err(DAMAGED);
        }
        let found = if entry.size < self.small_size {
            self.small_chain(entry.start, size)?
        } else {
            self.chain(entry.start, Some(size))?
        };
        if found.len() < size { Err(DAMAGED) } else { Ok(found) }
    }

    /// Small sectors lie in the stream of the first entry.
    fn small_chain(&self, start: u32, size: usize) -> Result<Vec<u8>, FileProblem> {
        let inner = self.chain(self.entries[0].start, None)?;
        let mut found = Vec::new();
        let mut sector = start;
        let mut seen = vec![false; self.small_next.len()];
        while found.len() < size && sector < SPECIAL {
            if std::mem::replace(seen.get_mut(sector as usize).ok_or(DAMAGED)?, true) {
                return Err(DAMAGED);
            }
            let at = sector as usize * SMALL_SECTOR;
            let end = (at + SMALL_SECTOR).min(inner.len());
            let piece = inner.get(at..end).filter(|piece| !piece.is_empty()).ok_or(DAMAGED)?;
            found.extend_from_slice(piece);
            sector = self.small_next[sector as usize];
        }
        found.truncate(size);
        Ok(found)
    }

    /// Finds a stream of the outermost folder: tables inside of a document have their own folders.
    fn find(&self, name: &str) -> Option<&Entry> {
        let mut seen = vec![false; self.entries.len()];
        let mut open = vec![self.entries[0].links[2]];
        while let Some(index) = open.pop() {
            let index = index as usize;
            let Some(entry) = self.entries.get(index) else { continue };
            if std::mem::replace(&mut seen[index], true) {
                continue;
            }
            if entry.is_stream && entry.name.eq_ignore_ascii_case(name) {
                return Some(entry);
            }
            open.extend(&entry.links[..2]);
        }
        None
    }

    /// What an OLE file without a readable workbook is.
    fn other_content(&self) -> FileProblem {
        let has = |name: &str| self.entries.iter().any(|entry| entry.name == name);
        if has("EncryptedPackage") {
            FileProblem::Password
        } else if has("WordDocument") {
            FileProblem::Unknown("word")
        } else if has("PowerPoint Document") {
            FileProblem::Unknown("presentation")
        } else {
            FileProblem::Unknown("document")
        }
    }
}

fn entry(bytes: &[u8]) -> Entry {
    const STREAM: u8 = 2;
    let units = bytes[..64].chunks_exact(2).map(|unit| u16::from_le_bytes([unit[0], unit[1]]));
    let name: Vec<u16> = units.take_while(|unit| *unit != 0).collect();
    let number = |at: usize| long(bytes, at).unwrap_or(SPECIAL);
    Entry {
        name: String::from_utf16_lossy(&name),
        is_stream: bytes[66] == STREAM,
        links: [number(68), number(72), number(76)],
        start: number(116),
        // The upper half is not set by old programs, and no file that is read is so large.
        size: u64::from(number(120)),
    }
}

fn numbers(bytes: &[u8]) -> Vec<u32> {
    let groups = bytes.chunks_exact(4);
    groups.map(|group| u32::from_le_bytes([group[0], group[1], group[2], group[3]])).collect()
}

fn word(bytes: &[u8], at: usize) -> Option<u16> {
    let found = bytes.get(at..at + 2)?;
    Some(u16::from_le_bytes([found[0], found[1]]))
}

fn long(bytes: &[u8], at: usize) -> Result<u32, FileProblem> {
    let found = bytes.get(at..at + 4).ok_or(DAMAGED)?;
    Ok(u32::from_le_bytes([found[0], found[1], found[2], found[3]]))
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Write as _};

    use super::{DAMAGED, FileProblem, inspect, workbook};

    fn container(streams: &[(&str, usize)]) -> Vec<u8> {
        let file = Cursor::new(Vec::new());
        let version = cfb::Version::V3;
        let mut file = cfb::CompoundFile::create_with_version(version, file).expect("a container");
        for (name, size) in streams {
            if let Some((folder, _)) = name.rsplit_once('/') {
                file.create_storage(folder).expect("a folder");
            }
            let bytes: Vec<u8> = (0..*size).map(|byte| byte.to_le_bytes()[0]).collect();
            file.create_stream(name).expect("a stream").write_all(&bytes).expect("memory");
        }
        file.flush().expect("memory");
        file.into_inner().into_inner()
    }

    #[test]
    fn streams_of_all_sizes_are_found() {
        for size in [0, 1, 64, 4095, 4096, 100_000] {
            let bytes = container(&[("Other", 100), ("Workbook", size), ("Last", 5000)]);
            let stream = workbook(&bytes).expect("it is there");
            assert_eq!(stream.len(), size);
            assert!(stream.iter().zip(0_usize..).all(|(a, b)| *a == b.to_le_bytes()[0]));
        }
        assert!(inspect(&container(&[("BOOK", 10)])).is_ok());
    }

    #[test]
    fn other_documents_are_told_apart() {
        let cases = [
            ("WordDocument", FileProblem::Unknown("word")),
            ("PowerPoint Document", FileProblem::Unknown("presentation")),
            ("EncryptedPackage", FileProblem::Password),
            ("Inner/Workbook", FileProblem::Unknown("document")),
        ];
        for (name, expected) in cases {
            assert_eq!(inspect(&container(&[(name, 10)])), Err(expected), "{name}");
        }
    }

    /// Cut anywhere, and with every number of the tables set to others: the answer is a stream of
    /// the right size or a refusal.
    #[test]
    fn circles_and_cuts_are_damage() {
        let whole = container(&[("Workbook", 6000), ("Small", 200)]);
        let stream = workbook(&whole);
        for length in (0..whole.len()).step_by(97) {
            let found = workbook(&whole[..length]);
            assert!(found.is_err() || found == stream, "{length} bytes");
        }
        for at in (24..whole.len() - 4).step_by(4) {
            for number in [0_u32, 1, 2, 3, 0x7FFF_FFFF, 0xFFFF_FFFF] {
                let mut bytes = whole.clone();
                bytes[at..at + 4].copy_from_slice(&number.to_le_bytes());
                if let Ok(stream) = workbook(&bytes) {
                    assert!(stream.len() <= bytes.len());
                }
            }
        }
        let mut circle = whole;
        let table = 512..1024;
        for (sector, entry) in (0_u32..).zip(circle[table].chunks_exact_mut(4)) {
            entry.copy_from_slice(&sector.to_le_bytes());
        }
        assert_eq!(workbook(&circle), Err(DAMAGED));
    }
}
