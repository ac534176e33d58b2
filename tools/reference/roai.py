"""Return on average investment of one symbol."""
import dataclasses
import datetime
from fractions import Fraction

from case import ONE_DAY, Case, Series, day, days


@dataclasses.dataclass
class State:
    """At the end of a day; in instrument currency, `_fx` in report currency at the rates of the bookings."""
    quantity: Fraction = Fraction(0)
    investment: Fraction = Fraction(0)
    investment_fx: Fraction = Fraction(0)
    realised: Fraction = Fraction(0)
    realised_fx: Fraction = Fraction(0)
    fees: Fraction = Fraction(0)
    fees_fx: Fraction = Fraction(0)
    dividends: Fraction = Fraction(0)


class Position:
    def __init__(self, case: Case):
        self.case, self.symbol, self.as_of = case, case.symbol, case.as_of
        self.currency = case.currency(case.symbol)
        self.bookings = sorted((one for one in case.bookings if self._mine(one) and one.date <= case.as_of), key=lambda one: (one.date, one.index))
        self.trades = [(one.date, *self._trade(one)) for one in self.bookings if one.type in ("BUY", "SELL", "DEPOSIT")]
        known = case.quotes.get(case.symbol)
        self.quotes = Series({} if known is None else {date: close for date, close in known.rows.items() if date <= case.as_of})
        self.states, self.flows_by_year = {}, {}
        if self.bookings:
            self.first = self.bookings[0].date
            self.flows_by_year = dict.fromkeys(range(self.first.year, case.as_of.year + 1), Fraction(0))
            state = State()
            for date in days(self.first, case.as_of):
                state = self._day(state, date)
                self.states[date] = state

    def _mine(self, booking) -> bool:
        return booking.symbol == self.symbol or (bool(self.case.model.get("cash")) and booking.symbol is None and booking.currency == self.currency)

    def _trade(self, booking):
        """Signed quantity and price."""
        if booking.type == "DEPOSIT":
            return booking.amount, Fraction(1)
        return (booking.quantity if booking.type == "BUY" else -booking.quantity), booking.price

    def rate(self, date) -> Fraction:
        return self.case.rate(self.currency, self.case.base, date)

    def _day(self, before: State, date) -> State:
        now, rate = dataclasses.replace(before), self.rate(date)
        for booking in (one for one in self.bookings if one.date == date):
            now.fees += booking.fee
            now.fees_fx += booking.fee * rate
            if booking.type == "DIVIDEND":
                now.dividends += booking.gross
            if booking.type not in ("BUY", "SELL", "DEPOSIT"):
                continue
            signed, price = self._trade(booking)
            if signed > 0:
                now.investment += signed * price
                now.investment_fx += signed * price * rate
                self.flows_by_year[date.year] += signed * price * rate
            elif signed < 0:
                average, average_fx = now.investment / now.quantity, now.investment_fx / now.quantity
                now.realised -= signed * (price - average)
                now.realised_fx -= signed * (price * rate - average_fx)
                now.investment += signed * average
                now.investment_fx += signed * average_fx
                self.flows_by_year[date.year] += signed * average_fx
            now.quantity += signed
        return now

    def price(self, date) -> Fraction:
        if self.case.model.get("cash"):
            return Fraction(1)
        if self.quotes.dates:
            return self.quotes.last(date, self.quotes.last(self.as_of))
        return self.trades[-1][2] if self.trades else Fraction(0)

    def at(self, date) -> State:
        return self.states.get(min(date, self.as_of), State()) if self.states else State()

    def net(self, date) -> Fraction:
        state = self.at(date)
        return state.quantity * self.price(date) - state.investment + state.realised - state.fees

    def weighted(self, date, field="investment") -> Fraction:
        """Mean of the investment at the start of the days with a position then."""
        starts = [self.at(one - ONE_DAY) for one in days(self.first, date)] if self.states else []
        held = [getattr(state, field) for state in starts if state.quantity]
        return sum(held) / len(held) if held else getattr(self.at(date), field)


def _ratio(a, b) -> Fraction:
    return a / b if b else Fraction(0)


def roai(case: Case) -> dict:
    position = Position(case)
    if not position.bookings:
        return {"market_value": Fraction(0), "cost_basis": Fraction(0), "fees": Fraction(0), "holdings": [], "series": []}
    end, rate, weighted, weighted_fx = position.at(case.as_of), position.rate(case.as_of), position.weighted(case.as_of), \
        position.weighted(case.as_of, "investment_fx")
    value = end.quantity * position.price(case.as_of)
    gross, gross_fx = value - end.investment + end.realised, value * rate - end.investment_fx + end.realised_fx
    net, net_fx = gross - end.fees, gross_fx - end.fees_fx
    invested = [state.investment for state in position.states.values() if state.investment > 0]
    figures = {
        "market_value": value * rate, "cost_basis": end.investment_fx, "cost_basis_current_fx": end.investment * rate,
        "gross_performance": gross * rate, "net_performance": net * rate, "realized_gain": end.realised,
        "roai": _ratio(net, weighted), "roai_gross": _ratio(gross, weighted), "time_weighted_investment": weighted * rate,
        "gross_performance_fx": gross_fx, "net_performance_fx": net_fx, "roai_fx": _ratio(net_fx, weighted_fx),
        "roai_gross_fx": _ratio(gross_fx, weighted_fx), "time_weighted_investment_fx": weighted_fx,
        "fees": end.fees_fx, "fees_instrument_currency": end.fees, "dividends": end.dividends,
        "investments": [{"date": date, "investment": position.at(date).investment} for date in sorted({date for date, _, _ in position.trades})],
        "investment_flows_by_year": [{"date": datetime.date(year, 1, 1), "investment": flow} for year, flow in position.flows_by_year.items()],
        "series": [_day(position, day(text)) for text in case.model.get("series_dates") or [] if day(text) <= case.as_of],
        "net_performance_by_range": [{"from": day(text), "value": (net - position.net(day(text))) * rate} for text in case.model.get("ranges") or []],
        "holdings": [{"symbol": case.symbol, "quantity": end.quantity, "average_price": _ratio(end.investment, end.quantity),
                      "cost_basis": end.investment, "market_value": value * rate, "fees": end.fees, "dividends": end.dividends}]}
    if invested:
        figures["roai_daily_average"] = net / (sum(invested) / len(invested))
    return figures | ({"cash": end.quantity * rate} if case.model.get("cash") else {})


def _day(position: Position, date) -> dict:
    state, net = position.at(date), position.net(date)
    return {"date": date, "value": state.quantity * position.price(date), "investment": state.investment, "net_performance": net,
            "roai": _ratio(net, position.weighted(date)) if date >= position.first else Fraction(0)}
