//! Days as spreadsheets store them and as people write them.

use jiff::Span;
use jiff::civil::{Date, date};

/// Returns the day of a serial number, if it is one of the calendar.
///
/// With the epoch of 1900 the serial 60 is 29 February 1900, a day that never was (the program of
/// the 1980s that began it took 1900 for a leap year), so days before it are one further on.
pub(super) fn serial_date(serial: f64, epoch_1904: bool) -> Option<Date> {
    const LAST: f64 = 2_958_465.0;
    if !(1.0..=LAST + 1.0).contains(&serial) {
        return None;
    }
    #[expect(clippy::cast_possible_truncation, reason = "the range was checked above")]
    let days = serial.floor() as i64;
    let epoch = match (epoch_1904, days) {
        (true, _) => date(1904, 1, 1),
        (false, 60) => return None,
        (false, ..60) => date(1899, 12, 31),
        (false, _) => date(1899, 12, 30),
    };
    epoch.checked_add(Span::new().try_days(days).ok()?).ok()
}

/// Reads `31.12.2024` and `2024-12-31`, with a time of day that is left out.
///
/// Years of two digits and `12/31/2024` are refused: they mean different days to different people.
pub(super) fn parse_date(text: &str) -> Option<Date> {
    let day = text.trim().split([' ', 'T']).next()?;
    let (separator, order) = if day.contains('.') { ('.', [2, 1, 0]) } else { ('-', [0, 1, 2]) };
    let parts: Vec<&str> = day.split(separator).collect();
    let [_, _, _] = parts[..] else { return None };
    let [year, month, day] = order.map(|index| parts[index]);
    let is_number = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    let fits = year.len() == 4 && (1..=2).contains(&month.len()) && (1..=2).contains(&day.len());
    if !fits || ![year, month, day].into_iter().all(is_number) {
        return None;
    }
    Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
}

#[cfg(test)]
mod tests {
    use jiff::civil::{Date, date};

    use super::{parse_date, serial_date};

    #[test]
    fn serials_of_both_epochs() {
        let cases = [
            (1.0, false, Some(date(1900, 1, 1))),
            (59.0, false, Some(date(1900, 2, 28))),
            (60.0, false, None),
            (61.0, false, Some(date(1900, 3, 1))),
            (45_292.75, false, Some(date(2024, 1, 1))),
            (43_830.0, true, Some(date(2024, 1, 1))),
            (2_958_465.0, false, Some(date(9999, 12, 31))),
            (2_958_466.0, false, None),
            (0.5, false, None),
            (-1.0, false, None),
            (f64::NAN, false, None),
        ];
        for (serial, epoch_1904, expected) in cases {
            assert_eq!(serial_date(serial, epoch_1904), expected, "{serial}");
        }
    }

    #[test]
    fn texts() {
        let day: Option<Date> = Some(date(2024, 9, 1));
        for text in
            ["01.09.2024", "1.9.2024", "2024-09-01", " 2024-09-01T10:00:00", "01.09.2024 8:30"]
        {
            assert_eq!(parse_date(text), day, "{text}");
        }
        for text in ["", "01.09.24", "09/01/2024", "31.02.2024", "1.9", "44.02.01", "a.b.cdef"] {
            assert_eq!(parse_date(text), None, "{text}");
        }
    }
}
