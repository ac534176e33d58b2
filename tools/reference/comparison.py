"""Whether figures meet the expected ones of a case."""
import re
from fractions import Fraction

RATE = re.compile(r"roai|irr|twr|mwr|return|percent|drawdown|volatility|deviation|yield|annualized|periods")
ITEMS_COUNT = ("lots", "disposals", "trades")
TWELVE_DECIMALS = Fraction(2, 10**12)  # both sides are rounded


def tolerance(path: str, given: dict) -> Fraction:
    name = path.rsplit(".", 1)[-1]
    kind = "rate" if RATE.search(path) else "quantity" if "quantity" in name else "money"
    return max(Fraction((given or {}).get(kind) or 0), TWELVE_DECIMALS)


def number(value):
    try:
        return Fraction(value) if isinstance(value, (str, int, float)) and not isinstance(value, bool) else None
    except ValueError:
        return None


def differences(expected, actual, case: dict, path="") -> list[tuple]:
    """(path, expected, actual) of every figure that is not met."""
    if isinstance(expected, dict):
        if not isinstance(actual, dict):
            return [(path, expected, actual)]
        return [found for key, value in expected.items()
                for found in differences(value, actual.get(key, "missing"), case, f"{path}.{key}" if path else key)]
    if isinstance(expected, list):
        return _list(expected, actual, case, path)
    a, b = number(expected), number(actual)
    same = abs(a - b) <= tolerance(path, case.get("tolerance")) if a is not None and b is not None else expected == actual
    return [] if same else [(path, expected, actual)]


def _list(expected: list, actual, case: dict, path: str) -> list[tuple]:
    if not isinstance(actual, list):
        return [(path, expected, actual)]
    found = []
    if path in ITEMS_COUNT and path not in (case.get("partial") or []) and len(expected) != len(actual):
        found.append((path, f"{len(expected)} items", f"{len(actual)} items"))
    taken = {}  # position in actual -> position in expected

    def place(item: int, tried: set) -> bool:
        for other, candidate in enumerate(actual):
            if other not in tried and not differences(expected[item], candidate, case, path):
                tried.add(other)
                if other not in taken or place(taken[other], tried):
                    taken[other] = item
                    return True
        return False

    for item in range(len(expected)):
        if not place(item, set()):
            rest = [candidate for other, candidate in enumerate(actual) if other not in taken]
            near = min((differences(expected[item], candidate, case, path) for candidate in rest), key=len, default=[])
            found.append((path, expected[item], near or rest))
    return found
