"""Runs SQL in PostgreSQL for the tests: a server of its own on loopback, gone at the end.

Reads and answers as duckdb_queries.py does. Needs the server and client of the system; as root it
runs the server as the user postgres, since it refuses to run as root.
"""

import glob
import json
import os
import shutil
import socket
import struct
import subprocess
import sys
import tempfile

FOLDERS = sorted(glob.glob("/usr/lib/postgresql/*/bin")) or [
    os.path.dirname(shutil.which("initdb") or "")
]
BIN = FOLDERS[-1]


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Server:
    """A server over an empty folder."""

    def __init__(self):
        self.folder = tempfile.mkdtemp()
        self.port = str(free_port())
        self.user = ["runuser", "-u", "postgres", "--"] if os.getuid() == 0 else []
        if self.user:
            shutil.chown(self.folder, "postgres")
        data = os.path.join(self.folder, "data")
        # Texts are in the order of their characters.
        self.call("initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C")
        options = f"-p {self.port} -c listen_addresses=127.0.0.1 -k {self.folder} -c fsync=off"
        log = os.path.join(self.folder, "log")
        self.call("pg_ctl", "-D", data, "-l", log, "-w", "-o", options, "start")
        self.data = data

    def call(self, program, *arguments):
        command = self.user + [os.path.join(BIN, program), *arguments]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd="/")

    def psql(self, text):
        command = ["psql", "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1"]
        command += ["-h", "127.0.0.1", "-p", self.port, "-U", "postgres", "-f", "-"]
        return subprocess.run(command, input=text, capture_output=True, text=True, check=False)

    def stop(self):
        self.call("pg_ctl", "-D", self.data, "-m", "immediate", "stop")
        shutil.rmtree(self.folder)


def cell(value):
    if isinstance(value, float):
        return {"bits": struct.pack(">d", value).hex()}
    return value


def answer(server, query):
    wrapped = f"SELECT row_to_json(q) FROM ({query.rstrip().rstrip(';')}) AS q;"
    done = server.psql(wrapped)
    if done.returncode != 0:
        return {"error": done.stderr}
    rows = [json.loads(line) for line in done.stdout.splitlines() if line]
    return {"rows": [[cell(value) for value in row.values()] for row in rows]}


def prepare(server, order):
    if isinstance(order, dict):
        text = f"\\copy {order['table']} FROM '{order['path']}' WITH (FORMAT csv, HEADER, NULL '')"
    else:
        text = ";\n".join(order) + ";"
    done = server.psql(text)
    if done.returncode != 0:
        raise RuntimeError(done.stderr)


def main():
    server = Server()
    try:
        for line in sys.stdin:
            order = json.loads(line)
            if isinstance(order, str):
                found = json.dumps(answer(server, order), ensure_ascii=False)
                sys.stdout.write(found + "\n")
            else:
                prepare(server, order)
    finally:
        server.stop()
    sys.stdout.flush()


main()
