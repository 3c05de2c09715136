"""Runs SQL in DuckDB for the tests.

Reads lines of JSON: a list of statements that prepare tables, {"table": …, "path": …} to load a csv
file, or a query as a string. Answers each query with a line of JSON: {"rows": [...]} or {"error": "..."}; numbers that are no integers are the
hexadecimal digits of their bits, so that nothing is lost on the way.
"""

import json
import struct
import sys
from datetime import date
from decimal import Decimal

import duckdb


def cell(value):
    if value is None or isinstance(value, (bool, int, str)):
        return value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, (float, Decimal)):
        return {"bits": struct.pack(">d", float(value)).hex()}
    raise TypeError(f"{value!r}")


def main():
    connection = duckdb.connect()
    connection.execute("SET threads = 1")
    for line in sys.stdin:
        order = json.loads(line)
        if isinstance(order, list):
            for statement in order:
                connection.execute(statement)
            continue
        if isinstance(order, dict):
            options = "FORMAT csv, HEADER, NULLSTR '', ALLOW_QUOTED_NULLS false"
            connection.execute(f"COPY {order['table']} FROM '{order['path']}' ({options})")
            continue
        try:
            rows = connection.execute(order).fetchall()
            answer = {"rows": [[cell(value) for value in row] for row in rows]}
        except duckdb.Error as error:
            answer = {"error": str(error)}
        sys.stdout.write(json.dumps(answer, ensure_ascii=False) + "\n")
    sys.stdout.flush()


main()
