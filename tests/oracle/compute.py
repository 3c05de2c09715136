#!/usr/bin/env python3
"""An independent reading of the sample `inputs/`, to hold the program against.

It reads the written spreadsheets as a person would who has `inputs/README.md` beside them, and
writes `values.json` next to this file. It shares nothing with the program or with the generator
of the sample.

    pip install openpyxl xlrd odfpy
    python3 tests/oracle/compute.py [INPUTS]

Every value is {"value", "numerator", "denominator"}; shares are in percent. A member without a
denominator has no entry. Keys of `subject_grade` look like "Математика|5".
"""

import csv
import json
import re
import sys
from collections import defaultdict
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import openpyxl
import xlrd
from odf.opendocument import load as load_ods
from odf.table import CoveredTableCell, Table, TableCell, TableRow
from odf.text import P

HERE = Path(__file__).resolve().parent
YEARS = ["2022-23", "2023-24", "2024-25"]
# Marks of a value that is not there. «х» is Cyrillic, "x" is Latin.
MISSING = {"", "-", "–", "—", "…", "...", "н/д", "х", "x", "Х", "X"}
ODS_CELLS = {TableCell().qname, CoveredTableCell().qname}
CRITERIA = ["k1", "k2", "k3", "k4", "k5", "total"]


# Reading -----------------------------------------------------------------------------------------


def read(path):
    """Returns (sheet name, rows) of the visible sheets."""
    if path.suffix == ".csv":
        text = path.read_bytes().decode("cp1251")
        return [("", list(csv.reader(text.splitlines(), delimiter=";")))]
    if path.suffix == ".xls":
        book = xlrd.open_workbook(path)
        visible = [sheet for sheet in book.sheets() if sheet.visibility == 0]
        return [(s.name, [s.row_values(row) for row in range(s.nrows)]) for s in visible]
    if path.suffix == ".ods":
        return [read_ods_table(t) for t in load_ods(str(path)).getElementsByType(Table)]
    book = openpyxl.load_workbook(path)
    visible = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
    return [(s.title, [list(row) for row in s.iter_rows(values_only=True)]) for s in visible]


def read_ods_table(table):
    rows = []
    for row in table.getElementsByType(TableRow):
        rows.append([ods_value(cell) for cell in row.childNodes if cell.qname in ODS_CELLS])
    return table.getAttribute("name"), rows


def ods_value(cell):
    if cell.getAttribute("valuetype") == "float":
        return float(cell.getAttribute("value"))
    return "".join(str(p) for p in cell.getElementsByType(P)) or None


def text(value):
    """Returns a cell as text: spaces folded, a whole number without a fraction."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return " ".join(str(value).split())


def number(value):
    """Returns a cell as an exact number, or None where there is none to read."""
    cell = re.sub(r"[\s\u00a0\u2009\u202f]", "", text(value))
    cell = cell.removesuffix("%").replace(",", ".")
    if cell in MISSING or not re.fullmatch(r"\d+(\.\d+)?", cell):
        return None
    return Decimal(cell)


def find_header(rows, *words):
    """Returns the index of the first row that holds all the words, and its folded cells."""
    for index, row in enumerate(rows):
        cells = [text(value) for value in row]
        if all(any(word in cell for cell in cells) for word in words):
            return index, cells
    raise ValueError(f"no header with {words}")


def column(cells, *variants):
    """Returns the index of the column named by one of the variants."""
    for variant in variants:
        if variant in cells:
            return cells.index(variant)
    raise ValueError(f"no column {variants} in {cells}")


def cell_at(row, index):
    return row[index] if index < len(row) else None


def half_up(value):
    return int(value.quantize(Decimal(1), ROUND_HALF_UP))


# Schools that were merged ------------------------------------------------------------------------

# Logins of schools that were closed, and of those that took them over.
SUCCESSORS = {}


def heir(login):
    """Returns the school for which the rows of a school of an earlier year count."""
    while login in SUCCESSORS:
        login = SUCCESSORS[login]
    return login


# Aggregation -------------------------------------------------------------------------------------


def slices(rows, register, dimensions):
    """Sums (numerator, denominator) of rows by every slice.

    A row is (school key, {dimension: member}, numerator, denominator).
    """
    sums = defaultdict(lambda: defaultdict(lambda: [Decimal(0), Decimal(0)]))
    for key, members, numerator, denominator in rows:
        school = register[key]
        own = {"district": "district", "cluster": school["cluster"], "school": heir(school["login"])}
        for dimension in dimensions:
            total = sums[dimension][{**own, **members}[dimension]]
            total[0] += numerator
            total[1] += denominator
    return sums


def ratios(rows, register, dimensions, scale=100):
    """Returns scale · Σ numerator / Σ denominator of every slice."""
    result = {}
    for dimension, members in slices(rows, register, dimensions).items():
        found = {k: quotient(n, d, scale) for k, (n, d) in sorted(members.items()) if d}
        result[dimension] = found["district"] if dimension == "district" else found
    return result


def quotient(numerator, denominator, scale):
    value = scale * numerator / denominator
    return {"value": plain(value), "numerator": plain(numerator), "denominator": plain(denominator)}


def plain(value):
    return int(value) if value == value.to_integral_value() else float(value)


# Register ----------------------------------------------------------------------------------------


def read_register(folder):
    """Returns the schools of a year by login and by code: the same records under both keys."""
    [(_, rows)] = read(folder / "Реестр ОО.xlsx")
    top, header = find_header(rows, "Логин", "Код ОО")
    at = {
        "login": column(header, "Логин", "Логин ОО"),
        "code": column(header, "Код ОО"),
        "kind": column(header, "Вид ОО"),
        "cluster": column(header, "Тип местности"),
    }
    counts = {
        "pupils": column(header, "Обучающихся, всего", "Численность обучающихся, всего"),
        "pupils_1_4": column(header, "в т. ч. 1–4 кл."),
        "pupils_5_9": column(header, "5–9 кл."),
        "pupils_10_11": column(header, "10–11 кл."),
        "classes": column(header, "Классов-комплектов"),
    }
    closed = header.index("Дата закрытия") if "Дата закрытия" in header else None
    register = {}
    for row in rows[top + 1 :]:
        # A school that was closed before the year stands below the total and is no school of it.
        if closed is not None and cell_at(row, closed) is not None:
            login, taken_by = text(row[at["login"]]), text(cell_at(row, closed + 1))
            if taken_by:
                SUCCESSORS[login] = taken_by
        elif text(row[at["login"]]).startswith("edu"):
            school = {name: text(row[index]) for name, index in at.items()}
            school |= {name: int(number(row[index])) for name, index in counts.items()}
            register[school["login"]] = register[school["code"]] = school
    return register


def register_values(register):
    schools = [school for key, school in register.items() if key.startswith("edu")]
    names = ["pupils", "pupils_1_4", "pupils_5_9", "pupils_10_11", "classes"]

    def totals(members):
        return {"schools": len(members)} | {n: sum(school[n] for school in members) for n in names}

    def by(attribute):
        groups = defaultdict(list)
        for school in schools:
            groups[school[attribute]].append(school)
        return {name: totals(members) for name, members in sorted(groups.items())}

    pupils = defaultdict(int)
    for school in schools:
        pupils[heir(school["login"])] += school["pupils"]
    return totals(schools) | {
        "by_cluster": by("cluster"),
        "by_kind": by("kind"),
        "pupils_by_school": dict(sorted(pupils.items())),
    }


# ВПР ---------------------------------------------------------------------------------------------


def level_of(name):
    """Returns the level of a group of participants and the login of a school."""
    if found := re.search(r"\((edu\d{6})\)$", name):
        return "school", found[1]
    if name == "Вся выборка":
        return "country", None
    if name.startswith("Респ"):
        return "region", None
    return ("district", None) if name.endswith("район") else (None, None)


def paper_of(rows):
    """Returns subject and grade from the title of an export."""
    grade = re.search(r"(\d+) класс", text(rows[0][0]))[1]
    return text(rows[2][0]).removeprefix("Предмет: "), grade


def paper_members(subject, grade):
    """Returns the members of the dimensions of one paper."""
    return {"subject": subject, "grade": grade, "subject_grade": f"{subject}|{grade}"}


def read_marks(folder):
    """Returns (level, login, subject, grade, n, [p2, p3, p4, p5]), each group of a file once."""
    records = []
    for path in sorted((folder / "ВПР").glob("Статистика по отметкам.*.xlsx")):
        [(_, rows)] = read(path)
        subject, grade = paper_of(rows)
        top, header = find_header(rows, "Группы участников")
        pupils = column(header, "Кол-во участников", "Количество участников")
        seen = set()
        for row in rows[top + 1 :]:
            level, login = level_of(text(row[0]))
            if level is None or (level, login) in seen:
                continue
            seen.add((level, login))
            shares = [number(row[column(header, mark)]) for mark in "2345"]
            records.append((level, login, subject, grade, number(row[pupils]), shares))
    return records


def marks_counts(n, shares):
    """Returns how many pupils got each mark, and how many «4» or «5»; None where it is unknown."""
    if n is None or n == 0 or None in shares:
        return None
    good = half_up(n * (shares[2] + shares[3]) / 100)
    return [half_up(n * share / 100) for share in shares], good


def marks_values(records, register, level="school"):
    """Returns quality, success and mean mark by slice. Other levels have the district's slices."""
    rows = {name: [] for name in ["quality", "success", "fail", "mean_mark"]}
    for own, login, subject, grade, n, shares in records:
        if own != level or (counts := marks_counts(n, shares)) is None:
            continue
        marks, good = counts
        members = paper_members(subject, grade)
        key = login or level
        rows["quality"].append((key, members, Decimal(good), n))
        rows["success"].append((key, members, n - marks[0], n))
        rows["fail"].append((key, members, Decimal(marks[0]), n))
        points = sum(mark * count for mark, count in zip(range(2, 6), marks))
        rows["mean_mark"].append((key, members, Decimal(points), n))
    dimensions = ["district", "subject", "grade", "subject_grade"]
    if level == "school":
        dimensions += ["cluster", "school"]
    scales = {"mean_mark": 1}
    return {n: ratios(r, register, dimensions, scales.get(n, 100)) for n, r in rows.items()}


def reference_values(records):
    """Returns what the export itself says of the country, the region and the district."""
    result = {}
    for level in ["country", "region", "district"]:
        aggregated = marks_values(records, {level: {"cluster": "", "login": ""}}, level)
        published = {
            f"{subject}|{grade}": {"participants": plain(n), "quality": plain(s[2] + s[3]),
                                   "fail": plain(s[0])}
            for own, _, subject, grade, n, s in records
            if own == level
        }
        result[level] = {"published": published} | aggregated
    return result


def district_differences(records):
    """Returns the papers whose published district row is not the sum of the readable schools."""
    sums = defaultdict(Decimal)
    for level, _, subject, grade, n, shares in records:
        if level == "school" and n is not None:
            sums[f"{subject}|{grade}"] += n
    published = {f"{r[2]}|{r[3]}": r[4] for r in records if r[0] == "district"}
    return {
        paper: {"published": plain(n), "schools": plain(sums[paper])}
        for paper, n in sorted(published.items())
        if n != sums[paper]
    }


def read_journal(folder):
    """Returns (level, login, subject, grade, [lower, equal, higher, all]), each group once."""
    labels = ["Понизили", "Подтвердили", "Повысили", "Всего"]
    records = []
    for path in sorted((folder / "ВПР").glob("Сравнение отметок*.xlsx")):
        [(_, rows)] = read(path)
        subject, grade = paper_of(rows)
        top, _ = find_header(rows, "Группы участников")
        groups = {}
        for row in rows[top + 1 :]:
            name = text(row[0])
            level = level_of(name)
            if level[0]:
                group = groups.setdefault(level, {})
            elif label := next((label for label in labels if name.startswith(label)), None):
                group[label] = number(row[1])
        for (level, login), group in groups.items():
            records.append((level, login, subject, grade, [group[label] for label in labels]))
    return records


def journal_values(records, register):
    result = {}
    for index, name in enumerate(["lower", "equal", "higher"]):
        rows = [
            (login, paper_members(subject, grade), counts[index], counts[3])
            for level, login, subject, grade, counts in records
            if level == "school" and None not in counts
        ]
        dimensions = ["district", "cluster", "school", "subject", "grade", "subject_grade"]
        result[name] = ratios(rows, register, dimensions)
    return result


# ОГЭ and ЕГЭ -------------------------------------------------------------------------------------


def read_oge(folder):
    """Returns (code, subject, points, mark) of the pupils whose work was marked."""
    prefix = "Предмет: "
    records = []
    for path in sorted((folder / "ОГЭ").glob("ОГЭ. *")):
        [(_, rows)] = read(path)
        titles = [text(cell_at(row, 0)) for row in rows]
        [subject] = [t.removeprefix(prefix) for t in titles if t.startswith(prefix)]
        top, header = find_header(rows, "Код ОО", "Первичный балл")
        code, points, mark = (column(header, n) for n in ["Код ОО", "Первичный балл", "Отметка"])
        for row in rows[top + 1 :]:
            is_pupil = re.fullmatch(r"\d{6}", text(cell_at(row, code)))
            if is_pupil and number(row[mark]) is not None:
                records.append((text(row[code]), subject, number(row[points]), number(row[mark])))
    return records


def oge_values(records, register):
    rows = {"fail": [], "quality": [], "mean_primary": []}
    for code, subject, points, mark in records:
        members = {"subject": subject}
        rows["fail"].append((code, members, Decimal(mark == 2), Decimal(1)))
        rows["quality"].append((code, members, Decimal(mark >= 4), Decimal(1)))
        rows["mean_primary"].append((code, members, points, Decimal(1)))
    dimensions = ["district", "cluster", "school", "subject"]
    scales = {"mean_primary": 1}
    return {n: ratios(r, register, dimensions, scales.get(n, 100)) for n, r in rows.items()}


def oge_with_strangers(records, register):
    """Returns the values of the district with the pupils of schools outside the register."""
    stranger = {"cluster": "", "login": ""}
    whole = defaultdict(lambda: stranger, register)
    values = oge_values(records, whole)
    kept = ["district", "subject"]
    return {name: {key: found[key] for key in kept} for name, found in values.items()}


def read_ege(folder):
    """Returns (code, subject, [participants, failed, 80–99, 100, mean])."""
    [(_, rows)] = read(folder / "ЕГЭ" / "ЕГЭ.xlsx")
    top, _ = find_header(rows, "Муниципалитет", "Образовательная организация")
    subjects = [(index, text(value)) for index, value in enumerate(rows[top + 1]) if value]
    records = []
    for row in rows[top + 3 :]:
        if found := re.match(r"(\d{6}) [-–] ", text(cell_at(row, 1))):
            for first, subject in subjects:
                values = [number(value) for value in row[first : first + 5]]
                if None not in values:
                    records.append((found[1], subject, values))
    return records


def ege_values(records, register):
    rows = {"fail": [], "high_80_100": [], "perfect_100": [], "mean_score": []}
    for code, subject, (n, failed, high, perfect, mean) in records:
        members = {"subject": subject}
        rows["fail"].append((code, members, failed, n))
        rows["high_80_100"].append((code, members, high + perfect, n))
        rows["perfect_100"].append((code, members, perfect, n))
        rows["mean_score"].append((code, members, n * mean, n))
    dimensions = ["district", "cluster", "school", "subject"]
    scales = {"mean_score": 1}
    return {n: ratios(r, register, dimensions, scales.get(n, 100)) for n, r in rows.items()}


# Staff and НОКО ----------------------------------------------------------------------------------


def read_staff(folder):
    """Returns (code, the nine numbers of the form); what cannot be read is None."""
    [(_, rows)] = read(folder / "Кадры" / "Кадры.xlsx")
    return [
        (text(row[1]), [number(value) for value in row[3:12]])
        for row in rows
        if re.fullmatch(r"\d{6}", text(cell_at(row, 1)))
    ]


def staff_values(records, register):
    # The columns of the numerator and of the denominator, counted from the first number.
    parts = {
        "higher_education": ([1], [0]),
        "pedagogical_education": ([2], [0]),
        "category": ([3, 4], [0]),
        "highest_category": ([3], [0]),
        "under_35": ([5], [0]),
        "over_60": ([6], [0]),
        "trained": ([7], [0]),
        "vacancies": ([8], [8, 0]),
    }
    dimensions = ["district", "cluster", "school"]
    result = {}
    for name, (upper, lower) in parts.items():
        rows = [
            (code, {}, sum(values[i] for i in upper), sum(values[i] for i in lower))
            for code, values in records
            if None not in [values[i] for i in upper + lower]
        ]
        result[name] = ratios(rows, register, dimensions)
    rows = [(code, {}, Decimal(register[code]["pupils"]), values[0]) for code, values in records]
    result["pupils_per_teacher"] = ratios(rows, register, dimensions, 1)
    return result


def read_noko(folder):
    """Returns (code, the five criteria and the total)."""
    [(_, rows)] = read(folder / "НОКО" / "НОКО.ods")
    return [
        (text(row[1]), [number(value) for value in row[3:9]])
        for row in rows
        if re.fullmatch(r"\d{6}", text(cell_at(row, 1)))
    ]


def noko_values(records, register):
    result = {}
    for index, name in enumerate(CRITERIA):
        rows = [(c, {}, v[index], Decimal(1)) for c, v in records if v[index] is not None]
        result[name] = ratios(rows, register, ["district", "cluster", "school"], 1)
    return result


# -------------------------------------------------------------------------------------------------


def year_values(folder):
    register = read_register(folder)
    marks, oge = read_marks(folder), read_oge(folder)
    known = [record for record in oge if record[0] in register]
    return {
        "register": register_values(register),
        "vpr": marks_values(marks, register),
        "vpr_reference": reference_values(marks),
        "vpr_district_differences": district_differences(marks),
        "vpr_journal": journal_values(read_journal(folder), register),
        "oge": oge_values(known, register),
        "oge_unregistered_rows": len(oge) - len(known),
        "oge_with_unregistered": oge_with_strangers(oge, register),
        "ege": ege_values(read_ege(folder), register),
        "staff": staff_values(read_staff(folder), register),
        "noko": noko_values(read_noko(folder), register),
    }


def is_leaf(value):
    return not isinstance(value, dict) or not any(isinstance(v, dict) for v in value.values())


def dump(value, indent=""):
    """Writes JSON with one member a line."""
    if is_leaf(value):
        return json.dumps(value, ensure_ascii=False)
    inner = indent + " "
    members = [(json.dumps(key, ensure_ascii=False), member) for key, member in value.items()]
    lines = [f"{inner}{key}: {dump(member, inner)}" for key, member in members]
    return "{\n" + ",\n".join(lines) + f"\n{indent}}}"


def main():
    inputs = Path(sys.argv[1]) if len(sys.argv) > 1 else HERE.parents[1] / "inputs"
    # Who took over whom is known from the registers of later years.
    for year in YEARS:
        read_register(inputs / year)
    values = {year: year_values(inputs / year) for year in YEARS}
    (HERE / "values.json").write_text(dump(values) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
