//! The headings of a header: the texts of its rows joined column by column.

use std::collections::BTreeSet;

use crate::diagnostics::Excerpt;
use crate::values::fold;

use super::content::{Content, single_blanks};
use super::grid::Grid;
use super::personal::{self, HIDDEN};

/// A heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Heading {
    /// Its column.
    pub(super) column: u32,
    /// Its text, joined over the rows of the header.
    pub(super) text: String,
    /// The same as it is compared.
    folded: String,
    /// The text of the last row alone as it is compared.
    folded_last: String,
    /// The texts of its rows that are not blank.
    pieces: Vec<String>,
}

/// What looking for a heading has given.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Found {
    /// Its column.
    One(u32),
    /// Several columns that fit.
    Several {
        /// The columns.
        columns: Vec<u32>,
        /// Which of the wanted headings stand there, by index.
        variants: Vec<usize>,
    },
    /// None.
    Nothing,
}

impl Heading {
    fn new(column: u32, pieces: &[String], join: &str) -> Self {
        let present: Vec<&str> =
            pieces.iter().map(String::as_str).filter(|piece| !piece.is_empty()).collect();
        let text = present.join(join);
        let folded = fold(&text);
        let folded_last = pieces.last().map(|last| fold(last)).unwrap_or_default();
        let pieces = present.into_iter().map(str::to_owned).collect();
        Self { column, text, folded, folded_last, pieces }
    }

    /// A heading that is not to be seen.
    pub(super) fn hidden(column: u32) -> Self {
        Self::new(column, &[HIDDEN.to_owned()], "")
    }

    /// Returns the heading for messages. The rows that were taken for the header may be rows of
    /// data: then it names people, and they are not shown.
    pub(super) fn shown(&self) -> String {
        let shown = shown_pieces(&self.pieces);
        if shown == self.pieces { self.text.clone() } else { shown.join(" › ") }
    }

    /// Whether it is the heading of a personal column.
    pub(super) fn is_personal(&self) -> bool {
        personal::is_personal(&self.pieces)
    }

    /// Whether one of its texts shows that the row is about a person.
    pub(super) fn is_of_person(&self) -> bool {
        self.pieces.iter().any(|piece| personal::is_of_person(piece))
    }

    /// Whether one of its texts could be a part of a name.
    pub(super) fn may_be_name(&self) -> bool {
        self.pieces.iter().any(|piece| personal::is_name_or_part(piece))
    }

    /// Whether the joined heading is this text (already folded).
    pub(super) fn is(&self, folded: &str) -> bool {
        self.folded == folded
    }

    /// Whether the joined heading or its last row is this text (already folded).
    pub(super) fn ends_in(&self, folded: &str) -> bool {
        self.folded == folded || self.folded_last == folded
    }
}

/// Hides the pieces of a heading that name people, and whatever stands below a personal heading
/// without being one.
fn shown_pieces(pieces: &[String]) -> Vec<String> {
    let mut is_below = false;
    let shown = |piece: &String| {
        let is_heading = personal::is_personal_text(piece);
        let hides = is_below && !is_heading;
        is_below |= is_heading;
        if hides { HIDDEN.to_owned() } else { personal::shown(piece) }
    };
    pieces.iter().map(shown).collect()
}

/// Looks for a heading of which some variants are known: first for the joined text of any of them,
/// then for the text of the last row.
pub(super) fn find<'w>(headings: &[Heading], wanted: impl IntoIterator<Item = &'w str>) -> Found {
    let wanted: Vec<String> = wanted.into_iter().map(fold).collect();
    let by = |fits: fn(&Heading, &str) -> bool| {
        let variant = |heading: &Heading| wanted.iter().position(|text| fits(heading, text));
        let fitting =
            headings.iter().filter_map(|heading| Some((heading.column, variant(heading)?)));
        Found::new(fitting.collect())
    };
    match by(Heading::is) {
        Found::Nothing => by(Heading::ends_in),
        found => found,
    }
}

impl Found {
    /// Sums up the columns that fit, each with the index of the variant it has.
    pub(super) fn new(fitting: Vec<(u32, usize)>) -> Self {
        match fitting[..] {
            [] => Self::Nothing,
            [(column, _)] => Self::One(column),
            _ => {
                let variants: BTreeSet<usize> = fitting.iter().map(|(_, index)| *index).collect();
                let columns = fitting.into_iter().map(|(column, _)| column).collect();
                Self::Several { columns, variants: variants.into_iter().collect() }
            }
        }
    }
}

/// Returns a piece of the header to draw: a heading with a few to its left and right.
pub(super) fn excerpt(headings: &[Heading], row: u32, column: u32) -> Excerpt {
    const SHOWN: usize = 5;
    let index = headings.iter().position(|heading| heading.column == column).unwrap_or(0);
    let first = index.saturating_sub(SHOWN / 2).min(headings.len().saturating_sub(SHOWN));
    let shown = headings.iter().skip(first).take(SHOWN);
    let (columns, texts) = shown.map(|heading| (heading.column, heading.shown())).unzip();
    Excerpt { columns, rows: vec![(row, texts)] }
}

/// Joins the rows `top` to `bottom` of a sheet.
///
/// A merged cell of an upper row holds its text in its first column only. The columns to the right
/// of it that are blank there and have a heading below belong to it; a cell that is merged
/// downwards has no heading below and is not spread.
pub(super) fn join(grid: &Grid, top: u32, bottom: u32, joint: &str) -> Vec<Heading> {
    let texts: Vec<Vec<(u32, String)>> = (top..=bottom).map(|row| row_texts(grid, row)).collect();
    let columns: BTreeSet<u32> = texts.iter().flatten().map(|(column, _)| *column).collect();
    let columns: Vec<u32> = columns.into_iter().collect();
    let mut table: Vec<Vec<String>> = texts.into_iter().map(|row| spread(row, &columns)).collect();
    fill_from_left(&mut table);
    let pieces = |index: usize| table.iter().map(|row| row[index].clone()).collect::<Vec<_>>();
    let headings = columns.iter().enumerate();
    headings.map(|(index, column)| Heading::new(*column, &pieces(index), joint)).collect()
}

/// Returns the cells of a row that are not blank. Words divided at the end of a line are joined.
fn row_texts(grid: &Grid, row: u32) -> Vec<(u32, String)> {
    let cells = grid.row(row).into_iter().flat_map(|row| row.cells());
    let text = |content: &Content| match content {
        Content::Text(text) => {
            let joined = text.replace("-\r\n", "").replace("-\n", "").replace('\u{ad}', "");
            single_blanks(&joined).into_owned()
        }
        content => content.text().into_owned(),
    };
    let texts = cells.map(|(column, content)| (*column, text(content)));
    texts.filter(|(_, text)| !text.is_empty()).collect()
}

fn spread(row: Vec<(u32, String)>, columns: &[u32]) -> Vec<String> {
    let mut texts = vec![String::new(); columns.len()];
    for (column, text) in row {
        if let Ok(index) = columns.binary_search(&column) {
            texts[index] = text;
        }
    }
    texts
}

fn fill_from_left(table: &mut [Vec<String>]) {
    let width = table.first().map_or(0, Vec::len);
    // Of each column, the columns in which the groups above it begin.
    let mut groups: Vec<Vec<usize>> = vec![Vec::new(); width];
    for row in 0..table.len().saturating_sub(1) {
        let mut opener: Option<usize> = None;
        for column in 0..width {
            let has_heading_below = table[row + 1..].iter().any(|below| !below[column].is_empty());
            if !table[row][column].is_empty() {
                opener = has_heading_below.then_some(column);
            } else if !has_heading_below {
                opener = None;
            } else if let Some(start) =
                opener.filter(|start| groups[*start][..row] == groups[column])
            {
                table[row][column] = table[row][start].clone();
            } else {
                opener = None;
            }
            groups[column].push(opener.unwrap_or(column));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Found, find, join};
    use crate::sources::content::Content;
    use crate::sources::grid::{Grid, GridBuilder};

    fn grid(rows: &[&[&str]]) -> Grid {
        let mut builder = GridBuilder::default();
        for (row, cells) in (0..).zip(rows) {
            for (column, text) in (0..).zip(*cells).filter(|(_, text)| !text.is_empty()) {
                builder.push((row, column), Content::Text((*text).into())).expect("a small sheet");
            }
        }
        builder.finish()
    }

    #[track_caller]
    fn check(rows: &[&[&str]], expected: &[&str]) {
        let last = u32::try_from(rows.len() - 1).expect("a small sheet");
        let headings = join(&grid(rows), 0, last, " › ");
        let texts: Vec<&str> = headings.iter().map(|heading| heading.text.as_str()).collect();
        assert_eq!(texts, expected);
    }

    #[test]
    fn merged_headings_reach_their_columns() {
        check(&[&["Код", "", "ОУ"]], &["Код", "ОУ"]);
        check(
            &[&["Код", "Балл", "", "Примечание"], &["", "мин", "макс", ""]],
            &["Код", "Балл › мин", "Балл › макс", "Примечание"],
        );
        // The text over the second column is not in the merged cell to its left.
        check(&[&["№", "", "Балл"], &["", "Логин", "мин"]], &["№", "Логин", "Балл › мин"]);
        check(
            &[
                &["Математика", "", "", "Русский язык", ""],
                &["Участники", "Балл", "", "", ""],
                &["", "мин", "макс", "мин", "макс"],
            ],
            &[
                "Математика › Участники",
                "Математика › Балл › мин",
                "Математика › Балл › макс",
                "Русский язык › мин",
                "Русский язык › макс",
            ],
        );
    }

    #[test]
    fn headings_are_found_by_their_whole_or_last_text() {
        let rows: [&[&str]; 2] =
            [&["Наимено-\nвание ОО", "РУ", "", "МА", ""], &["", "балл", "№", "балл", "место"]];
        let headings = join(&grid(&rows), 0, 1, " › ");
        assert_eq!(find(&headings, ["наименование  оо"]), Found::One(0));
        assert_eq!(find(&headings, ["МА › балл"]), Found::One(3));
        assert_eq!(find(&headings, ["место"]), Found::One(4));
        assert_eq!(find(&headings, ["сумма"]), Found::Nothing);
        let several = |columns: &[u32], variants: &[usize]| Found::Several {
            columns: columns.to_vec(),
            variants: variants.to_vec(),
        };
        assert_eq!(find(&headings, ["сумма", "Балл"]), several(&[1, 3], &[1]));
        assert_eq!(find(&headings, ["место", "Балл"]), several(&[1, 3, 4], &[0, 1]));
        // A joined heading goes before the last row of others.
        assert_eq!(find(&headings, ["Балл", "МА › балл"]), Found::One(3));
    }
}
