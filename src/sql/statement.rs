//! The statement itself: the members of every slice, and the raw aggregates of each.

use crate::definition::{Definition, DimensionId, History, Slice, TableSchema};
use crate::expressions::{AggregateSql, RawAggregates, identifier, text_literal, type_name};
use crate::values::DataType;

use super::relation::Relations;

/// The relation with the members for which others' rows count: see `export.rs`.
pub(super) const HEIRS: &str = "heirs";

/// The subquery with the groups, where their parts are asked for as well.
const GROUPS: &str = "all groups";

/// What a statement asks for.
pub(super) struct Query<'d> {
    pub(super) definition: &'d Definition,
    /// The columns of the table.
    pub(super) schema: &'d TableSchema,
    pub(super) slices: Vec<&'d Slice>,
}

impl Query<'_> {
    /// Returns the statement over a relation.
    pub(super) fn text(
        &self,
        mut relations: Relations<'_>,
        relation: &str,
        conditions: &[String],
        aggregates: &RawAggregates,
    ) -> String {
        let dimensions = self.dimensions();
        let keyed = self.keyed(relation, &dimensions);
        let order: Vec<String> =
            (1..=dimensions.len() + 2).map(|number| number.to_string()).collect();
        let order = order.join(", ");
        let mut plain = vec!["COUNT(*) AS \"rows\"".to_owned()];
        let mut all = vec!["t.\"rows\"".to_owned()];
        let mut parts = Vec::new();
        for (aggregate, number) in aggregates.to_sql().into_iter().zip(1..) {
            let name = format!("a{number}");
            match aggregate {
                AggregateSql::Plain(aggregate) => {
                    plain.push(format!("{aggregate} AS \"{name}\""));
                    all.push(format!("t.\"{name}\""));
                }
                AggregateSql::LargestPart { aggregate, part } => {
                    all.push(format!("{name}.\"most\" AS \"{name}\""));
                    parts.push((name, aggregate, part));
                }
            }
        }
        let groups = self.groups(&keyed, conditions, &plain, None);
        if parts.is_empty() {
            return format!("{}{groups}\nORDER BY {order};\n", relations.into_text());
        }
        relations.add(GROUPS, &groups);
        let mut joins = String::new();
        for (name, aggregate, part) in parts {
            let key = format!("\"{name} part\"");
            let rows = format!("SELECT t.*, {part} AS {key}\n  FROM ({keyed}) AS t");
            let mut conditions = conditions.to_vec();
            conditions.push(format!("{key} IS NOT NULL"));
            let sums =
                self.groups(&rows, &conditions, &[format!("{aggregate} AS \"one\"")], Some(&key));
            relations.add(&format!("{name} parts"), &sums);
            joins.push_str(&self.largest(&name, &dimensions));
        }
        let keys = self.group_keys(&dimensions).into_iter().map(|key| format!("t.{key}"));
        let columns: Vec<String> = keys.chain(all).collect();
        let columns = columns.join(",\n  ");
        let begin = relations.into_text();
        format!("{begin}SELECT {columns}\nFROM \"{GROUPS}\" AS t{joins}\nORDER BY {order};\n")
    }

    /// The aggregates of every group of every slice, or of the parts of each.
    fn groups(
        &self,
        keyed: &str,
        conditions: &[String],
        aggregates: &[String],
        part: Option<&str>,
    ) -> String {
        let dimensions = self.dimensions();
        let keys: Vec<String> = dimensions.iter().map(|id| self.key_name(*id)).collect();
        let mut columns = vec![format!("{} AS \"slice\"", self.slice_name(&dimensions))];
        columns.push("\"period\"".to_owned());
        columns.extend(keys.iter().cloned());
        columns.extend_from_slice(aggregates);
        let mut all = vec![self.shown_periods()];
        all.extend(conditions.iter().cloned());
        let sets: Vec<String> =
            self.slices.iter().map(|slice| self.grouping_set(slice, part)).collect();
        let members: Vec<String> =
            keys.iter().map(|key| format!("(GROUPING({key}) = 1 OR {key} IS NOT NULL)")).collect();
        let having = if members.is_empty() {
            String::new()
        } else {
            format!("\nHAVING {}", members.join(" AND "))
        };
        format!(
            "SELECT {}\nFROM ({keyed}) AS t\nWHERE {}\nGROUP BY GROUPING SETS ({}){having}",
            columns.join(",\n  "),
            all.join("\n  AND "),
            sets.join(", "),
        )
    }

    /// Joins the largest part of each group.
    fn largest(&self, name: &str, dimensions: &[DimensionId]) -> String {
        let keys = self.group_keys(dimensions);
        let same: Vec<String> =
            keys.iter().map(|key| format!("{name}.{key} IS NOT DISTINCT FROM t.{key}")).collect();
        let keys = keys.join(", ");
        format!(
            "\nLEFT JOIN (SELECT {keys}, MAX(\"one\") AS \"most\" FROM \"{name} parts\" \
             GROUP BY {keys}) AS {name}\n  ON {}",
            same.join(" AND ")
        )
    }

    /// The columns that tell groups apart.
    fn group_keys(&self, dimensions: &[DimensionId]) -> Vec<String> {
        let keys = dimensions.iter().map(|id| self.key_name(*id));
        ["\"slice\"".to_owned(), "\"period\"".to_owned()].into_iter().chain(keys).collect()
    }

    /// The dimensions of all slices, each once.
    fn dimensions(&self) -> Vec<DimensionId> {
        let mut dimensions: Vec<DimensionId> = Vec::new();
        for id in self.slices.iter().flat_map(|slice| &slice.dimensions) {
            if !dimensions.contains(id) {
                dimensions.push(*id);
            }
        }
        dimensions
    }

    fn shown_periods(&self) -> String {
        let periods = self.definition.calendar.periods();
        let periods: Vec<String> =
            periods.iter().map(|period| text_literal(&period.to_string())).collect();
        format!("\"period\" IN ({})", periods.join(", "))
    }

    /// The column with the key of a dimension, as it is printed.
    fn key_name(&self, id: DimensionId) -> String {
        identifier(&format!("{} key", self.definition.dimensions[id.0].name.value))
    }

    /// The rows of a table with the members they count for.
    fn keyed(&self, relation: &str, dimensions: &[DimensionId]) -> String {
        let mut columns = vec!["t.*".to_owned()];
        let mut joins = String::new();
        for (id, number) in dimensions.iter().zip(1..) {
            let dimension = &self.definition.dimensions[id.0];
            let mut key = self.as_text(&dimension.key);
            let register = dimension.register.as_ref();
            if register.is_some_and(|register| register.life.history == Some(History::Sum)) {
                let alias = format!("h{number}");
                joins.push_str(&format!(
                    "\n  LEFT JOIN \"{HEIRS}\" AS {alias} ON {alias}.\"dimension\" = {} \
                     AND {alias}.\"period\" = t.\"period\" AND {alias}.\"key\" = {key}",
                    text_literal(&dimension.name.value)
                ));
                key = format!("COALESCE({alias}.\"heir\", {key})");
            }
            columns.push(format!("{key} AS {}", self.key_name(*id)));
        }
        format!("SELECT {}\n  FROM {relation} AS t{joins}", columns.join(", "))
    }

    /// A key as it is printed: texts as they are, whole numbers and days written out.
    fn as_text(&self, key: &str) -> String {
        let column = format!("t.{}", identifier(key));
        match self.schema.get(key).map(|column| column.data_type) {
            Some(DataType::Text) | None => column,
            Some(DataType::Boolean) => {
                format!("CASE WHEN {column} THEN 'да' WHEN NOT {column} THEN 'нет' END")
            }
            Some(DataType::Integer | DataType::Number | DataType::Date) => {
                format!("CAST({column} AS {})", type_name(DataType::Text))
            }
        }
    }

    fn grouping_set(&self, slice: &Slice, part: Option<&str>) -> String {
        let keys = slice.dimensions.iter().map(|id| self.key_name(*id));
        let set: Vec<String> = std::iter::once("\"period\"".to_owned())
            .chain(keys)
            .chain(part.map(str::to_owned))
            .collect();
        format!("({})", set.join(", "))
    }

    /// Tells by the keys that a row is grouped by which slice it belongs to.
    fn slice_name(&self, dimensions: &[DimensionId]) -> String {
        if let [only] = self.slices[..] {
            return text_literal(&only.name);
        }
        let one = |slice: &&Slice| {
            let bits: Vec<String> = dimensions
                .iter()
                .map(|id| {
                    let is_whole = u8::from(!slice.dimensions.contains(id));
                    format!("GROUPING({}) = {is_whole}", self.key_name(*id))
                })
                .collect();
            format!("WHEN {} THEN {}", bits.join(" AND "), text_literal(&slice.name))
        };
        let branches: Vec<String> = self.slices.iter().map(one).collect();
        format!("CASE {} END", branches.join("\n    "))
    }
}
