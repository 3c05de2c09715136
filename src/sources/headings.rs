//! The headings of a header: the texts of its rows joined column by column.

use std::cell::OnceCell;
use std::collections::BTreeSet;

use crate::diagnostics::Excerpt;
use crate::values::{fold, may_fold_to};

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
    /// The same as it is compared, once somebody had to know.
    folded: OnceCell<String>,
    /// The text of the last row alone.
    last: String,
    /// The same as it is compared.
    folded_last: OnceCell<String>,
    /// The texts of its rows that are not blank.
    pieces: Vec<String>,
    /// Where each of them begins in the joined text, and its cell.
    places: Vec<(usize, Place)>,
}

/// Row and column of a cell.
pub(super) type Place = (u32, u32);

/// A text of the header, over each column it belongs to.
#[derive(Debug, Clone, Default)]
struct Piece {
    text: String,
    place: Place,
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
    fn new(column: u32, rows: &[Piece], join: &str) -> Self {
        let (mut text, mut pieces, mut places) = (String::new(), Vec::new(), Vec::new());
        for piece in rows.iter().filter(|piece| !piece.text.is_empty()) {
            if !text.is_empty() {
                text.push_str(join);
            }
            places.push((text.len(), piece.place));
            text.push_str(&piece.text);
            pieces.push(piece.text.clone());
        }
        let last = rows.last().map(|piece| piece.text.clone()).unwrap_or_default();
        let (folded, folded_last) = (OnceCell::new(), OnceCell::new());
        Self { column, text, folded, last, folded_last, pieces, places }
    }

    /// Returns the cell in which a piece of the joined text stands, by the place of its first byte.
    pub(super) fn cell_at(&self, byte: usize) -> Option<Place> {
        let before = self.places.iter().take_while(|(start, _)| *start <= byte);
        before.last().map(|(_, place)| *place)
    }

    /// A heading that is not to be seen.
    pub(super) fn hidden(column: u32) -> Self {
        let piece = Piece { text: HIDDEN.to_owned(), place: (0, column) };
        Self { places: Vec::new(), ..Self::new(column, &[piece], "") }
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
        may_fold_to(&self.text, folded) && self.folded.get_or_init(|| fold(&self.text)) == folded
    }

    /// Whether the joined heading or its last row is this text (already folded).
    pub(super) fn ends_in(&self, folded: &str) -> bool {
        let is_last = || {
            let fits = || self.folded_last.get_or_init(|| fold(&self.last)) == folded;
            may_fold_to(&self.last, folded) && fits()
        };
        self.is(folded) || is_last()
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
    let rows = (top..).zip(texts);
    let mut table: Vec<Vec<Piece>> =
        rows.map(|(row, texts)| spread(row, texts, &columns)).collect();
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

fn spread(row: u32, texts: Vec<(u32, String)>, columns: &[u32]) -> Vec<Piece> {
    let mut pieces = vec![Piece::default(); columns.len()];
    for (column, text) in texts {
        if let Ok(index) = columns.binary_search(&column) {
            pieces[index] = Piece { text, place: (row, column) };
        }
    }
    pieces
}

fn fill_from_left(table: &mut [Vec<Piece>]) {
    let width = table.first().map_or(0, Vec::len);
    // Of each column, the columns in which the groups above it begin.
    let mut groups: Vec<Vec<usize>> = vec![Vec::new(); width];
    for row in 0..table.len().saturating_sub(1) {
        let mut opener: Option<usize> = None;
        for column in 0..width {
            let has_heading_below =
                table[row + 1..].iter().any(|below| !below[column].text.is_empty());
            if !table[row][column].text.is_empty() {
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
    fn a_piece_of_a_joined_heading_knows_its_cell() {
        let rows: [&[&str]; 2] = [&["Код", "Русский язык", ""], &["", "n", "балл"]];
        let headings = join(&grid(&rows), 0, 1, " › ");
        let last = &headings[2];
        assert_eq!(last.text, "Русский язык › балл");
        let byte = |text: &str| last.text.find(text).expect("it is there");
        assert_eq!(last.cell_at(byte("язык")), Some((0, 1)));
        assert_eq!(last.cell_at(byte("балл")), Some((1, 2)));
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
