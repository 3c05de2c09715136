#!/usr/bin/env python3
"""Schools with low results, ШН-01 … ШН-11, worked out from the spreadsheets.

pip install openpyxl xlrd odfpy
python3 tests/oracle/catalogue/13-shnor.py
"""

from collections import defaultdict
from fractions import Fraction

from readers import (
    REGISTERS, YEARS, base, folder, placed, plain, ratio, schools_of, sliced, sums, vpr_shares,
    whole, write,
)

PROCEDURES = ["low_vpr_ru", "low_vpr_ma", "low_oge_ru", "low_oge_ma", "low_ege_ru", "low_ege_ma"]
VPR = {"Русский язык": "low_vpr_ru", "Математика": "low_vpr_ma"}
OGE = {"Русский язык": "low_oge_ru", "Математика": "low_oge_ma"}
EGE = {"Русский язык": "low_ege_ru", "Математика профильная": "low_ege_ma"}

# The groups of the social passport: its heading, the indicator, the bound of the worst, the weight.
CONTEXT = [
    ("из малообеспеченных семей", "low_income_share", 60, Fraction(3, 10)),
    ("родители не работают", "jobless_share", 40, Fraction(3, 10)),
    ("русский язык не родной", "other_language_share", 100, Fraction(2, 10)),
    ("с ограниченными возможностями здоровья", "special_needs_share", 15, Fraction(1, 10)),
    ("в неполных семьях", "single_parent_share", 40, Fraction(1, 10)),
]


def before(year):
    """Returns the year before, or nothing for the first one."""
    index = YEARS.index(year)
    return YEARS[index - 1] if index else None


# ШН-01 … ШН-05 ------------------------------------------------------------------------------------


def failures():
    """Returns [failed, all] by (procedure, year, school)."""
    counts = defaultdict(lambda: [0, 0])

    def add(procedure, year, key, failed, n):
        total = counts[procedure, year, placed(year, key)["school"]]
        total[0] += failed
        total[1] += n

    for year in YEARS:
        for level, login, subject, _, n, shares in base.read_marks(folder(year)):
            if level == "school" and subject in VPR and (c := base.marks_counts(n, shares)):
                add(VPR[subject], year, login, c[0][0], int(n))
        for code, subject, _, mark in base.read_oge(folder(year)):
            if subject in OGE and code in REGISTERS[year]:
                add(OGE[subject], year, code, int(mark == 2), 1)
        for code, subject, values in base.read_ege(folder(year)):
            if subject in EGE:
                add(EGE[subject], year, code, int(values[1]), int(values[0]))
    return counts


def held():
    """Counts the papers (ВПР) and exams (ЕГЭ) that somebody of a school took, of each procedure;
    none, if the school is in the files with other subjects."""
    counts = {name: defaultdict(int) for name in ["vpr_ru", "vpr_ma", "ege_ru", "ege_ma"]}
    for year in YEARS:
        for level, login, subject, _, n, _ in base.read_marks(folder(year)):
            if level != "school":
                continue
            for of, procedure in VPR.items():
                name = procedure.removeprefix("low_")
                counts[name][year, placed(year, login)["school"]] += of == subject and bool(n)
        for code, subject, values in base.read_ege(folder(year)):
            for of, procedure in EGE.items():
                name = procedure.removeprefix("low_")
                counts[name][year, placed(year, code)["school"]] += of == subject and values[0] > 0
    return {f"held_{name}": by_school(found) for name, found in counts.items()}


def statuses(low):
    """ШН-02: two procedures this year, and one of these both this year and the year before."""
    found = {}
    for year in YEARS[1:]:
        last = before(year)
        schools = {school for procedure, y, school in low if y == last}
        for school in schools & {school for procedure, y, school in low if y == year}:
            now = {p for p in PROCEDURES if low.get((p, year, school))}
            again = {p for p in now if low.get((p, last, school))}
            found[year, school] = len(now) >= 2 and len(again) >= 1
    return found


def answers(name, heads):
    """Returns the cells of a table of the support by (year, school)."""
    found = {}
    for year in YEARS:
        path = folder(year) / f"ШНОР/{name}.xlsx"
        for members, row in schools_of(path, year, key="Логин ОО"):
            # Of a school that was merged later nothing is asked: the answer is that of its heir.
            if base.text(row["Логин ОО"]) == members["school"]:
                found[year, members["school"]] = [row[head] for head in heads]
    return found


def of_status(status):
    shares = vpr_shares()
    support = answers("Мониторинг поддержки", ["Дорожная карта утверждена", "Наставник назначен"])
    rows = {name: [] for name in ["shnor_share", "shnor_left", "shnor_growth", "shnor_supported"]}
    for (year, school), is_shnor in status.items():
        members = placed(year, school)
        was = status.get((before(year), school), False)
        new, old = shares.get((year, school)), shares.get((before(year), school))
        has_grown = was and new is not None and old is not None
        has_grown = has_grown and new[0] > old[0] and new[1] > old[1]
        said = [base.text(cell).lower() == "да" for cell in support[year, school]]
        rows["shnor_share"].append((year, members, (is_shnor, 1)))
        rows["shnor_left"].append((year, members, (was and not is_shnor, was)))
        rows["shnor_growth"].append((year, members, (has_grown, was)))
        rows["shnor_supported"].append((year, members, (is_shnor and all(said), is_shnor)))
    slices = defaultdict(lambda: "district", shnor_share="district cluster")
    return {name: sliced(found, slices[name], sums()) for name, found in rows.items()}


def tested(status):
    people = answers("Диагностика педагогов", ["Прошли диагностику", "Педагогических работников"])
    rows = [(year, placed(year, school), tuple(map(whole, people[year, school])))
            for (year, school), is_shnor in status.items() if is_shnor]
    return sliced(rows, "district school", sums())


# ШН-06, ШН-07 -------------------------------------------------------------------------------------


def context():
    """Returns the shares of the groups and the index."""
    rows = {name: [] for _, name, _, _ in CONTEXT}
    for year in YEARS:
        path = folder(year) / "Школы/Социальные паспорта.xlsx"
        for members, row in schools_of(path, year, "Обучающихся", "родители"):
            for head, name, _, _ in CONTEXT:
                count = whole(row[f"из них › {head}"])
                if count is not None:
                    rows[name].append((year, members, (count, whole(row["Обучающихся, всего"]))))
    found = {name: sliced(r, "district cluster school", sums()) for name, r in rows.items()}
    index = {}
    for slice_name, members in found["low_income_share"].items():
        index[slice_name] = {
            key: {year: weigh([found[name][slice_name][key].get(year) for _, name, _, _ in CONTEXT])
                  for year in periods}
            for key, periods in members.items()
        }
    return found | {"social_index": index}


def weigh(shares):
    """Returns the index: 100 where nobody is in a group, 0 from its bound on."""
    if None in shares:
        return None
    points = Fraction(0)
    for share, (_, _, bound, weight) in zip(shares, CONTEXT):
        part = Fraction(100 * share["numerator"], share["denominator"]) / bound
        points += weight * 100 * (1 - min(part, Fraction(1)))
    return plain(points)


def percentile(values, part):
    """Returns a percentile: in proportion between two neighbours (type 7 of Hyndman & Fan)."""
    ordered = sorted(values)
    place = (len(ordered) - 1) * part
    lower = int(place)
    upper = min(lower + 1, len(ordered) - 1)
    return ordered[lower] + (place - lower) * (ordered[upper] - ordered[lower])


def resilience(index):
    shares = vpr_shares()
    found = {"social_index_q1": {}, "vpr_quality_q3": {}, "resilient_share": {}}
    for year in YEARS:
        pairs = [
            (periods[year], float(shares[year, school][1]))
            for school, periods in index["school"].items()
            if periods.get(year) is not None and (year, school) in shares
        ]
        q1 = percentile([well for well, _ in pairs], 0.25)
        q3 = percentile([quality for _, quality in pairs], 0.75)
        count = sum(well <= q1 and quality >= q3 for well, quality in pairs)
        found["social_index_q1"][year] = q1
        found["vpr_quality_q3"][year] = q3
        found["resilient_share"][year] = ratio(count, len(pairs))
    return {name: {"district": {"": years}} for name, years in found.items()}


# ШН-10, ШН-11 -------------------------------------------------------------------------------------


def control_risks():
    below, failed = {}, {}
    for year in YEARS:
        for code, subject, values in base.read_ege(folder(year)):
            if subject in EGE:
                key = year, placed(year, code)["school"]
                below[key] = below.get(key, False) or values[1] >= 1
        path = folder(year) / "ШНОР/Диагностические работы.xlsx"
        for members, row in schools_of(path, year):
            key = year, members["school"]
            is_bad = 100 * whole(row["Не справились"]) > 25 * whole(row["Участников"])
            failed[key] = failed.get(key, False) or is_bad
    rows = [(year, placed(year, school), below.get((year, school), False)
             + failed.get((year, school), False)) for year, school in below.keys() | failed.keys()]
    return {
        "risk_ege": by_school(below),
        "risk_works": by_school(failed),
        "control_risk_flags": sliced(rows, "district school", sum),
    }


def risks_reduced():
    levels = {"низкая": 0, "средняя": 1, "высокая": 2}
    rows = []
    for year in YEARS:
        path = folder(year) / "ШНОР/Рисковые профили 500+.xlsx"
        for members, row in schools_of(path, year):
            first = levels[row["Значимость в начале года"]]
            last = levels[row["Значимость в конце года"]]
            rows.append((year, members, (0 < first and last < first, first > 0)))
    return sliced(rows, "district school", sums())


def by_school(flags):
    """Returns flags by (year, school) as the slice `school`."""
    rows = [(year, {"school": school}, is_set) for (year, school), is_set in flags.items()]
    return sliced(rows, "school", lambda data: data[0])


def main():
    low = {key: 100 * failed >= 30 * n for key, (failed, n) in failures().items() if n}
    found = {
        name: by_school({(y, s): is_low for (p, y, s), is_low in low.items() if p == name})
        for name in PROCEDURES
    }
    status = statuses(low)
    found["shnor"] = by_school(status)
    found |= of_status(status) | {"shnor_tested": tested(status)}
    found |= context() | held()
    found |= resilience(found["social_index"]) | control_risks()
    found["risks_reduced"] = risks_reduced()
    write(__file__, found)
    print({key: is_set for key, is_set in status.items() if is_set})


main()
