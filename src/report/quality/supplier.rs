//! Whose data a case is about: the supplier of the row in which its cell stands, or of the file,
//! where all rows of it are of one supplier.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use crate::definition::{Definition, Source, TableBase};
use crate::expressions::Rows as _;
use crate::report::subject::key_text;
use crate::tables::{Table, Tables};

use super::entry::Entry;

/// What is known of a row: key of the supplier, and period.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
struct Owner {
    supplier: Option<Arc<str>>,
    period: Option<Arc<str>>,
}

impl Owner {
    /// Joins what two sources say of one row; a row that is of two suppliers is of none.
    fn joined(self, other: Self) -> Option<Self> {
        match (&self.supplier, &other.supplier) {
            (Some(one), Some(another)) if one != another => None,
            (None, Some(_)) => Some(other),
            _ => Some(self),
        }
    }
}

/// The rows of one sheet: of most it is known for certain whose they are; a cell that stands above
/// a row, such as a title or a value filled down, belongs to somebody only if all agree.
#[derive(Debug, Default)]
struct SheetOwners {
    rows: HashMap<u32, Option<Owner>>,
    above: HashMap<u32, Option<Owner>>,
}

/// Whose each row of the files is that have findings.
#[derive(Debug, Default)]
pub(super) struct Suppliers {
    sheets: HashMap<(Arc<str>, Arc<str>), SheetOwners>,
    /// The only owner of all rows of a file.
    files: HashMap<Arc<str>, Option<Owner>>,
    labels: HashMap<Arc<str>, Arc<str>>,
}

/// Column, value and period to the key; nothing where two suppliers share a value.
type Names = HashMap<(usize, Arc<str>, Arc<str>), Option<Arc<str>>>;

/// How rows name a supplier.
struct Naming<'a> {
    key: &'a str,
    by: &'a [String],
    names: Names,
}

impl Suppliers {
    /// Finds the owners of rows of all files that entries are about.
    pub(super) fn find(definition: &Definition, tables: &Tables, entries: &[Entry]) -> Self {
        let mut suppliers = Self::default();
        let Some(rules) = &definition.quality else { return suppliers };
        let dimension = &definition.dimensions[rules.supplier.0];
        let Some(register) = &dimension.register else { return suppliers };
        let naming = Naming::new(&dimension.key, &rules.by, tables.get(register.table));
        suppliers.add_labels(&dimension.key, register.label.as_deref(), tables.get(register.table));
        let wanted: HashSet<&str> = entries.iter().map(|entry| &*entry.file).collect();
        for (index, table) in tables.iter().enumerate() {
            if matches!(definition.tables[index].base, TableBase::Source(_)) {
                suppliers.add(table, &naming, &wanted);
            }
        }
        for (source, quality) in definition.sources.iter().zip(tables.qualities()) {
            for used in quality.files.iter().filter(|used| wanted.contains(&*used.file)) {
                // A file without rows has nothing but its path.
                if !suppliers.files.contains_key(&used.file) {
                    let owner = naming.owner_by_path(source, &used.file);
                    suppliers.files.insert(Arc::clone(&used.file), owner);
                }
            }
        }
        suppliers
    }

    /// The newest name of each supplier; registers follow each other by period.
    fn add_labels(&mut self, key: &str, label: Option<&str>, register: &Table) {
        let mut newest: HashMap<Arc<str>, Option<Arc<str>>> = HashMap::new();
        for row in 0..register.row_count() {
            let text = |name: &str| key_text(&register.column(name)?.value(row));
            let (Some(key), Some(label)) = (text(key), label.and_then(text)) else { continue };
            let period = text("period");
            let known = newest.entry(Arc::clone(&key)).or_default();
            if *known <= period {
                *known = period;
                self.labels.insert(key, label);
            }
        }
    }

    fn add(&mut self, table: &Table, naming: &Naming<'_>, wanted: &HashSet<&str>) {
        let names: Vec<&str> = table.column_names().collect();
        for row in 0..table.row_count() {
            let Some(begin) = table.row_begin(row) else { continue };
            if !wanted.contains(&*begin.file) {
                continue;
            }
            let owner = naming.owner(table, row);
            let of_file = self.files.entry(Arc::clone(&begin.file)).or_insert(Some(owner.clone()));
            if of_file.as_ref().is_some_and(|known| *known != owner) {
                *of_file = None;
            }
            let sheet = self.sheets.entry((begin.file, begin.sheet)).or_default();
            let rows = names.iter().filter_map(|name| table.origin(name, row));
            for row in rows.map(|cell| cell.row).filter(|row| *row != begin.row) {
                let above = sheet.above.entry(row).or_insert(Some(owner.clone()));
                if above.as_ref().is_some_and(|known| *known != owner) {
                    *above = None;
                }
            }
            let known = sheet.rows.entry(begin.row).or_insert_with(|| Some(owner.clone()));
            *known = known.take().and_then(|known| known.joined(owner));
        }
    }

    /// Writes supplier and period into the entries.
    pub(super) fn mark(&self, entries: &mut [Entry]) {
        for entry in entries {
            let Some(owner) = self.owner(entry) else { continue };
            entry.supplier_label =
                owner.supplier.as_ref().and_then(|key| self.labels.get(key)).cloned();
            entry.supplier.clone_from(&owner.supplier);
            entry.period.clone_from(&owner.period);
        }
    }

    fn owner(&self, entry: &Entry) -> Option<&Owner> {
        let (file, sheet, row) = match (&entry.row_of, entry.row) {
            (Some(cell), _) => (&cell.file, &cell.sheet, cell.row),
            (None, Some(row)) => (&entry.file, &entry.sheet, row),
            (None, None) => return self.files.get(&entry.file)?.as_ref(),
        };
        let sheet = self.sheets.get(&(Arc::clone(file), Arc::clone(sheet)))?;
        sheet.rows.get(&row).or_else(|| sheet.above.get(&row))?.as_ref()
    }
}

impl<'a> Naming<'a> {
    fn new(key: &'a str, by: &'a [String], register: &Table) -> Self {
        let mut names = Names::new();
        for row in 0..register.row_count() {
            let text = |name: &str| key_text(&register.column(name)?.value(row));
            let (Some(key), Some(period)) = (text(key), text("period")) else { continue };
            for (index, name) in by.iter().enumerate() {
                let Some(value) = text(name) else { continue };
                let place = (index, value, Arc::clone(&period));
                let known = names.entry(place).or_insert_with(|| Some(Arc::clone(&key)));
                if known.as_ref().is_some_and(|known| *known != key) {
                    *known = None;
                }
            }
        }
        Self { key, by, names }
    }

    /// Whose a row is.
    fn owner(&self, table: &Table, row: usize) -> Owner {
        self.owner_by(|name| key_text(&table.column(name)?.value(row)))
    }

    /// Whose a file is by the captures of its path.
    fn owner_by_path(&self, source: &Source, path: &str) -> Option<Owner> {
        let captures = source.files.iter().find_map(|files| files.value.captures_of(path))?;
        let text = |name: &str| -> Option<Arc<str>> {
            let found = captures.iter().find(|(known, _)| known == name)?;
            Some(found.1.as_str().into())
        };
        Some(self.owner_by(text))
    }

    /// By the key, or by another column of the register of the same period.
    fn owner_by(&self, text: impl Fn(&str) -> Option<Arc<str>>) -> Owner {
        let period = text("period");
        let named = |(index, name): (usize, &String)| {
            let place = (index, text(name)?, period.clone()?);
            self.names.get(&place)?.clone()
        };
        let supplier = text(self.key).or_else(|| self.by.iter().enumerate().find_map(named));
        Owner { supplier, period }
    }
}
