//! The names of a register and of an alias table, as they are looked up: exactly, in one spelling,
//! period by period.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use crate::definition::{Calendar, Identify, Strictness, Unmatched};
use crate::diagnostics::CellRef;
use crate::expressions::Rows as _;
use crate::values::{Period, fold_name};

use super::table::Table;

/// A member under one of its names.
#[derive(Debug, Clone)]
pub(super) struct NamedMember {
    pub(super) key: Arc<str>,
    /// The name as it is written.
    pub(super) name: Arc<str>,
    pub(super) cell: Option<CellRef>,
}

/// What a name turned out to be.
#[derive(Debug)]
pub(super) enum Found {
    /// The key of a member, and whether an alias gave it.
    Member(Arc<str>, bool),
    /// Nothing.
    Unknown,
    /// Several members, or an alias against the register.
    Ambiguous(Vec<NamedMember>),
}

/// Members by the folded spelling of their names.
type Names = BTreeMap<String, Vec<NamedMember>>;

/// The names of a register and of an alias table.
pub(super) struct NameIndex<'a> {
    rules: &'a Identify,
    calendar: &'a Calendar,
    /// Names of each period; of the empty text where the register knows no periods.
    register: BTreeMap<Arc<str>, Names>,
    aliases: HashMap<String, Vec<(usize, NamedMember)>>,
    alias_table: Option<&'a Table>,
    has_periods: bool,
}

impl<'a> NameIndex<'a> {
    pub(super) fn new(
        rules: &'a Identify,
        calendar: &'a Calendar,
        register: &Table,
        alias_table: Option<&'a Table>,
    ) -> Self {
        let has_periods = register.column("period").is_some();
        let mut index = Self {
            rules,
            calendar,
            register: BTreeMap::new(),
            aliases: HashMap::new(),
            alias_table,
            has_periods,
        };
        for row in 0..register.row_count {
            let Some(key) = register.key(&rules.take.value, row) else { continue };
            let period = if has_periods { register.key("period", row) } else { Some("".into()) };
            let Some(period) = period else { continue };
            for column in &rules.by {
                let Some(name) = register.key(&column.value, row) else { continue };
                let cell = register.origin(&column.value, row);
                let folded = index.folded(&name);
                let member = NamedMember { key: Arc::clone(&key), name, cell };
                let names = index.register.entry(Arc::clone(&period)).or_default();
                names.entry(folded).or_default().push(member);
            }
        }
        for row in 0..alias_table.map_or(0, |table| table.row_count) {
            let Some(table) = alias_table else { continue };
            let (name, key) = (table.key("alias", row), table.key(&rules.take.value, row));
            if let (Some(name), Some(key)) = (name, key) {
                let cell = table.origin("alias", row);
                let folded = index.folded(&name);
                let member = NamedMember { key, name, cell };
                index.aliases.entry(folded).or_default().push((row, member));
            }
        }
        index
    }

    /// Returns the spelling by which a name is looked up.
    pub(super) fn folded(&self, name: &str) -> String {
        let mut text = name.to_owned();
        for pattern in &self.rules.clean {
            text = pattern.value.replace_all(&text, " ").into_owned();
        }
        fold_name(&text)
    }

    /// Whether names of a period are looked up: not those of rows without one, and not those of
    /// periods that are not shown and of which there is no register.
    pub(super) fn covers(&self, period: &str) -> bool {
        let shown = self.calendar.periods();
        !self.has_periods
            || self.register.contains_key(period)
            || shown.iter().any(|known| known.to_string() == period)
    }

    /// The part of the register that holds for a period.
    const fn scope<'p>(&self, period: &'p str) -> &'p str {
        if self.has_periods { period } else { "" }
    }

    /// Looks a folded name up; the period is empty for rows that have none.
    pub(super) fn find(&self, period: &str, folded: &str) -> Found {
        let own = self.register.get(self.scope(period)).and_then(|names| names.get(folded));
        let own = own.map_or(&[][..], Vec::as_slice);
        let known = self.aliases.get(folded).map_or(&[][..], Vec::as_slice);
        let valid = known.iter().filter(|(row, _)| self.alias_holds(*row, period));
        let aliases: Vec<NamedMember> = valid.map(|(_, member)| member.clone()).collect();
        let keys = |members: &[NamedMember]| -> BTreeSet<Arc<str>> {
            members.iter().map(|member| Arc::clone(&member.key)).collect()
        };
        let (own_keys, alias_keys) = (keys(own), keys(&aliases));
        match (own_keys.len(), alias_keys.first()) {
            (0, None) => Found::Unknown,
            (1, None) => Found::Member(Arc::clone(&own[0].key), false),
            // An alias may say which of several members of one name is meant, but not that a name
            // of the register is another member's.
            (0, Some(key)) if alias_keys.len() == 1 => Found::Member(Arc::clone(key), true),
            (_, Some(key)) if alias_keys.len() == 1 && own_keys.contains(key) => {
                Found::Member(Arc::clone(key), own_keys.len() > 1)
            }
            _ => {
                let all = own.iter().cloned().chain(aliases);
                let mut seen = BTreeSet::new();
                Found::Ambiguous(all.filter(|member| seen.insert(member.key.clone())).collect())
            }
        }
    }

    fn alias_holds(&self, row: usize, period: &str) -> bool {
        let Some(table) = self.alias_table else { return false };
        if table.column("period").is_some() {
            return table.key("period", row).is_none_or(|own| &*own == period);
        }
        let (from, to) = (table.day(Some("valid_from"), row), table.day(Some("valid_to"), row));
        Period::parse(period, self.calendar.kind).is_none_or(|period| {
            from.is_none_or(|first| first <= period.last_day())
                && to.is_none_or(|last| last >= period.first_day())
        })
    }

    /// Returns the members whose names are most like an unknown one, at most two: those that have
    /// the very name in another period, then those of the same period that have the same numbers.
    pub(super) fn nearest(&self, period: &str, folded: &str) -> Vec<NamedMember> {
        let period = self.scope(period);
        let others = self.register.iter().filter(|(other, _)| &***other != period).rev();
        let mut found: Vec<NamedMember> =
            others.filter_map(|(_, names)| names.get(folded)).flatten().cloned().collect();
        let numbers = numbers(folded);
        let own = self.register.get(period).into_iter().flatten();
        let mut close: Vec<(usize, &NamedMember)> = own
            .filter(|(name, _)| self::numbers(name) == numbers)
            .map(|(name, members)| (unlike(name, folded), &members[0]))
            .filter(|(unlike, _)| *unlike < LEAST_LIKE)
            .collect();
        close.sort_by_key(|(unlike, member)| (*unlike, Arc::clone(&member.key)));
        found.extend(close.into_iter().map(|(_, member)| member.clone()));
        let mut seen = BTreeSet::new();
        found.retain(|member| seen.insert(Arc::clone(&member.key)));
        found.truncate(SUGGESTED);
        found
    }

    /// What happens to names that are not found, as a strictness.
    pub(super) fn strictness(&self) -> Strictness {
        match self.rules.unmatched {
            Unmatched::Error => Strictness::Error,
            _ => Strictness::Warning,
        }
    }
}

/// How many members are suggested for an unknown name.
const SUGGESTED: usize = 2;

/// Names less alike than this, in percent of their words, are not suggested.
const LEAST_LIKE: usize = 60;

/// The numbers in a folded name.
fn numbers(folded: &str) -> Vec<&str> {
    folded.split(' ').filter(|word| word.starts_with(|c: char| c.is_numeric())).collect()
}

/// How many percent of the words of two folded names stand in one of them only.
fn unlike(a: &str, b: &str) -> usize {
    let words = |text: &str| text.split(' ').map(str::to_owned).collect::<BTreeSet<_>>();
    let (a, b) = (words(a), words(b));
    let all = a.union(&b).count().max(1);
    a.symmetric_difference(&b).count() * 100 / all
}
