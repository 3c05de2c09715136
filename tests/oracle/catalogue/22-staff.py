#!/usr/bin/env python3
"""ПД-01 … ПД-12 by another program: python3 tests/oracle/catalogue/22-staff.py

ПД-01.2, ПД-04 and ПД-05 are counted in the list of the teachers, person by person, while the program
takes them from `Кадры.xlsx`; both files have to say the same wherever both can be read.
"""

from collections import Counter
from datetime import date

from conditions import YEARS, Values, by_code, day, members, number, school_of, table, text

COUNTS = {
    "higher": "из них имеют образование / высшее",
    "top": "квалификационная категория / высшая",
    "first": "квалификационная категория / первая",
    "young": "возраст / до 35 лет",
    "old": "возраст / 60 лет и старше",
    "trained": "прошли ПК за 3 года",
}

values = Values()
for year in YEARS:
    start = int(year[:4])
    uncertified, mentored, diagnosed, routes, closed = [], [], [], [], []
    higher, pedagogical, recent, young = [], [], [], []
    counts = Counter()
    for row in table(f"{year}/Кадры/Список педагогов.xlsx", "Логин ОО", "Код работника"):
        own = members(year, row["Логин ОО"])
        code = school_of(year, row["Логин ОО"])["code"]
        category = text(row["Категория"]).lower()
        served, age = int(row["Педагогический стаж"]), int(row["Полных лет"])
        training = day(row["Дата последнего ПК"])
        counts[code, "all"] += 1
        counts[code, "higher"] += text(row["Образование"]).startswith("высшее")
        counts[code, "top"] += category == "высшая"
        counts[code, "first"] += category == "первая"
        counts[code, "young"] += age < 35
        counts[code, "old"] += age >= 60
        counts[code, "trained"] += training is not None and training >= date(start - 3, 10, 1)
        higher.append((own, int(text(row["Образование"]).startswith("высшее")), 1))
        taught = text(row["Образование"])
        pedagogical.append((own, int(taught == "высшее педагогическое") if taught else None, 1))
        recent.append((own, int(training is not None and training >= date(start - 3, 10, 1)), 1))
        young.append((own, int(age < 35), 1))
        if category != "н/д":
            uncertified.append((own, int(category == "нет"), 1))
        if served < 3:
            mentored.append((own, int(text(row["Наставник"]) == "да"), 1))
        passed = text(row["Прошёл диагностику"]) == "да"
        diagnosed.append((own, int(passed), 1))
        if passed:
            routes.append((own, int(text(row["ИОМ"]) == "да"), 1))
        if text(row["Повторная диагностика"]) != "-":
            closed.append((own, int(text(row["Повторная диагностика"]) == "дефицит закрыт"), 1))
    values.ratio("staff_uncertified", year, uncertified, ["district", "cluster", "school"])
    values.ratio("novices_mentored", year, mentored, ["district", "cluster"])
    values.ratio("staff_diagnosed", year, diagnosed, ["district"])
    values.ratio("staff_routes", year, routes, ["district"])
    values.ratio("deficits_closed", year, closed, ["district"])

    places = ["district", "cluster", "school"]
    values.ratio("staff_pedagogical", year, pedagogical, places)
    values.ratio("staff_higher", year, higher, ["district", "cluster", "school"])
    values.ratio("staff_trained", year, recent, ["district", "cluster", "school"])
    values.ratio("staff_young", year, young, ["district", "cluster"])

    old, teachers, categories, vacant = [], {}, [], []
    for row in by_code(f"{year}/Кадры/Кадры.xlsx", "Код ОО", "Образовательная организация", depth=2):
        own, code = members(year, row["Код ОО"]), text(row["Код ОО"])
        [total] = [number(cell) for name, cell in row.items() if "ед" in name and name.endswith("всего")]
        teachers[code] = total
        old.append((own, number(row[COUNTS["old"]]), total))
        top, first = number(row[COUNTS["top"]]), number(row[COUNTS["first"]])
        categories.append((own, None if first is None else top + first, total))
        vacancies = number(row["вакансий"])
        vacant.append((own, vacancies, None if vacancies is None else vacancies + total))
        assert counts[code, "all"] == total, (year, code)
        for name, heading in COUNTS.items():
            told = number(row[heading])
            known = name not in ("top", "first") or (year, code) != ("2023-24", "050114")
            assert told is None or not known or counts[code, name] == told, (year, code, name)
    values.ratio("staff_over_60", year, old, ["district", "cluster"])
    values.ratio("staff_category", year, categories, ["district", "cluster", "school"])
    values.ratio("staff_vacancies", year, vacant, ["district", "cluster", "school"])

    taking, placed = [], []
    path = f"{year}/Кадры/Конкурсы педагогов.xlsx"
    for row in by_code(path, "Код ОО", "Победителей и призёров", depth=2):
        own, total = members(year, row["Код ОО"]), teachers[text(row["Код ОО"])]
        stages = [number(cell) for name, cell in row.items() if name.startswith("Участников этапа")]
        assert len(stages) == 3
        taking.append((own, sum(stages), total))
        placed.append((own, number(row["Победителей и призёров"]), total))
    values.ratio("contest_participants", year, taking, ["district"])
    values.ratio("contest_placed", year, placed, ["district"])

    staffed, pupils = [], []
    for row in by_code(f"{year}/Кадры/Тарификация.xlsx", "Код ОО", "Учителей", depth=2):
        kinds = ["Ставок педагогов-психологов", "Ставок учителей-логопедов"]
        taken, planned = (sum(number(row[f"{kind} / {part}"]) for kind in kinds) for part in ("занято", "по штату"))
        staffed.append((members(year, row["Код ОО"]), taken, planned))
        teaching = number(row["Учителей / всего"])
        own = members(year, row["Код ОО"])
        pupils.append((own, school_of(year, row["Код ОО"])["pupils"], teaching))
    values.ratio("pupils_per_teacher", year, pupils, places, scale=1)
    values.ratio("support_staffed", year, staffed, ["district", "school"])
values.write(__file__)
