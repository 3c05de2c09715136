//! Reporting periods: calendar years and academic years.

use std::fmt;

/// What kind of year the periods are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PeriodKind {
    /// January to December.
    Calendar,
    /// September to August, named by both years.
    AcademicYear,
}

/// A year of a kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Period {
    year: i16,
    academic: bool,
}

impl Period {
    /// Reads `2024` for a calendar year; `2024-25`, `2024/25` or `2024-2025` for an academic one.
    #[must_use]
    pub fn parse(text: &str, kind: PeriodKind) -> Option<Self> {
        let text = text.trim();
        match kind {
            PeriodKind::Calendar => Some(Self { year: four_digits(text)?, academic: false }),
            PeriodKind::AcademicYear => {
                let (first, second) = text.split_once(['-', '/', '–'])?;
                let year = four_digits(first)?;
                let next = year + 1;
                let fits = match second.len() {
                    2 => second.parse() == Ok(next % 100),
                    4 => second.parse() == Ok(next),
                    _ => false,
                };
                fits.then_some(Self { year, academic: true })
            }
        }
    }

    /// Returns the period some years earlier.
    #[must_use]
    pub const fn earlier(self, years: i16) -> Self {
        Self { year: self.year - years, academic: self.academic }
    }

    /// Returns the year in which the period ends.
    #[must_use]
    pub const fn end_year(self) -> i16 {
        if self.academic { self.year + 1 } else { self.year }
    }

    /// Returns the first day of the period: 1 September or 1 January.
    #[must_use]
    pub const fn first_day(self) -> jiff::civil::Date {
        jiff::civil::date(self.year, if self.academic { 9 } else { 1 }, 1)
    }

    /// Returns the last day of the period: 31 August or 31 December.
    #[must_use]
    pub const fn last_day(self) -> jiff::civil::Date {
        jiff::civil::date(self.end_year(), if self.academic { 8 } else { 12 }, 31)
    }

    /// Returns the form for print: `2024/25` or `2024`.
    #[must_use]
    pub fn label(self) -> String {
        if self.academic {
            format!("{}/{:02}", self.year, self.end_year() % 100)
        } else {
            self.year.to_string()
        }
    }
}

impl fmt::Display for Period {
    /// Writes the form used in paths and data: `2024-25` or `2024`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.academic {
            write!(f, "{}-{:02}", self.year, self.end_year() % 100)
        } else {
            write!(f, "{}", self.year)
        }
    }
}

fn four_digits(text: &str) -> Option<i16> {
    (text.len() == 4).then(|| text.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::{Period, PeriodKind};

    #[test]
    fn reads_and_prints_years() {
        let cases = [
            ("2024-25", PeriodKind::AcademicYear, Some("2024/25")),
            ("2024/2025", PeriodKind::AcademicYear, Some("2024/25")),
            ("1999-00", PeriodKind::AcademicYear, Some("1999/00")),
            ("2024-26", PeriodKind::AcademicYear, None),
            ("2024", PeriodKind::AcademicYear, None),
            ("2024", PeriodKind::Calendar, Some("2024")),
            ("24", PeriodKind::Calendar, None),
        ];
        for (text, kind, label) in cases {
            let printed = Period::parse(text, kind).map(Period::label);
            assert_eq!(printed.as_deref(), label, "{text}");
        }
    }
}
