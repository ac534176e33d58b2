#!/usr/bin/env python3
"""Recomputes the trails of accounting cases from their leaves, apart from the program that wrote them.

    coffer evaluate FILE... > figures.jsonl
    coffer evaluate --trails FILE... > trails.jsonl
    recompute.py figures.jsonl trails.jsonl FILE...

Every leaf must be a value that the case file states, every other node what its operation makes of its
operands, every root the figure printed, and every figure must have a root. Exact operations are exact
here too; statistics are recomputed with 50 digits and agree to 1e-11.
"""
import datetime
import decimal
import fractions
import json
import pathlib
import sys

Fraction = fractions.Fraction
Number = decimal.Decimal
CONTEXT = decimal.Context(prec=50, Emax=10**9, Emin=-(10**9))
CLOSE = Number("1e-11")
FULL_SCALE = 18
CONVENTIONS = {"trading_days_per_year": "252", "days_per_year": "365", "julian_days_per_year": "365.25", "months_per_year": "12"}
PARTED = ("cash_in_lieu", "fx", "settled")  # fields that lie in an object of their own

# Figures that are no amount or ratio of their own: their parts have trails, or they are words.
WITHOUT_TRAIL = {"irr_reason", "annualized_reason", "irr_others", "error", "dividend_periodicity"}
SAME_AS = {"annualized": "twr_annualized"}
WORDS = {"account", "symbol", "date", "lot_date", "lot_label", "owner", "scope", "since", "kind", "ledger", "currency",
         "from", "to", "start", "end", "side", "closed", "by"}
# What a figure is measured against, not computed: statements of the book.
LISTS_WITHOUT_TRAIL = {"postings", "sold_without_lots", "price_faults", "open_transfers", "not_valued"}


class Wrong(Exception):
    """A trail that does not hold."""


def rounded(value: Fraction, digits: int) -> Fraction:
    """Half away from zero."""
    scaled = abs(value) * 10**digits
    whole = scaled.numerator // scaled.denominator
    if 2 * (scaled - whole) >= 1:
        whole += 1
    return Fraction(whole if value >= 0 else -whole, 10**digits)


def to_number(value: Fraction | Number) -> Number:
    if isinstance(value, Number):
        return value
    return CONTEXT.divide(Number(value.numerator), Number(value.denominator))


def apportioned(total: Fraction, weights: list[Fraction], digits: int, place: int) -> Fraction:
    """Part `place` of the total by weights, by largest remainder; on a tie the earlier part wins."""
    unit, whole = Fraction(1, 10**digits), abs(total)
    shares = [whole * weight / sum(weights) for weight in weights]
    parts = [(share / unit).numerator // (share / unit).denominator * unit for share in shares]
    order = sorted(range(len(parts)), key=lambda i: (parts[i] - shares[i], i))
    for k in range(int((whole - sum(parts)) / unit)):
        parts[order[k % len(order)]] += unit
    return parts[place] if total >= 0 else -parts[place]


Time = int | Number


def present_value(flows: list[tuple[Time, Number]], log: Number, period: Time = 365) -> Number:
    """At the rate whose ln(1 + rate) is `log`: so rates next to -1 can be told apart."""
    total = Number(0)
    for time, amount in flows:
        discount = CONTEXT.exp(CONTEXT.divide(CONTEXT.multiply(-log, time), period))
        total = CONTEXT.add(total, CONTEXT.multiply(amount, discount))
    return total


def internal_rate(flows: list[tuple[Time, Number]], period: Time = 365) -> Number | None:
    """The rate nearest zero at which amounts are worth nothing: signs on a grid, then halving."""
    merged: dict[Time, Number] = {}
    for day, amount in flows:
        merged[day] = CONTEXT.add(merged.get(day, Number(0)), amount)
    first = min(merged, default=0)
    flows = [(day - first, amount) for day, amount in sorted(merged.items()) if amount]
    if not any(amount < 0 for _, amount in flows) or not any(amount > 0 for _, amount in flows):
        return Number(-1) if flows and flows[0][1] < 0 else None
    reach = min(690.0, 640.0 / max(float(flows[-1][0]) / float(period), 1 / 365))
    grid = [Number(reach * (i / 400) ** 3) for i in range(-400, 401)]
    values = [present_value(flows, log, period) for log in grid]
    roots = [log for log, value in zip(grid, values) if value == 0]
    for low, high, at_low, at_high in zip(grid, grid[1:], values, values[1:]):
        if at_low * at_high >= 0:
            continue
        for _ in range(140):
            middle = CONTEXT.divide(CONTEXT.add(low, high), 2)
            if present_value(flows, middle, period) * at_low > 0:
                low = middle
            else:
                high = middle
        roots.append(low)
    return min((CONTEXT.subtract(CONTEXT.exp(log), 1) for log in roots), key=abs, default=None)


def drawdown(growths: list[Number]) -> Number:
    wealth = peak = Number(1)
    deepest = Number(0)
    for growth in growths:
        wealth = CONTEXT.multiply(wealth, growth)
        peak = max(peak, wealth)
        if peak > 0:
            deepest = max(deepest, CONTEXT.divide(peak - wealth, peak))
    return deepest


def drawdown_days(days: list[int], wealth: list) -> Fraction:
    """The most days from a peak to a day no later than that of the next higher value; the last day has no value."""
    peak = most = 0
    for place, day in enumerate(days):
        most = max(most, day - days[peak])
        if place < len(wealth) and wealth[place] > wealth[peak]:
            peak = place
    return Fraction(most)


def deviation(growths: list[Number], below_mean_only: bool = False) -> Number:
    logs = [CONTEXT.ln(growth) for growth in growths]
    mean = CONTEXT.divide(sum(logs, Number(0)), len(logs))
    counted = [log for log in logs if log < mean or not below_mean_only]
    squares = sum((CONTEXT.power(CONTEXT.subtract(log, mean), 2) for log in counted), Number(0))
    return CONTEXT.sqrt(CONTEXT.divide(squares, len(logs) - 1))


def periodic_rate(operands: list) -> Number | None:
    numbers = [to_number(operand) for operand in operands]
    return internal_rate(list(zip(numbers[1::2], numbers[::2])), 1)


def dated_rate(days: list[int], operands: list) -> Number | None:
    """An operand beyond the dates is the number of days of a period."""
    numbers = [to_number(operand) for operand in operands]
    return internal_rate(list(zip(days, numbers)), numbers[len(days)] if len(numbers) > len(days) else 365)


def worth_at(rate: Number, days: list[int], operands: list) -> Number:
    first = min(days, default=0)
    return present_value([(day - first, to_number(amount)) for day, amount in zip(days, operands)], CONTEXT.ln(1 + rate))


def product(values: list) -> Number:
    result = Number(1)
    for value in values:
        result = CONTEXT.multiply(result, to_number(value))
    return result


def power(base: Number, exponent: Number) -> Number:
    return CONTEXT.exp(CONTEXT.multiply(CONTEXT.ln(base), exponent)) if base > 0 else Number(0)


def days_of(node: dict) -> list[int]:
    return [datetime.date.fromisoformat(day).toordinal() for day in node.get("dates", [])]


EXACT = {
    "sum": lambda node, of: sum(of, Fraction(0)),
    "difference": lambda node, of: of[0] - sum(of[1:]),
    "negate": lambda node, of: -of[0],
    "complement": lambda node, of: 1 - of[0],
    "product": lambda node, of: rounded(of[0] * of[1], node["digits"]),
    "quotient": lambda node, of: rounded(of[0] / of[1], node["digits"]),
    "reciprocal": lambda node, of: rounded(1 / of[0], node["digits"]),
    "scale": lambda node, of: rounded(of[0] * of[1] / of[2], node["digits"]),
    "round": lambda node, of: rounded(of[0], node["digits"]),
    "min": lambda node, of: min(of),
    "max": lambda node, of: max(of),
    "apportion": lambda node, of: apportioned(of[0], of[1:], node["digits"], node["place"]),
    "count": lambda node, of: Fraction(len(of)),
    "days": lambda node, of: Fraction(days_of(node)[1] - days_of(node)[0]),
    "drawdown_days": lambda node, of: drawdown_days(days_of(node), [to_number(value) for value in of]),
}
STATISTIC = {
    "growth": lambda node, of: CONTEXT.divide(to_number(of[0]), to_number(of[1])),
    "compound": lambda node, of: product(of),
    "excess": lambda node, of: CONTEXT.subtract(to_number(of[0]), 1),
    "annualize": lambda node, of: CONTEXT.subtract(power(1 + to_number(of[0]), CONTEXT.divide(365, node["days"])), 1),
    "factor": lambda node, of: CONTEXT.add(to_number(of[0]), 1),
    "internal_rate": lambda node, of: dated_rate(days_of(node), of),
    "periodic_rate": lambda node, of: periodic_rate(of),
    "present_value": lambda node, of: worth_at(to_number(of[0]), days_of(node), of[1:]),
    "per_period": lambda node, of: CONTEXT.subtract(power(1 + to_number(of[0]), CONTEXT.divide(1, to_number(of[1]))), 1),
    "logarithm": lambda node, of: CONTEXT.ln(to_number(of[0])),
    "log_deviation": lambda node, of: deviation([to_number(value) for value in of]),
    "log_shortfall": lambda node, of: deviation([to_number(value) for value in of], below_mean_only=True),
    "per_year": lambda node, of: CONTEXT.multiply(to_number(of[0]), CONTEXT.sqrt(to_number(of[1]))),
    "drawdown": lambda node, of: drawdown([to_number(value) for value in of]),
}


class Inputs:
    """What a case file states, by the identity that leaves give."""

    def __init__(self, case: dict):
        self.case = case
        # The arrival of a transfer belongs to its departure and is no transaction of its own.
        rows = case.get("transactions", [])
        self.transactions = [row for row in rows if not row["type"].endswith("TRANSFER_IN") or not is_of_default_core(case)]
        self.arrivals = [row for row in rows if row["type"].endswith("TRANSFER_IN")]

    def stated(self, leaf: dict) -> Fraction:
        """As it is stored, with eighteen digits."""
        return rounded(Fraction(getattr(self, "_" + leaf["kind"])(leaf)), FULL_SCALE)

    def _field(self, leaf: dict) -> str:
        row = self.transactions[leaf["transaction"]]
        if row["date"] != leaf["date"]:
            raise Wrong(f"transaction {leaf['transaction']} is of {row['date']}, not {leaf['date']}")
        head, _, rest = leaf["field"].partition("/")
        if rest and head in PARTED:
            return row[head][rest]
        if head == "counter_amount" and head not in row:
            return next(other["amount"] for other in self.arrivals if other.get("link") == row.get("link"))
        return row[head]

    def _price(self, leaf: dict) -> Fraction:
        row = [one for one in self.case["prices"] if (one["symbol"], one["date"]) == (leaf["symbol"], leaf["date"])][-1]
        close = Fraction(row["close"])
        if row.get("adjustment") == "split":  # the store keeps closes as they were quoted
            for split in self.transactions:
                if split["type"] == "SPLIT" and split["symbol"] == row["symbol"] and row["date"] < split["date"] <= row["fetched"]:
                    close *= Fraction(split["ratio_to"]) / Fraction(split["ratio_from"])
        return close

    def _rate(self, leaf: dict) -> str:
        return [one for one in self.case["fx"] if all(one[key] == leaf[key] for key in ("from", "to", "date"))][-1]["rate"]

    def _share(self, leaf: dict) -> str:
        account = next(one for one in self.case["accounts"] if one["name"] == leaf["account"])
        return next(one["own"] for one in account["owners"] if one["from"] == leaf["date"])

    def _price_factor(self, leaf: dict) -> str:
        return next(one for one in self.case["instruments"] if one["symbol"] == leaf["symbol"]).get("price_factor", "1")

    def _convention(self, leaf: dict) -> str:
        return CONVENTIONS[leaf["name"]]

    def _given(self, leaf: dict) -> str:
        """What stands at a place of the file, where numbers are given without a booking."""
        if leaf["path"].split("/")[0] not in ("inputs", "cash_flows", "model"):
            raise Wrong(f"{leaf['path']} is no input")
        found = self.case
        for step in leaf["path"].split("/"):
            found = found[int(step)] if isinstance(found, list) else found[step]
        return found


def is_close(a: Number, b: Number) -> bool:
    return abs(a - b) <= CLOSE * max(1, abs(a), abs(b))


def recompute(trail: dict, inputs: Inputs) -> Fraction | Number:
    """The root, from the leaves alone."""
    values: list = []
    for place, node in enumerate(trail["nodes"]):
        if not node["sentence"]:
            raise Wrong(f"node {place} has no sentence")
        if any(doubt >= len(trail.get("doubts", [])) for doubt in node.get("doubts", [])):
            raise Wrong(f"node {place} points to a doubt that is not there")
        if node["op"] == "input":
            try:
                value = inputs.stated(node["input"])
            except (KeyError, IndexError, StopIteration, TypeError) as missing:
                raise Wrong(f"the case does not state {node['input']}") from missing
        else:
            if any(operand >= place for operand in node["of"]):
                raise Wrong(f"node {place} uses a later one")
            of = [values[operand] for operand in node["of"]]
            operations = EXACT if node["op"] in EXACT else STATISTIC
            value = operations[node["op"]](node, of)
        written = Number(node["value"])
        good = is_close(value, written) if isinstance(value, Number) else value is not None and value == Fraction(node["value"])
        if not good:
            raise Wrong(f"node {place} ({node['sentence']}): {node['op']} gives {value}")
        values.append(value)
    return values[-1]


def figures_with_places(figures: dict, under: str = "") -> dict[str, str | None]:
    """Every single figure by its place: "holdings/0/quantity"."""
    places: dict[str, str | None] = {}
    for name, figure in figures.items():
        if isinstance(figure, dict):
            places |= figures_with_places(figure, f"{under}{name}/")
        elif isinstance(figure, list):
            if name in LISTS_WITHOUT_TRAIL or name in WITHOUT_TRAIL:
                continue
            for i, item in enumerate(figure):
                if isinstance(item, dict):
                    places |= figures_with_places(item, f"{under}{name}/{i}/")
                else:
                    places[f"{under}{name}/{i}"] = item
        elif name not in WORDS and name not in WITHOUT_TRAIL:
            places[under + name] = figure
    return places


def check_case(figures: dict, trails: dict, case: dict) -> tuple[int, int, list[str]]:
    """Figures checked, nodes recomputed, and what is wrong."""
    inputs, faults, nodes = Inputs(case), [], 0
    places = figures_with_places(figures)
    for place, figure in places.items():
        head, _, name = place.rpartition("/")
        source = (head + "/" if head else "") + SAME_AS.get(name, name)
        trail = trails.get(place, trails.get(source))
        if trail is None:
            if figure is not None:
                faults.append(f"{place}: {figure} has no trail")
            continue
        try:
            root = recompute(trail, inputs)
            nodes += len(trail["nodes"])
        except Wrong as wrong:
            faults.append(f"{place}: {wrong}")
            continue
        exact = not isinstance(root, Number)
        if figure is None or not (root == Fraction(figure) if exact else is_close(root, Number(figure))):
            faults.append(f"{place}: the trail gives {to_number(root):.15f}, the figure is {figure}")
    known = set(places) | {(head + "/" if head else "") + SAME_AS.get(name, name) for head, _, name in (place.rpartition("/") for place in places)}
    faults += [f"{place}: a trail without its figure" for place in trails if place not in known]
    return len(places), nodes, faults


def is_of_default_core(case: dict) -> bool:
    """The customs of other programs take every row for a booking of its own."""
    return case.get("model", {}).get("engine", "coffer") == "coffer"


def is_of_book(case: dict) -> bool:
    """Cases of returns alone have no book in the default core, so nothing to follow."""
    return not is_of_default_core(case) or not case.get("cash_flows") and "total_return" not in (case.get("inputs") or {})


def read_lines(path: str) -> dict[str, dict]:
    return {line["file"]: line for line in map(json.loads, pathlib.Path(path).read_text().splitlines())}


def main(arguments: list[str]) -> int:
    figures, trails = read_lines(arguments[0]), read_lines(arguments[1])
    totals, bad = [0, 0], 0
    for path in map(pathlib.Path, arguments[2:]):
        case = json.loads(path.read_text())
        if not is_of_book(case):
            continue
        if path.name not in figures or path.name not in trails:
            print(f"{path.name}: not evaluated")
            bad += 1
            continue
        count, nodes, faults = check_case(figures[path.name]["figures"], trails[path.name]["trails"], case)
        totals[0] += count
        totals[1] += nodes
        for fault in faults:
            print(f"{path.name}: {fault}")
        bad += bool(faults)
    print(f"{totals[0]} figures, {totals[1]} nodes recomputed, {bad} cases with faults")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
