#!/usr/bin/env python3
"""РК-01 … РК-08 by another program: python3 tests/oracle/catalogue/21-heads.py"""

from collections import Counter, defaultdict
from datetime import date
from fractions import Fraction

from conditions import YEARS, Values, by_code, day, members, number, sheet, table, text

values = Values()
for year in YEARS:
    start = int(year[:4])

    heads = by_code(f"{year}/Руководители/Руководители.xlsx", "Код ОО", "Решение комиссии")
    trained, attested, reserve = [], [], []
    for row in heads:
        own = members(year, row["Код ОО"])
        trained.append((own, int(text(row["Управленческая подготовка"]) == "да"), 1))
        lasts = day(row["Аттестация действует до"])
        fits = text(row["Решение комиссии"]) == "соответствует"
        holds = lasts is not None and lasts >= date(start, 10, 1)
        attested.append((own, int(fits and holds), 1))
        reserve.append((own, number(row["Кандидатов в резерве"]), 1))
    values.ratio("heads_trained", year, trained, ["district"])
    values.ratio("heads_attested", year, attested, ["district"])
    values.ratio("heads_reserve", year, reserve, ["district"], scale=1)

    path = f"{year}/Руководители/Эффективность руководителей.xlsx"
    points = []
    for row in by_code(path, "Код ОО", "Сумма баллов", depth=2):
        parts = [number(cell) for name, cell in row.items() if name[:2] in ("1.", "2.", "3.", "4.", "5.")]
        assert len(parts) == 5, row
        points.append((members(year, row["Код ОО"]), sum(parts)))
    values.mean("head_effectiveness", year, points, ["district", "school"])

    vacant, part_time = [], []
    for row in by_code(f"{year}/Кадры/Тарификация.xlsx", "Код ОО", "Учителей", depth=2):
        own = members(year, row["Код ОО"])
        vacant.append((own, *(number(row[f"Педагогических ставок / {name}"]) for name in ("вакантно", "по штату"))))
        part_time.append((own, *(number(row[f"Учителей / {name}"]) for name in ("внешних совместителей", "всего"))))
    values.ratio("units_vacant", year, vacant, ["district", "school"])
    values.ratio("teachers_part_time", year, part_time, ["district"])

    path = f"{year}/Кадры/ЗП-образование.xlsx"
    [income] = [text(row[0]) for row in sheet(path) if text(row[0]).startswith("Среднемесячный")]
    income = number(income.split(":")[1])
    pay = defaultdict(lambda: [0, 0])
    for row in by_code(path, "Код ОО", "Среднесписочная численность, чел."):
        fund = number(row["Фонд заработной платы за год, тыс. руб."])
        people = number(row["Среднесписочная численность, чел."])
        own = members(year, row["Код ОО"])
        for name in ("district", "school"):
            pay[name, own[name]][0] += fund * 1000 / 12
            pay[name, own[name]][1] += people
    for (name, key), (monthly, people) in pay.items():
        values.put("wage_ratio", name, key, year, 100 * monthly / people / income)

    # A school is free of prescriptions when the list of the year does not name it.
    acts = by_code(f"{year}/Надзор/Предписания.xlsx", "Код ОО", "Дата акта")
    schools = {members(year, row["Код ОО"])["school"] for row in heads}
    issued = Counter(members(year, row["Код ОО"])["school"] for row in acts)
    for school in schools | issued.keys():
        values.put("prescriptions_issued", "school", school, year, issued[school])
    named = set(issued)
    share = Fraction(100 * len(schools - named), len(schools))
    values.put("schools_without_prescriptions", "district", "", year, share)

    log = table(f"{year}/Руководители/Управленческие решения.xlsx", "Решение", "Анализ эффекта")
    rows = [({"district": ""}, int(text(row["Анализ эффекта"]) == "да"), 1) for row in log]
    values.ratio("decisions_justified", year, rows, ["district"])
values.write(__file__)
