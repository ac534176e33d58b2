"""A Coffer of its own, of real processes: PostgreSQL with all its safeguards, Redis, API and worker. Each can be killed and started again."""
import os
import pathlib
import signal
import time

import places
import postgres
import process
import stack

LEASE_SECONDS = 5  # the shortest that the worker takes: so long a killed worker's job rests
SETTINGS = stack.TEST_LIMITS | {"COFFER_WORKER_LEASE_SECONDS": str(LEASE_SECONDS), "COFFER_WORKER_POLL_MS": "200"}


def _children(pid: int) -> list[int]:
    found = []
    for file in pathlib.Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = file.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[1]) == pid:
            found.append(int(file.parent.name))
    return found


def _kill(pids: list[int]) -> None:
    for pid in pids:
        try:
            os.kill(pid, signal.SIGKILL)
        except ProcessLookupError:
            continue
    while any(process.started_at(pid) for pid in pids):
        process.reap()
        time.sleep(0.005)


class Coffer:
    def __init__(self, place: places.Place):
        self.place = place
        self.ports = stack.choose_ports("127.0.0.1", process.free_port())
        self.stack = stack.Stack(place, self.ports, web=None, extra=SETTINGS)

    def start(self) -> None:
        self.stack.start()

    def stop(self) -> None:
        self.stack.stop()

    def kill(self, name: str) -> None:
        """kill -9; of PostgreSQL the postmaster first, then every process that it had."""
        pid = self.stack.started[name].pid
        _kill([pid, *_children(pid)])

    def kill_backend(self, role: str) -> None:
        """One process of PostgreSQL that works for a role; the postmaster then throws all the others out and recovers by itself."""
        pid = self.ask(f"SELECT pid FROM pg_stat_activity WHERE usename = '{role}' ORDER BY state = 'active' DESC, query_start DESC LIMIT 1")
        _kill([int(pid)])

    def revive(self, name: str) -> None:
        order, service = next((place, one) for place, one in enumerate(self.stack.services, start=1) if one.name == name)
        self.stack.started[name] = process.launch(self.place, service, order)
        process.await_ready(self.place, service, self.stack.started[name])

    def repeats(self, name: str, trace: str) -> int:
        """How often a process began a unit of work anew because PostgreSQL went away under it: nobody else notices."""
        lines = (self.place.logs / f"{name}.log").read_text(errors="replace").splitlines()
        return sum('"unit.repeated"' in line and trace in line for line in lines)

    def admin(self, *arguments: str) -> str:
        """A subcommand of `coffer admin`."""
        return stack.run_binary(self.place, ["admin", *arguments], stack.settings(self.place, self.ports))

    def await_database(self) -> None:
        deadline = time.monotonic() + 30
        service = next(one for one in self.stack.services if one.name == "postgres")
        while not service.ready():
            if time.monotonic() > deadline:
                raise AssertionError("PostgreSQL has not recovered after 30 s")
            time.sleep(0.02)

    def ask(self, sql: str) -> str:
        return postgres.psql(self.place, sql, postgres.DATABASE)
