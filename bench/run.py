"""./dev bench [NAME...]: measures, prints the table, and keeps a whole run in RESULTS.md. NAME: one of the groups below."""
import argparse
import os
import pathlib
import signal
import sys
import typing

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "tools" / "dev"))

import console  # noqa: E402
import households  # noqa: E402
import imports  # noqa: E402
import ledger  # noqa: E402
import reads  # noqa: E402
import reports  # noqa: E402
import rest  # noqa: E402
import sharing  # noqa: E402
import startup  # noqa: E402
import table  # noqa: E402
import world  # noqa: E402


class Bench:
    """The world, and the households that several groups look at; each is made when first needed."""

    def __init__(self, where: world.World):
        self.where = where
        self.made: dict[households.Shape, households.Household] = {}
        self.has_market = False

    def _market(self) -> None:
        if not self.has_market:
            console.say("recording prices and rates")
            self.where.psql(households.MARKET)
            self.where.start_worker()
            self.has_market = True

    def household(self, shape: households.Shape) -> households.Household:
        if shape not in self.made:
            self._market()
            console.say(f"making a household with {shape.transactions:,} transactions")
            self.made[shape] = households.open_household(self.where, shape, shape.name)
            households.fill(self.where, self.made[shape])
            self.where.psql("ANALYZE")
        return self.made[shape]

    def constant(self) -> list[table.Row]:
        return rest.measure_constant(self.where)

    def rest(self) -> list[table.Row]:
        household = self.household(households.SMALL)
        self.where.stop("worker")  # it would only look at an empty queue now and then
        try:
            return rest.measure_rows(self.where, household, len(os.sched_getaffinity(0)))
        finally:
            self.where.start_worker()

    def performance(self) -> list[table.Row]:
        return reports.measure(self.where, [self.household(shape) for shape in (households.SMALL, households.LARGE, households.HUGE)])

    def imports(self) -> list[table.Row]:
        self._market()
        return imports.measure(self.where)

    def start(self) -> list[table.Row]:
        return startup.measure(self.where)

    def reads(self) -> list[table.Row]:
        return reads.measure(self.where)

    def sharing(self) -> list[table.Row]:
        return sharing.measure(self.where)

    def ledger(self) -> list[table.Row]:
        return ledger.measure(self.where)


GROUPS: dict[str, typing.Callable[[Bench], list[table.Row]]] = {
    "constant": Bench.constant, "rest": Bench.rest, "performance": Bench.performance, "import": Bench.imports, "start": Bench.start,
    "reads": Bench.reads, "sharing": Bench.sharing, "ledger": Bench.ledger,
}


def _stop(_signal: int, _frame: object) -> None:
    raise KeyboardInterrupt


def main() -> int:
    parser = argparse.ArgumentParser(prog="./dev bench", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(GROUPS))
    asked = parser.parse_args()
    if unknown := [name for name in asked.names if name not in GROUPS]:
        parser.error(f"no group is called {unknown[0]}; there are {', '.join(GROUPS)}")
    names = asked.names or list(GROUPS)
    for one in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(one, _stop)
    described = table.describe_run(os.getloadavg()[0])
    where = world.World(pathlib.Path(os.environ["COFFER_RUN"]))
    rows: list[table.Row] = []
    try:
        where.open()
        where.start_api()
        bench = Bench(where)
        for name in names:
            console.say(f"measuring: {name}")
            rows += GROUPS[name](bench)
    finally:
        for one in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(one, signal.SIG_IGN)
        where.close()
    text = table.show(rows)
    print(f"\n{described}\n{text}", end="", flush=True)
    if not asked.names:
        table.write(HERE / "RESULTS.md", [described, text])
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except console.Failure as failure:
        console.say(str(failure))
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit(130)
