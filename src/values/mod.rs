//! Values and columns of values: what a cell can hold once it has been read.
//!
//! Knows nothing of files or places; a reason for failure is a small type, and the caller adds
//! where it happened.

mod column;
mod data_type;
mod fold;
mod fold_name;
mod format;
mod number;
mod period;
mod value;

pub use column::{Column, ColumnBuilder, ColumnData, TextData};
pub use data_type::DataType;
pub(crate) use fold::push_lower;
pub use fold::{fold, fold_code, may_fold_to};
pub use fold_name::fold_name;
pub use format::{NumberFormat, plural};
pub use number::{ParsedNumber, parse_number, round_half_away};
pub use period::{Period, PeriodKind};
pub use value::{Missing, Value};
