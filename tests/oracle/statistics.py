#!/usr/bin/env python3
"""Statistics by other hands, to hold the functions of formulas against.

It computes with numpy, scipy, statsmodels and pingouin, with the exact fractions of Python, and
takes certified values of NIST and published examples; it shares nothing with the program. What it
writes, `statistics.json` next to this file, is read by `tests/statistics.rs`.

    pip install numpy==2.4.6 scipy==1.17.1 statsmodels==0.15.0 pingouin==0.7.0
    python3 tests/oracle/statistics.py

A set is columns with formulas over all of their rows and what each has to give, or {"missing":
reason}. Values are written as constants of formulas, since readers of JSON round numbers. A distribution is a function of `msoko::statistics`, arguments, and a value.
"""

import json
import math
import re
import sys
import warnings
from fractions import Fraction
from itertools import chain
from pathlib import Path

# This file is named like a module that it needs.
sys.path.pop(0)

import statistics as exact

import numpy as np
import pandas as pd
import pingouin
import scipy
import scipy.stats as st
import statsmodels
import statsmodels.api as sm
from scipy.special import stdtrit
from statsmodels.formula.api import ols
from statsmodels.stats.anova import anova_lm
from statsmodels.stats.proportion import proportion_confint, proportions_ztest
from statsmodels.stats.weightstats import DescrStatsW

HERE = Path(__file__).resolve().parent
NIST = Path(scipy.__file__).parent / "stats" / "tests" / "data"
SETS = []
TOO_FEW = {"missing": "too_few"}
ZERO = {"missing": "zero_denominator"}
SENSELESS = {"missing": "not_applicable"}


def constant(x):
    if isinstance(x, dict):
        return x
    if x is None or isinstance(x, bool):
        return {None: "null", True: "true", False: "false"}[x]
    if isinstance(x, str):
        return f"'{x}'"
    return str(x) if isinstance(x, int) else repr(float(x))


def add(name, source, columns, results, tolerance=1e-9):
    for values in columns.values():
        assert len(values) == len(next(iter(columns.values()))), name
    SETS.append({
        "name": name, "source": source, "tolerance": tolerance,
        "columns": {key: [constant(x) for x in values] for key, values in columns.items()},
        "results": {formula: constant(value) for formula, value in results.items()},
    })


# One figure --------------------------------------------------------------------------------------


def one_figure(x):
    """What scipy and numpy say of numbers of which none is missing."""
    x = np.asarray(x, float)
    low, high = st.t.interval(0.95, len(x) - 1, loc=x.mean(), scale=st.sem(x))
    results = {
        "stddev_samp(x)": np.std(x, ddof=1), "stddev_pop(x)": np.std(x),
        "var_samp(x)": np.var(x, ddof=1), "var_pop(x)": np.var(x),
        "t_low(x)": low, "t_high(x)": high,
        "mode(x)": st.mode(x).mode,
    }
    for p in ["0", "0.05", "0.1", "0.25", "0.5", "0.75", "0.9", "0.333", "1"]:
        results[f"percentile(x, {p})"] = np.percentile(x, float(p) * 100)
    if x.mean() > 0:
        results["cv(x)"] = 100 * st.variation(x, ddof=1)
    if x.min() >= 0:
        # Half of the relative mean difference, over all pairs.
        results["gini(x)"] = np.abs(x[:, None] - x).mean() / (2 * x.mean())
    ordered = sorted(x)
    for percent in [10, 25, 50, 100]:
        count = max(1, math.floor(Fraction(len(x) * percent, 100) + Fraction(1, 2)))
        results[f"mean_top(x, {percent})"] = exact.fmean(ordered[-count:])
        results[f"mean_bottom(x, {percent})"] = exact.fmean(ordered[:count])
    return results


def figures(random):
    for size in [2, 3, 4, 5, 7, 10, 11, 25, 26, 60]:
        x = np.round(random.uniform(0, 100, size), 2)
        add(f"uniform {size}", "numpy, scipy", {"x": x}, one_figure(x))
        x = random.integers(2, 6, size)
        add(f"marks {size}", "numpy, scipy", {"x": [int(i) for i in x]}, {
            formula: value for formula, value in one_figure(x).items()
            if formula != "mode(x)"} | {"mode(x)": int(st.mode(x).mode)})
        x = np.round(random.normal(-3, 20, size), 3)
        add(f"normal {size}", "numpy, scipy", {"x": x}, one_figure(x))
    x = np.round(random.lognormal(3, 1, 40), 2)
    holes = [None if i % 7 == 3 else v for i, v in enumerate(x)]
    known = [v for v in holes if v is not None]
    add("lognormal with holes", "numpy, scipy", {"x": holes}, one_figure(known))
    # Hard to compute: much the same numbers far from zero, by exact fractions of what a double holds.
    for offset, size in [(1e6, 30), (1e9, 30), (1e12, 50), (1e15, 9)]:
        x = [float(offset + i) for i in np.round(random.uniform(0, 1, size), 3)]
        fractions = [Fraction(i) for i in x]
        variance = exact.variance(fractions)
        mean = exact.mean(fractions)
        add(f"far from zero {offset:g}", "fractions of Python", {"x": x}, {
            "var_samp(x)": float(variance), "stddev_samp(x)": math.sqrt(variance),
            "var_pop(x)": float(exact.pvariance(fractions)),
            "cv(x)": 100 * math.sqrt(variance / mean**2),
        }, 1e-13)
    # The same number many times: nothing may seem to vary.
    for value in [0.1, 1 / 3, 1e15 + 0.3, -7.7]:
        for size in [3, 7, 10, 49]:
            add(f"the same {value} {size} times", "by definition", {"x": [value] * size, "y": list(range(size))}, {
                "stddev_samp(x)": 0.0, "var_pop(x)": 0.0, "t_low(x)": value, "corr(y, x)": ZERO,
                "regr_slope(y, x)": ZERO, "regr_r2(x, y)": 1.0, "mode(x)": value, "icc(x, y)": TOO_FEW,
                "gini(x)": 0.0 if value > 0 else SENSELESS,
                "cv(x)": 0.0 if value > 0 else SENSELESS,
                "ols_r2(x, y)": ZERO, "ols_coefficient(1, y, x)": SENSELESS,
            }, 1e-15)
    add("one value", "by definition", {"x": [4.5]}, {
        "stddev_samp(x)": TOO_FEW, "var_samp(x)": TOO_FEW, "var_pop(x)": 0.0, "cv(x)": TOO_FEW,
        "t_low(x)": TOO_FEW, "percentile(x, 0.3)": 4.5, "mean_top(x, 10)": 4.5, "gini(x)": 0.0,
        "corr(x, x)": TOO_FEW, "covar_pop(x, x)": 0.0, "covar_samp(x, x)": TOO_FEW,
        "regr_slope(x, x)": TOO_FEW, "regr_intercept(x, x)": TOO_FEW, "regr_r2(x, x)": TOO_FEW,
        "slope_low(x, x)": TOO_FEW, "ols_r2(x, x)": TOO_FEW, "wstddev(x, 1)": TOO_FEW,
        "wstddev_pop(x, 1)": 0.0, "wmedian(x, 0)": ZERO, "wmedian(x, -1)": SENSELESS,
    })
    add("no mean to relate to", "by definition", {"x": [-1.0, 1.0]}, {"cv(x)": ZERO, "gini(x)": SENSELESS})
    add("nothing to share", "by definition", {"x": [0.0, 0.0]}, {"cv(x)": ZERO, "gini(x)": ZERO})
    add("two modes", "scipy: the smallest", {"x": [3, 1, 3, 1, 2], "t": ["б", "а", "а", "б", None]}, {
        "mode(x)": 1, "mode(t)": "а"})


def nist_accuracy():
    """Certified mean and standard deviation of the univariate sets that NIST generates by rule."""
    source = "NIST StRD, certified"
    add("NumAcc1", source, {"x": [10000001.0, 10000003.0, 10000002.0]},
        {"avg(x)": 10000002.0, "stddev_samp(x)": 1.0}, 1e-15)
    for name, first, a, b, mean, tolerance in [
        ("NumAcc2", 1.2, 1.1, 1.3, 1.2, 1e-14),
        ("NumAcc3", 1000000.2, 1000000.1, 1000000.3, 1000000.2, 1e-9),
        ("NumAcc4", 10000000.2, 10000000.1, 10000000.3, 10000000.2, 2e-8),
    ]:
        x = [first] + [a, b] * 500
        # The last digits that a double cannot hold are in the tolerance: 10000000.1 is off by 4e-10.
        add(name, source, {"x": x}, {"avg(x)": mean, "stddev_samp(x)": 0.1}, tolerance)


# Two figures -------------------------------------------------------------------------------------


def two_figures(y, x):
    """What scipy and statsmodels say of pairs of which none is missing."""
    y, x = np.asarray(y, float), np.asarray(x, float)
    n = len(x)
    line = st.linregress(x, y)
    results = {
        "corr(y, x)": st.pearsonr(x, y).statistic, "corr(x, y)": st.pearsonr(y, x).statistic,
        "covar_samp(y, x)": np.cov(y, x)[0, 1], "covar_pop(y, x)": np.cov(y, x, ddof=0)[0, 1],
        "regr_slope(y, x)": line.slope, "regr_intercept(y, x)": line.intercept,
        "regr_r2(y, x)": line.rvalue**2,
    }
    if n >= 3:
        fit = sm.OLS(y, sm.add_constant(x)).fit()
        interval = fit.conf_int()
        results |= {
            "slope_low(y, x)": interval[1][0], "slope_high(y, x)": interval[1][1],
            "ols_low(1, y, x)": interval[1][0], "ols_high(0, y, x)": interval[0][1],
            "ols_coefficient(1, y, x)": fit.params[1], "ols_r2(y, x)": fit.rsquared,
        }
    else:
        results |= {"slope_low(y, x)": TOO_FEW, "ols_coefficient(1, y, x)": TOO_FEW}
    if n >= 4:
        low, high = st.pearsonr(x, y).confidence_interval()
        results |= {"corr_low(y, x)": low, "corr_high(y, x)": high}
    else:
        results |= {"corr_low(y, x)": TOO_FEW}
    return results


def pairs(random):
    for size in [2, 3, 4, 5, 8, 20, 51]:
        x = np.round(random.normal(50, 15, size), 1)
        y = np.round(0.4 * x + random.normal(0, 8, size), 2)
        add(f"pairs {size}", "scipy, statsmodels", {"y": y, "x": x}, two_figures(y, x))
    x = np.round(random.normal(0, 1, 25), 3)
    y = np.round(random.normal(0, 1, 25), 3)
    holes_y = [None if i % 6 == 1 else v for i, v in enumerate(y)]
    holes_x = [None if i % 9 == 4 else v for i, v in enumerate(x)]
    known = [(a, b) for a, b in zip(holes_y, holes_x) if a is not None and b is not None]
    add("pairs with holes", "scipy, statsmodels", {"y": holes_y, "x": holes_x}, two_figures(*zip(*known)))
    for offset in [1e6, 1e9]:
        x = [float(offset + i) for i in np.round(random.uniform(0, 10, 20), 2)]
        y = [float(offset + 2 * (i - offset) + e) for i, e in zip(x, np.round(random.normal(0, 1, 20), 2))]
        fx, fy = [Fraction(i) for i in x], [Fraction(i) for i in y]
        mx, my = sum(fx) / 20, sum(fy) / 20
        xx, yy = sum((i - mx) ** 2 for i in fx), sum((i - my) ** 2 for i in fy)
        xy = sum((i - mx) * (j - my) for i, j in zip(fx, fy))
        rest = sum((j - my - xy / xx * (i - mx)) ** 2 for i, j in zip(fx, fy))
        spread = stdtrit(18, 0.975) * math.sqrt(rest / 18 / xx)
        add(f"pairs far from zero {offset:g}", "fractions of Python", {"y": y, "x": x}, {
            "regr_slope(y, x)": float(xy / xx), "covar_pop(y, x)": float(xy / 20),
            "corr(y, x)": float(xy) / math.sqrt(xx * yy), "regr_r2(y, x)": float(xy * xy / xx / yy),
            "slope_low(y, x)": float(xy / xx) - spread, "slope_high(y, x)": float(xy / xx) + spread,
            "ols_coefficient(1, y, x)": float(xy / xx), "ols_r2(y, x)": float(xy * xy / xx / yy),
            "ols_low(1, y, x)": float(xy / xx) - spread,
        }, 1e-12)
    # Anscombe, F. J. (1973). Graphs in statistical analysis. The American Statistician 27, 17-21.
    first = [10, 8, 13, 9, 11, 14, 6, 4, 12, 7, 5]
    quartet = [
        (first, [8.04, 6.95, 7.58, 8.81, 8.33, 9.96, 7.24, 4.26, 10.84, 4.82, 5.68]),
        (first, [9.14, 8.14, 8.74, 8.77, 9.26, 8.10, 6.13, 3.10, 9.13, 7.26, 4.74]),
        (first, [7.46, 6.77, 12.74, 7.11, 7.81, 8.84, 6.08, 5.39, 8.15, 6.42, 5.73]),
        ([8] * 7 + [19] + [8] * 3, [6.58, 5.76, 7.71, 8.84, 8.47, 7.04, 5.25, 12.50, 5.56, 7.91, 6.89]),
    ]
    for place, (x, y) in enumerate(quartet, 1):
        columns = {"y": y, "x": [float(i) for i in x]}
        add(f"Anscombe {place}", "Anscombe 1973; scipy, statsmodels", columns, two_figures(y, x))
        add(f"Anscombe {place}, as published", "Anscombe 1973", columns, {
            "round(avg(y), 1)": 7.5, "round(avg(x), 1)": 9.0, "round(regr_slope(y, x), 2)": 0.5,
            "round(regr_intercept(y, x), 1)": 3.0, "round(regr_r2(y, x), 2)": 0.67})
    # 12 points on a line: nothing is left over, and the interval has no width.
    x = [float(i) for i in range(12)]
    add("on a line", "by definition", {"y": [3 * i + 1 for i in x], "x": x}, {
        "corr(y, x)": 1.0, "corr_low(y, x)": 1.0, "slope_low(y, x)": 3.0, "slope_high(y, x)": 3.0,
        "regr_r2(y, x)": 1.0, "regr_intercept(y, x)": 1.0}, 1e-14)
    # The sleep data of Student (1908), as R has them; t.test(extra ~ group) prints p-value = 0.07939.
    sleep = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0, 1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4]
    holds = [True] * 10 + [False] * 10
    test = st.ttest_ind(sleep[:10], sleep[10:], equal_var=False)
    add("sleep", "Student 1908; R, scipy", {"x": sleep, "c": holds}, {
        "means_differ_p(x, c)": test.pvalue, "means_differ_p(x, not c)": test.pvalue,
        "round(means_differ_p(x, c), 5)": 0.07939, "means_differ_p(x, x > 100)": TOO_FEW})
    for a, b in [(2, 2), (3, 9), (12, 5), (40, 35)]:
        first, second = np.round(random.normal(50, 3, a), 2), np.round(random.normal(47, 12, b), 2)
        test = st.ttest_ind(first, second, equal_var=False)
        add(f"Welch {a} {b}", "scipy", {"x": [*first, *second], "c": [True] * a + [False] * b},
            {"means_differ_p(x, c)": test.pvalue})


# Regressions -------------------------------------------------------------------------------------


def regression(y, factors):
    fit = sm.OLS(y, sm.add_constant(np.column_stack(factors))).fit(method="qr")
    interval = fit.conf_int()
    names = ", ".join(f"x{i}" for i in range(1, len(factors) + 1))
    results = {f"ols_r2(y, {names})": fit.rsquared}
    for k in range(len(factors) + 1):
        results[f"ols_coefficient({k}, y, {names})"] = fit.params[k]
        results[f"ols_low({k}, y, {names})"] = interval[k][0]
        results[f"ols_high({k}, y, {names})"] = interval[k][1]
    return results


def certified(y, factors, values, errors, r2):
    """Values and standard errors that NIST certifies, with the t quantile of scipy."""
    names = ", ".join(factors)
    results = {f"ols_r2(y, {names})": r2}
    t = stdtrit(len(y) - len(values), 0.975)
    for k, (value, error) in enumerate(zip(values, errors)):
        results[f"ols_coefficient({k}, y, {names})"] = value
        if error is not None:
            results[f"ols_low({k}, y, {names})"] = value - t * error
            results[f"ols_high({k}, y, {names})"] = value + t * error
    return results


def regressions(random):
    for size, width in [(4, 2), (6, 2), (10, 3), (30, 5), (80, 3)]:
        factors = [np.round(random.normal(10 * i, 5, size), 2) for i in range(1, width + 1)]
        y = np.round(sum(f * random.normal() for f in factors) + random.normal(0, 4, size), 2)
        columns = {"y": y} | {f"x{i}": f for i, f in enumerate(factors, 1)}
        add(f"regression {size} {width}", "statsmodels", columns, regression(y, factors))
    names = ["x1", "x2"]
    x1, x2 = [1.0, 2.0, 4.0, 8.0, 9.0], [0.3, 0.1, 0.9, 0.4, 0.2]
    y = [2.0, 3.0, 1.0, 7.0, 5.0]
    columns = {"y": y, "x1": x1, "x2": x2}
    add("factors that follow from others", "by definition", columns, {
        "ols_coefficient(1, y, x1, 3 * x1 - 0.1)": SENSELESS, "ols_r2(y, x1, x2, x1 + x2)": SENSELESS,
        "ols_low(1, y, x1, 0.1)": SENSELESS, "ols_r2(y, x1, x2, x1 * x2)": regression(
            y, [np.array(x1), np.array(x2), np.array(x1) * np.array(x2)])["ols_r2(y, x1, x2, x3)"],
        "ols_r2(y, x1, x2, x1 * x2, x1 * x1)": TOO_FEW})

    text = (NIST / "nist_linregress" / "Norris.dat").read_text()
    table = text.rpartition("Data:")[2].splitlines()[1:]
    rows = [[float(i) for i in line.split()] for line in table if line.strip()]
    y, x = (list(column) for column in zip(*rows))
    numbers = lambda word: [float(i) for i in re.search(rf"{word}\s+(\S+)\s+(\S+)?", text).groups()]
    (b0, s0), (b1, s1) = numbers("B0 "), numbers("B1 ")
    r2 = float(re.search(r"R-Squared\s+(\S+)", text)[1])
    t = stdtrit(34, 0.975)
    add("Norris", "NIST StRD, certified", {"y": y, "x": x}, {
        "regr_slope(y, x)": b1, "regr_intercept(y, x)": b0, "regr_r2(y, x)": r2,
        "slope_low(y, x)": b1 - t * s1, "slope_high(y, x)": b1 + t * s1,
    } | certified(y, ["x"], [b0, b1], [s0, s1], r2), 1e-11)

    data = sm.datasets.longley.load_pandas()
    y, factors = list(data.endog), [list(data.exog[name]) for name in data.exog]
    names = [f"x{i}" for i in range(1, 7)]
    add("Longley", "Longley 1967; NIST StRD, certified", {"y": y} | dict(zip(names, factors)), certified(
        y, names,
        [-3482258.63459582, 15.0618722713733, -0.358191792925910e-01, -2.02022980381683,
         -1.03322686717359, -0.511041056535807e-01, 1829.15146461355],
        [890420.383607373, 84.9149257747669, 0.334910077722432e-01, 0.488399681651699,
         0.214274163161675, 0.226073200069370, 455.478499142212],
        0.995479004577296), 1e-9)

    x = [150000.0 * i for i in range(1, 21)] * 2
    y = [.11019, .21956, .32949, .43899, .54803, .65694, .76562, .87487, .98292, 1.09146,
         1.20001, 1.30822, 1.41599, 1.52399, 1.63194, 1.73947, 1.84646, 1.95392, 2.06128, 2.16844,
         .11052, .22018, .32939, .43886, .54798, .65739, .76596, .87474, .98300, 1.09150,
         1.20004, 1.30818, 1.41613, 1.52408, 1.63159, 1.73965, 1.84696, 1.95445, 2.06177, 2.16829]
    add("Pontius", "NIST StRD, certified", {"y": y, "x": x}, certified(
        y, ["x", "x * x"],
        [0.673565789473684e-03, 0.732059160401003e-06, -0.316081871345029e-14],
        [0.107938612033077e-03, 0.157817399981659e-09, 0.486652849992036e-16],
        0.999999900178537), 1e-9)

    # Polynomials of degree 5 through 21 points without error: every coefficient is certified.
    x = [float(i) for i in range(21)]
    powers = ["x", "x * x", "x * x * x", "x * x * x * x", "x * x * x * x * x"]
    add("Wampler1", "NIST StRD, certified", {"y": [float(sum(int(i) ** k for k in range(6))) for i in x], "x": x},
        certified(x, powers, [1.0] * 6, [None] * 6, 1.0), 1e-7)
    y = [float(sum(Fraction(int(i)) ** k / 10**k for k in range(6))) for i in x]
    add("Wampler2", "NIST StRD, certified", {"y": y, "x": x}, certified(
        x, powers, [1.0, 0.1, 0.01, 0.001, 0.0001, 0.00001], [None] * 6, 1.0), 1e-9)


# Groups ------------------------------------------------------------------------------------------


def donner(between, within, sizes):
    """ICC(1) of groups that differ in size, from mean squares: Donner (1986), equation 2.2."""
    total, count = sum(sizes), len(sizes)
    size = (total - sum(n * n for n in sizes) / total) / (count - 1)
    return (between - within) / (between + (size - 1) * within)


def groups(random):
    # Shrout and Fleiss (1979), table 2: four judges, six targets; table 4 gives ICC(1,1) = .17.
    ratings = [[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]]
    x, target = list(chain(*ratings)), [f"ц{i}" for i in range(6) for _ in range(4)]
    frame = pd.DataFrame({"x": x, "target": target, "rater": list(range(4)) * 6})
    table = pingouin.intraclass_corr(frame, targets="target", raters="rater", ratings="x")
    icc = table.set_index("Type")["ICC"].iloc[0]
    assert abs(icc - 0.166) < 5e-4, table
    # The mean squares of table 3: 11.24 between, 6.26 within.
    means = anova_lm(ols("x ~ target", frame).fit())["mean_sq"]
    assert abs(means["target"] - 11.24) < 5e-3 and abs(means["Residual"] - 6.26) < 5e-3, means
    add("Shrout and Fleiss", "Shrout & Fleiss 1979; statsmodels", {"x": x, "g": target}, {
        "icc(x, g)": donner(means["target"], means["Residual"], [4] * 6), "round(icc(x, g), 2)": 0.17})
    for sizes in [[3, 3, 3], [2, 5, 9], [1, 1, 4, 6], [20, 25, 31, 18, 22], [2, 1]]:
        shift = random.normal(0, 4, len(sizes))
        x = np.round(np.concatenate([random.normal(50 + s, 6, n) for s, n in zip(shift, sizes)]), 1)
        g = [i for i, n in enumerate(sizes) for _ in range(n)]
        means = anova_lm(ols("x ~ C(g)", pd.DataFrame({"x": x, "g": g})).fit())["mean_sq"]
        icc = donner(means["C(g)"], means["Residual"], sizes)
        add(f"groups {sizes}", "statsmodels; Donner 1986", {"x": x, "g": g}, {"icc(x, g)": icc})
    for name, tolerance in [("SiRstv", 1e-9), ("AtmWtAg", 1e-7), ("SmLs01", 1e-12), ("SmLs04", 1e-8)]:
        lines = (NIST / "nist_anova" / f"{name}.dat").read_text().splitlines()
        squares = [float(line.split()[-2 if "Between" in line else -1]) for line in lines[40:47] if "strument" in line or "reatment" in line]
        between, within = squares
        rows = [line.split() for line in lines[60:] if line.strip()]
        g, x = [row[0] for row in rows], [float(row[1]) for row in rows]
        sizes = [g.count(i) for i in sorted(set(g))]
        add(name, "NIST StRD, certified mean squares; Donner 1986", {"x": x, "g": g},
            {"icc(x, g)": donner(between, within, sizes)}, tolerance)
    add("groups of equal values", "by definition", {"x": [5.1, 5.1, 5.1, 5.1], "g": ["а", "а", "б", "б"]},
        {"icc(x, g)": ZERO, "icc(x, 1)": TOO_FEW})
    add("nothing inside of groups", "by definition", {"x": [0.1, 0.1, 0.1, 0.7, 0.7, 0.7], "g": ["а"] * 3 + ["б"] * 3},
        {"icc(x, g)": 1.0}, 1e-15)


# Weights -----------------------------------------------------------------------------------------


def weights(random):
    """Whole weights against the values repeated; shares against statsmodels."""
    for size, top in [(2, 3), (3, 4), (5, 2), (9, 30), (20, 200)]:
        x = np.round(random.uniform(0, 40, size), 1)
        w = random.integers(0, top, size)
        w[0] += 2
        repeated = np.repeat(x, w)
        add(f"weights {size} {top}", "numpy of repeated values", {"x": x, "w": [int(i) for i in w]}, {
            "wmedian(x, w)": np.median(repeated), "wmode(x, w)": st.mode(repeated).mode,
            "wstddev(x, w)": np.std(repeated, ddof=1), "wstddev_pop(x, w)": np.std(repeated),
            "wcv(x, w)": 100 * st.variation(repeated, ddof=1), "wmean(x, w)": repeated.mean()})
    # A distribution of scores in percent, each with one decimal: whole weights after a multiplication.
    for size in [5, 12, 38]:
        x = np.arange(size)
        w = np.round(random.dirichlet(np.ones(size)) * 100, 1)
        repeated = np.repeat(x, np.rint(w * 10).astype(int))
        stats = DescrStatsW(x.astype(float), weights=w, ddof=0)
        add(f"shares {size}", "numpy of repeated values; statsmodels", {"x": [int(i) for i in x], "w": w}, {
            "wmedian(x, w)": np.median(repeated), "wmode(x, w)": float(st.mode(repeated).mode),
            "wstddev_pop(x, w)": stats.std, "wmean(x, w)": stats.mean,
            "wstddev(x, w * 7)": DescrStatsW(x.astype(float), weights=w * 7, ddof=1).std})
    # A half on paper: 10.1 + 39.9 of 100.
    add("a half in percent", "by definition", {"x": [1, 2, 3, 9], "w": [10.1, 39.9, 20.3, 29.7]}, {"wmedian(x, w)": 2.5})
    add("tenths", "by definition", {"x": list(range(10)), "w": [0.1] * 10}, {"wmedian(x, w)": 4.5, "wmode(x, w)": 0.0})
    add("equal values at the half", "by definition", {"x": [1, 2, 2, 5], "w": [1, 1, 1, 1]}, {"wmedian(x, w)": 2.0})
    add("weights of holes", "by definition", {"x": [1, None, 8], "w": [1, 5, None]}, {"wmedian(x, w)": 1.0, "wmode(x, w)": 1.0})
    add("a negative weight", "by definition", {"x": [1, 2], "w": [1, -1]}, {
        "wmedian(x, w)": SENSELESS, "wmode(x, w)": SENSELESS, "wstddev(x, w)": SENSELESS, "wcv(x, w)": SENSELESS})


# Shares and marks --------------------------------------------------------------------------------


def shares(random):
    results = {}
    for k, n in [(0, 1), (1, 1), (0, 20), (20, 20), (1, 29), (15, 148), (81, 263), (340, 640), (3, 10000), (5.5, 11)]:
        low, high = proportion_confint(k, n, method="wilson")
        results[f"wilson_low({k}, {n})"], results[f"wilson_high({k}, {n})"] = 100 * max(low, 0), 100 * min(high, 1)
    # Newcombe (1998), table I, method 3, prints four digits.
    for k, n, low, high in [(81, 263, 25.53, 36.62), (15, 148, 6.24, 16.05), (0, 20, 0.0, 16.11), (1, 29, 0.61, 17.18)]:
        results[f"round(wilson_low({k}, {n}), 2)"], results[f"round(wilson_high({k}, {n}), 2)"] = low, high
    results |= {"wilson_low(0, 0)": ZERO, "wilson_high(3, 2)": SENSELESS, "wilson_low(-1, 2)": SENSELESS}
    for a in [(50, 100, 42, 100), (200, 400, 168, 400), (0, 10, 4, 20), (7, 9, 2, 30), (900, 1000, 500, 1000)]:
        k1, n1, k2, n2 = a
        results[f"shares_differ_p({k1}, {n1}, {k2}, {n2})"] = proportions_ztest([k1, k2], [n1, n2])[1]
    results |= {"shares_differ_p(0, 5, 0, 7)": 1.0, "shares_differ_p(5, 5, 7, 7)": 1.0, "shares_differ_p(0, 0, 1, 2)": ZERO}
    # Simonov: (25 · 100 + 30 · 64 + 40 · 36 + 5 · 16) / 100.
    results |= {"sou(25, 30, 40, 5)": 59.4, "sou(1, 0, 0, 0)": 100.0, "sou(0, 0, 0, 3)": 16.0,
                "sou(25, 30, 40, 5, 100, 64, 36, 14)": 59.3, "sou(2.5, 3, 4, 0.5)": 59.4,
                "sou(0, 0, 0, 0)": ZERO, "sou(1, -1, 0, 5)": SENSELESS}
    add("shares and marks", "statsmodels; Newcombe 1998; by hand", {"one": [1]}, results)
    # A hump of 12.4 % at 14 among 4.1 and 5.2: 12.4 / 4.65; by hand.
    score, share = list(range(11, 18)), [5.0, 4.6, 4.1, 12.4, 5.2, 6.3, None]
    add("a hump", "by hand", {"score": score, "share": share, "border": [14] * 7}, {
        "border_ratio(score, share, border)": Fraction(124, 10) / (Fraction(93, 10) / 2),
        "border_ratio(score, share, 12)": Fraction(46, 10) / (Fraction(91, 10) / 2),
        "border_ratio(score, share, 16)": Fraction(63, 10) / (Fraction(52, 10) / 2),
        "border_ratio(score, share, 30)": ZERO})
    # Pupils of two subjects with borders of their own: 3 on them, 1 + 2 beside them.
    add("a hump among pupils", "by hand", {"score": [7, 6, 7, 14, 15, 13, 20], "border": [7, 7, 7, 14, 14, 14, 14]}, {
        "border_ratio(score, 1, border)": 2.0})


def distributions():
    found = []
    put = lambda name, arguments, value: found.append([name, arguments, float(value)])
    for df in [1, 1.5, 2, 3, 4, 5.7, 9, 10, 17.776, 29, 30, 99, 250, 999, 1000, 1001, 5000, 1e5, 1e7, 1e9]:
        for p in [1e-6, 0.001, 0.025, 0.1, 0.4, 0.6, 0.9, 0.975, 0.995, 0.9995]:
            put("student_t_quantile", [p, df], st.t.ppf(p, df))
        for t in [-40.0, -5.0, -1.96, -0.3, 0.0, 0.01, 1.0, 2.5, 6.0]:
            put("student_t_cdf", [t, df], st.t.cdf(t, df))
            put("student_t_two_sided_p", [t, df], 2 * st.t.sf(abs(t), df))
    for p in [1e-12, 0.0005, 0.02, 0.025, 0.3, 0.5, 0.8, 0.975, 0.999999]:
        put("normal_quantile", [p], st.norm.ppf(p))
    for z in [-30.0, -8.0, -1.96, -0.5, 0.0, 0.7, 3.0, 7.5]:
        put("normal_cdf", [z], st.norm.cdf(z))
        put("normal_two_sided_p", [z], 2 * st.norm.sf(abs(z)))
    return found


def main():
    warnings.simplefilter("ignore")
    random = np.random.default_rng(20250901)
    figures(random)
    nist_accuracy()
    pairs(random)
    regressions(random)
    groups(random)
    weights(random)
    shares(random)
    versions = {module.__name__: module.__version__ for module in [np, scipy, statsmodels, pingouin]}
    lines = ",\n".join(json.dumps(one, ensure_ascii=False) for one in SETS)
    quantiles = ",\n".join(json.dumps(one) for one in distributions())
    text = '{"versions": %s,\n"sets": [\n%s\n],\n"distributions": [\n%s\n]}\n'
    (HERE / "statistics.json").write_text(text % (json.dumps(versions), lines, quantiles), encoding="utf-8")
    print(len(SETS), "sets,", sum(len(one["results"]) for one in SETS), "results")


if __name__ == "__main__":
    main()
