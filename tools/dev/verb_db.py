"""./dev db [psql arguments]: psql on the running database, as its administrator."""
import os

import console
import places
import postgres
import process


def run(arguments: list[str]) -> int:
    place = places.place()
    if not any(one.name == "postgres" for one in process.running(place)):
        raise console.Failure("the database does not run; ./dev up starts it")
    psql = str(postgres.BINARIES / "psql")
    os.execv(psql, [psql, postgres.conninfo(place, "postgres"), *arguments])
