"""Reads by key through `platform::Database`, without HTTP, against pgbench on the same cluster."""
import re
import subprocess

import console
import load
import postgres
import table
import world

ROUNDS = 3
DATABASE = "reads"


def _ours(conninfo: str) -> float:
    done = subprocess.run([str(world.binary().parent / "database_benchmark"), conninfo, "128", str(load.SECONDS)], capture_output=True, text=True, check=False)
    found = re.match(r"(\d+) reads/s", done.stdout)
    if done.returncode or done.stderr or not found:
        raise console.Failure(f"database_benchmark failed: {(done.stdout + done.stderr).strip()[-1500:]}")
    return float(found[1])


def measure(where: world.World) -> list[table.Row]:
    postgres.psql(where.place, f"CREATE DATABASE {DATABASE}")
    conninfo = postgres.conninfo(where.place, "postgres", DATABASE)
    made = subprocess.run([postgres.BINARIES / "pgbench", "-i", "-q", "-s", "1", conninfo], capture_output=True, text=True, check=False)
    if made.returncode:
        raise console.Failure(f"pgbench -i failed: {made.stderr.strip()[-1500:]}")
    script = where.place.configuration / "reads.pgbench"
    script.write_text(f"\\set aid random(1, 100000)\n\\startpipeline\n{load.CALLER}\n"
                      "SELECT aid, bid, abalance FROM pgbench_accounts WHERE aid = :aid::integer;\n\\endpipeline\n")
    caller = {"user": "01900000-0000-7000-8000-000000000001", "households": "{01900000-0000-7000-8000-000000000002}"}
    ours, theirs = [], []
    for _ in range(ROUNDS):
        ours.append(_ours(conninfo))
        theirs.append(load.pgbench(script, caller, conninfo))
    return [table.Row("reads by key through the database layer, without HTTP", f"{table.spread(ours)} reads/s",
                      f"pgbench, same two statements: {table.spread(theirs)}", table.median(ours) / table.median(theirs))]
