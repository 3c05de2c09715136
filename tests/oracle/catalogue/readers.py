"""What the oracles of the examinations, of weak schools and of the end of the year share: the
spreadsheets of `inputs/` read by openpyxl and xlrd, and sums by slices. Nothing of the program.
"""

import json
import sys
from collections import defaultdict
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[2]
sys.path.insert(0, str(HERE.parent))

import compute as base  # noqa: E402

YEARS = base.YEARS
REGION, COUNTRY = "Республика Нагорная", "Российская Федерация"


def folder(year):
    return ROOT / "inputs" / year


# The register of each year by login and by code; reading it fills the list of successors.
REGISTERS = {year: base.read_register(folder(year)) for year in YEARS}

SLICES = {
    "district": [],
    "cluster": ["cluster"],
    "school": ["school"],
    "subject": ["subject"],
    "grade": ["grade"],
    "subject_school": ["subject", "school"],
}


def table(path, *words, sheet=None):
    """Returns the rows of a sheet below its header as dictionaries. The header is the first row
    with the first of the words; if another word stands in the row below, that one belongs to it,
    and headings are joined by ` › `. A row of column numbers is passed over."""
    sheets = base.read(path)
    [(_, rows)] = [found for found in sheets if sheet is None or found[0] == sheet]
    top, _ = base.find_header(rows, words[0])
    heads = [base.text(value) for value in rows[top]]
    first = top + 1
    if not all(any(word in head for head in heads) for word in words):
        last = ""
        for index, name in enumerate(map(base.text, rows[top + 1])):
            last = heads[index] or last
            heads[index] = f"{last} › {name}" if name else heads[index]
        first += 1
    if all(base.text(value) == str(index) for index, value in enumerate(rows[first], 1)):
        first += 1
    return [dict(zip(heads, row)) for row in rows[first:] if any(v is not None for v in row)]


def schools_of(path, year, *words, key="Код ОО"):
    """Returns (members of the school, row) of a table by schools; totals are left out."""
    rows = [(base.text(row.get(key)), row) for row in table(path, key, *words)]
    return [(placed(year, name), row) for name, row in rows if name in REGISTERS[year]]


def whole(value):
    """Returns a whole number, or None."""
    found = base.number(value)
    return None if found is None else int(found)


def placed(year, key, **more):
    """Returns the members that a school belongs to: its rows count for the school that took it
    over, but for the kind of place it was in that year."""
    school = REGISTERS[year][key]
    return {"school": base.heir(school["login"]), "cluster": school["cluster"], **more}


def plain(value):
    """Returns a number as JSON has it."""
    if isinstance(value, Decimal):
        value = Fraction(value)
    if isinstance(value, Fraction):
        return value.numerator if value.denominator == 1 else float(value)
    return value


def ratio(numerator, denominator, scale=100):
    """Returns a quotient with its parts; without a denominator there is no value."""
    if denominator == 0:
        return None
    value = Fraction(scale) * Fraction(numerator) / Fraction(denominator)
    parts = {"value": value, "numerator": Fraction(numerator), "denominator": Fraction(denominator)}
    return {name: plain(part) for name, part in parts.items()}


def sums(scale=100):
    """Returns a measure over (numerator, denominator) pairs."""

    def measure(pairs):
        above, below = (sum(map(Fraction, parts)) for parts in zip(*pairs))
        return ratio(above, below, scale)

    return measure


def sliced(records, names, measure):
    """Returns slice → keys → period → value.

    A record is (year, members, data); `measure` makes a value of the data of a group.
    """
    result = {}
    for name in names.split():
        groups = defaultdict(lambda: defaultdict(list))
        for year, members, data in records:
            key = " | ".join(str(members[dimension]) for dimension in SLICES[name])
            groups[key][year].append(data)
        result[name] = {
            key: {year: measure(data) for year, data in sorted(years.items())}
            for key, years in sorted(groups.items())
        }
    return result


def write(script, indicators):
    """Writes the values beside the script; where a member has none in a year, that is said too."""
    for slices in indicators.values():
        for members in slices.values():
            for periods in members.values():
                periods.update((year, None) for year in YEARS if year not in periods)
    target = Path(script).with_suffix(".json")
    text = json.dumps(indicators, ensure_ascii=False, indent=1, sort_keys=True)
    target.write_text(text + "\n", encoding="utf-8")
    members = [periods for slices in indicators.values() for m in slices.values()
               for periods in m.values()]
    print(f"{target.name}: {len(indicators)} indicators, {sum(map(len, members))} values")


def vpr_sums(*wanted):
    """Returns sums of a measure of the marks of the ВПР by (year, school), and of the district
    under the empty name: `wanted` are functions of ([n2, n3, n4, n5], n45, n)."""
    counts = defaultdict(lambda: [0] * len(wanted))
    for year in YEARS:
        for level, login, _, _, n, shares in base.read_marks(folder(year)):
            if level != "school" or (found := base.marks_counts(n, shares)) is None:
                continue
            for school in [placed(year, login)["school"], ""]:
                for index, function in enumerate(wanted):
                    counts[year, school][index] += function(*found, int(n))
    return counts


def vpr_shares():
    """Returns (success, quality) in percent by (year, school)."""
    counts = vpr_sums(lambda marks, good, n: n - marks[0], lambda marks, good, n: good,
                      lambda marks, good, n: n)
    return {key: (Fraction(100 * passed, n), Fraction(100 * good, n))
            for key, (passed, good, n) in counts.items()}
