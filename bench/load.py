"""Load over HTTP and straight onto PostgreSQL, and what it came to."""
import dataclasses
import pathlib
import re
import subprocess
import threading
import time
import typing

import console
import postgres
import world

SECONDS = 3
CONNECTIONS = 64
# What the server says of the caller before each statement.
CALLER = """SELECT set_config('coffer.user', :user, true), set_config('coffer.system', '', true), set_config('coffer.households', :households, true),
       set_config('coffer.narrowed', '{}', true), set_config('coffer.writable', :households, true),
       set_config('coffer.managed', :households, true), set_config('statement_timeout', '30000', true);"""
MICROSECONDS = {"us": 1.0, "ms": 1e3, "s": 1e6, "m": 60e6}


@dataclasses.dataclass(frozen=True)
class Rate:
    per_second: float
    median_us: float
    resident_mb: float = 0.0  # these two of the process that was named
    cpu_us: float = 0.0  # per request


class ResidentSampler:
    """The most memory that a process held while it was looked at."""

    def __init__(self, pid: int | None):
        self.pid = pid
        self.most = 0.0
        self.ended = threading.Event()
        self.thread = threading.Thread(target=self._look, daemon=True)

    def _look(self) -> None:
        while self.pid and not self.ended.wait(0.1):
            self.most = max(self.most, world.resident_mb(self.pid))

    def __enter__(self) -> "ResidentSampler":
        self.thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.ended.set()
        self.thread.join()


def http(url: str, cookie: str = "", *, connections: int = CONNECTIONS, seconds: float = SECONDS, pid: int | None = None,
         headers: dict[str, str] | None = None) -> Rate:
    """Requests per second over kept connections; every answer must be a success."""
    said = ({"Cookie": cookie} if cookie else {}) | (headers or {})
    sent = [word for name, value in said.items() for word in ("-H", f"{name}: {value}")]
    before = world.cpu_seconds(pid) if pid else 0.0
    with ResidentSampler(pid) as sampler:
        done = subprocess.run(["wrk", "--latency", "--timeout", "20s", "-t", "1", "-c", str(connections), "-d", f"{seconds:g}s", *sent, url], capture_output=True,
                              text=True, check=False)
    text = done.stdout
    rate, middle = re.search(r"Requests/sec:\s+([\d.]+)", text), re.search(r"\b50%\s+([\d.]+)(us|ms|s|m)\b", text)
    if done.returncode or not rate or not middle:
        raise console.Failure(f"wrk failed on {url}: {(text + done.stderr).strip()}")
    if "Non-2xx" in text or "Socket errors" in text:
        raise console.Failure(f"wrk met errors on {url}:\n{text}")
    spent = world.cpu_seconds(pid) - before if pid else 0.0
    answered = int(re.search(r"(\d+) requests in", text)[1])
    if not answered:
        raise console.Failure(f"{url} gave no answer within {seconds:g} s")
    return Rate(float(rate[1]), float(middle[1]) * MICROSECONDS[middle[2]], sampler.most, spent / answered * 1e6)


def pgbench(script: pathlib.Path, variables: dict[str, str], conninfo: str, *, clients: int = 16, seconds: float = SECONDS) -> float:
    """Transactions per second."""
    given = [word for name, value in variables.items() for word in ("-D", f"{name}={value}")]
    done = subprocess.run([postgres.BINARIES / "pgbench", "-n", "-M", "prepared", "-f", str(script), "-c", str(clients), "-j", "2", "-T", f"{seconds:g}", *given,
                           conninfo], capture_output=True, text=True, check=False)
    found = re.search(r"tps = ([\d.]+)", done.stdout)
    failed = re.search(r"number of failed transactions: (\d+)", done.stdout)
    if done.returncode or not found or (failed and failed[1] != "0"):
        raise console.Failure(f"pgbench failed: {(done.stdout + done.stderr).strip()[-2000:]}")
    return float(found[1])


def time_calls(work: typing.Callable[[], object], times: int) -> list[float]:
    """Milliseconds of each call."""
    figures = []
    for _ in range(times):
        before = time.perf_counter()
        work()
        figures.append((time.perf_counter() - before) * 1e3)
    return figures
