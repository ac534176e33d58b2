"""A private PostgreSQL 15 cluster: a unix socket only, peer authentication."""
import os
import pathlib
import pwd
import shutil
import signal
import subprocess

import console
import places
import process

BINARIES = pathlib.Path("/usr/lib/postgresql/15/bin")
PORT = 5432  # names the socket; nothing listens on it
DATABASE = "coffer"
ROLES = ("postgres", "coffer_owner", "coffer_api", "coffer_worker")
STATEMENT_LOG_MS = 500


def _settings(place: places.Place, lasting: bool) -> dict[str, str]:
    settings = {
        "listen_addresses": "''", "port": str(PORT), "unix_socket_directories": f"'{place.sockets()}'", "unix_socket_permissions": "0700",
        "max_connections": "100", "shared_buffers": "256MB", "random_page_cost": "1.1", "max_wal_size": "2GB", "jit": "off",
        "log_line_prefix": "'%m [%p] %q%a@%d '", "log_min_duration_statement": str(STATEMENT_LOG_MS), "log_timezone": "UTC", "timezone": "UTC",
        # What people keep is no part of a log: no parameters, and no DETAIL, which quotes the row that broke a rule.
        "log_parameter_max_length": "0", "log_parameter_max_length_on_error": "0", "log_error_verbosity": "terse",
    }
    if not lasting:
        settings |= {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "max_connections": "300", "autovacuum": "off",
                     "log_min_duration_statement": "-1", "log_min_messages": "fatal"}
    return settings


def _access(place: places.Place, lasting: bool) -> tuple[str, str]:
    """pg_hba.conf and pg_ident.conf: the kernel says who calls; this account and root may be any of our roles."""
    if not lasting:
        return "local all all trust\n", ""
    users = {place.services.name, pwd.getpwuid(0).pw_name}
    lines = [f"coffer {user} {role}" for user in sorted(users) for role in ROLES]
    return "local all all peer map=coffer\n", "\n".join(lines) + "\n"


def folder(place: places.Place) -> pathlib.Path:
    return place.data / "postgres"


def prepare(place: places.Place, *, lasting: bool = True) -> None:
    """The cluster's folder, made where there is none. Configuration is written anew each time."""
    data = folder(place)
    if not (data / "PG_VERSION").exists():
        if data.exists():
            shutil.rmtree(data)
        place.services.make_folder(data)
        fresh = subprocess.run([BINARIES / "initdb", "-D", data, "-U", "postgres", "-E", "UTF8", "--locale=C.UTF-8", "-A", "reject", "--no-instructions",
                                *(["--no-sync"] if not lasting else [])],
                               env=process.base_environment(), cwd="/", capture_output=True, text=True, check=False, **place.services.popen_options())
        if fresh.returncode:
            shutil.rmtree(data, ignore_errors=True)
            raise console.Failure(f"initdb failed:\n{fresh.stderr.strip()}")
    version = (data / "PG_VERSION").read_text().strip()
    if version != "15":
        raise console.Failure(f"{data} is a cluster of PostgreSQL {version}; Coffer runs 15")
    access, identities = _access(place, lasting)
    settings = "".join(f"{key} = {value}\n" for key, value in _settings(place, lasting).items())
    for name, text in (("postgresql.conf", settings), ("pg_hba.conf", access), ("pg_ident.conf", identities)):
        file = data / name
        file.write_text(text)
        place.services.own(file)


def conninfo(place: places.Place, role: str, database: str = DATABASE) -> str:
    return f"host={place.sockets()} port={PORT} dbname={database} user={role}"


def cluster(place: places.Place) -> str:
    """Without a database: for those who make their own."""
    return f"host={place.sockets()} port={PORT} user=postgres"


def psql(place: places.Place, sql: str, database: str = "postgres") -> str:
    done = subprocess.run([BINARIES / "psql", "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", conninfo(place, "postgres", database)], input=sql,
                          env=os.environ | {"PGCONNECT_TIMEOUT": "5"}, capture_output=True, text=True, check=False)
    if done.returncode:
        raise console.Failure(f"PostgreSQL refused a statement of ./dev: {done.stderr.strip()}")
    return done.stdout.strip()


def _ready(place: places.Place) -> bool:
    return subprocess.run([BINARIES / "pg_isready", "-q", "-d", f"{cluster(place)} dbname=postgres"], check=False).returncode == 0


def service(place: places.Place) -> process.Service:
    return process.Service("postgres", [str(BINARIES / "postgres"), "-D", str(folder(place))], lambda: _ready(place),
                           stop_signal=signal.SIGINT, stop_seconds=60, ready_seconds=120)


def make_database(place: places.Place) -> None:
    """Empty, where it is missing; the first migration makes the roles."""
    if not psql(place, f"SELECT 1 FROM pg_database WHERE datname = '{DATABASE}'"):
        psql(place, f"CREATE DATABASE {DATABASE}")
