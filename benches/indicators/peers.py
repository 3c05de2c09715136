"""The same indicators by polars, DuckDB and DataFusion, one query for each, as long as standard input
asks.

Usage: peers.py PROGRAM ROWS.csv FORMULAS.csv THREADS
For each line of standard input all queries run once; the seconds of the wall and of the processors
(user and system, all threads) are printed. At the end of input every value is printed.
"""

import csv
import os
import resource
import sys
import time

program, rows_path, formulas_path, threads = sys.argv[1:]
os.environ["POLARS_MAX_THREADS"] = threads
with open(formulas_path, encoding="utf-8") as file:
    formulas = list(csv.DictReader(file))


def with_polars():
    import polars as pl

    frame = pl.read_csv(rows_path)
    texts = ["period", "school", "subject", "class", "kind"]
    frame = frame.with_columns([pl.col(name).cast(pl.Categorical) for name in texts])
    frame = frame.with_columns(pl.col("score").cast(pl.Float64))

    def query(formula):
        c = pl.col
        subject = c("subject") == formula["subject"]
        grade = c("grade") == int(formula["grade"])
        n5, score = c("n5").is_not_null(), c("score").is_not_null()
        shape = int(formula["shape"])
        rows = frame.lazy()
        if shape == 0:
            rows = rows.filter(subject & n5)
            value = 100 * (c("n4") + c("n5")).sum() / c("n").sum()
        elif shape == 1:
            rows = rows.filter(subject & grade & score)
            value = (c("score") * c("n")).sum() / c("n").sum()
        elif shape == 2:
            rows = rows.filter(grade & (~subject | n5))
            value = 100 * c("n5").filter(subject).sum() / c("n").filter(subject).sum()
        elif shape == 3:
            rows = rows.filter(subject)
            value = c("class").n_unique()
        elif shape == 4:
            rows = rows.filter(grade)
            value = c("score").max() - c("score").min()
        elif shape == 5:
            rows = rows.filter(c("kind") == formula["kind"])
            value = pl.when(grade).then(c("n2")).otherwise(c("n2") + c("n3")).sum()
        else:
            rows = rows.filter(subject)
            value = c("score").mean()
        return rows.group_by("period", "school").agg(value.alias("value"))

    def run():
        return [query(formula).collect() for formula in formulas]

    def values(results):
        return [
            [(str(p), str(s), v) for p, s, v in result.select("period", "school", "value").rows()]
            for result in results
        ]

    return f"polars {pl.__version__}", run, values


def sql(formula):
    subject = f"subject = '{formula['subject']}'"
    grade = f"grade = {formula['grade']}"
    shape = int(formula["shape"])
    value, condition = {
        0: ("1e2 * sum(n4 + n5) / sum(n)", f"{subject} and n5 is not null"),
        1: (
            "sum(score * n) / sum(n)",
            f"{subject} and {grade} and score is not null",
        ),
        2: (
            f"1e2 * sum(n5) filter (where {subject}) / sum(n) filter (where {subject})",
            f"{grade} and ({subject} is not true or n5 is not null)",
        ),
        3: ("count(distinct class)", subject),
        4: ("max(score) - min(score)", grade),
        5: (
            f"sum(case when {grade} then n2 else n2 + n3 end)",
            f"kind = '{formula['kind']}'",
        ),
        6: ("avg(score)", subject),
    }[shape]
    return (
        f"select period, school, {value} as value from marks where {condition} "
        "group by period, school"
    )


def with_duckdb():
    import duckdb

    database = duckdb.connect()
    database.execute(f"set threads to {int(threads)}")
    database.execute("set enable_progress_bar = false")
    words = ", ".join(
        f"cast({name} as {name}_word) as {name}"
        for name in ["period", "school", "subject", "class", "kind"]
    )
    database.execute(
        "create table text_rows as select * from read_csv(?, header = true, types = "
        "{'score': 'DOUBLE', 'class': 'VARCHAR'})",
        [rows_path],
    )
    for name in ["period", "school", "subject", "class", "kind"]:
        database.execute(
            f"create type {name}_word as enum (select distinct {name} from text_rows)"
        )
    database.execute(
        f"create table marks as select {words}, grade, n, n2, n3, n4, n5, score from text_rows"
    )

    queries = [sql(formula) for formula in formulas]

    def run():
        return [database.execute(query).fetchall() for query in queries]

    return f"DuckDB {duckdb.__version__}", run, lambda results: results


def with_datafusion():
    import datafusion
    import pyarrow
    import pyarrow.csv

    texts = ["period", "school", "subject", "class", "kind"]
    types = {name: pyarrow.dictionary(pyarrow.int32(), pyarrow.string()) for name in texts}
    types["score"] = pyarrow.float64()
    options = pyarrow.csv.ConvertOptions(column_types=types)
    rows = pyarrow.csv.read_csv(rows_path, convert_options=options).combine_chunks()
    # Pieces of the size that it is made for, or else one thread has all the rows.
    batches = rows.unify_dictionaries().to_batches(max_chunksize=8192)
    count = int(threads)
    context = datafusion.SessionContext(
        datafusion.SessionConfig().with_target_partitions(count)
    )
    context.register_record_batches("marks", [batches[part::count] for part in range(count)])
    queries = [sql(formula) for formula in formulas]

    def run():
        return [context.sql(query).collect() for query in queries]

    def values(results):
        return [
            [
                (row["period"], row["school"], row["value"])
                for batch in result
                for row in batch.to_pylist()
            ]
            for result in results
        ]

    return f"DataFusion {datafusion.__version__}", run, values


def processors():
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


programs = {"polars": with_polars, "duckdb": with_duckdb, "datafusion": with_datafusion}
name, run, values = programs[program]()
print(name, flush=True)
results = None
for _ in sys.stdin:
    begun, used = time.perf_counter(), processors()
    results = run()
    print(time.perf_counter() - begun, processors() - used, flush=True)
for formula, rows in zip(formulas, values(results)):
    for period, school, value in rows:
        if value is not None:
            print(formula["id"], period, school, repr(float(value)), sep=",")
