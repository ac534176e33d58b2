"""The running parts that are measured: a private cluster, the server, its worker, and who stands against them."""
import http.client
import json
import os
import pathlib
import shutil
import signal
import subprocess
import time

import build
import console
import node
import places
import postgres
import process
import stack

HERE = pathlib.Path(__file__).resolve().parent
# As many requests as the machine can send; nothing else differs from the settings of production.
LIMITS = {"COFFER_SERVER_REQUESTS_PER_MINUTE": "10000000", "COFFER_SERVER_SIGN_INS_PER_MINUTE": "10000"}
EXPRESS = "express-prisma"


class Client:
    """One connection that stays open, with the session's cookie."""

    def __init__(self, port: int):
        self.port = port
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
        self.cookie = ""

    def ask(self, method: str, path: str, body: bytes | None = None, headers: dict[str, str] | None = None) -> tuple[http.client.HTTPResponse, bytes]:
        sent = {"Cookie": self.cookie} | (headers or {}) if self.cookie else dict(headers or {})
        self.connection.request(method, path, body, sent)
        answer = self.connection.getresponse()
        return answer, answer.read()

    def call(self, method: str, path: str, value: object = None, headers: dict[str, str] | None = None) -> dict:
        body = None if value is None else json.dumps(value).encode()
        kind = {} if value is None else {"Content-Type": "application/json"}
        answer, text = self.ask(method, path, body, kind | (headers or {}))
        if answer.status >= 300:
            raise console.Failure(f"{method} {path} answered {answer.status}: {text[:500].decode(errors='replace')}")
        for name, field in answer.getheaders():
            if name.lower() == "set-cookie" and "coffer_session" in field:
                self.cookie = field.split(";")[0]
        return json.loads(text) if text else {}

    def upload(self, path: str, name: str, content: bytes) -> dict:
        mark = "coffer-bench-boundary"
        body = (f'--{mark}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\nContent-Type: text/csv\r\n\r\n'.encode()
                + content + f"\r\n--{mark}--\r\n".encode())
        answer, text = self.ask("POST", path, body, {"Content-Type": f"multipart/form-data; boundary={mark}"})
        if answer.status >= 300:
            raise console.Failure(f"POST {path} answered {answer.status}: {text[:500].decode(errors='replace')}")
        return json.loads(text)


def binary() -> pathlib.Path:
    return pathlib.Path(os.environ["COFFER_BUILD"]) / "backend" / "coffer"


class World:
    def __init__(self, run: pathlib.Path):
        whole = places.place()
        self.place = places.Place(run / "bench", whole.services)
        self.started: dict[str, process.Running] = {}
        self.api_port = process.free_port()
        ports = stack.Ports("127.0.0.1", process.free_port(), self.api_port, process.free_port(), process.free_port())
        self.keys = stack.settings(self.place, ports) | LIMITS

    def open(self) -> None:
        """An empty database with the schema. What an earlier run left behind goes first."""
        process.stop_all(self.place)
        data = postgres.folder(self.place)
        if data.exists():
            shutil.rmtree(data)
        postgres.prepare(self.place)
        self.start(postgres.service(self.place))
        postgres.make_database(self.place)
        self._coffer(["migrate"])

    def close(self) -> None:
        """Nothing stays but the logs and the installed packages."""
        process.stop_all(self.place)
        for folder in (self.place.data, self.place.folder / "nginx"):
            shutil.rmtree(folder, ignore_errors=True)

    def start(self, service: process.Service) -> process.Running:
        running = process.launch(self.place, service, order=len(self.started) + 1)
        self.started[service.name] = running
        process.await_ready(self.place, service, running)
        return running

    def stop(self, name: str) -> None:
        running = self.started.pop(name, None)
        if running:
            running.stop()

    def _coffer(self, arguments: list[str]) -> None:
        done = subprocess.run([str(binary()), *arguments], env=process.base_environment() | self.keys, cwd=self.place.folder, capture_output=True,
                              text=True, check=False, **self.place.services.popen_options())
        if done.returncode:
            raise console.Failure(f"`coffer {' '.join(arguments)}` failed:\n{(done.stdout + done.stderr).strip()[-2000:]}")

    def start_api(self) -> process.Running:
        """A process without a past."""
        self.stop("api")
        return self.start(process.Service("api", [str(binary()), "api"], lambda: answers(self.api_port, "/readyz"), self.keys))

    def start_worker(self) -> None:
        self.stop("worker")
        self.start(process.Service("worker", [str(binary()), "worker"], process.LogLine(self.place.logs / "worker.log", b"worker.started"), self.keys))

    def start_express(self, processes: int) -> int:
        """Returns the port. One connection pool a process, as Prisma's adapter makes it."""
        folder = self._install_express()
        port = process.free_port()
        keys = {"PORT": str(port), "PROCESSES": str(processes), "CONNECTIONS": "10", "STRATEGY": "join", "NODE_ENV": "production", "PGHOST": str(self.place.sockets()),
                "PGPORT": str(postgres.PORT), "PGUSER": "postgres", "PGDATABASE": postgres.DATABASE}
        self.stop(EXPRESS)
        self.start(process.Service(EXPRESS, [str(node.program()), "server.js"], lambda: answers(port, "/healthz"), keys, folder=folder))
        return port

    def _install_express(self) -> pathlib.Path:
        folder = self.place.folder / "peers" / EXPRESS
        source = HERE / "peers" / EXPRESS
        shutil.copytree(source, folder, dirs_exist_ok=True, ignore=shutil.ignore_patterns("node_modules"))
        node.clean_install(folder, folder / "installed", "Express and Prisma", node.environment())
        schema = (folder / "prisma" / "schema.prisma").read_text()
        generated = folder / "node_modules" / ".generated-from"  # goes with the packages
        if not generated.exists() or generated.read_text() != schema:
            # Without the variable the generator fetches an engine that it does not use.
            keys = node.environment() | {"PRISMA_SCHEMA_ENGINE_BINARY": "/bin/true"}
            node.run_quietly(["npx", "--no-install", "prisma", "generate"], console.Progress("generating the Prisma client"), cwd=folder, env=keys,
                             hint="the lines above are Prisma's")
            generated.write_text(schema)
        return folder

    def start_nginx(self, body: bytes) -> int:
        """Serves the bytes as a file; returns the port."""
        folder = self.place.services.make_folder(self.place.folder / "nginx")
        site = self.place.services.make_folder(folder / "site")
        (site / "constant.json").write_bytes(body)
        (site / "constant.json").chmod(0o644)
        port = process.free_port()
        text = (HERE / "peers" / "nginx.conf").read_text()
        for key, value in {"@PORT@": str(port), "@FOLDER@": str(folder)}.items():
            text = text.replace(key, value)
        file = self.place.configuration / "nginx.conf"
        file.write_text(text)
        program = shutil.which("nginx", path="/usr/sbin:/usr/local/sbin:/usr/bin") or "nginx"
        self.start(process.Service("nginx", [program, "-e", "stderr", "-p", str(folder), "-c", str(file)], lambda: answers(port, "/constant.json"),
                                   stop_signal=signal.SIGQUIT, stop_seconds=10))
        return port

    def psql(self, sql: str) -> str:
        return postgres.psql(self.place, sql, postgres.DATABASE)

    def sign_up(self, name: str) -> Client:
        client = Client(self.api_port)
        client.call("POST", "/v1/auth/sign-up", {"email": f"{name}@bench.example", "password": "correct horse battery staple", "name": name,
                                                 "currency": "EUR"})
        return client

    def commit(self, client: Client, staged: dict) -> dict:
        """Commits a whole import and waits for it; every row must be taken."""
        rows = staged["counts"]["new"]
        job = client.call("POST", f"/v1/imports/{staged['id']}/commit")
        deadline = time.monotonic() + 120
        while job["state"] in ("queued", "running"):
            if time.monotonic() > deadline:
                raise console.Failure("the import did not end within two minutes")
            time.sleep(0.005)
            job = client.call("GET", f"/v1/jobs/{job['id']}")
        done = client.call("GET", f"/v1/imports/{staged['id']}")
        if job["state"] != "succeeded" or done["counts"]["committed"] != rows:
            raise console.Failure(f"the import ended {job['state']} with {done['counts']}: {job['problem']}")
        return done


def answers(port: int, path: str) -> bool:
    try:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
        connection.request("GET", path)
        answer = connection.getresponse()
        answer.read()
        connection.close()
        return answer.status == 200
    except OSError:
        return False


def resident_mb(pid: int) -> float:
    """Resident memory of one process."""
    for line in pathlib.Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    return 0.0


def cpu_seconds(pid: int) -> float:
    """Processor time that one process has taken so far, all the threads that it has."""
    try:
        return sum(int(task.read_text().split()[0]) for task in pathlib.Path(f"/proc/{pid}/task").glob("*/schedstat")) / 1e9
    except OSError:
        return 0.0  # it ended while it was looked at


def cpu_seconds_of_children(pid: int) -> float:
    """The same for the children that a process has, such as PostgreSQL's sessions."""
    listed = pathlib.Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return sum(cpu_seconds(int(child)) for child in listed)
