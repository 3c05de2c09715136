//! The workbooks that are read: a large table, the shipped sample, and small tables with a value
//! far away from them.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use rust_xlsxwriter::{Format, Workbook, Worksheet, XlsxError};

/// What is written in a file, and how it is described to the program.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Columns of all types.
    Table,
    /// The sample of this repository.
    Sample,
    /// Numbers below headings, and a value far below or far to the right.
    Sparse,
}

impl Kind {
    pub(crate) const ALL: [Self; 3] = [Self::Table, Self::Sample, Self::Sparse];

    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Table => "table",
            Self::Sample => "sample",
            Self::Sparse => "sparse",
        }
    }
}

/// A file, or a folder with several.
pub(crate) struct File {
    pub(crate) name: String,
    pub(crate) kind: Kind,
    pub(crate) path: PathBuf,
    /// Cells or rows that every reader has to find.
    pub(crate) least: usize,
}

impl File {
    pub(crate) fn read(&self) -> io::Result<Vec<Vec<u8>>> {
        read(&self.path)
    }
}

/// Columns of the tables.
pub(crate) const COLUMNS: u16 = 20;

/// Writes what is not there yet.
pub(crate) fn write(folder: &Path, root: &Path, rows: u32) -> io::Result<Vec<File>> {
    let save = |name: &str, build: &dyn Fn(&mut Worksheet) -> Result<(), XlsxError>| {
        let mut workbook = Workbook::new();
        let path = folder.join(name);
        build(workbook.add_worksheet())
            .and_then(|()| workbook.save(&path))
            .map_err(io::Error::other)?;
        Ok::<_, io::Error>(path)
    };
    let table = save("table.xlsx", &|sheet| table(sheet, rows))?;
    let low = save("low.xlsx", &|sheet| {
        numbers(sheet, 100, COLUMNS)?;
        sheet.write(1_048_575, 0, 1).map(|_| ())
    })?;
    let wide = save("wide.xlsx", &|sheet| {
        numbers(sheet, 5000, 1)?;
        sheet.write(0, 16_383, "здесь").map(|_| ())
    })?;
    let file = |name: &str, kind, path, least| File { name: name.to_owned(), kind, path, least };
    Ok(vec![
        file(&format!("{rows} × {COLUMNS} cells"), Kind::Table, table, rows as usize),
        file("the shipped sample", Kind::Sample, root.join("inputs"), 1),
        file("100 × 20, one value in the last row", Kind::Sparse, low, 100),
        file("5000 × 1, one value in the last column", Kind::Sparse, wide, 5000),
    ])
}

/// Reads a workbook, or all of a folder and its folders.
pub(crate) fn read(path: &Path) -> io::Result<Vec<Vec<u8>>> {
    if !path.is_dir() {
        return Ok(vec![fs::read(path)?]);
    }
    let mut books = Vec::new();
    for entry in fs::read_dir(path)? {
        let path = entry?.path();
        if path.is_dir() || path.extension().is_some_and(|ending| ending == "xlsx") {
            books.extend(read(&path)?);
        }
    }
    Ok(books)
}

fn numbers(sheet: &mut Worksheet, rows: u32, columns: u16) -> Result<(), XlsxError> {
    for column in 0..columns {
        sheet.write(0, column, format!("Столбец {column}"))?;
        for row in 1..=rows {
            sheet.write(row, column, row)?;
        }
    }
    Ok(())
}

/// Codes, names, days, shares, words and numbers.
fn table(sheet: &mut Worksheet, rows: u32) -> Result<(), XlsxError> {
    let [code, day, share] =
        ["000000", "dd.mm.yyyy", "0.0%"].map(|code| Format::new().set_num_format(code));
    let words = ["да", "нет", "не определено", "МБОУ", "лицей", "гимназия", "базовый уровень"];
    for column in 0..COLUMNS {
        sheet.write(0, column, format!("Столбец {column}"))?;
    }
    for row in 1..=rows {
        sheet.write_with_format(row, 0, row, &code)?;
        sheet.write(row, 1, format!("МБОУ «Средняя школа № {}»", row % 200))?;
        sheet.write(row, 2, format!("Участник {row}"))?;
        sheet.write_with_format(row, 3, 45_000 + row % 365, &day)?;
        for column in 4..8 {
            let part = f64::from(row % 1000) / 1000.0;
            sheet.write_with_format(row, column, part, &share)?;
        }
        for column in 8..12 {
            sheet.write(row, column, words[(row as usize + usize::from(column)) % words.len()])?;
        }
        for column in 12..16 {
            sheet.write(row, column, row % 40 + u32::from(column))?;
        }
        for column in 16..COLUMNS {
            sheet.write(row, column, f64::from(row) / f64::from(column))?;
        }
    }
    Ok(())
}
