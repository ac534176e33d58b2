"""The performance report over HTTP: cold, warm, after an edit, and as the first call after a start."""
import collections
import dataclasses
import decimal
import itertools
import typing

import console
import households
import load
import table
import world

ROUNDS = 3
COLD_CALLS = 7
CENT = decimal.Decimal("0.01")
LIMITS_MS = {households.SMALL: 15, households.LARGE: 60, households.HUGE: 200}
notes = itertools.count()


def _path(household: households.Household) -> str:
    return f"/v1/portfolios/{household.portfolio}/performance?to={households.LAST_DAY}"


def _get(household: households.Household) -> int:
    answer, body = household.client.ask("GET", _path(household))
    if answer.status != 200:
        raise console.Failure(f"{_path(household)} answered {answer.status}: {body[:500].decode(errors='replace')}")
    return len(body)


def _forget(household: households.Household) -> None:
    """A change of the household's data, so that nothing that was computed from it counts any more."""
    account = household.client.call("GET", "/v1/accounts")["items"][0]
    household.client.call("PATCH", f"/v1/accounts/{account['id']}", {"note": f"bench {next(notes)}"})


def _edit(household: households.Household) -> None:
    """One more cent of fee on a purchase in the midst of the book."""
    bought = household.client.call("GET", "/v1/transactions?type=buy&from=2020-01-01&sort=date&limit=1")["items"][0]
    dearer = {name: str(decimal.Decimal(bought[name]) + CENT) for name in ("fee", "amount")}
    household.client.call("PATCH", f"/v1/transactions/{bought['id']}", dearer)


@dataclasses.dataclass
class Calls:
    """Milliseconds: what the caller waited, and what the processors worked."""
    waited: list[float] = dataclasses.field(default_factory=list)
    server: list[float] = dataclasses.field(default_factory=list)
    database: list[float] = dataclasses.field(default_factory=list)

    def text(self) -> str:
        cpu = f"; CPU {table.median(self.server):.0f} ms + PostgreSQL {table.median(self.database):.0f} ms" if self.server else ""
        return f"{table.median(self.waited):.1f} ms ({min(self.waited):.1f}-{max(self.waited):.1f}){cpu}"


def _call(where: world.World, household: households.Household, calls: Calls) -> None:
    server, postmaster = where.started["api"].pid, where.started["postgres"].pid
    on_server, on_database = world.cpu_seconds(server), world.cpu_seconds_of_children(postmaster)
    calls.waited += load.time_calls(lambda: _get(household), 1)
    calls.server.append(1e3 * (world.cpu_seconds(server) - on_server))
    calls.database.append(1e3 * max(0.0, world.cpu_seconds_of_children(postmaster) - on_database))


def _call_after(where: world.World, household: households.Household, change: typing.Callable[[households.Household], None], calls: Calls) -> None:
    for _ in range(COLD_CALLS):
        change(household)
        _call(where, household, calls)


def _reconnect(where: world.World, all_of: list[households.Household]) -> None:
    for household in all_of:
        cookie = household.client.cookie
        household.client = world.Client(where.api_port)
        household.client.cookie = cookie


def measure(where: world.World, all_of: list[households.Household]) -> list[table.Row]:
    first, cold, edited = (collections.defaultdict(Calls) for _ in range(3))
    warm, by_id = collections.defaultdict(list), collections.defaultdict(list)
    size = {}
    for _ in range(ROUNDS):
        for household in all_of:
            where.start_api()
            _reconnect(where, all_of)
            _call(where, household, first[household.shape])
        for household in all_of:
            shape = household.shape
            _call_after(where, household, _forget, cold[shape])
            size[shape] = _get(household)
            base = f"http://127.0.0.1:{where.api_port}"
            cookie = household.client.cookie
            warm[shape].append(load.http(base + _path(household), cookie, connections=1, seconds=1).median_us)
            by_id[shape].append(load.http(f"{base}/v1/households/{household.id}", cookie, connections=1, seconds=1).median_us)
            if shape == households.HUGE:
                _call_after(where, household, _edit, edited[shape])
    rows = []
    for shape in (household.shape for household in all_of):
        what = f"performance, daily, {shape.transactions:,} transactions, {shape.years} years, {size[shape] / 1000:,.0f} kB"
        middle = table.median(cold[shape].waited)
        rows.append(table.Row(f"{what}: cold, p50", cold[shape].text(), goals=((table.under(LIMITS_MS[shape], "ms"), middle),)))
        rows.append(table.Row(f"{what}: first call after a start", first[shape].text(), goals=((table.under(1000, "ms"), table.median(first[shape].waited)),)))
        ratio = table.median(warm[shape]) / table.median(by_id[shape])
        rows.append(table.Row(f"{what}: warm, p50", f"{table.spread(warm[shape])} us", f"one row by id, p50: {table.spread(by_id[shape])} us", ratio,
                              ((table.at_most(2), ratio),)))
        if shape in edited:
            ratio = table.median(edited[shape].waited) / middle
            rows.append(table.Row(f"{what}: after an edit of one transaction, p50", edited[shape].text(), f"cold: {cold[shape].text()}", ratio,
                                  ((table.at_most(0.33), ratio),)))
    return rows
