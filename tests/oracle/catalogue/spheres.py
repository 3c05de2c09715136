"""What the oracles of talents, career guidance, upbringing and public observation share: reading
of the sample as a person with `inputs/README.md` beside him would read it, and sums by slice.

Nothing of the program is used; workbooks are read by openpyxl, odfpy and the csv module.

    pip install openpyxl odfpy
    python3 tests/oracle/catalogue/15-talents.py [INPUTS]
"""

import csv
import json
import re
import sys
from collections import defaultdict
from fractions import Fraction
from pathlib import Path

import openpyxl
from odf.opendocument import load as load_ods
from odf.table import CoveredTableCell, Table, TableCell, TableRow
from odf.text import P

HERE = Path(__file__).resolve().parent
INPUTS = Path(sys.argv[1]) if len(sys.argv) > 1 else HERE.parents[2] / "inputs"
YEARS = ["2022-23", "2023-24", "2024-25"]
LOGIN = re.compile(r"edu05\d{4}")


def text(value):
    """Returns a cell as text with single spaces; a whole number has no fraction."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return " ".join(str(value).split())


def number(value):
    """Returns a cell as an exact number, or None where nothing can be read."""
    cell = re.sub(r"\s", "", text(value)).replace(",", ".")
    return Fraction(cell) if re.fullmatch(r"\d+(\.\d+)?", cell) else None


def whole(value):
    """Returns a count; a number with a fraction is no count."""
    found = number(value)
    return found if found is None or found.denominator == 1 else None


def sheets(path):
    """Returns the sheets of a file by name: lists of rows."""
    path = INPUTS / path
    if path.suffix == ".csv":
        lines = path.read_bytes().decode("cp1251").splitlines()
        return {"": list(csv.reader(lines, delimiter=";"))}
    if path.suffix == ".ods":
        return {t.getAttribute("name"): ods_rows(t) for t in load_ods(path).getElementsByType(Table)}
    book = openpyxl.load_workbook(path, data_only=True)
    return {s.title: [list(row) for row in s.iter_rows(values_only=True)] for s in book.worksheets}


def ods_rows(table):
    kinds = {TableCell().qname, CoveredTableCell().qname}
    rows = []
    for row in table.getElementsByType(TableRow):
        cells = [cell for cell in row.childNodes if cell.qname in kinds]
        rows.append([ods_value(cell) for cell in cells])
    return rows


def ods_value(cell):
    if cell.getAttribute("valuetype") == "float":
        return float(cell.getAttribute("value"))
    return "".join(str(p) for p in cell.getElementsByType(P)) or None


def records(rows, word, depth=1):
    """Returns the rows below the heading that holds a word: {heading: cell}.

    A heading of two rows is «upper/lower»; the upper one goes on over merged cells.
    """
    top = next(i for i, row in enumerate(rows) if word in [text(cell) for cell in row])
    lines = [[text(cell) for cell in row] for row in rows[top : top + depth]]
    if depth == 2:
        upper, names = "", []
        for above, below in zip(*lines):
            upper = above or upper
            names.append(f"{upper}/{below}" if below else above)
    else:
        names = lines[0]
    return [dict(zip(names, row)) for row in rows[top + depth :]]


def of_schools(rows, word="Логин ОО", depth=1):
    """Returns the records that name a school by its login."""
    return [r for r in records(rows, word, depth) if LOGIN.fullmatch(text(r["Логин ОО"]))]


def read_register():
    """Returns the logins of each year, the logins by code, and the heirs of merged schools."""
    logins, by_code, heirs = {}, {}, {}
    for year in YEARS:
        [(_, rows)] = sheets(f"{year}/Реестр ОО.xlsx").items()
        word = "Логин ОО" if year == "2022-23" else "Логин"
        logins[year] = []
        for record in records(rows, word):
            login = text(record[word])
            if not LOGIN.fullmatch(login):
                continue
            if text(record.get("Дата закрытия")):
                heirs[login] = text(record.get("Логин правопреемника"))
                continue
            logins[year].append(login)
            by_code[year, text(record["Код ОО"])] = login
    return logins, by_code, {school: heir for school, heir in heirs.items() if heir}


LOGINS, BY_CODE, HEIRS = read_register()


def heir(login):
    """Returns the school for which the past of a merged school counts."""
    return HEIRS.get(login, login)


def contingent(year):
    """Returns the pupils by login: {grade: count}, with what is studied in depth."""
    [(_, rows)] = sheets(f"{year}/ОО-1/Контингент по классам.xlsx").items()
    result = {}
    for record in of_schools(rows, depth=2):
        grades = {g: whole(record[f"в том числе по классам/{g} кл."]) for g in range(1, 12)}
        depth = [whole(cell) for name, cell in record.items() if name.startswith("из них")]
        result[text(record["Логин ОО"])] = grades | {"advanced": depth[0], "profile": depth[1]}
    return result


def grades(counts, first, last):
    """Returns the pupils of a range of grades."""
    return sum(counts[grade] for grade in range(first, last + 1))


def teachers(year):
    """Returns the teachers by login."""
    [(_, rows)] = sheets(f"{year}/Кадры/Кадры.xlsx").items()
    result = {}
    for record in records(rows, "Код ОО", 2):
        login = BY_CODE.get((year, text(record["Код ОО"])))
        if login:
            name = next(name for name in record if name.endswith("работников, всего"))
            result[login] = whole(record[name])
    return result


def answer(record, question, part=""):
    """Returns the cell of a question of the questionnaire, by its number and its part."""
    fits = [c for n, c in record.items() if n.startswith(f"{question}. ") and n.endswith(part)]
    assert len(fits) == 1, (question, part, list(record))
    return fits[0]


def answers(year, sheet):
    """Returns the answers of the schools to the questions of a direction."""
    return of_schools(sheets(f"{year}/Опросник ОО.xlsx")[sheet], depth=2)


def yes(value):
    """Returns 1 and 0 for yes and no."""
    return {"да": 1, "истина": 1, "нет": 0, "ложь": 0}.get(text(value).lower())


class Oracle:
    """Values by indicator, slice, member and period."""

    def __init__(self):
        self.values = defaultdict(lambda: defaultdict(lambda: defaultdict(dict)))

    def put(self, indicator, name, key, year, value):
        self.values[indicator][name][key][year] = value

    def ratio(self, indicator, year, rows, scale=100, schools=True):
        """Sums rows of (login, numerator, denominator); what misses one of them has no part."""
        parts = {"district": [], **{f"school {heir(login)}": [] for login in LOGINS[year]}}
        for login, above, below in rows:
            if above is not None and below is not None:
                parts["district"].append((above, below))
                if login:
                    parts[f"school {heir(login)}"].append((above, below))
        for name, pairs in parts.items():
            name, _, key = name.partition(" ")
            if name == "district" or schools:
                self.put(indicator, name, key, year, quotient(pairs, scale))

    def ratio_by(self, indicator, name, year, rows, scale=100):
        """The same by the members of another dimension: (member, numerator, denominator)."""
        members = defaultdict(list)
        for member, above, below in rows:
            if above is not None and below is not None:
                members[member].append((above, below))
        for member, pairs in members.items():
            self.put(indicator, name, member, year, quotient(pairs, scale))

    def write(self, path):
        target = Path(path).with_suffix(".json")
        target.write_text(laid_out(self.values), encoding="utf-8")
        count = sum(len(p) for i in self.values.values() for s in i.values() for p in s.values())
        print(f"{target.name}: {len(self.values)} indicators, {count} values")


def laid_out(values):
    """Returns the JSON with one member a line."""
    indicators = []
    for indicator, slices in sorted(values.items()):
        parts = []
        for name, members in sorted(slices.items()):
            lines = [f"   {dumped(key)}: {dumped(periods)}" for key, periods in sorted(members.items())]
            parts.append(f"  {dumped(name)}: {{\n" + ",\n".join(lines) + "\n  }")
        indicators.append(f" {dumped(indicator)}: {{\n" + ",\n".join(parts) + "\n }")
    return "{\n" + ",\n".join(indicators) + "\n}\n"


def dumped(value):
    return json.dumps(value, ensure_ascii=False)


def quotient(pairs, scale):
    """Returns scale · Σ numerator / Σ denominator with its parts; None without a denominator."""
    above = sum((Fraction(pair[0]) for pair in pairs), Fraction(0))
    below = sum((Fraction(pair[1]) for pair in pairs), Fraction(0))
    if not below:
        return None
    return {
        "value": float(scale * above / below),
        "numerator": float(above),
        "denominator": float(below),
    }
