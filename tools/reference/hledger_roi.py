"""IRR and linked time-weighted return of an investment over whole days."""
from fractions import Fraction

import roots
from case import ONE_DAY, Booking, Case


class Investment:
    def __init__(self, case: Case):
        self.case, self.inside = case, bool(case.model.get("cash_inside"))
        self.bookings = sorted(case.bookings, key=lambda one: (one.date, one.type == "VALUATION", one.index))

    def amount(self, booking: Booking) -> Fraction:
        return booking.amount if booking.amount is not None else booking.quantity * self.case.quote(booking.symbol, booking.date)

    def quote_before(self, symbol, date) -> Fraction:
        series = self.case.quotes.get(symbol)
        return series.last(date - ONE_DAY, Fraction(0)) if series else Fraction(0)

    def value(self, date) -> Fraction:
        """Before the day."""
        cash, units = Fraction(0), {}
        holdings = lambda now: sum(quantity * self.quote_before(symbol, now) for symbol, quantity in units.items())
        for booking in (one for one in self.bookings if one.date < date):
            if booking.type == "VALUATION":
                cash = booking.amount - holdings(booking.date + ONE_DAY)
                continue
            if booking.type in ("DEPOSIT", "WITHDRAWAL") or self.inside:
                cash += {"DEPOSIT": 1, "WITHDRAWAL": -1, "BUY": -1, "SELL": 1, "DIVIDEND": 1}[booking.type] * self.amount(booking)
            if booking.type in ("BUY", "SELL"):
                units[booking.symbol] = units.get(booking.symbol, 0) + (booking.quantity if booking.type == "BUY" else -booking.quantity)
        return cash + holdings(date)

    def flows(self, first, last) -> list:
        """Into the investment, both days included."""
        signs = {"DEPOSIT": 1, "WITHDRAWAL": -1} | ({} if self.inside else {"BUY": 1, "SELL": -1, "DIVIDEND": -1})
        return [(one.date, signs[one.type] * self.amount(one)) for one in self.bookings if one.type in signs and first <= one.date <= last]

    def boundaries(self, first, last) -> list:
        found = {one.date for one in self.bookings if one.type == "VALUATION" or (one.type == "DIVIDEND" and not self.inside)}
        found |= {date for series in self.case.quotes.values() for date in series.dates}
        return [first, *sorted(date for date in found if first < date < last), last]

    def window(self, first, last) -> Fraction | float | None:
        """Return from the end of `first` to the end of `last`."""
        opening, closing = self.value(first + ONE_DAY), self.value(last + ONE_DAY)
        flows = [(date, amount) for date, amount in self.flows(first + ONE_DAY, last) if amount]
        if not flows:
            return closing / opening - 1 if opening else Fraction(0)
        if opening == 0 and all(date == last for date, _ in flows):
            return Fraction(0)
        length = (last - first).days
        return roots.internal_rate([(Fraction(0), opening), *((Fraction((date - first).days, length), amount) for date, amount in flows),
                                    (Fraction(1), -closing)])

    def gains(self, first, last) -> tuple:
        """Realised in the period and the purchase cost that remains, at the average cost of each symbol."""
        held, realised = {}, Fraction(0)
        for booking in (one for one in self.bookings if one.type in ("BUY", "SELL") and one.date <= last):
            quantity, cost = held.get(booking.symbol, (Fraction(0), Fraction(0)))
            if booking.type == "BUY":
                held[booking.symbol] = quantity + booking.quantity, cost + self.amount(booking)
            elif quantity:
                sold = cost * booking.quantity / quantity
                held[booking.symbol] = quantity - booking.quantity, cost - sold
                realised += self.amount(booking) - sold if booking.date >= first else 0
        return realised, sum((cost for _, cost in held.values()), start=Fraction(0))


def hledger_roi(case: Case) -> dict:
    investment, first, last = Investment(case), case.start, case.end
    year = float(case.model.get("year_days", "365.25"))
    initial, final, flows = investment.value(first), investment.value(last + ONE_DAY), investment.flows(first, last)
    net = sum((amount for _, amount in flows), start=Fraction(0))
    realised, remaining = investment.gains(first, last)
    figures = {"initial_value": initial, "net_cash_flow": net, "market_value": final, "pnl": final - initial - net,
               "realized_gain": realised, "unrealized_gain": final - remaining}
    moves = [(first, -initial), *((date, -amount) for date, amount in flows), (last + ONE_DAY, final)]
    if figures["pnl"] == 0 or not any(amount for _, amount in moves):
        figures["irr"] = Fraction(0)
    else:
        figures["irr"] = roots.internal_rate([((date - first).days / year, amount) for date, amount in moves])
    growth, edges = 1.0, investment.boundaries(first, last)
    for a, b in zip(edges, edges[1:]):
        linked = investment.window(a, b) if a < b else 0
        if linked is None:
            return figures
        growth *= 1 + float(linked)
    figures["twr"] = growth - 1
    if growth >= 0:
        figures["twr_annualized"] = growth ** (year / ((last - first).days + 1)) - 1
    return figures
