//! Operators on texts. Where one side is a constant, they look at each different text once, and
//! then only at its number in each row.

use std::sync::Arc;

use super::error::Overflow;
use super::operand::Operand;

/// Asks a question about two texts.
pub(super) fn judge_texts(
    left: &Operand<'_>,
    right: &Operand<'_>,
    holds: impl Fn(&str, &str) -> bool,
) -> Result<Operand<'static>, Overflow> {
    let shape = Operand::joint_shape(&[left, right]);
    let (a, b) = (left.texts(), right.texts());
    match (a.constant(), b.constant()) {
        (_, Some(Ok(b))) => {
            let table: Vec<bool> = a.dictionary.iter().map(|a| holds(a, b)).collect();
            Operand::fill(shape, |row| Ok(table[a.codes.at(row)? as usize]))
        }
        (Some(Ok(a)), None) => {
            let table: Vec<bool> = b.dictionary.iter().map(|b| holds(a, b)).collect();
            Operand::fill(shape, |row| Ok(table[b.codes.at(row)? as usize]))
        }
        _ => Operand::fill(shape, |row| Ok(holds(a.at(row)?, b.at(row)?))),
    }
}

/// Computes `left || right`.
pub(super) fn concatenate(
    left: &Operand<'_>,
    right: &Operand<'_>,
) -> Result<Operand<'static>, Overflow> {
    let shape = Operand::joint_shape(&[left, right]);
    let (a, b) = (left.texts(), right.texts());
    Operand::fill_texts(shape, |row| Ok(Arc::from(format!("{}{}", a.at(row)?, b.at(row)?))))
}

/// Computes `text like pattern`.
pub(super) fn is_like(
    text: &Operand<'_>,
    pattern: &Operand<'_>,
) -> Result<Operand<'static>, Overflow> {
    judge_texts(text, pattern, fits_pattern)
}

/// Whether a text fits a pattern in which `%` stands for any characters and `_` for any one.
fn fits_pattern(text: &str, pattern: &str) -> bool {
    let (mut text, mut pattern) = (text.chars(), pattern.chars());
    // Where to go on if the last `%` has to swallow one more character.
    let mut retry = None;
    loop {
        let (text_before, mut pattern_after) = (text.clone(), pattern.clone());
        match (text.next(), pattern_after.next()) {
            (_, Some('%')) => {
                text = text_before.clone();
                pattern = pattern_after.clone();
                retry = Some((text_before, pattern_after));
                continue;
            }
            (None, None) => return true,
            (None, Some(_)) => return false,
            (Some(found), Some(wanted)) if wanted == '_' || wanted == found => {
                pattern = pattern_after;
                continue;
            }
            (Some(_), _) => {}
        }
        let Some((start, rest)) = &mut retry else {
            return false;
        };
        start.next();
        (text, pattern) = (start.clone(), rest.clone());
    }
}

#[cfg(test)]
mod tests {
    use super::fits_pattern;

    #[track_caller]
    fn check(text: &str, pattern: &str, expected: bool) {
        assert_eq!(fits_pattern(text, pattern), expected, "{text} like {pattern}");
    }

    #[test]
    fn patterns_fit_whole_texts() {
        check("Акушинский район", "%район", true);
        check("Акушинский район", "район", false);
        check("edu053017", "edu______", true);
        check("edu05301", "edu______", false);
        check("", "%", true);
        check("", "", true);
        check("", "_", false);
        check("abcabd", "%ab_", true);
        check("aaab", "%a%b", true);
        check("aaab", "%a%c%", false);
        check("ab", "a%%b", true);
        check("Ёж", "_ж", true);
        check("район", "РАЙОН", false);
    }
}
