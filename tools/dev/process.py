"""Long-running processes: started as the services' account, remembered in pid files, stopped in order."""
import dataclasses
import json
import os
import pathlib
import signal
import socket
import subprocess
import threading
import time
import typing

import console
import places


@dataclasses.dataclass
class Service:
    name: str
    argv: list[str]
    ready: typing.Callable[[], bool]
    environment: dict[str, str] = dataclasses.field(default_factory=dict)
    stop_signal: int = signal.SIGTERM
    stop_seconds: float = 30
    ready_seconds: float = 60
    folder: pathlib.Path | None = None  # working folder; the place's own without one


class LogLine:
    """Ready when the log says so: for a process that listens on no port. What was in the log before does not count."""

    def __init__(self, log: pathlib.Path, text: bytes):
        self.log, self.text = log, text
        self.known = log.stat().st_size if log.exists() else 0

    def __call__(self) -> bool:
        if not self.log.exists():
            return False
        with self.log.open("rb") as stream:
            stream.seek(self.known if self.known <= self.log.stat().st_size else 0)
            return self.text in stream.read()


def base_environment() -> dict[str, str]:
    """What a service gets besides its own keys: nothing of the caller's."""
    return {"PATH": "/usr/local/bin:/usr/bin:/bin", "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8", "TZ": "UTC", "HOME": "/nonexistent"}


def started_at(pid: int) -> str | None:
    """Start time of a live process, None where there is none: tells a process from a later one of the same number."""
    try:
        fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return None
    return None if fields[0] in ("Z", "X") else fields[19]


class Running:
    """A process known by its pid file; may be ours or an earlier supervisor's."""

    def __init__(self, file: pathlib.Path):
        self.file = file
        self.name = file.stem
        known = json.loads(file.read_text())
        self.pid, self.started = known["pid"], known["started"]
        self.stop_signal, self.stop_seconds, self.order = known["stop_signal"], known["stop_seconds"], known["order"]

    def alive(self) -> bool:
        return self.started is not None and started_at(self.pid) == self.started

    def stop(self) -> None:
        """Asks, waits, and ends it by force only when the wait is over."""
        deadline = time.monotonic() + self.stop_seconds
        if self.alive():
            os.kill(self.pid, self.stop_signal)
            while self.alive() and time.monotonic() < deadline:
                _reap()
                time.sleep(0.02)
        if self.alive():
            console.say(f"{self.name} did not stop within {self.stop_seconds:.0f} s; ended by force")
            os.kill(self.pid, signal.SIGKILL)
            while self.alive():
                _reap()
                time.sleep(0.02)
        self.file.unlink(missing_ok=True)


def _reap() -> None:
    try:
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass
    except ChildProcessError:
        pass


def remember(file: pathlib.Path, pid: int, *, stop_signal: int, stop_seconds: float, order: int) -> Running:
    known = {"pid": pid, "started": started_at(pid), "stop_signal": int(stop_signal), "stop_seconds": stop_seconds, "order": order}
    partial = file.with_suffix(".new")
    partial.write_text(json.dumps(known))
    partial.rename(file)
    return Running(file)


def running(place: places.Place) -> list[Running]:
    """Live processes of a place in the order they were started; stale pid files go."""
    found = []
    for file in place.pids.glob("*.json"):
        one = Running(file)
        if one.alive():
            found.append(one)
        else:
            file.unlink(missing_ok=True)
    return sorted(found, key=lambda one: one.order)


def stop_all(place: places.Place, *, but: str = "") -> None:
    for one in reversed(running(place)):
        if one.name != but:
            console.say(f"stopping {one.name}")
            one.stop()


def last_lines(file: pathlib.Path, count: int) -> str:
    if not file.exists():
        return ""
    with file.open("rb") as stream:
        stream.seek(max(0, file.stat().st_size - 64 * 1024))
        lines = stream.read().decode(errors="replace").splitlines()[-count:]
    return "\n".join(f"  | {line[:400]}" for line in lines)


def _open_log(file: pathlib.Path):
    if file.exists() and file.stat().st_size > 20_000_000:
        file.replace(file.with_suffix(".log.1"))
    return file.open("ab")


def launch(place: places.Place, service: Service, order: int) -> Running:
    """Starts the process in a session of its own: a Ctrl-C on the terminal reaches the supervisor alone."""
    with _open_log(place.logs / f"{service.name}.log") as log:
        child = subprocess.Popen(service.argv, env=base_environment() | service.environment, cwd=service.folder or place.folder,
                                 stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True, **place.services.popen_options())
    return remember(place.pids / f"{service.name}.json", child.pid, stop_signal=service.stop_signal,
                    stop_seconds=service.stop_seconds, order=order)


def await_ready(place: places.Place, service: Service, process: Running) -> None:
    progress = console.Progress(f"waiting for {service.name}", every=5)
    deadline = time.monotonic() + service.ready_seconds
    log = place.logs / f"{service.name}.log"
    while not service.ready():
        _reap()
        if not process.alive():
            progress.clear()
            raise console.Failure(f"{service.name} ended while starting; the last lines of {log}:\n{last_lines(log, 20)}")
        if time.monotonic() > deadline:
            progress.clear()
            raise console.Failure(f"{service.name} is not ready after {service.ready_seconds:.0f} s; the last lines of {log}:\n{last_lines(log, 20)}")
        progress.show()
        time.sleep(0.05)
    progress.clear()


def reap() -> None:
    _reap()


interrupted = threading.Event()  # tools that other threads wait for are ended


def run_logged(command: list[str], log: pathlib.Path, progress: console.Progress, *, cwd: pathlib.Path, env: dict[str, str],
               seconds: float | None = None) -> int | None:
    """Runs a tool to its end with everything it says in the log. Exit code; None when it took too long.
    It has a session of its own, so that nothing of it is left when we are interrupted."""
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("wb") as stream:
        tool = subprocess.Popen(command, cwd=cwd, env=env, stdin=subprocess.DEVNULL, stdout=stream, stderr=subprocess.STDOUT, start_new_session=True)
    deadline = None if seconds is None else time.monotonic() + seconds
    try:
        while (deadline is None or time.monotonic() < deadline) and not interrupted.is_set():
            try:
                return tool.wait(timeout=0.2)
            except subprocess.TimeoutExpired:
                progress.show()
        return None
    finally:
        progress.clear()
        if tool.poll() is None:
            os.killpg(tool.pid, signal.SIGKILL)
            tool.wait()


def free_port(address: str = "127.0.0.1") -> int:
    with socket.socket(socket.AF_INET6 if ":" in address else socket.AF_INET) as one:
        one.bind((address, 0))
        return one.getsockname()[1]


def port_is_free(address: str, port: int) -> bool:
    with socket.socket(socket.AF_INET6 if ":" in address else socket.AF_INET) as one:
        one.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            one.bind((address, port))
        except OSError:
            return False
    return True
