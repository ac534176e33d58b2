"""The whole of Coffer as processes of one place: what runs, in which order, with which settings."""
import dataclasses
import json
import pathlib
import secrets
import subprocess
import time

import build
import console
import gateway
import node
import places
import postgres
import process
import redis


# Journeys sign up many people from one address within a minute.
TEST_LIMITS = {"COFFER_SERVER_SIGN_INS_PER_MINUTE": "100000", "COFFER_SERVER_REQUESTS_PER_MINUTE": "1000000"}


@dataclasses.dataclass(frozen=True)
class Ports:
    address: str
    public: int
    api: int
    metrics: int
    web: int

    @property
    def url(self) -> str:
        return gateway.url(self.address, self.public)


def choose_ports(address: str, wanted: int | None) -> Ports:
    """The port that was asked for, or the first free one from 8080; the inner ones are whatever is free."""
    if wanted is not None:
        if not process.port_is_free(address, wanted):
            raise console.Failure(f"port {wanted} on {address} is taken; choose another with --port, or leave it out")
        public = wanted
    else:
        public = next((port for port in range(8080, 8180) if process.port_is_free(address, port)), 0) or process.free_port(address)
    inner: set[int] = set()
    while len(inner) < 3:
        inner.add(process.free_port())
    return Ports(address, public, *inner)


def _secret(place: places.Place, name: str) -> pathlib.Path:
    """Made once for this machine and kept beside the data that depends on it."""
    folder = place.services.make_folder(place.data / "secrets")
    file = folder / name
    if not file.exists():
        file.touch(0o600)
        file.write_text(secrets.token_hex(32) + "\n")
        place.services.own(file)
    return file


def settings(place: places.Place, ports: Ports | None) -> dict[str, str]:
    """The binary's keys (backend/platform/config)."""
    keys = {
        "COFFER_DATABASE_API_URL": postgres.conninfo(place, "coffer_api"),
        "COFFER_DATABASE_WORKER_URL": postgres.conninfo(place, "coffer_worker"),
        "COFFER_DATABASE_OWNER_URL": postgres.conninfo(place, "postgres"),
        "COFFER_REDIS_URL": str(redis.socket_file(place)),
        "COFFER_OBJECTS_FOLDER": str(place.services.make_folder(place.data / "objects")),
        "COFFER_OBJECTS_MASTER_KEY_FILE": str(_secret(place, "objects.key")),
        "COFFER_MAIL_OUTBOX": str(place.services.make_folder(place.data / "outbox")),
        "COFFER_PASSWORD_PEPPER": _secret(place, "password.pepper").read_text().strip(),
    }
    if ports:
        keys |= {
            "COFFER_SERVER_ADDRESS": "127.0.0.1",
            "COFFER_SERVER_PORT": str(ports.api),
            "COFFER_SERVER_METRICS_PORT": str(ports.metrics),
            "COFFER_SERVER_PUBLIC_ORIGIN": ports.url,
            "COFFER_SERVER_TRUSTED_PROXIES": "127.0.0.1",
        }
    return keys


def run_binary(place: places.Place, arguments: list[str], keys: dict[str, str]) -> str:
    """A subcommand to its end, as the services' account; returns what it printed."""
    done = subprocess.run([str(build.binary()), *arguments], env=process.base_environment() | keys, cwd=place.folder, capture_output=True, text=True,
                          check=False, **place.services.popen_options())
    if done.returncode:
        raise console.Failure(f"`coffer {' '.join(arguments)}` failed:\n{(done.stdout + done.stderr).strip()[-4000:]}")
    return done.stdout.strip()


@dataclasses.dataclass
class Restart:
    """When a service that ended is started again."""
    noticed: bool = False
    due: float = 0
    wait: float = 0

    def notice(self, now: float) -> None:
        soon = now - self.due < 60
        self.wait = min(max(0.25, 2 * self.wait), 10) if soon and self.due else 0
        self.due = now + self.wait
        self.noticed = True


class Stack:
    """Started in order, stopped in reverse."""

    def __init__(self, place: places.Place, ports: Ports, *, web: pathlib.Path | None, lasting: bool = True, extra: dict[str, str] | None = None):
        self.place = place
        self.ports = ports
        self.web = web
        self.lasting = lasting
        self.keys = settings(place, ports) | (extra or {})
        self.services: list[process.Service] = []
        self.started: dict[str, process.Running] = {}
        self.restarts: dict[str, Restart] = {}

    def _start(self, *services: process.Service) -> None:
        for service in services:
            self.services.append(service)
            self.started[service.name] = process.launch(self.place, service, order=len(self.services))
        for service in services:
            process.await_ready(self.place, service, self.started[service.name])

    def start(self) -> None:
        postgres.prepare(self.place, lasting=self.lasting)
        self._start(postgres.service(self.place), redis.service(self.place))
        postgres.make_database(self.place)
        run_binary(self.place, ["migrate"], self.keys)
        self._start(self._api(), self._worker())
        if self.web:
            self._start(self._web(self.web))
            self._start(gateway.service(self.place, address=self.ports.address, port=self.ports.public, api_port=self.ports.api, web_port=self.ports.web))
        self.place.state.write_text(json.dumps(dataclasses.asdict(self.ports)))

    def _api(self) -> process.Service:
        return process.Service("api", [str(build.binary()), "api"], lambda: gateway.answers(f"http://127.0.0.1:{self.ports.api}/readyz"),
                               self.keys, ready_seconds=30)

    def _worker(self) -> process.Service:
        return process.Service("worker", [str(build.binary()), "worker"], process.LogLine(self.place.logs / "worker.log", b"worker.started"),
                               self.keys, ready_seconds=30)

    def _web(self, folder: pathlib.Path) -> process.Service:
        keys = {"COFFER_API_URL": f"http://127.0.0.1:{self.ports.api}", "PORT": str(self.ports.web), "HOSTNAME": "127.0.0.1",
                "NODE_ENV": "production", "NEXT_TELEMETRY_DISABLED": "1"}
        return process.Service("web", [str(node.program()), "server.js"],
                               lambda: gateway.answers(f"http://127.0.0.1:{self.ports.web}/", range(200, 500)), keys, folder=folder, stop_seconds=10)

    def watch(self) -> None:
        """Starts again what ended by itself: at once, then after a wait that doubles while it keeps ending soon."""
        process.reap()
        now = time.monotonic()
        for order, service in enumerate(self.services, start=1):
            if self.started[service.name].alive():
                continue
            again = self.restarts.setdefault(service.name, Restart())
            if not again.noticed:
                again.notice(now)
                console.say(f"{service.name} ended by itself; starting it again (./dev logs {service.name})")
            if now >= again.due:
                again.noticed = False
                self.started[service.name] = process.launch(self.place, service, order)

    def stop(self) -> None:
        process.stop_all(self.place, but="dev")
        self.place.state.unlink(missing_ok=True)


def ports_of(place: places.Place) -> Ports | None:
    """Of the stack that runs there."""
    names = {one.name for one in process.running(place)}
    if "api" not in names or not place.state.exists():
        return None
    return Ports(**json.loads(place.state.read_text()))
