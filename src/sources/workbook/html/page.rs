//! The tables of a web page.
//!
//! A table inside of a cell is a sheet of its own and no text of that cell; a table that holds
//! nothing but others is only a frame for them and no sheet.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::sources::doubts::Doubts;
use crate::sources::encoding;
use crate::sources::grid::Grid;
use crate::sources::problem::{Damage, FileProblem};
use crate::sources::workbook::{SheetInfo, Wanted, Workbook};

use super::cell::ShownText;
use super::style::StyleSheet;
use super::table::Table;
use super::token::{Tag, Token, Tokens, decoded};

/// Reads the tables of a page.
pub(in crate::sources::workbook) fn read(
    bytes: &[u8],
    wanted: Wanted<'_>,
) -> Result<Workbook, FileProblem> {
    let text = encoding::page_text(bytes);
    let mut page = Page::default();
    for token in Tokens::new(&text) {
        page.token(token)?;
    }
    // Browsers would show what there is; but what is missing may be half of the table.
    if !page.open.is_empty() {
        return Err(FileProblem::Damaged(Damage::Container));
    }
    let (sheets, found): (Vec<SheetInfo>, Vec<Grid>) = page.sheets().into_iter().unzip();
    let chosen: BTreeSet<usize> = wanted(&sheets);
    let found = found.into_iter().enumerate();
    let grids = found.filter(|(index, _)| chosen.contains(index)).collect();
    Ok(Workbook { sheets, grids, doubts: Doubts::default() })
}

/// A table that has ended: its caption, whether it is hidden, its cells.
type Ended = (String, bool, Grid);

#[derive(Default)]
struct Page {
    styles: StyleSheet,
    title: ShownText,
    is_title: bool,
    /// Names of the sheets, where Excel has written the page.
    names: Vec<String>,
    /// The tables that are open, each with its place in the order of the page.
    open: Vec<Open>,
    ended: Vec<Option<Ended>>,
    hidden: Option<Hidden>,
    raised: usize,
}

struct Open {
    table: Table,
    index: usize,
    is_caption: bool,
    /// The hidden element around the table.
    around: Option<Hidden>,
}

/// An element that is not shown, and how many of its name are open.
struct Hidden {
    name: String,
    depth: usize,
}

impl Page {
    fn token(&mut self, token: Token<'_>) -> Result<(), FileProblem> {
        match token {
            Token::Open(tag) => self.open(&tag),
            Token::Close(name) => self.close(&name.to_ascii_lowercase()),
            Token::Text(text) => self.text(text),
            Token::Style(text) => {
                self.styles.read(text);
                Ok(())
            }
            Token::Comment(text) => {
                self.names.extend(sheet_names(text));
                Ok(())
            }
        }
    }

    fn text(&mut self, text: &str) -> Result<(), FileProblem> {
        let is_raised = self.raised > 0;
        if self.hidden.is_some() {
            return Ok(());
        }
        let Some(open) = self.open.last_mut() else {
            return if self.is_title { self.title.add(text, false) } else { Ok(()) };
        };
        let place = if open.is_caption { open.table.caption.as_mut() } else { open.table.text() };
        place.map_or(Ok(()), |place| place.add(text, is_raised))
    }

    fn open(&mut self, tag: &Tag<'_>) -> Result<(), FileProblem> {
        const EMPTY: [&str; 10] =
            ["area", "base", "col", "hr", "img", "input", "link", "meta", "wbr", "source"];
        let name = tag.name.to_ascii_lowercase();
        if name == "table" {
            return self.open_table(tag);
        }
        const PARTS: [&str; 7] = ["td", "th", "tr", "thead", "tbody", "tfoot", "caption"];
        /// Elements that end where the next of their kind begins.
        const ALONE: [&str; 3] = ["li", "option", "p"];
        let is_next = |hidden: &Hidden| hidden.name == name && ALONE.contains(&name.as_str());
        if self.hidden.as_ref().is_some_and(is_next) {
            self.hidden = None;
        }
        if !self.open.is_empty() && PARTS.contains(&name.as_str()) {
            // What is hidden inside of a cell ends with the cell, closed or not.
            self.hidden = None;
        }
        if let Some(hidden) = &mut self.hidden {
            hidden.depth += usize::from(hidden.name == name);
            return Ok(());
        }
        let style = self.styles.of(tag);
        let is_hidden = style.is_hidden == Some(true);
        let in_table = self.open.last_mut();
        match (name.as_str(), in_table) {
            ("title", _) => self.is_title = true,
            ("tr", Some(open)) => open.table.begin_row(is_hidden)?,
            ("td" | "th", Some(open)) => {
                open.is_caption = false;
                self.raised = 0;
                open.table.begin_cell(tag, &style)?;
            }
            ("thead" | "tbody" | "tfoot", Some(open)) => open.table.begin_section(is_hidden)?,
            ("col", Some(open)) => open.table.column(tag, is_hidden),
            ("caption", Some(open)) => {
                open.is_caption = true;
                open.table.caption.get_or_insert_default();
            }
            ("br" | "p" | "div" | "li" | "ul" | "ol" | "h1" | "h2" | "h3" | "h4", open) => {
                if let Some(text) = open.and_then(|open| open.table.text()) {
                    text.break_line();
                }
                if is_hidden && name != "br" {
                    self.hidden = Some(Hidden { name, depth: 1 });
                }
            }
            ("sup", _) if !is_hidden => self.raised += 1,
            // Of a list to choose from, only what is chosen is shown.
            ("option", _) if tag.attribute("selected").is_none() => {
                self.hidden = Some(Hidden { name, depth: 1 });
            }
            (name, _) if is_hidden && !EMPTY.contains(&name) => {
                self.hidden = Some(Hidden { name: name.to_owned(), depth: 1 });
            }
            _ => {}
        }
        Ok(())
    }

    fn open_table(&mut self, tag: &Tag<'_>) -> Result<(), FileProblem> {
        const DEPTH_MAX: usize = 100;
        if self.open.len() == DEPTH_MAX {
            return Err(FileProblem::Damaged(Damage::Workbook));
        }
        let is_inside_hidden = self.open.last().is_some_and(|open| open.table.is_hidden);
        let is_hidden = self.hidden.is_some()
            || is_inside_hidden
            || self.styles.of(tag).is_hidden == Some(true);
        self.open.push(Open {
            table: Table::new(is_hidden),
            index: self.ended.len(),
            is_caption: false,
            around: self.hidden.take(),
        });
        self.ended.push(None);
        Ok(())
    }

    fn close(&mut self, name: &str) -> Result<(), FileProblem> {
        if name == "table" {
            return self.close_table();
        }
        if name == "select" && self.hidden.as_ref().is_some_and(|hidden| hidden.name == "option") {
            self.hidden = None;
        }
        if let Some(hidden) = &mut self.hidden
            && hidden.name == name
        {
            hidden.depth -= 1;
            if hidden.depth == 0 {
                self.hidden = None;
            }
            return Ok(());
        }
        let ends_cell = matches!(name, "td" | "th" | "tr" | "thead" | "tbody" | "tfoot");
        if ends_cell {
            // What is hidden inside of a cell cannot reach out of it.
            (self.hidden, self.raised) = (None, 0);
        }
        let Some(open) = self.open.last_mut() else {
            self.is_title &= name != "title";
            return Ok(());
        };
        match name {
            "td" | "th" => open.table.end_cell(),
            "tr" => open.table.end_row(),
            "thead" | "tbody" | "tfoot" => open.table.begin_section(false),
            "caption" => {
                open.is_caption = false;
                Ok(())
            }
            "p" | "div" | "li" => {
                open.table.text().into_iter().for_each(ShownText::break_line);
                Ok(())
            }
            "sup" => {
                self.raised = self.raised.saturating_sub(1);
                Ok(())
            }
            _ => Ok(()),
        }
    }

    fn close_table(&mut self) -> Result<(), FileProblem> {
        let Some(Open { mut table, index, around, .. }) = self.open.pop() else { return Ok(()) };
        (self.hidden, self.raised) = (around, 0);
        let caption = table.caption.take().unwrap_or_default().shown().replace('\n', " ");
        let is_hidden = table.is_hidden;
        self.ended[index] = Some((caption, is_hidden, table.finish()?));
        Ok(())
    }

    /// Names the tables: by their captions, as Excel does, or by the title of a page with one
    /// table; else by their number.
    fn sheets(self) -> Vec<(SheetInfo, Grid)> {
        let ended: Vec<Ended> = self
            .ended
            .into_iter()
            .flatten()
            .filter(|(_, _, grid)| !grid.rows().is_empty())
            .collect();
        let title = self.title.shown();
        let names = if self.names.len() == ended.len() {
            self.names
        } else if ended.len() == 1 && !title.is_empty() {
            vec![title.replace('\n', " ")]
        } else {
            (1..=ended.len()).map(|number| number.to_string()).collect()
        };
        let mut known: BTreeSet<Arc<str>> = BTreeSet::new();
        let mut sheet = |((caption, is_hidden, grid), name): (Ended, String)| {
            let plain = if caption.is_empty() { name } else { caption };
            let mut name: Arc<str> = plain.as_str().into();
            for number in 2.. {
                if known.insert(Arc::clone(&name)) {
                    break;
                }
                name = format!("{plain} ({number})").into();
            }
            (SheetInfo { name, is_hidden }, grid)
        };
        ended.into_iter().zip(names).map(&mut sheet).collect()
    }
}

/// Returns the names that Excel gives its sheets in a comment of the page.
fn sheet_names(comment: &str) -> Vec<String> {
    let sheets = comment.split("<x:ExcelWorksheet>").skip(1);
    let names = sheets.filter_map(|sheet| sheet.split_once("<x:Name>")?.1.split_once("</x:Name>"));
    names.map(|(name, _)| decoded(name.trim()).into_owned()).collect()
}

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;

    use super::{Damage, FileProblem, read};

    /// Each sheet as its name, `-` if it is hidden, and its cells: `name|A1=text|B2=text`.
    fn shown(page: &str) -> String {
        let workbook = read(page.as_bytes(), &|sheets| (0..sheets.len()).collect());
        let workbook = workbook.unwrap_or_else(|problem| panic!("{problem:?}"));
        let mut text = String::new();
        for ((_, grid), sheet) in workbook.grids.iter().zip(&workbook.sheets) {
            let mark = if sheet.is_hidden { "-" } else { "" };
            write!(text, "{}{mark}", sheet.name).expect("a string takes everything");
            for row in grid.rows() {
                for (column, content) in row.cells() {
                    let letter = char::from(b'A' + u8::try_from(*column).expect("few columns"));
                    let is_hidden = row.is_hidden || grid.is_hidden_column(*column);
                    let mark = if is_hidden { "-" } else { "" };
                    let (row, content) = (row.number + 1, content.text().into_owned());
                    write!(text, "|{letter}{row}{mark}={content}").expect("a string");
                }
            }
            text.push('\n');
        }
        text.trim_end().to_owned()
    }

    #[track_caller]
    fn check(page: &str, expected: &str) {
        assert_eq!(shown(page), expected, "{page}");
    }

    #[test]
    fn tables_are_sheets() {
        check("<title>Ведомость</title><table><tr><td>а<td>б</table>", "Ведомость|A1=а|B1=б");
        check("<table><td>1</table><table><td>2</table>", "1|A1=1\n2|A1=2");
        check(
            "<table><caption>Т <b>1</b></caption><td>1</table>\
             <table><caption>Т 1</caption><td>2</table>",
            "Т 1|A1=1\nТ 1 (2)|A1=2",
        );
        check(
            "<!--[if gte mso 9]><xml><x:ExcelWorksheet><x:Name>Лист &amp; 1</x:Name>\
             </xml><![endif]-->\
             <title>x</title><table><td>1</table>",
            "Лист & 1|A1=1",
        );
        check("<table></table><table><tr></table><table><td>1</table>", "1|A1=1");
        check("text", "");
    }

    #[test]
    fn cells_that_span_cover_others() {
        check(
            "<table><tr><th rowspan=2>а<th colspan=2>б<tr><th>в<th>г<tr><td>1<td>2<td>3</table>",
            "1|A1=а|B1=б|B2=в|C2=г|A3=1|B3=2|C3=3",
        );
        check(
            "<table><tbody><tr><td rowspan=0>а<td>б<tr><td>в<tbody><tr><td>г</table>",
            "1|A1=а|B1=б|B2=в|A3=г",
        );
        check(
            "<table><tr><td colspan=x>а<td>б<tr><td rowspan=-1>в<td>г</table>",
            "1|A1=а|B1=б|A2=в|B2=г",
        );
        check("<table><tr><td>а<tr><tr><td>б</table>", "1|A1=а|A3=б");
    }

    #[test]
    fn texts_are_what_browsers_show() {
        check("<table><td> а \n <b>б</b>в<br>г<p>д</p> е </table>", "1|A1=а бв г д е");
        check("<table><td>пе&shy;ре&#173;нос &laquo;С&nbsp;1&raquo;</table>", "1|A1=перенос «С 1»");
        check("<table><td>12<sup>1</sup><td>м<sup>2</sup>3</table>", "1|A1=12¹|B1=м²3");
        check(
            "<table><td>а<span style='display:none'>б<i>в</i></span>г<td>д</table>",
            "1|A1=аг|B1=д",
        );
        check("<table><td>а<span style='display:none'>б<td>д</table>", "1|A1=а|B1=д");
        check(
            "<table><td><select><option>1<option selected>2</select><script>3</script></table>",
            "1|A1=2",
        );
    }

    #[test]
    fn tables_inside_of_tables() {
        check(
            "<table><tr><td>а<table><tr><td>1<td>2</table>б<td>в</table>",
            "1|A1=аб|B1=в\n2|A1=1|B1=2",
        );
        check("<table><tr><td><table><tr><td>1</table></table>", "1|A1=1");
    }

    #[test]
    fn what_is_hidden_is_known() {
        check(
            "<style>.h{display:none}</style><table><col><col class=h><tr><td>а<td>б\
             <tr style='display:none'><td>в<tbody class=h><tr><td>г</table>",
            "1|A1=а|B1-=б|A2-=в|A3-=г",
        );
        check(
            "<table><tr><td>а<td hidden>б<tr><td>в<td hidden>г</table>",
            "1|A1=а|B1-=б|A2=в|B2-=г",
        );
        check(
            "<div style='display:none'><table><td>а</table></div><table><td>б</table>",
            "1-|A1=а\n2|A1=б",
        );
    }

    #[test]
    fn values_behind_texts() {
        check(
            "<style>.p{mso-number-format:'0\\.0%'} .c{mso-number-format:'000000'} \
             .d{mso-number-format:'Short Date'}</style><table><tr><td class=p x:num='0.531'>53,1%\
             <td class=c x:num=814>000814<td class=d x:num=45536>1 сен<td x:num>5\
             <td x:bool=TRUE>ИСТИНА<td x:err='#N/A'>#Н/Д<td sdval='0' sdnum='1049;'>#ДЕЛ/0!\
             <td sdval='0.25' sdnum='1049;0;0%'>25%<td sdval=7>007<td>53,1%</table>",
            "1|A1=53,1%|B1=000814|C1=01.09.2024|D1=5|E1=ИСТИНА|F1=#Н/Д|G1=#ДЕЛ/0!|H1=25%|I1=007|\
             J1=53,1%",
        );
    }

    #[test]
    fn a_page_that_is_cut_off_is_refused() {
        let whole = "<table><tr><td>а</td></tr></table>";
        for length in 8..whole.len() - 1 {
            let Some(page) = whole.get(..length) else { continue };
            let found = read(page.as_bytes(), &|_| [0].into());
            let expected = FileProblem::Damaged(Damage::Container);
            assert_eq!(found.err(), Some(expected), "{page}");
        }
        assert!(read("<table>".repeat(1000).as_bytes(), &|_| [0].into()).is_err());
    }
}
