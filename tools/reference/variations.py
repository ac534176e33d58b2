#!/usr/bin/env python3
"""Cases told in another way, which must give the same figures: `variations.py BINARY [--evaluate] FILE...`.

Rows of other days and lists in another order, other names, other currencies, 28 years later, ten times the units at a tenth of the price.
Prints what differs.
"""
import argparse
import json
import pathlib
import random
import subprocess
import sys
import tempfile
from decimal import Decimal

NAMES = ("account", "counter_account", "portfolio", "counter_portfolio", "loan", "name", "symbol", "new_symbol", "lot_label", "label", "link")
CURRENCIES = {"EUR": "CHF", "USD": "NZD", "GBP": "SEK", "CHF": "AUD"}
OF_READER = ("id", "category", "source", "conventions", "expect", "partial", "tolerance")
UNITS = ("quantity", "new_quantity", "fee_quantity")
UNIT_PRICES = ("price", "close", "new_price", "fee_price", "cash_per_share", "average_price", "unit_cost", "cost_per_share_net")


def mapped(value, change, key=None):
    """Every text of a JSON value, with the key under which it stands, through `change`."""
    if isinstance(value, dict):
        return {name: mapped(item, change, name) for name, item in value.items()}
    if isinstance(value, list):
        return [mapped(item, change, key) for item in value]
    return change(key, value) if isinstance(value, str) else value


def facts(case: dict) -> dict:
    return {key: value for key, value in case.items() if key not in OF_READER}


def in_another_order(case: dict, maker: random.Random):
    """Rows of one day keep their order: it is the source's."""
    told = json.loads(json.dumps(case))
    for key in ("instruments", "prices", "fx", "accounts", "cash_flows"):
        maker.shuffle(told.get(key) or [])
    days = [row["date"] for row in case.get("transactions") or []]
    rows = {date: iter([row for row in case["transactions"] if row["date"] == date]) for date in days}
    maker.shuffle(days)
    told["transactions"] = [next(rows[date]) for date in days]
    return told, lambda figures: figures, ()


def under_other_names(case: dict, maker: random.Random):
    found = set(case["model"].get("account_methods") or {})
    mapped(facts(case), lambda key, text: found.add(text) if key in NAMES else None)
    found -= {item["currency"] for item in case.get("instruments") or []} | {case.get("base_currency")}
    names = {name: f"{maker.choice('azq')}{place:03}" for place, name in enumerate(sorted(found, reverse=True))}
    back = {new: old for old, new in names.items()}

    def renamed(names):
        def change(key, text):
            if key in ("scope", "scopes") and ":" in text:
                kind, name = text.split(":", 1)
                return f"{kind}:{names.get(name, name)}"
            return names.get(text, text) if key in NAMES else text
        return change
    told = case | mapped(facts(case), renamed(names))
    if methods := case["model"].get("account_methods"):
        told["model"]["account_methods"] = {names[name]: method for name, method in methods.items()}
    return told, lambda figures: mapped(figures, renamed(back)), ()


def in_other_currencies(case: dict, _):
    if "rate_eur_usd" in json.dumps(case.get("transactions")):
        return None
    back = {new: old for old, new in CURRENCIES.items()}
    told = case | mapped(facts(case), lambda _, text: CURRENCIES.get(text, text))
    return told, lambda figures: mapped(figures, lambda _, text: back.get(text, text)), ()


def years_later(case: dict, _):
    """The days of the week are the same after 28 years, Easter is not."""
    def moved(years):
        is_date = lambda text: len(text) == 10 and text[4] == text[7] == "-"
        return lambda _, text: f"{int(text[:4]) + years}{text[4:]}" if is_date(text) else text
    of_trading_days = ("volatility", "semi_deviation") if case["model"]["engine"].startswith("pp_") else ()
    return case | mapped(facts(case), moved(28)), lambda figures: mapped(figures, moved(-28)), of_trading_days


def in_smaller_units(case: dict, _):
    if case["model"].get("cash") or case["model"]["engine"] == "totals":  # cash counts as units there
        return None

    def scaled(units, price):
        def change(key, text):
            factor = units if key in UNITS or key == "zero_epsilon" else price if key in UNIT_PRICES else 1
            try:
                return text if factor == 1 else f"{Decimal(text) * factor:f}"
            except ArithmeticError:
                return text
        return change
    tell, back = scaled(Decimal(10), Decimal("0.1")), scaled(Decimal("0.1"), Decimal(10))
    told = case | {key: mapped(case.get(key) or [], tell) for key in ("transactions", "prices")}
    told["model"] = mapped(case["model"], tell)
    for row in told["transactions"]:
        if "cost" in row.get("lot_selector", {}):
            row["lot_selector"]["cost"] = str(Decimal(row["lot_selector"]["cost"]) / 10)
    return told, lambda figures: mapped(figures, back), ()


VARIATIONS = (in_another_order, under_other_names, in_other_currencies, years_later, in_smaller_units)


def answers(command: list, cases: dict) -> dict:
    with tempfile.TemporaryDirectory() as folder:
        files = []
        for name, case in cases.items():
            files.append(pathlib.Path(folder) / name)
            files[-1].write_text(json.dumps(case))
        done = subprocess.run([*command, *files], capture_output=True, text=True)
    print(done.stderr, end="", file=sys.stderr)
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    return {row["file"]: row["figures"] for row in rows}


def same(a, b) -> bool:
    if isinstance(a, dict) and isinstance(b, dict):
        return a.keys() == b.keys() and all(same(a[key], b[key]) for key in a)
    if isinstance(a, list) and isinstance(b, list):  # lists have no order
        rest = list(b)
        return len(a) == len(b) and all(any(same(x, y) and (rest.remove(y) or True) for y in list(rest)) for x in a)
    try:
        return a == b or abs(Decimal(a) - Decimal(b)) <= Decimal("1e-9") * max(1, abs(Decimal(a)))
    except (ArithmeticError, TypeError, ValueError):
        return False


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("binary")
    parser.add_argument("--evaluate", action="store_true")
    parser.add_argument("files", nargs="+", type=pathlib.Path)
    arguments = parser.parse_args()
    command = [arguments.binary, *(["evaluate"] if arguments.evaluate else [])]
    cases = {path.name: json.loads(path.read_text()) for path in arguments.files}
    plain, told, failed = answers(command, cases), 0, 0
    for vary in VARIATIONS:
        varied = {name: made for name, case in cases.items() if (made := vary(case, random.Random(name)))}
        found = answers(command, {name: case for name, (case, *_) in varied.items()})
        for name, (_, back, apart) in varied.items():
            expected, actual = plain[name], back(found.get(name, {}))
            wrong = [key for key in expected if key not in apart and not same(expected[key], actual.get(key))]
            told, failed = told + 1, failed + bool(wrong)
            if wrong:
                print(f"{name} {vary.__name__}: {', '.join(wrong)}: {str(expected[wrong[0]])[:200]} is {str(actual.get(wrong[0]))[:200]}")
    print(f"{told - failed} of {told} tellings give the figures of their case")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
