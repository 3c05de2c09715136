#!/usr/bin/env python3
"""ИН-01 … ИН-08 by another program: python3 tests/oracle/catalogue/40-index.py

What the indices stand on comes from `../values.json`, which `../compute.py` wrote; scipy and
statsmodels work out what stands on it.
"""

import json
import statistics
from collections import defaultdict
from decimal import ROUND_HALF_UP, Decimal

import numpy
from scipy import stats
from statsmodels.stats.proportion import proportion_confint, proportions_ztest

from conditions import HERE, INPUTS, REGISTERS, YEARS, Values, compute, vpr_people

KNOWN = json.loads((HERE.parent / "values.json").read_text(encoding="utf-8"))
LEAST = 10
WEIGHTS = {("vpr", "quality"): 0.4, ("oge", "quality"): 0.4, ("staff", "category"): 0.2}


def clusters(year):
    """Returns the cluster of each school, by login."""
    schools = (school for key, school in REGISTERS[year].items() if key.startswith("edu"))
    return {s["login"]: s["cluster"] for s in schools if compute.heir(s["login"]) == s["login"]}


def index(parts):
    """Returns the weighted mean of the known parts, if they are 70 % of the weight."""
    known = [(weight, part["value"]) for weight, part in parts if part]
    weight = sum(weight for weight, _ in known)
    return sum(w * v for w, v in known) / weight if weight > 0.69999 else None


def parts_of(year, place, key=None):
    """Returns (weight, part) of the parts of the index of a school, a cluster or the district."""
    found = [(weight, KNOWN[year][c][n][place]) for (c, n), weight in WEIGHTS.items()]
    return found if key is None else [(weight, part.get(key)) for weight, part in found]


def oge_people(year):
    """Returns how many pupils at least stand behind the marks of the ОГЭ of each school."""
    papers = defaultdict(lambda: defaultdict(int))
    for code, subject, _, _ in compute.read_oge(INPUTS / year):
        if code in REGISTERS[year]:
            papers[compute.heir(REGISTERS[year][code]["login"])][subject] += 1
    return {login: max(subjects.values()) for login, subjects in papers.items()}


def is_small(year, login):
    """Whether fewer than five people stand behind a part: such a school has no place."""
    sizes = [PUPILS[year][chapter].get(login) for chapter in ("vpr", "oge")]
    staff = KNOWN[year]["staff"]["category"]["school"].get(login)
    sizes.append(staff["denominator"] if staff else None)
    return any(size is not None and size < 5 for size in sizes)


PUPILS = {year: {"vpr": vpr_people(year), "oge": oge_people(year)} for year in YEARS}


def printed(value):
    """A value as it is printed: members that look equal share a place."""
    return Decimal(repr(value)).quantize(Decimal("0.1"), rounding=ROUND_HALF_UP)


values = Values()
for position, year in enumerate(YEARS):
    quality = KNOWN[year]["vpr"]["quality"]["school"]
    people = PUPILS[year]["vpr"]
    large = {login: q for login, q in quality.items() if people[login] >= LEAST}
    shares = {login: q["value"] for login, q in large.items()}
    low, high = min(shares.values()), max(shares.values())
    values.put("quality_lowest", "district", "", year, low)
    values.put("quality_highest", "district", "", year, high)
    groups = defaultdict(dict)
    for login, share in shares.items():
        groups[clusters(year)[login]][login] = share
    for cluster, own in groups.items():
        values.put("cluster_quality", "cluster", cluster, year, statistics.fmean(own.values()))
        values.put("cluster_spread", "cluster", cluster, year, statistics.stdev(own.values()))
    for login, q in quality.items():
        if login not in large:
            for name in ("norm_quality", "quality_low", "quality_high", "cluster_gap", "cluster_z"):
                values.put(name, "school", login, year, None)
            continue
        values.put("norm_quality", "school", login, year, (shares[login] - low) / (high - low))
        trials = people[login]
        successes = q["numerator"] * trials / q["denominator"]
        bounds = proportion_confint(successes, trials, method="wilson")
        values.put("quality_low", "school", login, year, 100 * bounds[0])
        values.put("quality_high", "school", login, year, 100 * bounds[1])
        own = numpy.array(list(groups[clusters(year)[login]].values()))
        gap = shares[login] - own.mean()
        values.put("cluster_gap", "school", login, year, gap)
        values.put("cluster_z", "school", login, year, gap / own.std(ddof=1))

    indices = {
        login: None if is_small(year, login) else index(parts_of(year, "school", login))
        for login in clusters(year)
    }
    for login, own in indices.items():
        peers = [
            other
            for peer, other in indices.items()
            if other is not None and clusters(year)[peer] == clusters(year)[login]
        ]
        rank = None if own is None else 1 + sum(printed(other) > printed(own) for other in peers)
        values.put("index_rank", "school", login, year, rank)

    for login in clusters(year):
        own = index(parts_of(year, "school", login))
        zone = own and ("высокий" if own >= 55 else "средний" if own >= 40 else "низкий")
        values.put("quality_index", "school", login, year, own)
        values.put("index_zone", "school", login, year, zone)
    values.put("quality_index", "district", "", year, index(parts_of(year, "district")))
    for cluster in set(clusters(year).values()):
        own = index(parts_of(year, "cluster", cluster))
        values.put("quality_index", "cluster", cluster, year, own)

    marks = defaultdict(list)
    for code, subject, _, mark in compute.read_oge(INPUTS / year):
        if subject == "Математика" and code in REGISTERS[year]:
            marks[compute.heir(REGISTERS[year][code]["login"])].append(float(mark))
    for login, found in marks.items():
        mean, error = numpy.mean(found), stats.sem(found) if len(found) > 1 else 0
        reach = stats.t.ppf(0.975, len(found) - 1) * error if len(found) >= 5 else None
        values.put("oge_math_low", "school", login, year, reach and mean - reach)
        values.put("oge_math_high", "school", login, year, reach and mean + reach)

    if position:
        before = KNOWN[YEARS[position - 1]]["vpr"]["quality"]
        now = KNOWN[year]["vpr"]["quality"]
        pairs = {("school", login): (now["school"].get(login), q) for login, q in before["school"].items()}
        pairs["district", ""] = (now["district"], before["district"])
        for (name, key), (new, old) in pairs.items():
            if not new:
                continue
            trials = [vpr_people(y, name)[key] for y in (year, YEARS[position - 1])]
            if min(trials) < LEAST:
                continue
            counts = [q["numerator"] * n / q["denominator"] for q, n in zip((new, old), trials)]
            z, _ = proportions_ztest(counts, trials)
            suffix = "_district" if name == "district" else ""
            values.put("quality_change_z" + suffix, name, key, year, float(z))
values.write(__file__)
