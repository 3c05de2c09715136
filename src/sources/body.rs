//! The rows below a header: which of them are data, and what each of them means.

use std::collections::BTreeMap;

use crate::diagnostics::{Code, Diagnostic, Diagnostics, Excerpt, Location};

use super::content::Content;
use super::grid::{Grid, GridRow};
use super::header::FoundHeader;
use super::layout::{Layout, Rule};
use super::raw::{ExclusionReason, RawRow};
use super::record::{LevelFound, Record};
use super::sheet::SheetName;
use super::withhold::{Guard, Seen};

/// What was read below a header.
#[derive(Debug, Default)]
pub(super) struct Body {
    /// The rows of the source.
    pub(super) rows: Vec<RawRow>,
    /// Rows left out.
    pub(super) excluded: Vec<(u32, ExclusionReason)>,
    /// The last row that was taken for one of data.
    pub(super) last: Option<u32>,
    misplaced: Vec<Misplaced>,
}

/// A row that has no place in the hierarchy or in a block.
#[derive(Debug)]
struct Misplaced {
    at: (u32, u32),
    label: String,
    attribute: &'static str,
}

/// What a row of the sheet is.
enum RowKind {
    Blank,
    Data,
    Left(ExclusionReason),
}

/// Reads the rows of a table. Nothing where it has rules of `start` and no row fits one of them.
pub(super) fn read(layout: &Layout<'_>, grid: &Grid, header: &FoundHeader) -> Option<Body> {
    let (body, filled, seen) = (Body::default(), BTreeMap::new(), Seen::default());
    let mut reader = Reader { layout, body, filled, open: None, seen };
    let mut last_content = None;
    let mut stopped = None;
    let mut has_begun = layout.start.is_empty();
    let data = header.data_from..header.until;
    let rows = grid.all_rows().into_iter().filter(|(row, _)| data.contains(&row.number));
    for (row, is_passed) in rows {
        let blank_above = last_content.map_or(0, |last| row.number - last - 1);
        has_begun =
            has_begun || layout.start.iter().any(|rule| rule.fits(layout, row, blank_above));
        let kind = match stopped {
            Some(_) if first_content(row).is_none() => RowKind::Blank,
            Some(reason) => RowKind::Left(reason),
            None if !has_begun && first_content(row).is_none() => RowKind::Blank,
            None if !has_begun => RowKind::Left(ExclusionReason::BeforeStart),
            None => reader.kind(row, blank_above),
        };
        match kind {
            RowKind::Blank => continue,
            RowKind::Data if is_passed => reader.pass_over(row),
            RowKind::Data => {
                reader.body.last = Some(row.number);
                reader.data(row);
            }
            RowKind::Left(reason) => {
                stopped = matches!(reason, ExclusionReason::Stopped(_)).then_some(reason);
                if !is_passed {
                    reader.body.excluded.push((row.number, reason));
                }
            }
        }
        last_content = Some(row.number);
    }
    reader.close();
    has_begun.then_some(reader.body)
}

/// Returns the first cell of a row that is not blank.
fn first_content(row: &GridRow) -> Option<&Content> {
    row.cells().iter().map(|(_, content)| content).find(|content| !content.is_blank())
}

impl Layout<'_> {
    /// Whether a row has nothing in the columns of the table.
    fn is_blank(&self, row: &GridRow) -> bool {
        self.table.iter().all(|column| row.cell(*column).is_blank())
    }
}

impl Rule<'_> {
    /// Whether a row fits. Blank rows directly below the header end nothing, and are not among
    /// those that stand `blank_above`.
    fn fits(&self, layout: &Layout<'_>, row: &GridRow, blank_above: u32) -> bool {
        match self {
            Self::Cell(column, pattern) => pattern.is_match(&row.cell(*column).text()),
            Self::First(pattern) => {
                first_content(row).is_some_and(|first| pattern.is_match(&first.text()))
            }
            Self::Blank(count) => !layout.is_blank(row) && blank_above >= *count,
        }
    }
}

struct Reader<'l, 'g> {
    layout: &'l Layout<'l>,
    body: Body,
    filled: BTreeMap<u32, &'g GridRow>,
    open: Option<Record<'g>>,
    seen: Seen,
}

impl<'g> Reader<'_, 'g> {
    fn kind(&self, row: &GridRow, blank_above: u32) -> RowKind {
        let layout = self.layout;
        let fits = |rule: &Rule<'_>| rule.fits(layout, row, blank_above);
        if let Some(rule) = layout.stop.iter().position(fits) {
            RowKind::Left(ExclusionReason::Stopped(rule))
        } else if let Some(rule) = layout.exclude.iter().position(fits) {
            RowKind::Left(ExclusionReason::Excluded(rule))
        } else if layout.is_blank(row) {
            RowKind::Blank
        } else {
            RowKind::Data
        }
    }

    /// Passes over a row of data. The rows below it may go on with its values where their own cells
    /// are blank, and do not belong to the block above it where it begins another one.
    fn pass_over(&mut self, row: &'g GridRow) {
        let is_inner = self.layout.blocks.is_some_and(|(column, block_rows)| {
            let label = row.cell(column).text();
            block_rows.values().any(|pattern| pattern.value.is_match(&label))
        });
        if !is_inner {
            self.close();
            self.fill_from(row);
        }
    }

    /// Takes note of the values that blank cells below may repeat.
    fn fill_from(&mut self, row: &'g GridRow) {
        for column in &self.layout.fill_down {
            if !row.cell(*column).is_blank() {
                self.filled.insert(*column, row);
            }
        }
    }

    fn data(&mut self, row: &'g GridRow) {
        let Some((column, block_rows)) = self.layout.blocks else {
            return self.begin(row, 0);
        };
        let label = row.cell(column).text();
        let inner = block_rows.values().position(|pattern| pattern.value.is_match(&label));
        let Some(inner) = inner else {
            return self.begin(row, block_rows.len());
        };
        let attribute = match self.open.as_mut().map(|record| &mut record.block_rows[inner]) {
            Some(place @ None) => {
                *place = Some(row);
                return;
            }
            Some(Some(_)) => "repeated",
            None => "no-block",
        };
        let (at, label) = ((row.number, column), label.into_owned());
        self.body.misplaced.push(Misplaced { at, label, attribute });
    }

    /// Begins a record, which ends the one before.
    fn begin(&mut self, row: &'g GridRow, block_rows: usize) {
        self.close();
        self.fill_from(row);
        let mut record = Record {
            first: row,
            block_rows: vec![None; block_rows],
            filled: self.filled.clone(),
            level: None,
        };
        if let Some((column, levels)) = self.layout.hierarchy {
            let (content, at) = record.cell(column);
            let label = content.text();
            let found = LevelFound::first(levels, &label, at);
            if found.is_none() {
                let label = label.into_owned();
                let attribute = "label";
                self.body.misplaced.push(Misplaced { at, label, attribute });
            }
            record.level = found;
        }
        self.open = Some(record);
    }

    /// Ends the record that is open, which gives a row for each combination of `unpivot`.
    fn close(&mut self) {
        let Some(record) = self.open.take() else {
            return;
        };
        // Reported when it began.
        if self.layout.hierarchy.is_some() && record.level.is_none() {
            return;
        }
        for combination in 0..self.layout.unpivoted.combinations.len() {
            let guard = &self.layout.guard;
            let raw_cell = |(index, place)| {
                let cell = record.raw_cell(self.layout, place, combination);
                guard.pass(index, place, cell, &mut self.seen)
            };
            let cells = self.layout.places.iter().enumerate().map(raw_cell).collect();
            self.body.rows.push(RawRow { row: record.first.number, cells });
        }
    }
}

impl Body {
    /// Returns one finding for all rows without a place of one kind, showing the first few.
    pub(super) fn findings(&self, name: &SheetName, guard: &Guard) -> Diagnostics {
        const SHOWN: usize = 3;
        let of_kind = |(attribute, kind, help)| {
            let rows: Vec<&Misplaced> =
                self.misplaced.iter().filter(|row| row.attribute == attribute).collect();
            let diagnostic = Diagnostic::error(Code::UnknownLevel)
                .with("kind", kind)
                .with("sheet", name.to_string())
                .with_count("count", rows.len())
                .help(help);
            let labelled = |diagnostic: Diagnostic, row: &&Misplaced| {
                let rows = vec![(row.at.0, vec![guard.label(row.at.1, &row.label)])];
                let excerpt = Excerpt { columns: vec![row.at.1], rows };
                let cell = name.cell(row.at.0, row.at.1);
                diagnostic.labelled(Location::Cell(cell, Some(excerpt)), attribute)
            };
            let finding = rows.iter().take(SHOWN).fold(diagnostic, labelled);
            (!rows.is_empty()).then_some(finding)
        };
        [
            ("label", "level", "help"),
            ("no-block", "block", "help-block"),
            ("repeated", "block", "help-block"),
        ]
        .into_iter()
        .filter_map(of_kind)
        .collect()
    }
}
