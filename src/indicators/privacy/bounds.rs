//! Between which numbers the size of a hidden group must lie: no less than nothing, and no more
//! than is left of the groups that are shown.

use rayon::prelude::*;

use super::measure::Size;
use super::suppress::Suppression;

/// How often the bounds of all groups are brought together. Each time they can become narrower;
/// in practice they are the same after a few.
const ROUNDS: usize = 20;

/// Returns the hidden groups whose size is known within fewer people than the smallest group has,
/// each with the relation that says so.
pub(super) fn too_narrow(suppression: &Suppression<'_>) -> Vec<(u32, u32)> {
    let width = suppression.limits.min_group;
    let sizes = suppression.measures.sizes.par_iter();
    let mut found: Vec<(u32, u32)> = sizes
        .flat_map_iter(|size| {
            let bounds = Bounds::of(suppression, size);
            let hidden = (0..).zip(&suppression.hidden).filter(|(_, is)| **is);
            let narrow = hidden.filter_map(|(group, _): (u32, _)| {
                let at = group as usize;
                let is_narrow = bounds.high[at] - bounds.low[at] < width;
                (size.is_published[at] && size.groups[at] > 0.0 && is_narrow)
                    .then_some((group, bounds.said_by[at]))
            });
            narrow.collect::<Vec<(u32, u32)>>()
        })
        .collect();
    found.sort_unstable();
    found.dedup();
    found
}

struct Bounds {
    low: Vec<f64>,
    high: Vec<f64>,
    /// The relation that has narrowed the bounds of each group last.
    said_by: Vec<u32>,
}

impl Bounds {
    fn of(suppression: &Suppression<'_>, size: &Size) -> Self {
        let Suppression { relations, hidden, .. } = suppression;
        let known = |unknown: f64| {
            let groups = size.groups.iter().zip(hidden.iter().zip(&size.is_told));
            groups.map(|(n, (hidden, told))| if *hidden || !told { unknown } else { *n }).collect()
        };
        let said_by = vec![u32::MAX; size.groups.len()];
        let mut bounds = Self { low: known(0.0), high: known(f64::INFINITY), said_by };
        let concerned = |index: &usize| {
            let relation = &relations.list[*index];
            hidden[relation.whole as usize] || relation.parts.iter().any(|p| hidden[*p as usize])
        };
        let concerned: Vec<usize> = (0..relations.list.len()).filter(concerned).collect();
        for _ in 0..ROUNDS {
            let mut has_changed = false;
            for index in &concerned {
                has_changed |= bounds.narrow(suppression, size, *index);
            }
            if !has_changed {
                break;
            }
        }
        bounds
    }

    /// Brings the bounds of a whole and of its parts together; whether any became narrower.
    fn narrow(&mut self, suppression: &Suppression<'_>, size: &Size, index: usize) -> bool {
        let relation = &suppression.relations.list[index];
        let whole = relation.whole as usize;
        let rest_has_people = relation.rest.iter().any(|atom| size.atoms[*atom as usize] > 0.0);
        let rest = if rest_has_people { f64::INFINITY } else { 0.0 };
        let low: f64 = relation.parts.iter().map(|part| self.low[*part as usize]).sum();
        let highs = || relation.parts.iter().map(|part| self.high[*part as usize]);
        let endless = highs().filter(|high| high.is_infinite()).count();
        let high: f64 = highs().filter(|high| high.is_finite()).sum();
        let all = if endless > 0 { f64::INFINITY } else { high + rest };
        let mut has_changed = self.set(index, whole, (low, all));
        let (whole_low, whole_high) = (self.low[whole], self.high[whole]);
        for part in &relation.parts {
            let at = *part as usize;
            if self.low[at] >= self.high[at] {
                continue;
            }
            let own = self.high[at];
            let others_high = match endless {
                0 => high - own + rest,
                1 if own.is_infinite() => high + rest,
                _ => f64::INFINITY,
            };
            let others_low = low - self.low[at];
            has_changed |= self.set(index, at, (whole_low - others_high, whole_high - others_low));
        }
        has_changed
    }

    fn set(&mut self, relation: usize, group: usize, (low, high): (f64, f64)) -> bool {
        let is_narrower = low > self.low[group] || high < self.high[group];
        if is_narrower {
            self.said_by[group] = u32::try_from(relation).unwrap_or(u32::MAX);
        }
        self.low[group] = self.low[group].max(low);
        self.high[group] = self.high[group].min(high);
        is_narrower
    }
}
