#!/usr/bin/env python3
"""Public observation and expertise: ОН-01 to ОН-07."""

from pathlib import Path

import spheres
from spheres import BY_CODE, YEARS, number, text, whole


def of_codes(year, path, word):
    """Returns the records with a code of a school; a leading zero may be lost."""
    [(_, rows)] = spheres.sheets(path).items()
    found = []
    for record in spheres.records(rows, word, 2):
        name = next(name for name in record if name.startswith("Код ОО"))
        code = text(record[name]).zfill(6)
        if (year, code) in BY_CODE:
            found.append((BY_CODE[year, code], record))
    return found


def observation(oracle, year):
    path = f"{year}/Общественное наблюдение/Наблюдение.xlsx"
    rows = {name: [] for name in ["places", "rooms", "clean", "mended"]}
    for login, record in of_codes(year, path, "Процедура"):
        name = text(record["Процедура"]).lower()
        everybody = ["ВПР", "ОГЭ", "ЕГЭ", "Итоговое собеседование"]
        procedure = next(known for known in everybody if known.lower() == name)
        watched = whole(record["Наблюдателей/всего"]) > 0
        found = whole(record["Нарушения/выявлено"])
        rows["places"].append((login, procedure, int(watched), 1))
        rooms = [whole(record[f"Аудитории/{part}"]) for part in ["с наблюдателем", "всего"]]
        rows["rooms"].append((login, procedure, *rooms))
        if watched:
            clean = None if found is None else int(found == 0)
            rows["clean"].append((login, procedure, clean, 1))
            rows["mended"].append((login, procedure, whole(record["Нарушения/устранено"]), found))
    for name, parts in rows.items():
        by_school = [(login, above, below) for login, _, above, below in parts]
        oracle.ratio(f"observation_{name}", year, by_school, schools=name == "places")
        if name != "mended":
            by_procedure = [part[1:] for part in parts]
            oracle.ratio_by(f"observation_{name}", "procedure", year, by_procedure)


def expertise(oracle, year):
    path = f"{year}/Общественное наблюдение/Экспертиза.xlsx"
    rows = {name: [] for name in ["positive", "points", "followed"]}
    for login, record in of_codes(year, path, "Что оценивается"):
        rows["positive"].append((login, int(text(record["Вывод"]) == "положительное"), 1))
        points = [number(record[f"Баллы/{part}"]) for part in ["получено", "наибольший"]]
        rows["points"].append((login, *points))
        given = whole(record["Рекомендации/дано"])
        if given:
            rows["followed"].append((login, whole(record["Рекомендации/выполнено"]), given))
    for name, parts in rows.items():
        oracle.ratio(f"expertise_{name}", year, parts, schools=name == "points")


def main():
    oracle = spheres.Oracle()
    for year in YEARS:
        observation(oracle, year)
        expertise(oracle, year)
    oracle.write(Path(__file__))


if __name__ == "__main__":
    main()
