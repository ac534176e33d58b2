"""./dev gen: writes again what is generated and committed."""
import contextlib
import difflib
import os
import shutil
import subprocess
import sys

import console
import node
import places
import postgres
import process

CLIENT = places.WEB / "src" / "api" / "gen"
SCHEMA = places.ROOT / "schema" / "current.sql"


def generate_client() -> None:
    node.install_web()
    done = subprocess.run(["npm", "run", "--silent", "gen"], cwd=places.WEB, env=node.environment(), capture_output=True, text=True, check=False)
    if done.returncode:
        raise console.Failure(f"the typed client cannot be generated from contracts/openapi.yaml:\n{(done.stdout + done.stderr).strip()}")


@contextlib.contextmanager
def throw_away_cluster():
    """A PostgreSQL for the length of the block, with nothing in it; yields its place."""
    whole = places.place()
    place = places.Place(whole.folder / "scratch", whole.services)
    process.stop_all(place)
    shutil.rmtree(postgres.folder(place), ignore_errors=True)
    try:
        postgres.prepare(place, lasting=False)
        service = postgres.service(place)
        process.await_ready(place, service, process.launch(place, service, order=1))
        yield place
    finally:
        for one in process.running(place):
            one.stop()
        shutil.rmtree(postgres.folder(place), ignore_errors=True)


def dump_schema(place: places.Place) -> str:
    """The schema that all migrations make of an empty database."""
    tool = places.ROOT / "tools" / "dump_schema.py"
    done = subprocess.run([sys.executable, "-B", str(tool), "--cluster", postgres.cluster(place)],
                          env=os.environ | {"PATH": f"{postgres.BINARIES}:{os.environ['PATH']}"}, capture_output=True, text=True, check=False)
    if done.returncode:
        raise console.Failure(f"{tool.name} failed:\n{done.stderr.strip()[-4000:]}")
    return done.stdout


def client_drift() -> list[str]:
    """Committed files that are not what their command makes. Leaves the files as they are."""
    before = {file.name: file.read_bytes() for file in CLIENT.iterdir()}
    generate_client()
    after = {file.name: file.read_bytes() for file in CLIENT.iterdir()}
    for name in after:
        if name not in before:
            (CLIENT / name).unlink()
    for name, content in before.items():
        if after.get(name) != content:
            (CLIENT / name).write_bytes(content)
    return [f"{(CLIENT / name).relative_to(places.ROOT)}: not what ./dev gen makes of contracts/openapi.yaml"
            for name in sorted(before | after) if before.get(name) != after.get(name)]


def schema_drift(place: places.Place) -> list[str]:
    made = dump_schema(place).splitlines()
    committed = SCHEMA.read_text().splitlines() if SCHEMA.exists() else []
    if made == committed:
        return []
    lines = list(difflib.unified_diff(committed, made, "schema/current.sql", "all migrations", lineterm="", n=1))
    return ["schema/current.sql: not what the migrations make; ./dev gen writes it", *lines[:30]]


def run(arguments: list[str]) -> int:
    if arguments:
        console.say("./dev gen takes no arguments")
        return 2
    generate_client()
    with throw_away_cluster() as place:
        SCHEMA.write_text(dump_schema(place))
    console.say(f"wrote {CLIENT.relative_to(places.ROOT)} and {SCHEMA.relative_to(places.ROOT)}")
    return 0
