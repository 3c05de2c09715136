//! What changed between two sets of values: which numbers, by how much, whether a zone or a target
//! was crossed, and which cells moved.
//!
//! A set comes from a run or from an `indicators.json` that a run has written. Cells are known
//! only where both sides were computed.

mod cells;
mod compare;
mod json;
mod reach;
mod values;

pub use cells::{CellChange, CellState};
pub use compare::{
    Crossing, DefinitionChange, Difference, IndicatorDifference, ObservationDifference, compare,
};
pub use json::json;
pub use reach::{Reach, moved_cells};
pub use values::{Cell, IndicatorValues, Place, Values};
