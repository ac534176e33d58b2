"""From the start of `coffer api` to its first answer that it is ready."""
import time

import console
import process
import table
import world

ROUNDS = 7


def measure(where: world.World) -> list[table.Row]:
    figures = []
    for _ in range(ROUNDS):
        where.stop("api")
        service = process.Service("api", [str(world.binary()), "api"], lambda: world.answers(where.api_port, "/readyz"), where.keys)
        before = time.perf_counter()
        where.started["api"] = process.launch(where.place, service, order=len(where.started) + 1)
        while not world.answers(where.api_port, "/readyz"):
            if time.perf_counter() - before > 10:
                raise console.Failure("coffer api was not ready after ten seconds")
            time.sleep(0.001)
        figures.append(time.perf_counter() - before)
    middle = table.median(figures)
    return [table.Row("start of coffer api to ready", f"{middle * 1e3:.0f} ms ({min(figures) * 1e3:.0f}-{max(figures) * 1e3:.0f})",
                      goals=((table.under(0.5, "s"), middle),))]
