"""Small answers under load: a constant, one row by id, a page of fifty joined rows; and the memory that takes."""
import functools
import json
import pathlib
import re
import sys

import console
import households
import load
import places
import postgres
import table
import world

ROUNDS = 3
PAGE = "/v1/transactions?limit=50"
OURS = "ours"


def statement_of(file: str, choice: dict[str, str]) -> str:
    """The statement as the build embeds it."""
    sys.path.insert(0, str(places.ROOT / "tools"))
    import embed_sql
    lines = embed_sql.lines_of(places.ROOT / "backend" / file)[2:]
    if not lines[0].startswith("--variants "):
        return "\n".join(lines)
    options = {}
    for word in lines[0].split()[1:]:
        name, _, values = word.partition("=")
        options[name] = choice.get(name, values.split("|")[0] if values else "off")
    kept = []
    for line in lines[1:]:
        match = re.match(r"--\[(\w+)=(\w+)\] (.*)$", line)
        if not match:
            kept.append(line)
        elif options[match[1]] == match[2]:
            kept.append(match[3])
    return "\n".join(kept)


def to_pgbench(statement: str, parameters: list[str]) -> str:
    """The statement with its parameters as variables of pgbench, or NULL."""
    text = "\n".join(line for line in statement.splitlines() if not line.lstrip().startswith("--"))
    # pgbench takes a colon within a quoted text for a variable.
    text = re.sub(r"'[^']*'", lambda found: "E" + found[0].replace(":", "\\x3a") if ":" in found[0] else found[0], text)
    return re.sub(r"\$(\d+)", lambda found: parameters[int(found[1]) - 1], text)


def _script(where: world.World, name: str, statement: str, parameters: list[str]) -> pathlib.Path:
    """Two statements and one Sync, as the server sends them."""
    file = where.place.configuration / f"{name}.pgbench"
    file.write_text(f"\\startpipeline\n{load.CALLER}\n{to_pgbench(statement, parameters)};\n\\endpipeline\n")
    return file


def check_same(ours: bytes, theirs: bytes) -> None:
    """Both must say the same in every field. A JavaScript date ends at milliseconds; a cursor is the server's own business."""
    def plain(body: bytes) -> object:
        value = json.loads(re.sub(rb"(T\d\d:\d\d:\d\d\.\d{3})\d{3}Z", rb"\1000Z", body))
        if "next_cursor" in value:
            value["next_cursor"] = value["next_cursor"] is not None
        return value
    if plain(ours) != plain(theirs):
        raise console.Failure(f"the baseline's answer is another one:\n{ours[:1500].decode()}\n{theirs[:1500].decode()}")


def _compare(household: households.Household, paths: list[str], port: int) -> None:
    peer = world.Client(port)
    peer.cookie = household.client.cookie
    for path in paths:
        check_same(household.client.ask("GET", path)[1], peer.ask("GET", path)[1])
    if world.Client(port).ask("GET", paths[0])[0].status != 401:
        raise console.Failure("the baseline answers without a session")


def _variables(household: households.Household) -> dict[str, str]:
    return {"user": household.user, "households": "{" + household.id + "}", "household": household.id, "first": "1000-01-01", "last": "9999-12-31",
            "sequence": "9223372036854775807", "after": "ffffffff-ffff-ffff-ffff-ffffffffffff", "rows": "51"}


def _text(found: list[load.Rate]) -> str:
    cpu = table.median([one.cpu_us for one in found])
    return f"{table.spread(_per_second(found))} req/s" + (f", {cpu:,.0f} us CPU each" if cpu else "")


def _per_second(found: list[load.Rate]) -> list[float]:
    return [one.per_second for one in found]


def _rows(what: str, goal: float, of_pgbench: float, rates: dict[str, list[load.Rate]], pgbench: list[float]) -> list[table.Row]:
    own = rates[OURS]
    ours = table.median(_per_second(own))
    made = []
    for name, found in rates.items():
        if name != OURS:
            ratio = ours / table.median(_per_second(found))
            made.append(table.Row(what, _text(own), f"{name}: {_text(found)}", ratio, ((table.at_least(goal), ratio),)))
    ratio = ours / table.median(pgbench)
    made.append(table.Row(what, _text(own), f"pgbench, same two statements: {table.spread(pgbench)}/s", ratio, ((table.at_least(of_pgbench), ratio),)))
    return made


def measure_constant(where: world.World) -> list[table.Row]:
    body = world.Client(where.api_port).ask("GET", "/healthz")[1]
    nginx = where.start_nginx(body)
    if world.Client(nginx).ask("GET", "/constant.json")[1] != body:
        raise console.Failure("nginx serves other bytes")
    ours, theirs = [], []
    for _ in range(ROUNDS):
        ours.append(load.http(f"http://127.0.0.1:{where.api_port}/healthz").per_second)
        theirs.append(load.http(f"http://127.0.0.1:{nginx}/constant.json").per_second)
    where.stop("nginx")
    ratio = table.median(ours) / table.median(theirs)
    return [table.Row(f"constant JSON (/healthz, {len(body)} bytes)", f"{table.spread(ours)} req/s", f"nginx, the same bytes as a file: {table.spread(theirs)}",
                      ratio, ((table.at_least(1), ratio),))]


def measure_rows(where: world.World, household: households.Household, processes: int) -> list[table.Row]:
    """processes: how many the second Express baseline has, as many as the server has threads."""
    one = f"/v1/households/{household.id}"
    cookie = household.client.cookie
    api = where.start_api()
    household.client = world.Client(where.api_port)
    household.client.cookie = cookie
    by_id = _script(where, "by_id", statement_of("auth/households/sql/load_household.sql", {}), [":household", ":user"])
    page = _script(where, "page", statement_of("finance/transactions/sql/list_transactions.sql", {"sort": "date_desc"}),
                   [":household", ":first", ":last", *["NULL"] * 7, ":last", ":sequence", ":after", ":rows"])
    kinds = {"Express + Prisma": 1, f"Express + Prisma, {processes} processes": processes}
    rates: dict[str, dict[str, list[load.Rate]]] = {path: {name: [] for name in (OURS, *kinds)} for path in (one, PAGE)}
    on_base: dict[str, list[float]] = {one: [], PAGE: []}
    ours = functools.partial(load.http, cookie=cookie, pid=api.pid)
    for _ in range(ROUNDS):
        for path, script in ((one, by_id), (PAGE, page)):
            rates[path][OURS].append(ours(f"http://127.0.0.1:{where.api_port}{path}"))
            on_base[path].append(load.pgbench(script, _variables(household), postgres.conninfo(where.place, "coffer_api")))
        for name, count in kinds.items():
            port = where.start_express(count)
            _compare(household, [one, PAGE], port)
            pid = where.started[world.EXPRESS].pid if count == 1 else None
            for path in (one, PAGE):
                load.http(f"http://127.0.0.1:{port}{path}", cookie, seconds=1)  # its compiler has seen the code
                rates[path][name].append(load.http(f"http://127.0.0.1:{port}{path}", cookie, pid=pid))
            where.stop(world.EXPRESS)
    made = _rows("one row by id (/v1/households/{id})", 10, 0.7, rates[one], on_base[one])
    made += _rows(f"page of 50 joined rows ({PAGE})", 10, 0.6, rates[PAGE], on_base[PAGE])
    own, peer = (max(found.resident_mb for path in (one, PAGE) for found in rates[path][name]) for name in (OURS, "Express + Prisma"))
    made.append(table.Row("memory of the API server under that load", f"{own:.0f} MB", f"Express + Prisma, one process: {peer:.0f} MB", own / peer,
                          ((table.at_most(0.2), own / peer),)))
    return made
