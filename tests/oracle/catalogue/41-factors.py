#!/usr/bin/env python3
"""ФК-01 … by another program: python3 tests/oracle/catalogue/41-factors.py

Correlations by scipy, the regression by statsmodels.
"""

import json
from collections import defaultdict
from fractions import Fraction

import numpy
import statsmodels.api as sm
from scipy import stats

from conditions import HERE, YEARS, Values, by_code, members, number, vpr_people

KNOWN = json.loads((HERE.parent / "values.json").read_text(encoding="utf-8"))
LEAST = 10

values = Values()
for year in YEARS:
    social, sums = {}, defaultdict(lambda: [0, 0])
    path = f"{year}/Школы/Социальные паспорта.xlsx"
    for row in by_code(path, "Код ОО", "Обучающихся, всего", depth=2):
        own = members(year, row["Код ОО"])
        poor = number(row["из них / из малообеспеченных семей"])
        alone = number(row["из них / в неполных семьях"])
        pupils = number(row["Обучающихся, всего"])
        for name, key in own.items():
            sums[name, key][0] += (poor + alone) / 2
            sums[name, key][1] += pupils
        total = social.setdefault(own["school"], [Fraction(0), Fraction(0), own["cluster"]])
        total[0] += poor + alone
        total[1] += 2 * pupils
    for (name, key), (in_need, all_pupils) in sums.items():
        values.put("social_need", name, key, year, 100 * in_need / all_pupils)

    quality = KNOWN[year]["vpr"]["quality"]["school"]
    category = KNOWN[year]["staff"]["category"]["school"]
    size_of = KNOWN[year]["register"]["pupils_by_school"]
    people = vpr_people(year)
    data = [
        (q["value"], size_of[login], float(100 * social[login][0] / social[login][1]), category[login]["value"], social[login][2] == "город")
        for login, q in quality.items()
        if people[login] >= LEAST and category.get(login)
    ]
    y, size, need, certified, town = numpy.array(data, dtype=float).T
    for name, x in (("size", size), ("need", need), ("certified", certified)):
        found = stats.pearsonr(y, x)
        bounds = found.confidence_interval(0.95)
        for suffix, value in (("", found.statistic), ("_low", bounds.low), ("_high", bounds.high)):
            values.put(f"corr_{name}{suffix}", "district", "", year, float(value))
    # Per hundred pupils, per ten points of need and of category, and of the town.
    factors = numpy.column_stack([size / 100, need / 10, certified / 10, town])
    fit = sm.OLS(y, sm.add_constant(factors)).fit()
    for place, name in enumerate(("size", "need", "certified", "town"), 1):
        low, high = fit.conf_int()[place]
        for suffix, value in (("", fit.params[place]), ("_low", low), ("_high", high)):
            values.put(f"effect_{name}{suffix}", "district", "", year, float(value))
    values.put("factors_r2", "district", "", year, 100 * float(fit.rsquared))
    in_town, outside = y[town == 1], y[town == 0]
    values.put("town_gap", "district", "", year, float(in_town.mean() - outside.mean()))
    test = stats.ttest_ind(in_town, outside, equal_var=False)
    values.put("town_gap_p", "district", "", year, float(test.pvalue))
values.write(__file__)
