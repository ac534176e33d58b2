"""Drawdown, recovery, volatility of consecutive days."""
import datetime
import math

from case import ONE_DAY


def drawdown(wealth: list) -> dict:
    """wealth: at the end of consecutive days."""
    deepest, longest, peak = 0, 0, 0
    for position, value in enumerate(wealth):
        longest = max(longest, position - peak)
        if value > wealth[peak]:
            peak = position
        if wealth[peak] > 0:
            deepest = max(deepest, (wealth[peak] - value) / wealth[peak])
    return {"max_drawdown": deepest, "max_drawdown_duration_days": longest}


def recovery(first: datetime.date, wealth: list) -> dict:
    best, peak = None, 0
    while peak < len(wealth):
        after = next((i for i in range(peak + 1, len(wealth)) if wealth[i] > wealth[peak]), None)
        last = after if after is not None else len(wealth) - 1
        lowest = min(range(peak, last + 1), key=lambda i: (wealth[i], i))
        if best is None or last - lowest > best[1] - best[0]:
            best = lowest, last
        if after is None:
            break
        peak = after
    return {"longest_recovery": {"from": first + ONE_DAY * best[0], "to": first + ONE_DAY * best[1]}} if best else {}


def deviations(returns: list) -> dict:
    n, logs = len(returns), [math.log(float(1 + r)) for r in returns]
    if n <= 1:
        return {"volatility": 0.0, "semi_deviation": 0.0}
    mean = math.fsum(logs) / n
    spread = lambda terms: math.sqrt(math.fsum((x - mean) ** 2 for x in terms) / (n - 1) * n)
    return {"volatility": spread(logs), "semi_deviation": spread(x for x in logs if x < mean)}


def easter(year: int) -> datetime.date:
    """Gregorian Easter Sunday, the anonymous algorithm."""
    a, (b, c) = year % 19, divmod(year, 100)
    (d, e), g = divmod(b, 4), (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    (i, k), m = divmod(c, 4), (a + 11 * h) // 319
    n = (2 * e + 2 * i - k - h + m + 32) % 7
    month = (h - m + n + 90) // 25
    return datetime.date(year, month, (h - m + n + month + 19) % 32)


def is_trading_day(date: datetime.date) -> bool:
    fixed = (date.month, date.day) in {(1, 1), (5, 1), (12, 24), (12, 25), (12, 26), (12, 31)}
    sunday = easter(date.year)
    return not (date.weekday() >= 5 or fixed or date in (sunday - 2 * ONE_DAY, sunday + ONE_DAY))
