//! How many different values each group has.

use crate::expressions::formula::NodeKind;
use crate::values::ColumnData;

use super::block::Hits;
use super::plan::RowNode;

/// The values that an argument may have, as far as they are few.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Domain {
    /// So many whole numbers from the first one on.
    Few {
        first: i64,
        count: usize,
    },
    Any,
}

/// The different values of each group.
pub(super) enum Distinct {
    /// A bit for each group and value.
    Dense { domain: (i64, usize), words: Vec<u64> },
    /// Pairs of group and value; `sorted` of them are in order and different.
    Sparse { pairs: Vec<(u32, i64)>, sorted: usize },
}

/// Bits in one word.
const WORD: usize = 64;
/// Bits that any group of values may take.
const BITS_MIN: usize = 1 << 20;
/// Bits that may be taken for each row.
const BITS_OF_A_ROW: usize = 8;
/// Pairs that are gathered before the same ones are looked for.
const PAIRS_MIN: usize = 1 << 16;

impl Domain {
    /// Returns the values that a column has; of what is computed only texts are known before.
    pub(super) fn of(node: &RowNode<'_>) -> Self {
        let NodeKind::Leaf(index) = node.node.kind else { return Self::Any };
        match node.leaves[index].data() {
            ColumnData::Text(texts) => Self::Few { first: 0, count: texts.dictionary.len() },
            ColumnData::Boolean(_) => Self::Few { first: 0, count: 2 },
            ColumnData::Integer(values) => {
                let (Some(first), Some(last)) = (values.iter().min(), values.iter().max()) else {
                    return Self::Any;
                };
                let count = last.checked_sub(*first).and_then(|range| range.checked_add(1));
                let count = count.and_then(|count| usize::try_from(count).ok());
                count.map_or(Self::Any, |count| Self::Few { first: *first, count })
            }
            ColumnData::Number(_) | ColumnData::Date(_) => Self::Any,
        }
    }
}

impl Distinct {
    pub(super) fn new(domain: Domain, group_count: usize, row_count: usize) -> Self {
        let bits_max = BITS_MIN.max(row_count.saturating_mul(BITS_OF_A_ROW));
        match domain {
            Domain::Few { first, count }
                if count.checked_mul(group_count).is_some_and(|bits| bits <= bits_max) =>
            {
                let words = vec![0; (count * group_count).div_ceil(WORD)];
                Self::Dense { domain: (first, count), words }
            }
            _ => Self::Sparse { pairs: Vec::new(), sorted: 0 },
        }
    }

    /// Adds the values of some rows.
    pub(super) fn add(&mut self, keys: &[i64], hits: &Hits<'_>) {
        match self {
            Self::Dense { domain: (first, count), words } => hits.each(|row, group| {
                let value = usize::try_from(keys[row] - *first).expect("it is in the domain");
                let bit = group * *count + value;
                words[bit / WORD] |= 1 << (bit % WORD);
            }),
            Self::Sparse { pairs, sorted } => {
                hits.each(|row, group| {
                    let group = u32::try_from(group).expect("groups have numbers of 32 bits");
                    pairs.push((group, keys[row]));
                });
                if pairs.len() > PAIRS_MIN.max(2 * *sorted) {
                    *sorted = tidy(pairs);
                }
            }
        }
    }

    /// Adds the values of other rows.
    pub(super) fn merge(&mut self, other: Self) {
        match (self, other) {
            (Self::Dense { words, .. }, Self::Dense { words: other, .. }) => {
                words.iter_mut().zip(other).for_each(|(word, other)| *word |= other);
            }
            (Self::Sparse { pairs, sorted }, Self::Sparse { pairs: mut other, .. }) => {
                pairs.append(&mut other);
                *sorted = tidy(pairs);
            }
            _ => panic!("what is gathered for one aggregate is gathered in one way"),
        }
    }

    /// Returns the number of values of each group.
    pub(super) fn counts(&self, group_count: usize) -> Vec<i64> {
        let mut counts = vec![0; group_count];
        match self {
            Self::Dense { domain: (_, count), words } => {
                for (group, found) in counts.iter_mut().enumerate() {
                    *found = ones(words, group * count, (group + 1) * count);
                }
            }
            Self::Sparse { pairs, .. } => {
                let mut pairs = pairs.clone();
                tidy(&mut pairs);
                pairs.iter().for_each(|(group, _)| counts[*group as usize] += 1);
            }
        }
        counts
    }
}

/// Sorts the pairs and keeps each once; returns how many there are.
fn tidy(pairs: &mut Vec<(u32, i64)>) -> usize {
    pairs.sort_unstable();
    pairs.dedup();
    pairs.len()
}

/// Counts the bits between two places.
fn ones(words: &[u64], first: usize, end: usize) -> i64 {
    let mut count = 0;
    let mut bit = first;
    while bit < end {
        let (word, place) = (words[bit / WORD] >> (bit % WORD), bit % WORD);
        let length = (WORD - place).min(end - bit);
        let kept = if length == WORD { word } else { word & ((1 << length) - 1) };
        count += i64::from(kept.count_ones());
        bit += length;
    }
    count
}
