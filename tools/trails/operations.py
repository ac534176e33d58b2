"""The closed list of operations of trails: exact ones on fractions, statistics with 50 digits."""
import datetime
import decimal
import fractions
import math

Fraction = fractions.Fraction
Number = decimal.Decimal
CONTEXT = decimal.Context(prec=50, Emax=10**9, Emin=-(10**9))
CLOSE = Number("1e-11")
PER_SPREAD = {"sharpe_ratio", "sortino_ratio", "information_ratio", "calmar_ratio", "beta", "alpha"}


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
    """At the rate of a period whose ln(1 + rate) is `log`: so rates next to -1 can be told apart."""
    total = Number(0)
    for time, amount in flows:
        discount = CONTEXT.exp(CONTEXT.divide(CONTEXT.multiply(-log, time), period))
        total = CONTEXT.add(total, CONTEXT.multiply(amount, discount))
    return total


def internal_rate(flows: list[tuple[Time, Number]], place: int = 0, period: Time = 365) -> Number | None:
    """The rate nearest zero at which amounts are worth nothing, or number `place` (from 1) of the others,
    ascending: signs on a grid, then halving."""
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
    rates = sorted(CONTEXT.subtract(CONTEXT.exp(log), 1) for log in roots)
    nearest = min(rates, key=abs, default=None)
    others = [rate for rate in rates if rate != nearest]
    return nearest if place == 0 else others[place - 1] if place <= len(others) else None


def drawdown(growths: list[Number]) -> Number:
    wealth = peak = Number(1)
    deepest = Number(0)
    for growth in growths:
        wealth = CONTEXT.multiply(wealth, growth)
        peak = max(peak, wealth)
        if peak > 0:
            deepest = max(deepest, CONTEXT.divide(peak - wealth, peak))
    return deepest


def periodic_rate(operands: list) -> Number | None:
    numbers = [to_number(operand) for operand in operands]
    return internal_rate(list(zip(numbers[1::2], numbers[::2], strict=True)), period=1)


def dated_rate(node: dict, operands: list) -> Number | None:
    """An operand beyond the dates is the number of days of a period."""
    numbers, days = [to_number(operand) for operand in operands], days_of(node)
    period = numbers.pop() if len(numbers) == len(days) + 1 else 365
    return internal_rate(list(zip(days, numbers, strict=True)), node["place"], period)


def worth_at(rate: Number, days: list[int], amounts: list) -> Number:
    flows = [(day - min(days), to_number(amount)) for day, amount in zip(days, amounts, strict=True)]
    return present_value(flows, CONTEXT.ln(1 + rate))


def drawdown_days(days: list[int], wealth: list[Number]) -> Fraction:
    """The most days from a peak to a day no later than that of the next higher value; the last day has no value."""
    peak = most = 0
    for place, day in enumerate(days):
        most = max(most, day - days[peak])
        if place < len(wealth) and wealth[place] > wealth[peak]:
            peak = place
    return Fraction(most)


def log_shortfall(growths: list[Number]) -> Number:
    """As the deviation, of terms below the mean alone, divided by as many."""
    logs = [CONTEXT.ln(growth) for growth in growths]
    middle = mean(logs)
    return CONTEXT.sqrt(CONTEXT.divide(total([CONTEXT.power(CONTEXT.subtract(log, middle), 2) for log in logs if log < middle]), len(logs) - 1))


def log_deviation(growths: list[Number]) -> Number:
    return deviation([CONTEXT.ln(growth) for growth in growths])


def total(values: list[Number]) -> Number:
    result = Number(0)
    for value in values:
        result = CONTEXT.add(result, value)
    return result


def mean(values: list[Number]) -> Number:
    return CONTEXT.divide(total(values), len(values))


def covariance(a: list[Number], b: list[Number]) -> Number:
    mean_a, mean_b = mean(a), mean(b)
    distances = [CONTEXT.multiply(CONTEXT.subtract(x, mean_a), CONTEXT.subtract(y, mean_b)) for x, y in zip(a, b, strict=True)]
    return CONTEXT.divide(total(distances), len(a) - 1)


def deviation(values: list[Number]) -> Number:
    return CONTEXT.sqrt(covariance(values, values))


def shortfall(values: list[Number]) -> Number:
    return CONTEXT.sqrt(mean([CONTEXT.power(min(value, Number(0)), 2) for value in values]))


def quantile(share: Fraction, values: list[Number]) -> Number:
    return sorted(values)[math.ceil(len(values) * (1 - share)) - 1]


def days_of(node: dict) -> list[int]:
    return [datetime.date.fromisoformat(day).toordinal() for day in node.get("dates", [])]


def days_between(first: str, last: str) -> int:
    return datetime.date.fromisoformat(last).toordinal() - datetime.date.fromisoformat(first).toordinal()


def time_weighted(node: dict, amounts: list) -> Number:
    end = node["dates"][-1]
    days = [days_between(date, end) for date in node["dates"][:-1]]
    return total([CONTEXT.divide(CONTEXT.multiply(to_number(amount), count), node["days"])
                  for amount, count in zip(amounts, days, strict=True)])


def mean_invested(dates: list[str], amounts: list[Fraction]) -> Number:
    invested, weighted, positive = Fraction(0), Fraction(0), 0
    for amount, first, last in zip(amounts, dates[:-1], dates[1:], strict=True):
        invested += amount
        if invested > 0:
            weighted += invested * days_between(first, last)
            positive += days_between(first, last)
    return to_number(weighted / positive if positive else Fraction(0))


def accrued(dates: list[str], rates: list) -> Number:
    """Growth at yearly rates, each from its date to the next."""
    return CONTEXT.exp(total([CONTEXT.divide(CONTEXT.multiply(CONTEXT.ln(1 + to_number(rate)), days_between(first, last)), 365)
                              for rate, first, last in zip(rates, dates[:-1], dates[1:], strict=True)]))


def signed_total(plus: list, minus: list) -> Fraction | Number:
    """A sum of which one term is a statistic is one."""
    if any(isinstance(value, Number) for value in plus + minus):
        return CONTEXT.subtract(total([to_number(value) for value in plus]), total([to_number(value) for value in minus]))
    return sum(plus, Fraction(0)) - sum(minus, Fraction(0))


def product(values: list) -> Number:
    result = Number(1)
    for value in values:
        result = CONTEXT.multiply(result, to_number(value))
    return result


def power(base: Number, exponent: Number) -> Number:
    return CONTEXT.exp(CONTEXT.multiply(CONTEXT.ln(base), exponent)) if base > 0 else Number(0)


EXACT = {
    "sum": lambda node, of: signed_total(of, []),
    "difference": lambda node, of: signed_total(of[:1], of[1:]),
    "negate": lambda node, of: signed_total([], of[:1]),
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
    "days": lambda node, of: Fraction(days_between(*node["dates"])),
    "drawdown_days": lambda node, of: drawdown_days(days_of(node), [to_number(value) for value in of]),
}
STATISTIC = {
    "growth": lambda node, of: CONTEXT.divide(to_number(of[0]), to_number(of[1])),
    "compound": lambda node, of: product(of),
    "excess": lambda node, of: CONTEXT.subtract(to_number(of[0]), 1),
    "annualize": lambda node, of: CONTEXT.subtract(power(1 + to_number(of[0]), CONTEXT.divide(365, node["days"])), 1),
    "factor": lambda node, of: CONTEXT.add(to_number(of[0]), 1),
    "internal_rate": dated_rate,
    "periodic_rate": lambda node, of: periodic_rate(of),
    "present_value": lambda node, of: worth_at(to_number(of[0]), days_of(node), of[1:]),
    "per_period": lambda node, of: CONTEXT.subtract(power(1 + to_number(of[0]), CONTEXT.divide(1, to_number(of[1]))), 1),
    "logarithm": lambda node, of: CONTEXT.ln(to_number(of[0])),
    "log_deviation": lambda node, of: log_deviation([to_number(value) for value in of]),
    "log_shortfall": lambda node, of: log_shortfall([to_number(value) for value in of]),
    "per_year": lambda node, of: CONTEXT.multiply(to_number(of[0]), CONTEXT.sqrt(to_number(of[1]))),
    "drawdown": lambda node, of: drawdown([to_number(value) for value in of]),
    "time_weighted": time_weighted,
    "mean_invested": lambda node, of: mean_invested(node["dates"], of),
    "accrue": lambda node, of: accrued(node["dates"], of),
    "mean": lambda node, of: mean([to_number(value) for value in of]),
    "deviation": lambda node, of: deviation([to_number(value) for value in of]),
    "shortfall": lambda node, of: shortfall([to_number(value) for value in of]),
    "covariance": lambda node, of: covariance(*(list(map(to_number, half)) for half in (of[:len(of) // 2], of[len(of) // 2:]))),
    "quantile": lambda node, of: quantile(of[0], [to_number(value) for value in of[1:]]),
}


def apply(node: dict, of: list) -> Fraction | Number | None:
    """What the operation of a node makes of its operands."""
    return (EXACT if node["op"] in EXACT else STATISTIC)[node["op"]](node, of)


def is_close(a: Number, b: Number, kind: str = "", parts: Number = Number(0)) -> bool:
    """What is divided by a spread of returns is as far off as the spread is small, and so the larger."""
    size = max(1, abs(a), abs(b), parts)
    return abs(a - b) <= CLOSE * (size * size if kind in PER_SPREAD else size)
