#!/usr/bin/env python3
"""ДО-01 … ДО-09 by another program: python3 tests/oracle/catalogue/24-preschool.py"""

from collections import defaultdict
from fractions import Fraction

from conditions import INPUTS, YEARS, Values, by_code, number, sheet, table, text

GARDEN = ["district", "kindergarten"]


def form_85k(path):
    """Returns the numbers of a form by section, row and column; a dash is a zero."""
    found, section, columns = {}, None, None
    for row in sheet(path):
        cells = [text(cell) for cell in row]
        if cells[0].startswith("Раздел "):
            section = cells[0].split()[1].rstrip(".")
        elif cells[:3] == ["1", "2", "3"]:
            columns = cells
        elif section and columns and len(cells) > 1 and cells[1].isdigit():
            for column, cell in zip(columns[2:], cells[2:]):
                if column:
                    found[section, cells[1], column] = Fraction(0) if cell == "-" else number(cell)
    return found


values = Values()
for year in YEARS:
    demand = table(f"{year}/Дошкольное/Охват и очередь.xlsx", "Возраст детей", "Очередь", depth=2)
    access, coverage = [], []
    for row in demand:
        if text(row["Возраст детей"]) == "Итого":
            continue
        taught = number(row["Получают дошкольное образование / всего"])
        coverage.append(({"district": ""}, taught, number(row["Проживает детей"])))
        if text(row["Возраст детей"]) == "от 3 до 7 лет":
            access.append(({"district": ""}, taught, taught + number(row["Очередь"])))
    values.ratio("preschool_access", year, access, ["district"])
    values.ratio("preschool_coverage", year, coverage, ["district"])

    levels, gardens = [], defaultdict(list)
    for row in by_code(f"{year}/Дошкольное/МКДО.xlsx", "Код ДОО", depth=2, column="Код ДОО"):
        for heading, cell in row.items():
            level = number(cell)
            if " / Показатель " in heading and level is not None:
                doo, area = text(row["Код ДОО"]), heading.split(" / ")[0]
                levels.append(({"district": "", "area": area, "kindergarten": doo}, level))
                gardens[doo].append(level)
    values.mean("mkdo_mean", year, levels, ["district", "area", "kindergarten"])
    good = sum(sum(found) >= 3 * len(found) for found in gardens.values())
    values.put("preschool_good", "district", "", year, Fraction(100 * good, len(gardens)))

    rows = {name: [] for name in ("special", "size", "higher", "category", "ill")}
    for path in sorted((INPUTS / year / "Дошкольное/85-К").iterdir()):
        form, own = form_85k(path), {"district": "", "kindergarten": path.stem}
        groups, children = form["4", "401", "3"], form["2", "201", "3"]
        people = form["3", "301", "3"]
        rows["special"].append((own, form["4", "402", "3"] + form["4", "413", "3"], groups))
        rows["size"].append((own, children, groups))
        rows["higher"].append((own, form["3", "301", "4"], people))
        rows["category"].append((own, form["3", "301", "5"] + form["3", "301", "6"], people))
        rows["ill"].append((own, form["5", "503", "3"], children))
    values.ratio("preschool_special_groups", year, rows["special"], ["district"])
    values.ratio("preschool_group_size", year, rows["size"], GARDEN, scale=1)
    values.ratio("preschool_higher", year, rows["higher"], GARDEN)
    values.ratio("preschool_category", year, rows["category"], GARDEN)
    values.ratio("preschool_days_ill", year, rows["ill"], GARDEN, scale=1)

    works = []
    for row in by_code(f"{year}/Дошкольное/ВСОКО ДО.xlsx", "Код ДОО", column="Код ДОО"):
        both = ("Положение утверждено", "Внутренняя оценка проведена")
        works.append(({"district": ""}, int(all(text(row[name]) == "да" for name in both)), 1))
    values.ratio("preschool_self_assessed", year, works, ["district"])
values.write(__file__)
