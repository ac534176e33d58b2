#!/usr/bin/env python3
"""Figures of case files, one JSON line a case, by the rules of the case format alone: slow, exact, independent of backend/.

`evaluate.py [--check] FILE...`; --check compares with `expect` and prints what is not met.
"""
import argparse
import datetime
import json
import pathlib
import sys
from fractions import Fraction

import comparison
import daily_index
import hledger_roi
import lots_book
import money_lots
import period_report
import plain
import roai
import running_average
import trades
from case import Case, rounded

ENGINES = {
    "lots": money_lots.lots, "dividend_yield": money_lots.dividend_yield, "dividend_periodicity": money_lots.dividend_periodicity,
    "pp_security": daily_index.security, "pp_security_irr": daily_index.security_irr, "pp_volatility": daily_index.volatility,
    "pp_client_index": daily_index.client_index, "pp_period_report": period_report.period_report, "valuation": period_report.valuation,
    "trades": trades.trades, "lots_book": lots_book.lots_book, "average_price": running_average.average_price, "totals": running_average.totals,
    "roai": roai.roai, "hledger_roi": hledger_roi.hledger_roi, "risk": plain.risk_statistics, "xirr": plain.xirr, "xnpv": plain.xnpv,
    "irr_periodic": plain.irr_periodic, "modified_dietz": plain.modified_dietz, "twr_subperiods": plain.twr_subperiods,
    "annualize": plain.annualize, "fire": plain.fire,
}


def decimal(value: Fraction) -> str:
    digits = rounded(value, 12) * 10**12
    whole, rest = divmod(abs(digits.numerator), 10**12)
    text = f"{whole}.{rest:012d}".rstrip("0").rstrip(".")
    return f"-{text}" if digits < 0 else text


def encoded(value):
    if isinstance(value, dict):
        return {key: encoded(item) for key, item in value.items()}
    if isinstance(value, list):
        return [encoded(item) for item in value]
    if isinstance(value, datetime.date):
        return value.isoformat()
    if value is None or isinstance(value, (bool, str)):
        return value
    return decimal(Fraction(value))


def figures(path) -> dict:
    """Figures that are undefined are left out."""
    case = Case(path)
    found = ENGINES[case.engine](case)
    return encoded({name: value for name, value in found.items() if value is not None})


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true")
    parser.add_argument("files", nargs="+")
    arguments = parser.parse_args()
    failed = 0
    for file in arguments.files:
        raw = json.loads(pathlib.Path(file).read_text())
        result = figures(file)
        if not arguments.check:
            print(json.dumps({"id": raw.get("id", ""), "file": pathlib.Path(file).name, "figures": result}))
            continue
        found = comparison.differences(raw["expect"], result, raw)
        failed += bool(found)
        for path, expected, actual in found:
            print(f"{pathlib.Path(file).name}: {path}: expected {expected}, got {actual}")
    if arguments.check:
        print(f"{len(arguments.files) - failed} of {len(arguments.files)} cases met")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
