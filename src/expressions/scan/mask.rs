//! Sets of the rows of a part, one bit for each row.

use std::rc::Rc;

/// Rows in one word.
const WORD: usize = 64;

/// Some rows of a part. A mask does not know how many rows the part has; whoever goes over it
/// says so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Mask {
    None,
    All,
    /// Bits beyond the last row are zero.
    Some(Rc<[u64]>),
}

impl Mask {
    /// Returns the rows for which a question is answered with yes.
    #[inline]
    pub(super) fn of(length: usize, holds: impl Fn(usize) -> bool) -> Self {
        let words = (0..length.div_ceil(WORD)).map(|word| {
            let first = word * WORD;
            let count = WORD.min(length - first);
            let mut answers = [0_u8; WORD];
            for (place, answer) in answers[..count].iter_mut().enumerate() {
                *answer = u8::from(holds(first + place));
            }
            joined(&answers)
        });
        Self::of_words(words.collect(), length)
    }

    fn of_words(words: Rc<[u64]>, length: usize) -> Self {
        if words.iter().all(|word| *word == 0) {
            return Self::None;
        }
        let (full, rest) = (length / WORD, length % WORD);
        let is_full = words[..full].iter().all(|word| *word == u64::MAX)
            && (rest == 0 || words[full] == (1 << rest) - 1);
        if is_full { Self::All } else { Self::Some(words) }
    }

    /// Returns the rows that are in both.
    pub(super) fn and(&self, other: &Self) -> Self {
        match (self, other) {
            (Self::None, _) | (_, Self::None) => Self::None,
            (Self::All, mask) | (mask, Self::All) => mask.clone(),
            (Self::Some(a), Self::Some(b)) => combined(a, b, |a, b| a & b),
        }
    }

    /// Returns the rows of this one that are not in the other one.
    pub(super) fn without(&self, other: &Self, length: usize) -> Self {
        match (self, other) {
            (Self::None, _) | (_, Self::All) => Self::None,
            (mask, Self::None) => mask.clone(),
            (Self::All, Self::Some(b)) => {
                let all = Self::words_of_all(length);
                combined(&all, b, |a, b| a & !b)
            }
            (Self::Some(a), Self::Some(b)) => combined(a, b, |a, b| a & !b),
        }
    }

    /// Returns the rows that are in one of them.
    pub(super) fn or(&self, other: &Self, length: usize) -> Self {
        match (self, other) {
            (Self::All, _) | (_, Self::All) => Self::All,
            (Self::None, mask) | (mask, Self::None) => mask.clone(),
            (Self::Some(a), Self::Some(b)) => {
                Self::of_words(a.iter().zip(&**b).map(|(a, b)| a | b).collect(), length)
            }
        }
    }

    fn words_of_all(length: usize) -> Vec<u64> {
        let mut words = vec![u64::MAX; length.div_ceil(WORD)];
        if let (Some(last), rest @ 1..) = (words.last_mut(), length % WORD) {
            *last = (1 << rest) - 1;
        }
        words
    }

    /// Returns the bits.
    pub(super) fn words(&self, length: usize) -> Vec<u64> {
        match self {
            Self::None => vec![0; length.div_ceil(WORD)],
            Self::All => Self::words_of_all(length),
            Self::Some(words) => words.to_vec(),
        }
    }

    /// Puts the numbers of the rows into a list.
    pub(super) fn list(&self, length: usize, rows: &mut Vec<u32>) {
        rows.clear();
        match self {
            Self::None => {}
            Self::All => rows.extend((0..).take(length)),
            Self::Some(words) => list(words, rows),
        }
    }
}

/// Adds the numbers of the rows whose bits are set.
pub(super) fn list(words: &[u64], rows: &mut Vec<u32>) {
    for (first, word) in (0..).step_by(WORD).zip(words) {
        let mut rest = *word;
        while rest != 0 {
            rows.push(first + rest.trailing_zeros());
            rest &= rest - 1;
        }
    }
}

fn combined(a: &[u64], b: &[u64], combine: impl Fn(u64, u64) -> u64) -> Mask {
    let words: Rc<[u64]> = a.iter().zip(b).map(|(a, b)| combine(*a, *b)).collect();
    if words.iter().all(|word| *word == 0) { Mask::None } else { Mask::Some(words) }
}

/// Makes a word of 64 answers. The product moves the lowest bits of eight bytes into the highest
/// byte, each to its place.
fn joined(answers: &[u8; WORD]) -> u64 {
    const GATHER: u64 = 0x0102_0408_1020_4080;
    let mut word = 0;
    for (index, eight) in answers.chunks_exact(8).enumerate() {
        let bytes = eight.try_into().expect("a chunk has eight bytes");
        let bits = u64::from_le_bytes(bytes).wrapping_mul(GATHER) >> 56;
        word |= bits << (8 * index);
    }
    word
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::Mask;

    fn rows(mask: &Mask, length: usize) -> Vec<u32> {
        let mut rows = Vec::new();
        mask.list(length, &mut rows);
        rows
    }

    fn answers() -> impl Strategy<Value = (Vec<bool>, Vec<bool>)> {
        (0..200_usize, 0..5_u32).prop_flat_map(|(length, kind)| {
            let one = move || {
                prop::collection::vec(
                    any::<bool>().prop_map(move |bit| match kind {
                        0 => false,
                        1 => true,
                        _ => bit,
                    }),
                    length,
                )
            };
            (one(), one())
        })
    }

    proptest! {
        #[test]
        fn masks_are_sets((a, b) in answers()) {
            let length = a.len();
            let of = |rows: &[bool]| Mask::of(length, |row| rows[row]);
            let (one, other) = (of(&a), of(&b));
            let expected = |holds: &dyn Fn(bool, bool) -> bool| -> Vec<u32> {
                (0..).zip(a.iter().zip(&b)).filter(|(_, (a, b))| holds(**a, **b))
                    .map(|(row, _)| row).collect()
            };
            prop_assert_eq!(rows(&one, length), expected(&|a, _| a));
            prop_assert_eq!(rows(&one.and(&other), length), expected(&|a, b| a && b));
            prop_assert_eq!(rows(&one.or(&other, length), length), expected(&|a, b| a || b));
            let without = one.without(&other, length);
            prop_assert_eq!(rows(&without, length), expected(&|a, b| a && !b));
            let not = Mask::All.without(&other, length);
            prop_assert_eq!(rows(&not, length), expected(&|_, b| !b));
            let mut listed = Vec::new();
            super::list(&without.words(length), &mut listed);
            prop_assert_eq!(listed, rows(&without, length));
        }
    }
}
