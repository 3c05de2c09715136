#!/usr/bin/env python3
"""НК-01 … НК-07 by another program: python3 tests/oracle/catalogue/30-noko.py"""

from fractions import Fraction

from conditions import YEARS, Values, by_code, members, number, text

# Tenths, by criterion and indicator.
WEIGHTS = {
    "noko_openness": {"1.1": 3, "1.2": 3, "1.3": 4},
    "noko_comfort": {"2.1": 5, "2.3": 5},
    "noko_access": {"3.1": 3, "3.2": 4, "3.3": 3},
    "noko_kindness": {"4.1": 4, "4.2": 4, "4.3": 2},
    "noko_satisfaction": {"5.1": 3, "5.2": 2, "5.3": 5},
}

WITH_CLUSTERS = {"noko_access", "noko_satisfaction", "noko_total"}

values = Values()
for year in YEARS:
    rows = {name: [] for name in [*WEIGHTS, "noko_total"]}
    for row in by_code(f"{year}/НОКО/НОКО по показателям.xlsx", "Код ОО", "Итоговый балл", depth=3):
        own, criteria = members(year, row["Код ОО"]), []
        for name, weights in WEIGHTS.items():
            points = Fraction(0)
            for indicator, tenths in weights.items():
                [cell] = [cell for heading, cell in row.items() if f"/ {indicator}. " in heading]
                found = number(cell)
                points = None if found is None or points is None else points + found * tenths / 10
            criteria.append(points)
            rows[name].append((own, points))
        total = None if None in criteria else sum(criteria) / 5
        rows["noko_total"].append((own, total))
    for name, found in rows.items():
        slices = ["district", "school"] + (["cluster"] if name in WITH_CLUSTERS else [])
        values.mean(name, year, found, slices)

    plan = []
    for row in by_code(f"{year}/НОКО/План устранения недостатков.xlsx", "Код ОО", "Недостаток"):
        plan.append((members(year, row["Код ОО"]), int(text(row["Состояние"]) == "устранён"), 1))
    values.ratio("noko_corrected", year, plan, ["district", "school"])
values.write(__file__)
