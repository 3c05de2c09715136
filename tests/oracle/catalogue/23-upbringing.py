#!/usr/bin/env python3
"""Direction 2.3, upbringing: ВС-01 to ВС-08."""

from pathlib import Path

import spheres
from spheres import YEARS, answer, text, whole, yes


def one_sheet(path):
    [(_, rows)] = spheres.sheets(path).items()
    return rows


def questionnaire(oracle, year):
    counts = spheres.contingent(year)
    rows = {name: [] for name in ["programme", "movement", "holidays", "adviser"]}
    for record in spheres.answers(year, "2.3 Воспитание"):
        login = text(record["Логин ОО"])
        pupils = spheres.grades(counts[login], 1, 11)
        rows["programme"].append((None, yes(answer(record, 1)), 1))
        rows["movement"].append((login, whole(answer(record, 2, "количество")), pupils))
        rows["holidays"].append((None, whole(answer(record, 3, "количество")), pupils))
        rows["adviser"].append((None, yes(answer(record, 4)), 1))
    for name, parts in rows.items():
        oracle.ratio(f"upbringing_{name}", year, parts, schools=name == "movement")


def records(oracle, year):
    counts = spheres.contingent(year)
    rows = []
    for record in spheres.of_schools(one_sheet(f"{year}/Воспитание/Учёт.xlsx"), depth=2):
        login = text(record["Логин ОО"])
        count = whole(record["Состоят на учёте, человек/всего (без повторов)"])
        rows.append((login, count, spheres.grades(counts[login], 1, 11)))
    oracle.ratio("upbringing_records", year, rows)


def lessons_and_tests(oracle, year):
    rows = [
        (text(r["Логин ОО"]), whole(r["без уважительной причины"]), whole(r["Часов по плану"]))
        for r in spheres.of_schools(one_sheet(f"{year}/Воспитание/Пропуски занятий.csv"))
    ]
    oracle.ratio("upbringing_absences", year, rows)
    rows = [
        (text(r["Логин ОО"]), whole(r["Прошли"]), whole(r["Подлежало тестированию"]))
        for r in spheres.of_schools(one_sheet(f"{year}/Воспитание/СПТ.xlsx"))
    ]
    oracle.ratio("upbringing_test", year, rows)


def parents(oracle, year):
    rows = []
    for record in spheres.of_schools(one_sheet(f"{year}/Воспитание/Анкета родителей.ods"), depth=2):
        content = [whole(record[f"Ответили/{part}"]) for part in ["полностью", "скорее да"]]
        rows.append((text(record["Логин ОО"]), sum(content), whole(record["Опрошено"])))
    oracle.ratio("upbringing_parents", year, rows)


def main():
    oracle = spheres.Oracle()
    for year in YEARS:
        for part in [questionnaire, records, lessons_and_tests, parents]:
            part(oracle, year)
    oracle.write(Path(__file__))


if __name__ == "__main__":
    main()
