"""The figures of the API are those that `coffer evaluate` computes of the exported household: to the last digit shown."""
import datetime
import json
import pathlib
import subprocess
import sys
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[3]
sys.path[:0] = [str(ROOT / "tools" / "dev"), *(str(ROOT / "backend" / "tests" / part) for part in ("live", "agreement"))]

import build  # noqa: E402
import exported  # noqa: E402
import household  # noqa: E402
import places  # noqa: E402
import processes  # noqa: E402
import random_household  # noqa: E402

DEMO = ("demo@coffer.example", "coffer demo household")
BOOKINGS = {1: 150, 2: 60, 3: 25, 4: 8}  # by seed
# Of the report, and of the case.
MONEY = {"gain": "total_gain", "dividends": "dividends", "interest": "interest", "fees": "fees", "taxes": "taxes", "realized_gain": "realized_gain", "unrealized_gain": "unrealized_gain",
         "earned_without_capital": "earned_without_capital"}
RATES = {"twr": "twr", "twr_annualized": "twr_annualized", "irr": "irr", "max_drawdown": "max_drawdown", "volatility": "volatility"}


def amount(shown: dict | str | None) -> str | None:
    """Without the zeros at its end."""
    text = shown["amount"] if isinstance(shown, dict) else shown
    if text is None or "." not in text:
        return text
    return text.rstrip("0").rstrip(".").replace("-0", "0") if text.strip("-0.") == "" else text.rstrip("0").rstrip(".")


class Comparison:
    def __init__(self) -> None:
        self.compared = 0
        self.faults: list[str] = []

    def money(self, what: str, shown: dict | str | None, computed: str | None) -> None:
        self.compared += 1
        if amount(shown) != amount(computed):
            self.faults.append(f"{what}: {amount(shown)} is shown, {amount(computed)} is computed")

    def rate(self, what: str, shown: float | None, computed: str | None) -> None:
        """A case prints fifteen digits after the point, an answer all that a number has."""
        self.compared += 1
        if (shown is None) != (computed is None) or (shown is not None and abs(shown - float(computed or 0)) > 1e-14 * max(1, abs(shown))):
            self.faults.append(f"{what}: {shown} is shown, {computed} is computed")


class Agreement(unittest.TestCase):
    coffer: processes.Coffer

    @classmethod
    def setUpClass(cls):
        whole = places.test_place()
        cls.coffer = processes.Coffer(places.Place(whole.folder / "agreement", whole.services))
        cls.addClassCleanup(cls.coffer.stop)
        cls.coffer.start()

    def evaluate(self, case: dict) -> dict:
        file = self.coffer.place.folder / "exported.json"
        file.write_text(json.dumps(case))
        done = subprocess.run([build.binary(), "evaluate", str(file)], capture_output=True, text=True, timeout=60)
        self.assertEqual(done.returncode, 0, done.stderr)
        return json.loads(done.stdout)["figures"]

    def compare_performance(self, made: Comparison, what: str, shown: dict, figures: dict) -> None:
        for ours, theirs in MONEY.items():
            if theirs in figures:
                made.money(f"{what} {ours}", shown[ours], figures[theirs])
        for ours, theirs in RATES.items():
            made.rate(f"{what} {ours}", shown[ours], figures[theirs])

    def compare(self, person: household.Household, to: str) -> Comparison:
        portfolio = next(one for one in person.send("GET", "/v1/portfolios").expect(200).json["items"] if one["default"])
        base, path = portfolio["currency"], f"/v1/portfolios/{portfolio['id']}"
        until = f"to={to}&currency={base}"
        whole = person.send("GET", f"{path}/performance?{until}").expect(200).json
        days = {point["date"]: point for point in whole["series"][1:]}
        dates = sorted(days)[:: max(1, len(days) // 200)]
        accounts = [one["id"] for one in exported.everything(person, "/v1/accounts") if one["transaction_count"]]
        holdings = person.send("GET", f"{path}/holdings?on={to}&currency={base}").expect(200).json
        instruments = [one["instrument"]["id"] for one in holdings["items"]]
        case = exported.case_of(person, base, to, [*(f"account:{one}" for one in accounts), *(f"instrument:{one}" for one in instruments)], dates)
        figures = self.evaluate(case)

        made = Comparison()
        self.compare_performance(made, "whole", whole, figures)
        made.money("net worth", person.send("GET", f"/v1/net-worth?on={to}&currency={base}").expect(200).json["total"], figures["net_worth"])
        made.money("value", whole["value"], figures["net_worth"])
        made.money("dividends of the income", person.send("GET", f"{path}/income?{until}").expect(200).json["total"]["dividends"], figures["dividends"])
        for point in figures["series"]:
            made.money(f"value on {point['date']}", days[point["date"]]["value"], point["value"])
            made.money(f"flow on {point['date']}", days[point["date"]]["flow"], point["flow"])
            made.rate(f"return until {point['date']}", days[point["date"]]["twr"], point["twr"])
        self.assertEqual(len(figures["series"]), len(dates))
        held = {(one["account"], one["symbol"]): one for one in figures["holdings"]}
        for item in holdings["items"]:
            for part in item["accounts"]:
                computed = held.pop((part["account"], item["instrument"]["id"]))
                for ours, theirs in (("quantity", "quantity"), ("value", "market_value"), ("cost_basis", "cost_basis")):
                    made.money(f"{ours} of {item['instrument']['symbol']} in {part['account_name']}", part[ours], computed[theirs])
        self.assertEqual(held, {}, "holdings that nobody is shown")
        for scope in figures["scopes"]:
            kind, _, identifier = scope["scope"].partition(":")
            shown = person.send("GET", f"/v1/{kind}s/{identifier}/performance?{until}").expect(200).json
            self.compare_performance(made, scope["scope"], shown, scope)
        return made

    def check(self, made: Comparison) -> None:
        self.assertEqual(made.faults[:20], [], f"{len(made.faults)} of {made.compared} figures differ")
        print(f"{made.compared} figures agree", file=sys.stderr)

    def test_of_the_demo_household(self):
        self.coffer.admin("demo")
        person = household.Household.signed_in(self.coffer.ports.api, *DEMO)
        self.check(self.compare(person, str(datetime.date.today())))

    def test_of_random_households(self):
        for seed, bookings in BOOKINGS.items():
            with self.subTest(seed=seed):
                person = household.Household(self.coffer.ports.api, f"random{seed}@example.org")
                random_household.Maker(person, seed).fill(bookings)
                made = self.compare(person, str(random_household.START + datetime.timedelta(days=random_household.DAYS)))
                self.check(made)
                self.assertGreater(made.compared, 100)

    def test_a_figure_that_is_wrong_is_noticed(self):
        """Control."""
        made = Comparison()
        made.money("a", {"amount": "1.20", "currency": "EUR"}, "1.2")
        made.rate("b", 0.5, "0.5")
        self.assertEqual((made.compared, made.faults), (2, []))
        made.money("c", "1.21", "1.2")
        made.rate("d", 0.5, "0.50000000000002")
        made.rate("e", None, "0")
        self.assertEqual(len(made.faults), 3)


if __name__ == "__main__":
    unittest.main()
