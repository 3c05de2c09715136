#!/usr/bin/env python3
"""Direction 1.3, talents: ТЛ-01 to ТЛ-11."""

from collections import defaultdict
from fractions import Fraction
from pathlib import Path

import spheres
from spheres import INPUTS, LOGINS, YEARS, heir, number, text

AWARDED = {"П", "Пр", "победитель", "призер"}


def works(year, stage):
    """Returns the works of a stage; a row that is the same as another one is one work."""
    seen = {}
    for path in sorted((INPUTS / year / "ВсОШ").glob(f"{stage} этап*.xlsx")):
        for sheet in spheres.sheets(path).values():
            line = next(text(row[0]) for row in sheet if text(row[0]).startswith("Предмет"))
            for record in spheres.of_schools(sheet):
                points = "Сумма баллов" if year == "2022-23" else "Балл"
                most = "Макс. балл" if year == "2022-23" else "Макс"
                status = "Тип диплома" if year == "2022-23" else "Статус (П/Пр/У)"
                work = {
                    "subject": line.removeprefix("Предмет: "),
                    "tasks": text(record["Класс участия"]),
                    "cipher": text(record["Шифр"]),
                    "pupil": text(record["Код обучающегося"]),
                    "login": text(record["Логин ОО"]),
                    "points": number(record[points]),
                    "most": number(record[most]),
                    "status": text(record[status]),
                }
                key = work["subject"], work["tasks"], work["cipher"]
                assert seen.get(key, work) == work, key
                seen[key] = work
    return list(seen.values())


def came(found):
    return [work for work in found if work["points"] is not None]


def enrolled(oracle, year):
    """Counts the pupils who may come to the stages."""
    counts = spheres.contingent(year)
    for indicator, first in [("pupils_4_11", 4), ("pupils_9_11", 9)]:
        sums = defaultdict(int)
        for login in LOGINS[year]:
            pupils = spheres.grades(counts[login], first, 11)
            for key in ["", heir(login)]:
                sums[key] += int(pupils)
        for key, pupils in sums.items():
            oracle.put(indicator, "school" if key else "district", key, year, pupils)


def at_school(oracle, year):
    present = came(works(year, "Школьный"))
    counts = spheres.contingent(year)
    pupils, rows = defaultdict(set), defaultdict(int)
    for work in present:
        pupils[work["login"]].add(work["pupil"])
        rows[work["login"]] += 1
    shares = [
        (login, len(pupils[login]), spheres.grades(counts[login], 4, 11))
        for login in LOGINS[year]
    ]
    oracle.ratio("olympiad_coverage", year, shares)
    entries = [(login, rows[login], len(pupils[login])) for login in LOGINS[year]]
    oracle.ratio("olympiad_entries", year, entries, scale=1)
    percents = [(work["login"], 100 * work["points"] / work["most"], 1) for work in present]
    oracle.ratio("olympiad_percent", year, percents, scale=1)
    by_subject = [(work["subject"], 100 * work["points"] / work["most"], 1) for work in present]
    oracle.ratio_by("olympiad_percent", "subject", year, by_subject, scale=1)


def in_the_district(oracle, year):
    present = came(works(year, "Муниципальный"))
    for name, key in [("school", "login"), ("subject", "subject")]:
        rows = [(work[key], int(work["status"] in AWARDED), 1) for work in present]
        if name == "school":
            oracle.ratio("olympiad_awarded", year, rows)
        else:
            oracle.ratio_by("olympiad_awarded", name, year, rows)


def in_the_republic(oracle, year):
    present = came(works(year, "Региональный"))
    rows = [(work["login"], int(work["status"] in AWARDED), 1) for work in present]
    oracle.ratio("olympiad_regional", year, rows)
    rows = [(work["subject"], int(work["status"] in AWARDED), 1) for work in present]
    oracle.ratio_by("olympiad_regional", "subject", year, rows)
    # A school that teaches grades 9–11 can have pupils at this stage.
    best = {heir(work["login"]) for work in present if work["status"] in AWARDED}
    counts = spheres.contingent(year)
    able = defaultdict(int)
    for login in LOGINS[year]:
        able[heir(login)] += spheres.grades(counts[login], 9, 11)
    schools = [(None, int(login in best), 1) for login, pupils in able.items() if pupils]
    oracle.ratio("olympiad_awarded_schools", year, schools, schools=False)


def breaks(oracle, year):
    """Counts winners with at most half of the points, over all stages."""
    stages = ["Школьный", "Муниципальный", "Региональный"]
    winners = [
        work
        for stage in stages
        for work in came(works(year, stage))
        if work["status"] in {"П", "победитель"}
    ]
    found = sum(2 * work["points"] <= work["most"] for work in winners)
    oracle.put("olympiad_breaks", "district", "", year, found)


def beyond_school(oracle, year):
    [(_, rows)] = spheres.sheets(f"{year}/Дополнительное образование/Навигатор.xlsx").items()
    ages = [r for r in spheres.records(rows, "Возраст", 2) if text(r["Возраст"]).endswith("лет")]
    assert len(ages) == 13, "5 to 17 years"
    taught = "Охвачены дополнительным образованием"
    for indicator, part in [("additional_coverage", "всего"),
                            ("additional_disabled", "из них с ОВЗ и инвалиды")]:
        pairs = [(None, number(r[f"{taught}/{part}"]), number(r[f"Дети/{part}"])) for r in ages]
        oracle.ratio(indicator, year, pairs, schools=False)


def classes_and_teachers(oracle, year):
    counts = spheres.contingent(year)
    rows = [
        (login, school["advanced"] + school["profile"], spheres.grades(school, 1, 11))
        for login, school in counts.items()
    ]
    oracle.ratio("advanced_classes", year, rows)
    teachers = spheres.teachers(year)
    rows = [
        (None, spheres.whole(spheres.answer(record, 1, "количество")), teachers[text(record["Логин ОО"])])
        for record in spheres.answers(year, "1.3 Таланты")
    ]
    oracle.ratio("gifted_trained", year, rows, schools=False)


def main():
    oracle = spheres.Oracle()
    for year in YEARS:
        for part in [enrolled, at_school, in_the_district, in_the_republic, breaks, beyond_school,
                     classes_and_teachers]:
            part(oracle, year)
    oracle.write(Path(__file__))


if __name__ == "__main__":
    main()
