#!/usr/bin/env python3
"""Промежуточная аттестация, ПА-01 … ПА-07, worked out from the spreadsheets.

pip install openpyxl xlrd odfpy
python3 tests/oracle/catalogue/14-attestation.py
"""

from fractions import Fraction

from readers import REGISTERS, YEARS, base, folder, placed, plain, schools_of, sliced, sums, whole, write

NAMES = {"n_all": "Обучающихся, всего", "n": "Прошли аттестацию"}
MARKS = {mark: f"Получили отметку › «{mark}»" for mark in (5, 4, 3, 2)}


def attestation():
    """Returns (year, members, {what: count})."""
    found = []
    for year in YEARS:
        path = folder(year) / "Аттестация/Промежуточная аттестация.xlsx"
        for members, row in schools_of(path, year, "Предмет", "«5»"):
            members |= {"subject": row["Предмет"], "grade": whole(row["Параллель"])}
            members |= {"code": base.text(row["Код ОО"])}
            counts = {name: whole(row[head]) for name, head in (NAMES | MARKS).items()}
            found.append((year, members, counts))
    return found


def moves():
    found = []
    for year in YEARS:
        path = folder(year) / "Аттестация/Перевод.xlsx"
        for members, row in schools_of(path, year):
            found.append((year, {**members, "grade": whole(row["Параллель"])}, row))
    return found


def gap(records):
    """ПА-04: both procedures over the same school, grade and subject."""
    own = {(y, m["code"], m["grade"], m["subject"]): c for y, m, c in records}
    rows = []
    for year in YEARS:
        for level, login, subject, grade, n, shares in base.read_marks(folder(year)):
            found = base.marks_counts(n, shares) if level == "school" else None
            if found is None or not 5 <= int(grade) <= 8:
                continue
            members = placed(year, login, subject=subject)
            counts = own[year, REGISTERS[year][login]["code"], int(grade), subject]
            rows.append((year, members, (counts[5] + counts[4], counts["n"], found[1], int(n))))

    def measure(parts):
        good, n, good_vpr, n_vpr = map(sum, zip(*parts))
        return plain(Fraction(100 * good, n) - Fraction(100 * good_vpr, n_vpr))

    return sliced(rows, "district school subject", measure)




def main():
    records, moved = attestation(), moves()

    def shares(above, below, slices):
        rows = [(y, m, (above(c), below(c))) for y, m, c in records]
        return sliced(rows, slices, sums())

    def parts(above, below, slices):
        rows = [(y, m, (whole(r[above]), whole(r[below]))) for y, m, r in moved]
        return sliced(rows, slices, sums())

    debtors, at_end = "Имели академическую задолженность", "Обучающихся на конец года"
    write(__file__, {
        "interim_coverage": shares(lambda c: c["n"], lambda c: c["n_all"], "district school"),
        "interim_success": shares(lambda c: c[3] + c[4] + c[5], lambda c: c["n"],
                                  "district school subject grade"),
        "interim_quality": shares(lambda c: c[4] + c[5], lambda c: c["n"],
                                  "district cluster school subject grade"),
        "interim_gap": gap(records),
        "debtors_share": parts(debtors, at_end, "district school grade"),
        "debts_cleared": parts("Ликвидировали до 1 сентября", debtors, "district school"),
        "conditional_share": parts("Переведены условно", at_end, "district school grade"),
    })


main()
