//! Formulas of old workbooks, as far as it has to be known whether their result was computed.
//!
//! Programs that cannot compute write something in place of a result: an empty text (`xlwt`), or a
//! zero with the request to compute when the file is opened (`POI`). Both can also be results. So
//! an empty text is none where a formula of the sheet cannot give a text at all, and a zero is none
//! where all formulas with that request are zero.

use super::records::{Letters, Record};

/// What may stand in place of a result.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Filler {
    /// An empty text.
    EmptyText,
    /// A zero in a formula that asks to be computed.
    Zero,
}

/// What the formulas of a sheet have shown so far.
#[derive(Debug, Default)]
pub(super) struct Formulas {
    fillers: Vec<((u32, u32), Filler)>,
    has_impossible_text: bool,
    has_requested_result: bool,
}

impl Formulas {
    /// Takes note of a formula.
    pub(super) fn add(&mut self, at: (u32, u32), record: &Record<'_>, letters: Letters) {
        const REQUESTS: u16 = 0x0002;
        let Some(result) = record.data.get(6..14) else { return };
        let requests = record.word(14).is_ok_and(|flags| flags & REQUESTS != 0);
        if result[6..] == [0xFF, 0xFF] && result[0] == 3 {
            self.fillers.push((at, Filler::EmptyText));
            self.has_impossible_text |= gives_number(record, letters).unwrap_or(false);
        } else if requests && *result == [0; 8] {
            self.fillers.push((at, Filler::Zero));
        } else {
            self.has_requested_result |= requests;
        }
    }

    /// Returns the formulas without a result.
    pub(super) fn not_calculated(self) -> impl Iterator<Item = (u32, u32)> {
        let is_missing = move |filler| match filler {
            Filler::EmptyText => self.has_impossible_text,
            Filler::Zero => !self.has_requested_result,
        };
        let missing = self.fillers.into_iter().filter(move |(_, filler)| is_missing(*filler));
        missing.map(|(at, _)| at)
    }
}

/// Whether the last step of a formula, which is written in the order of computation, gives a
/// number or a truth value in any case. Nothing if the formula has unknown parts.
fn gives_number(record: &Record<'_>, letters: Letters) -> Option<bool> {
    let length = usize::from(record.word(20).ok()?);
    let mut rest = record.data.get(22..22 + length)?;
    let is_wide = letters == Letters::Wide;
    let mut last = false;
    while let [token, behind @ ..] = rest {
        let size = token_size(*token, behind, is_wide)?;
        let body = behind.get(..size)?;
        // Notes about blanks, jumps and volatility are no steps, except for the quick sum.
        match (base(*token), body) {
            (0x19, [0x10, ..]) => last = true,
            (0x19, _) => {}
            (token, body) => last = is_numeric(token, body),
        }
        rest = &behind[size..];
    }
    Some(last)
}

/// The number of a step without the bits for the kind of result.
const fn base(token: u8) -> u8 {
    if token < 0x20 { token } else { token & 0x1F | 0x20 }
}

/// Bytes of a step behind its number: MS-XLS 2.5.198.25 and the older forms.
fn token_size(token: u8, behind: &[u8], is_wide: bool) -> Option<usize> {
    let by_version = |wide, narrow| Some(if is_wide { wide } else { narrow });
    match base(token) {
        0x03..=0x16 => Some(0),
        0x17 if is_wide => {
            let [length, flags, ..] = behind else { return None };
            Some(2 + usize::from(*length) * if flags & 1 == 0 { 1 } else { 2 })
        }
        0x17 => Some(1 + usize::from(*behind.first()?)),
        0x19 => {
            let [kind, low, high, ..] = behind else { return None };
            let jumps = usize::from(u16::from_le_bytes([*low, *high]));
            Some(if kind & 0x04 == 0 { 3 } else { 3 + (jumps + 1) * 2 })
        }
        0x1C | 0x1D => Some(1),
        0x1E | 0x21 | 0x29 => Some(2),
        0x1F => Some(8),
        0x20 => Some(7),
        0x22 => Some(3),
        0x23 => by_version(4, 14),
        0x24 | 0x2A | 0x2C => by_version(4, 3),
        0x25 | 0x2B | 0x2D => by_version(8, 6),
        0x26..=0x28 => Some(6),
        0x39 => by_version(6, 24),
        0x3A | 0x3C => by_version(6, 17),
        0x3B | 0x3D => by_version(10, 20),
        _ => None,
    }
}

fn is_numeric(token: u8, body: &[u8]) -> bool {
    /// COUNT, SUM, AVERAGE, MIN, MAX, STDEV, ABS, INT, ROUND, MOD, COUNTA, PRODUCT, ROUNDUP,
    /// ROUNDDOWN, MEDIAN, SUMPRODUCT, SUMIF, COUNTIF, COUNTBLANK.
    const FUNCTIONS: [u16; 19] =
        [0, 4, 5, 6, 7, 12, 24, 25, 27, 39, 169, 183, 212, 213, 227, 228, 345, 346, 347];
    let function = |low: &u8, high: &u8| FUNCTIONS.contains(&u16::from_le_bytes([*low, *high]));
    match (token, body) {
        // Arithmetic, comparison, signs, percent; 0x08 joins texts.
        (0x03..=0x07 | 0x09..=0x0E | 0x13 | 0x14 | 0x1D..=0x1F, _) => true,
        (0x21, [low, high]) | (0x22, [_, low, high]) => function(low, high),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::{Formulas, Letters, Record};

    const EMPTY_TEXT: [u8; 8] = [3, 0, 0, 0, 0, 0, 0xFF, 0xFF];
    const ZERO: [u8; 8] = [0; 8];
    const ONE: [u8; 8] = [0, 0, 0, 0, 0, 0, 0xF0, 0x3F];
    // 1+2, "", IF(…), SUM(1,2) and the quick sum.
    const PLUS: &[u8] = &[0x1E, 1, 0, 0x1E, 2, 0, 0x03];
    const TEXT: &[u8] = &[0x17, 0, 0];
    const CHOICE: &[u8] = &[0x1D, 1, 0x19, 2, 9, 0, 0x17, 0, 0, 0x42, 2, 1, 0];
    const SUM: &[u8] = &[0x1E, 1, 0, 0x1E, 2, 0, 0x42, 2, 4, 0];
    const QUICK: &[u8] = &[0x25, 0, 0, 1, 0, 0, 0, 0, 0, 0x19, 0x10, 0, 0];

    #[track_caller]
    fn check(formulas: &[([u8; 8], u8, &[u8])], expected: &[u32]) {
        let mut found = Formulas::default();
        for (row, (result, flags, tokens)) in (0..).zip(formulas) {
            let length = u8::try_from(tokens.len()).expect("a short formula");
            let head = [&[0; 6][..], result, &[*flags, 0, 0, 0, 0, 0, length, 0]].concat();
            let data = [&head[..], tokens].concat();
            found.add((row, 0), &Record { kind: 6, data: &data }, Letters::Wide);
        }
        let rows: Vec<u32> = found.not_calculated().map(|(row, _)| row).collect();
        assert_eq!(rows, expected);
    }

    #[test]
    fn an_empty_text_is_no_sum() {
        check(&[(EMPTY_TEXT, 0, TEXT), (EMPTY_TEXT, 0, CHOICE)], &[]);
        for numeric in [PLUS, SUM, QUICK] {
            check(&[(EMPTY_TEXT, 0, CHOICE), (EMPTY_TEXT, 0, numeric)], &[0, 1]);
        }
        check(&[(EMPTY_TEXT, 0, &[0x18, 0x03]), (ONE, 0, PLUS)], &[]);
    }

    #[test]
    fn zeros_that_ask_to_be_computed() {
        check(&[(ZERO, 2, PLUS), (ZERO, 2, SUM)], &[0, 1]);
        check(&[(ZERO, 2, PLUS), (ONE, 2, SUM)], &[]);
        check(&[(ZERO, 0, PLUS), (ONE, 0, SUM)], &[]);
    }
}
