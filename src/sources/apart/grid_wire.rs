//! A sheet as it is said between two processes. A text is said once and then called by its number.

use std::collections::HashMap;
use std::io;
use std::sync::Arc;

use jiff::civil::Date;

use crate::sources::content::Content;
use crate::sources::grid::{Grid, GridBuilder, Texts};
use crate::sources::problem::FileProblem;

use super::wire::{Listener, Speaker, unheard};

const TEXT: u8 = 0;
const NUMBER: u8 = 1;
const PERCENT: u8 = 2;
const CODE: u8 = 3;
const YES: u8 = 4;
const NO: u8 = 5;
const DATE: u8 = 6;
const ERROR: u8 = 7;
const NOT_CALCULATED: u8 = 8;
const EMPTY: u8 = 9;

pub(super) fn say(to: &mut Speaker<'_>, grid: &Grid) {
    let hidden = grid.hidden_columns();
    to.count(hidden.len());
    for (first, last) in hidden {
        to.number(*first);
        to.number(*last);
    }
    let mut words = Words { to, known: HashMap::new() };
    words.to.count(grid.rows().len());
    for row in grid.rows() {
        words.to.number(row.number);
        words.to.byte(u8::from(row.is_hidden));
        words.to.count(row.cells().len());
        for (column, content) in row.cells() {
            words.to.number(*column);
            words.content(content);
        }
    }
}

struct Words<'s, 'a> {
    to: &'s mut Speaker<'a>,
    /// Numbers of the texts by where they are in memory: a sheet holds each once.
    known: HashMap<usize, u32>,
}

impl Words<'_, '_> {
    fn content(&mut self, content: &Content) {
        match content {
            Content::Empty => self.to.byte(EMPTY),
            Content::Text(text) => self.text(TEXT, text),
            Content::Number { value, percent, code } => {
                match code {
                    Some(code) => self.text(CODE, code),
                    None => self.to.byte(if *percent { PERCENT } else { NUMBER }),
                }
                self.to.double(*value);
            }
            Content::Boolean(value) => self.to.byte(if *value { YES } else { NO }),
            Content::Date(date) => {
                self.to.byte(DATE);
                self.to.bytes(&date.year().to_le_bytes());
                self.to.byte(date.month().cast_unsigned());
                self.to.byte(date.day().cast_unsigned());
            }
            Content::Error(text) => self.text(ERROR, text),
            Content::NotCalculated => self.to.byte(NOT_CALCULATED),
            Content::Withheld(_) => unreachable!("cells are withheld where rows are made of them"),
        }
    }

    fn text(&mut self, kind: u8, text: &Arc<str>) {
        self.to.byte(kind);
        let next = u32::try_from(self.known.len()).unwrap_or(u32::MAX);
        let number = *self.known.entry(text.as_ptr().addr()).or_insert(next);
        self.to.number(number);
        if number == next {
            self.to.block(text.as_bytes());
        }
    }
}

/// What cannot be heard is an error of the talk; a sheet over the budget is one of the file.
pub(super) fn hear(from: &mut Listener<'_>) -> io::Result<Result<Grid, FileProblem>> {
    let mut builder = GridBuilder::default();
    for _ in 0..from.number()? {
        builder.hide_columns(from.number()?, from.number()?);
    }
    let mut heard = Heard { from, known: Vec::new(), texts: Texts::default() };
    for _ in 0..heard.from.number()? {
        let row = heard.from.number()?;
        if heard.from.byte()? != 0 {
            builder.hide_rows(row, row);
        }
        for _ in 0..heard.from.number()? {
            let column = heard.from.number()?;
            let pushed = heard.content()?.and_then(|content| builder.push((row, column), content));
            if let Err(problem) = pushed {
                return Ok(Err(problem));
            }
        }
    }
    Ok(Ok(builder.finish()))
}

struct Heard<'l, 'a> {
    from: &'l mut Listener<'a>,
    known: Vec<Arc<str>>,
    texts: Texts,
}

impl Heard<'_, '_> {
    fn content(&mut self) -> io::Result<Result<Content, FileProblem>> {
        Ok(Ok(match self.from.byte()? {
            kind @ (TEXT | CODE | ERROR) => match self.text()? {
                Err(problem) => return Ok(Err(problem)),
                Ok(text) if kind == TEXT => Content::Text(text),
                Ok(text) if kind == ERROR => Content::Error(text),
                Ok(code) => {
                    Content::Number { value: self.from.double()?, percent: false, code: Some(code) }
                }
            },
            kind @ (NUMBER | PERCENT) => {
                Content::Number { value: self.from.double()?, percent: kind == PERCENT, code: None }
            }
            YES => Content::Boolean(true),
            NO => Content::Boolean(false),
            DATE => {
                let year = i16::from_le_bytes([self.from.byte()?, self.from.byte()?]);
                let [month, day] = [self.from.byte()?, self.from.byte()?].map(u8::cast_signed);
                Content::Date(Date::new(year, month, day).map_err(|_| unheard())?)
            }
            NOT_CALCULATED => Content::NotCalculated,
            EMPTY => Content::Empty,
            _ => return Err(unheard()),
        }))
    }

    fn text(&mut self) -> io::Result<Result<Arc<str>, FileProblem>> {
        let number = self.from.number()? as usize;
        if let Some(text) = self.known.get(number) {
            return Ok(Ok(Arc::clone(text)));
        }
        if number != self.known.len() {
            return Err(unheard());
        }
        let text = self.texts.get(&self.from.text()?);
        if let Ok(text) = &text {
            self.known.push(Arc::clone(text));
        }
        Ok(text)
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::{Content, GridBuilder, Listener, Speaker, hear, say};

    #[test]
    fn every_content_arrives() {
        let code = Content::Number { value: 814.0, percent: false, code: Some("0814".into()) };
        let text = Content::Text("Школа".into());
        let contents = [
            text.clone(),
            Content::number(-0.5),
            Content::Number { value: 0.25, percent: true, code: None },
            code,
            Content::Boolean(true),
            Content::Boolean(false),
            Content::Date(date(2024, 9, 1)),
            Content::Error("#N/A".into()),
            Content::NotCalculated,
            text,
        ];
        let mut builder = GridBuilder::default();
        for (row, content) in (0..).zip(&contents) {
            builder.push((row * 3, row), content.clone()).expect("inside of the budget");
        }
        builder.hide_rows(3, 5);
        builder.hide_columns(2, 4);
        let grid = builder.finish();
        let mut bytes = Vec::new();
        let mut speaker = Speaker::new(&mut bytes);
        say(&mut speaker, &grid);
        speaker.send().expect("memory");
        drop(speaker);
        let mut from = bytes.as_slice();
        let heard =
            hear(&mut Listener::new(&mut from)).expect("all was said").expect("it is small");
        for (row, content) in (0..).zip(&contents) {
            assert_eq!(heard.cell(row * 3, row), content);
        }
        let hidden: Vec<bool> = heard.rows().iter().map(|row| row.is_hidden).collect();
        assert_eq!(hidden[..3], [false, true, false]);
        assert_eq!(
            [1, 2, 4, 5].map(|column| heard.is_hidden_column(column)),
            [false, true, true, false]
        );
        for length in 0..bytes.len() {
            let mut from = &bytes[..length];
            assert!(hear(&mut Listener::new(&mut from)).is_err(), "{length} bytes");
        }
    }
}
