//! The shipped catalogue over the shipped inputs: whether it is whole, whether what is missing stays
//! missing, and whether it says what other programs say of the same files, which
//! `tests/oracle/catalogue/*.py` wrote into the `*.json` beside them.
//!
//! A file is `{ indicator: { slice: { keys: { period: value } } } }`. Keys are joined by ` | ` and
//! empty for the whole; a value is a number, a text, true or false, null where there is none, or
//! `{ "value": …, "numerator": …, "denominator": … }`, which may also have the bounds `low` and
//! `high`, the people `n` behind it, and the values of references by their names, such as `region`.

mod lost;
mod missing;
mod oracles;
#[path = "../support/shipped.rs"]
mod shipped;
mod values;
mod whole;
