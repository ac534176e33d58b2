"""Running averages and plain sums: `average_price`, `totals`."""
from fractions import Fraction

from case import Case, day


class Position:
    def __init__(self):
        self.quantity = self.cost = Fraction(0)

    def trade(self, signed, price):
        if self.quantity == 0 or (signed > 0) == (self.quantity > 0):
            self.cost += signed * price
        else:
            self.cost += signed * self.cost / self.quantity
        self.quantity += signed


def average_price(case: Case) -> dict:
    epsilon, positions, dividends = Fraction(case.model.get("zero_epsilon") or 0), {}, Fraction(0)
    rank = {"SPLIT": 0, "DIVIDEND": 1}
    for booking in sorted((one for one in case.bookings if one.date <= case.as_of), key=lambda one: (one.date, rank.get(one.type, 2), one.index)):
        if booking.type == "DIVIDEND":
            dividends += booking.amount
            continue
        if booking.type == "SPLIT" and booking.symbol not in positions:
            continue
        position = positions.setdefault(booking.symbol, Position())
        if booking.type == "SPLIT":
            position.quantity *= Fraction(booking.raw["ratio_to"]) / Fraction(booking.raw["ratio_from"])
        else:
            position.trade(booking.quantity if booking.type == "BUY" else -booking.quantity, booking.price)
        if abs(position.quantity) < epsilon:
            position.quantity = position.cost = Fraction(0)
    holdings = [{"symbol": symbol, "quantity": one.quantity, "cost_basis": one.cost,
                 "average_price": abs(one.cost / one.quantity) if one.quantity else Fraction(0),
                 "market_value": one.quantity * case.quote(symbol, case.as_of)} for symbol, one in positions.items()]
    total = lambda name: sum((row[name] for row in holdings), start=Fraction(0))
    return {"holdings": holdings, "cost_basis": total("cost_basis"), "market_value": total("market_value"), "dividends": dividends}


def totals(case: Case) -> dict:
    def state(bookings, date) -> dict:
        """Sums over the bookings at the quotes of a day."""
        amount = lambda type: sum((one.amount for one in bookings if one.type == type), start=Fraction(0))
        bought = {}
        for one in bookings:
            if one.type == "BUY":
                bought[one.symbol] = bought.get(one.symbol, 0) + one.quantity
        holdings = [{"symbol": symbol, "quantity": quantity, "market_value": quantity * case.quote(symbol, date)} for symbol, quantity in bought.items()]
        return {"fees": amount("FEE"), "liabilities": sum((one.quantity * one.price for one in bookings if one.type == "LIABILITY"), start=Fraction(0)),
                "cash": amount("DEPOSIT"), "cost_basis": sum((one.quantity * one.price for one in bookings if one.type == "BUY"), start=Fraction(0)),
                "holdings": holdings, "value": sum((row["market_value"] for row in holdings), start=Fraction(0))}

    figures = state(case.bookings, case.as_of)
    value = figures.pop("value")
    if figures["cash"]:
        figures["holdings"].append({"symbol": case.base, "quantity": figures["cash"], "market_value": figures["cash"]})
    series = []
    for date in map(day, case.model.get("series_dates") or []):
        now = state([one for one in case.bookings if one.date <= date], date)
        series.append({"date": date, "value": now["value"], "net_worth": now["value"] + now["cash"], "investment": now["cost_basis"]})
    return figures | {"market_value": value + figures["cash"], "net_performance": value - figures["cost_basis"], "series": series}
