//! How the columns of a source lie in a sheet.

use std::collections::BTreeSet;

use indexmap::IndexMap;
use regex::Regex;

use crate::definition::{ColumnOrigin, Level, RowRule, Source, SourceColumn};
use crate::diagnostics::{Diagnostics, Spanned};
use crate::values::fold;

use super::capture::Surroundings;
use super::header::FoundHeader;
use super::headings::Found;
use super::locate::HeaderRow;
use super::raw::RawCell;
use super::unpivot::Unpivoted;
use super::withhold::Guard;

/// Where everything is that is read of a sheet.
#[derive(Debug)]
pub(super) struct Layout<'a> {
    /// The columns of the headings.
    pub(super) table: Vec<u32>,
    /// For each column of the source, where its cells are.
    pub(super) places: Vec<Place>,
    /// Columns in which a blank cell repeats the one above.
    pub(super) fill_down: Vec<u32>,
    /// Rules of `start`.
    pub(super) start: Vec<Rule<'a>>,
    /// Rules of `stop`.
    pub(super) stop: Vec<Rule<'a>>,
    /// Rules of `exclude`.
    pub(super) exclude: Vec<Rule<'a>>,
    /// The column that mixes levels, and the levels.
    pub(super) hierarchy: Option<(u32, &'a [Level])>,
    /// The column with the labels of rows inside of blocks, and those rows.
    pub(super) blocks: Option<(u32, &'a IndexMap<String, Spanned<Regex>>)>,
    /// Headings that hold values.
    pub(super) unpivoted: Unpivoted,
    /// Marks that may stand behind numbers.
    pub(super) footnote_marks: &'a [String],
    /// What is personal.
    pub(super) guard: Guard,
}

/// Where the cells of a column are.
#[derive(Debug)]
pub(super) enum Place {
    /// In a column of the sheet; in which one depends on the combination of `unpivot`.
    Cell {
        /// The column for each combination.
        columns: Vec<Option<u32>>,
        /// The row of the block, where the column does not stand in the first one.
        block: Option<usize>,
    },
    /// The same everywhere.
    Fixed(RawCell),
    /// The name of the level.
    Level,
    /// A group of the pattern of the level.
    LevelGroup(String),
    /// A group of the pattern of `unpivot`.
    UnpivotGroup(usize),
}

/// A condition on a row.
#[derive(Debug, Clone, Copy)]
pub(super) enum Rule<'a> {
    /// The cell of a column fits.
    Cell(u32, &'a Regex),
    /// The first cell that is not blank fits.
    First(&'a Regex),
    /// So many blank rows stand above.
    Blank(u32),
}

impl<'a> Layout<'a> {
    /// Finds the columns of a source below a header. Everything that is not there is reported.
    pub(super) fn find(
        surroundings: Surroundings<'_>,
        source: &'a Source,
        header: &FoundHeader,
        guard: Guard,
        findings: &mut Diagnostics,
    ) -> Option<Self> {
        let pattern = source.unpivot.as_ref().map(|unpivot| &unpivot.pattern);
        let unpivoted = Unpivoted::new(&header.headings, source.unpivot.as_ref());
        let row =
            HeaderRow { name: surroundings.name, row: header.row, headings: &header.headings };
        let search = Search { row, surroundings, source, unpivoted: &unpivoted };
        let mut missing = Diagnostics::default();
        if let (Some(pattern), true) = (pattern, unpivoted.combinations.is_empty()) {
            missing.push(row.not_found(pattern.value.as_str(), pattern.span));
        }
        let places = source.columns.iter().map(|column| search.place(column, &mut missing));
        let places: Vec<Option<Place>> = places.collect();
        let hierarchy = source.hierarchy.as_ref().and_then(|hierarchy| {
            Some((search.required(&hierarchy.heading, &mut missing)?, &*hierarchy.levels))
        });
        let blocks = source.blocks.as_ref().and_then(|blocks| {
            Some((search.required(&blocks.heading, &mut missing)?, &blocks.rows))
        });
        let layout = Self {
            table: columns_of(source, header),
            footnote_marks: &source.footnote_marks,
            places: places.into_iter().flatten().collect(),
            fill_down: search.fill_down(&mut missing),
            start: search.rules(&source.start, &mut missing),
            stop: search.rules(&source.stop, &mut missing),
            exclude: search.rules(&source.exclude, &mut missing),
            hierarchy,
            blocks,
            unpivoted,
            guard,
        };
        let is_whole = missing.is_empty();
        findings.append(missing);
        is_whole.then_some(layout)
    }
}

/// The columns that belong to the table: those with a heading, and those named by their letter.
fn columns_of(source: &Source, header: &FoundHeader) -> Vec<u32> {
    let headed = header.headings.iter().map(|heading| heading.column);
    let lettered = source.columns.iter().filter_map(|column| match &column.origin {
        ColumnOrigin::Letter(letter) => Some(letter.value),
        _ => None,
    });
    let columns: BTreeSet<u32> = headed.chain(lettered).collect();
    columns.into_iter().collect()
}

/// What headings are searched with.
struct Search<'s, 'a> {
    row: HeaderRow<'s>,
    surroundings: Surroundings<'s>,
    source: &'a Source,
    unpivoted: &'s Unpivoted,
}

impl<'a> Search<'_, 'a> {
    fn place(&self, column: &SourceColumn, missing: &mut Diagnostics) -> Option<Place> {
        if let Some(captured) = self.surroundings.capture(column) {
            return missing.keep(captured).map(Place::Fixed);
        }
        let count = self.unpivoted.combinations.len();
        match &column.origin {
            ColumnOrigin::Heading { headings, block } => {
                let rows = self.source.blocks.as_ref().map(|blocks| &blocks.rows);
                let row = |name: &Spanned<String>| rows?.get_index_of(&name.value);
                let block = block.as_ref().and_then(row);
                let columns = self.columns(headings, column.optional, missing)?;
                Some(Place::Cell { columns, block })
            }
            ColumnOrigin::HeadingPattern(pattern) => {
                let row = HeaderRow { headings: &self.unpivoted.others, ..self.row };
                let found = row.find_pattern(pattern, column.optional);
                let column = missing.keep(found)?;
                Some(Place::Cell { columns: vec![column; count], block: None })
            }
            ColumnOrigin::Letter(letter) => {
                let is_there = column.optional || self.has_content(letter.value);
                if !is_there {
                    missing.push(self.row.blank_column(letter));
                }
                let columns = vec![Some(letter.value); count];
                is_there.then_some(Place::Cell { columns, block: None })
            }
            ColumnOrigin::LevelGroup(name) => Some(Place::LevelGroup(name.clone())),
            ColumnOrigin::UnpivotGroup(name) => {
                let group = self.unpivoted.groups.iter().position(|group| group == name);
                Some(group.map_or(Place::Fixed(RawCell::ABSENT), Place::UnpivotGroup))
            }
            _ => Some(Place::Level),
        }
    }

    /// Whether anything stands in a column below the header, or below the header at all.
    fn has_content(&self, column: u32) -> bool {
        let FoundHeader { data_from, until, .. } = self.surroundings.header;
        let rows = self.surroundings.grid.rows().iter();
        let rows = || rows.clone().filter(|row| (*data_from..*until).contains(&row.number));
        rows().next().is_none() || rows().any(|row| !row.cell(column).is_blank())
    }

    /// Returns for each combination of `unpivot` the column with one of some headings.
    fn columns(
        &self,
        headings: &[Spanned<String>],
        is_optional: bool,
        missing: &mut Diagnostics,
    ) -> Option<Vec<Option<u32>>> {
        let count = self.unpivoted.combinations.len();
        if self.source.unpivot.is_some() && self.unpivoted.has(headings) {
            return self.unpivoted_columns(headings, is_optional, missing);
        }
        let row = HeaderRow { headings: &self.unpivoted.others, ..self.row };
        let found = if is_optional { row.find(headings) } else { row.require(headings).map(Some) };
        missing.keep(found).map(|column| vec![column; count])
    }

    /// The spelling of a heading may differ from combination to combination.
    fn unpivoted_columns(
        &self,
        headings: &[Spanned<String>],
        is_optional: bool,
        missing: &mut Diagnostics,
    ) -> Option<Vec<Option<u32>>> {
        let mut columns = Vec::new();
        let mut lacking = Vec::new();
        for combination in &self.unpivoted.combinations {
            match combination.find(headings) {
                Found::One(column) => columns.push(Some(column)),
                Found::Nothing => {
                    lacking.push(combination);
                    columns.push(None);
                }
                Found::Several { columns, variants } => {
                    let found: Vec<_> = variants.iter().map(|index| &headings[*index]).collect();
                    missing.push(self.row.ambiguous(&found, &columns));
                }
            }
        }
        if let (false, false, [first, ..]) = (lacking.is_empty(), is_optional, headings) {
            missing.push(self.row.not_everywhere(first, &lacking));
            return None;
        }
        (columns.len() == self.unpivoted.combinations.len()).then_some(columns)
    }

    fn required(&self, heading: &Spanned<String>, missing: &mut Diagnostics) -> Option<u32> {
        missing.keep(self.row.require(&self.spellings(heading)))
    }

    /// Returns a heading with its other spellings, which the column or the header lists that knows
    /// this one.
    fn spellings(&self, heading: &Spanned<String>) -> Vec<Spanned<String>> {
        let folded = fold(&heading.value);
        let of_columns = self.source.columns.iter().filter_map(|column| match &column.origin {
            ColumnOrigin::Heading { headings, .. } => {
                Some(headings.iter().map(|text| text.value.as_str()).collect())
            }
            _ => None,
        });
        let contains = self.source.header.contains.iter();
        let of_header = contains.map(|texts| texts.value.iter().map(String::as_str).collect());
        let mut lists = of_columns.chain(of_header);
        let known: Option<Vec<&str>> =
            lists.find(|list: &Vec<&str>| list.iter().any(|text| fold(text) == folded));
        let others = known.into_iter().flatten().filter(|text| fold(text) != folded);
        let others = others.map(|text| Spanned::new(text.to_owned(), heading.span));
        std::iter::once(heading.clone()).chain(others).collect()
    }

    fn rules(&self, rules: &'a [RowRule], missing: &mut Diagnostics) -> Vec<Rule<'a>> {
        let rule = |rule: &'a RowRule| match rule {
            RowRule::Cell { heading, pattern } => {
                let column = self.required(heading, missing)?;
                Some(Rule::Cell(column, &pattern.value))
            }
            RowRule::First(pattern) => Some(Rule::First(&pattern.value)),
            RowRule::Blank(count) => Some(Rule::Blank(*count)),
        };
        rules.iter().filter_map(rule).collect()
    }

    /// A heading of `fill_down` may be absent where it is that of an optional column.
    fn fill_down(&self, missing: &mut Diagnostics) -> Vec<u32> {
        let optional = self.source.columns.iter().filter(|column| column.optional);
        let optional: Vec<String> = optional
            .flat_map(|column| match &column.origin {
                ColumnOrigin::Heading { headings, .. } => headings.as_slice(),
                _ => &[],
            })
            .map(|heading| fold(&heading.value))
            .collect();
        let mut columns = Vec::new();
        for heading in &self.source.fill_down {
            let variants = self.spellings(heading);
            let found = if optional.contains(&fold(&heading.value)) {
                self.row.find(&variants)
            } else {
                self.row.require(&variants).map(Some)
            };
            columns.extend(missing.keep(found).flatten());
        }
        columns
    }
}
