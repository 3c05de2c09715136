//! What functions are called elsewhere: in spreadsheets, in other dialects of SQL, in Russian.

/// Names in lower case, with `е` for `ё`, and the function that does the same.
const NAMES: [(&str, &str); 82] = [
    ("average", "avg"),
    ("averageif", "avg"),
    ("avgif", "avg"),
    ("beta", "regr_slope"),
    ("correl", "corr"),
    ("countif", "count"),
    ("countifs", "count"),
    ("covariance", "covar_samp"),
    ("iferror", "coalesce"),
    ("ifnull", "coalesce"),
    ("intercept", "regr_intercept"),
    ("isnull", "coalesce"),
    ("left", "substring"),
    ("len", "length"),
    ("mid", "substring"),
    ("nvl", "coalesce"),
    ("pearson", "corr"),
    ("percent", "share"),
    ("quantile", "percentile"),
    ("quartile", "percentile"),
    ("right", "substring"),
    ("rounddown", "floor"),
    ("roundup", "ceil"),
    ("rsq", "regr_r2"),
    ("sd", "stddev_samp"),
    ("slope", "regr_slope"),
    ("std", "stddev_samp"),
    ("stdev", "stddev_samp"),
    ("stdevp", "stddev_pop"),
    ("sumif", "sum"),
    ("sumifs", "sum"),
    ("sumproduct", "wmean"),
    ("trunc", "floor"),
    ("ttest", "means_differ_p"),
    ("var", "var_samp"),
    ("varp", "var_pop"),
    ("абс", "abs"),
    ("вариация", "cv"),
    ("взвешенное", "wmean"),
    ("год", "year"),
    ("горка", "border_ratio"),
    ("джини", "gini"),
    ("дисп", "var_samp"),
    ("дисперсия", "var_samp"),
    ("длстр", "length"),
    ("доля", "share"),
    ("еслиошибка", "coalesce"),
    ("квартиль", "percentile"),
    ("квпирсон", "regr_r2"),
    ("ковар", "covar_pop"),
    ("количество", "count"),
    ("корень", "sqrt"),
    ("коррел", "corr"),
    ("корреляция", "corr"),
    ("левсимв", "substring"),
    ("макс", "max"),
    ("максимум", "max"),
    ("медиана", "median"),
    ("месяц", "month"),
    ("мин", "min"),
    ("минимум", "min"),
    ("мода", "mode"),
    ("модуль", "abs"),
    ("наклон", "regr_slope"),
    ("округл", "round"),
    ("округлвверх", "ceil"),
    ("округлвниз", "floor"),
    ("отрезок", "regr_intercept"),
    ("персентиль", "percentile"),
    ("пирсон", "corr"),
    ("прописн", "upper"),
    ("процентиль", "percentile"),
    ("пстр", "substring"),
    ("сжпробелы", "trim"),
    ("соу", "sou"),
    ("среднее", "avg"),
    ("срзнач", "avg"),
    ("стандотклон", "stddev_samp"),
    ("строчн", "lower"),
    ("сумм", "sum"),
    ("сцепить", "concat"),
    ("счет", "count"),
];

/// Returns the function that has another name elsewhere.
pub(super) fn meant_by(name: &str) -> Option<&'static str> {
    let name = name.to_lowercase().replace('ё', "е");
    let name = match name.as_str() {
        "сумма" | "суммесли" | "суммеслимн" => "сумм",
        "срзначесли" | "средний" => "срзнач",
        "счетз" | "счетесли" | "счетеслимн" | "число" => "счет",
        other => other,
    };
    NAMES.iter().find(|(known, _)| *known == name).map(|(_, function)| *function)
}

#[cfg(test)]
mod tests {
    use super::{NAMES, meant_by};
    use crate::expressions::functions::find;

    #[test]
    fn every_name_leads_to_a_function_and_is_none_itself() {
        assert!(NAMES.is_sorted());
        for (name, function) in NAMES {
            assert!(find(function).is_some_and(|found| found.name == function), "{function}");
            assert!(find(name).is_none(), "{name}");
        }
        assert_eq!(meant_by("СЧЁТЕСЛИ"), Some("count"));
        assert_eq!(meant_by("Сумма"), Some("sum"));
        assert_eq!(meant_by("впр"), None);
    }
}
