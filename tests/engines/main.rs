//! Our formulas and indicators against those of other engines, which compute the same in SQL.

#![expect(clippy::print_stdout, reason = "says how much was compared, or left out")]

mod differential;
mod generate;
mod peers;
mod shipped;
