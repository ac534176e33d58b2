#!/usr/bin/env python3
"""Who may include whom: reads every #include of backend/ against the link table of backend/CMakeLists.txt.

The rooms and what each may see are the coffer_room(NAME DEPENDS ...) lines there, and nowhere else.
What a link table cannot say is below: faces see services by their public headers, only stores touch
SQL, Asio and Beast stay in few translation units, and the pure rooms have no I/O.
"""
import argparse
import pathlib
import re
import sys

import sources

FREE = ("apps", "tests")  # level 5, and the tests that cross rooms: they see everything
FACES = ("api", "jobs")
SERVICES = ("auth", "finance", "documents", "notifications", "billing")
PURE = ("base", "ledger", "graphql")
WITHOUT_TESTKIT = ("base", "ledger", "graphql", "testkit")

# A face opens the unit of work and hands it on; rows and statements are for stores.
PG_FOR_ALL = ("platform/pg/database.hpp",)
SQL_IN_PLATFORM = ("pg", "queue", "outbox", "idempotency", "migrate", "audit", "unit_of_work")
IMPURE = re.compile(r"^(fstream|filesystem|iostream|thread|mutex|future|unistd\.h|sys/|boost/|libpq|spdlog|fmt/|openssl|curl|sodium"
                    r"|hiredis|simdjson)")
THIRD_PARTY = re.compile(r"^(libpq|postgresql/|openssl/|curl/|sodium|hiredis|simdjson|spdlog/|toml)")
ASIO = re.compile(r"^boost/(asio|beast)\b")
ASIO_ROOMS = ("platform/", "api/edge/", "api/live/")
ASIO_UNITS = 10

ROOM_LINE = re.compile(r"^coffer_room\((\w+)([^)]*)\)", re.MULTILINE)
INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*([<"])([^>"]+)[>"]', re.MULTILINE)
SQL_TEXT = re.compile(r'"[^"\n]*\b(SELECT\s+\S+[^"\n]*\bFROM|INSERT\s+INTO|UPDATE\s+\w+[.\w]*\s+SET|DELETE\s+FROM|CREATE\s+(TABLE|INDEX|FUNCTION)|ALTER\s+TABLE)\b')
RAW_SQL_TEXT = re.compile(r'R"\w*\((?:(?!\)\w*").)*?\b(SELECT\b.*?\bFROM|INSERT\s+INTO|DELETE\s+FROM)\b', re.DOTALL)


def read_table(cmake: str) -> dict[str, set[str]]:
    """Room -> rooms it may include, itself among them."""
    table = {}
    for name, rest in ROOM_LINE.findall(cmake):
        depends = re.search(r"\bDEPENDS\b(.*?)(?=\b(?:LIBRARIES|EXCLUDE)\b|$)", rest, re.DOTALL)
        table[name] = {name} | set(depends[1].split() if depends else [])
    return table


def is_test(path: pathlib.PurePath) -> bool:
    """Tests, and what only they use: accounts_test.cpp, accounts_test_world.hpp."""
    return bool(re.search(r"_(test|fuzz|benchmark)(_\w+)?$", path.stem))


def touches_sql(path: pathlib.PurePath) -> bool:
    """Whether the file (relative to backend/) may use statements and rows."""
    room, below = path.parts[0], path.parts[1:]
    if room in ("testkit", "tests") or is_test(path) or path.stem.endswith("_store"):
        return True
    return room == "platform" and below[0].removesuffix(".hpp").removesuffix(".cpp") in SQL_IN_PLATFORM


class Reader:
    def __init__(self, table: dict[str, set[str]]):
        self.table = table
        self.faults: list[str] = []
        self.includes: dict[str, set[str]] = {}
        self.asio_files: set[str] = set()

    def read(self, path: pathlib.PurePath, text: str) -> None:
        """One file; the path is relative to backend/."""
        room = path.parts[0]
        if room not in self.table and room not in FREE:
            self.faults.append(f"backend/{path}: the room '{room}' has no coffer_room line in backend/CMakeLists.txt")
            return
        for match in INCLUDE.finditer(text):
            self.includes.setdefault(str(path), set()).add(match[2])
            where = f"backend/{path}:{text.count(chr(10), 0, match.start()) + 1}"
            if match[1] == '"':
                self._own(path, room, where, match[2])
            else:
                self._foreign(path, room, where, match[2])
        if room not in ("platform",) and not touches_sql(path) and (found := SQL_TEXT.search(text) or RAW_SQL_TEXT.search(text)):
            line = text.count("\n", 0, found.start()) + 1
            self.faults.append(f"backend/{path}:{line}: SQL text; it belongs into a .sql file of the feature's sql/ folder")

    def _own(self, path: pathlib.PurePath, room: str, where: str, header: str) -> None:
        target = header.split("/")[0]
        if "/" not in header or target in ("..", "."):
            self.faults.append(f'{where}: "{header}": include paths start at backend/')
            return
        if room in FREE:
            return
        allowed = self.table[room] | ({"testkit"} if is_test(path) and room not in WITHOUT_TESTKIT else set())
        if target not in allowed:
            self.faults.append(f'{where}: {room} may not include {target} ("{header}"); it may include {", ".join(sorted(allowed))}')
            return
        stem = pathlib.PurePath(header).stem
        if stem.endswith("_store") and target in SERVICES and target != room:
            self.faults.append(f'{where}: "{header}" is a store; {room} calls the service')
        statements = header.startswith("platform/pg/") and header not in PG_FOR_ALL or header.endswith("/sql.hpp")
        if statements and not touches_sql(path):
            self.faults.append(f'{where}: "{header}": only stores touch SQL')

    def _foreign(self, path: pathlib.PurePath, room: str, where: str, header: str) -> None:
        if ASIO.match(header):
            if not str(path).startswith(ASIO_ROOMS):
                self.faults.append(f"{where}: <{header}> stands only in {', '.join(ASIO_ROOMS)}")
            self.asio_files.add(str(path))
        if room in PURE and not is_test(path) and IMPURE.match(header):
            self.faults.append(f"{where}: {room} is pure; <{header}> is not for it")
        if room in SERVICES + FACES and not is_test(path) and THIRD_PARTY.match(header):
            self.faults.append(f"{where}: <{header}> is wrapped by platform; {room} uses that")

    def asio_units(self) -> list[str]:
        """Sources that reach an Asio or Beast header, directly or through headers of ours."""
        reached = set(self.asio_files)
        while more := {path for path, headers in self.includes.items() if path not in reached and headers & reached}:
            reached |= more
        return sorted(path for path in reached if path.endswith(".cpp"))

    def finish(self) -> list[str]:
        units = self.asio_units()
        if len(units) > ASIO_UNITS:
            self.faults.append(f"{len(units)} translation units see Asio or Beast, {ASIO_UNITS} may: {', '.join(units)}")
        return self.faults


def main() -> int:
    argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter).parse_args()
    backend = sources.ROOT / "backend"
    reader = Reader(read_table((backend / "CMakeLists.txt").read_text()))
    for file in sources.files():
        if file.parts[0] == "backend" and file.suffix in (".cpp", ".hpp"):
            reader.read(file.relative_to("backend"), (sources.ROOT / file).read_text(errors="replace"))
    faults = reader.finish()
    for fault in faults:
        print(fault)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
