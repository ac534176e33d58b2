"""Money-weighted returns: the root nearest 0 of sum(amount / (1 + r)^t) in (-1, inf)."""
import math

GRID = [*(step / 20 for step in range(-8000, -100)), *(step / 1000 for step in range(-5000, 5001)), *(step / 20 for step in range(101, 8000))]  # ln(1 + r)


def internal_rate(flows) -> float | None:
    """flows: (t, amount) in any order; None where there is no root."""
    at = {}
    for time, amount in flows:
        at[time] = at.get(time, 0) + amount
    terms = [(float(time), float(at[time])) for time in sorted(at) if at[time]]
    value = lambda x: sum(amount * math.exp(-x * (time - terms[0][0])) for time, amount in terms)
    changes = sum((a[1] < 0) != (b[1] < 0) for a, b in zip(terms, terms[1:]))
    if changes == 0:
        return None
    if changes == 1:  # exactly one root
        low, high = -1.0, 1.0
        while (value(low) < 0) == (value(high) < 0):
            low, high = low * 1.5, high * 1.5
        return _rate(_bisect(value, low, high))
    far = 600 / (terms[-1][0] - terms[0][0])  # what a double can hold
    grid = [x for x in GRID if abs(x) < far]
    values = [value(x) for x in grid]
    found = [_bisect(value, grid[i], grid[i + 1]) for i in range(len(grid) - 1) if (values[i] < 0) != (values[i + 1] < 0)]
    return min((_rate(x) for x in found), key=abs, default=None)


def xirr(flows) -> float | None:
    """flows: (date, amount)."""
    flows = [(date, amount) for date, amount in flows if amount]
    if not flows:
        return None
    first = min(date for date, _ in flows)
    return internal_rate([((date - first).days / 365, amount) for date, amount in flows])


def _rate(x: float) -> float:
    return math.expm1(min(x, 700.0))


def _bisect(value, low: float, high: float) -> float:
    sign = value(low) < 0
    for _ in range(200):
        middle = (low + high) / 2
        if (value(middle) < 0) == sign:
            low = middle
        else:
            high = middle
    return (low + high) / 2
