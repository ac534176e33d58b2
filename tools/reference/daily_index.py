"""Daily chain of returns of the cash accounts and of one instrument."""
from fractions import Fraction

import risk
import roots
from case import ACQUISITIONS, DISPOSALS, Booking, Case, day, days
from money_lots import Holding, unit_sign


class Chain:
    """Values at the end of consecutive days; flows in at the start, out at the end of a day. The first day is the reference."""

    def __init__(self, dates: list, values: list, inflow: dict, outflow: dict):
        self.dates, self.values = dates, values
        self.returns, self.accumulated, self.warnings = [Fraction(0)], [Fraction(0)], 0
        for before, value, date in zip(values, values[1:], dates[1:]):
            opening, closing = before + inflow.get(date, 0), value + outflow.get(date, 0)
            self.warnings += opening == 0 and closing != 0
            self.returns.append(closing / opening - 1 if opening else Fraction(0))
            self.accumulated.append((1 + self.accumulated[-1]) * (1 + self.returns[-1]) - 1)


def client_index(case: Case) -> dict:
    dates, balance = list(days(case.start, case.end)), {}
    inflow, outflow, interest, taxes = {}, {}, Fraction(0), Fraction(0)
    for booking in case.bookings:
        slot = max(booking.date, case.start)
        balance[slot] = balance.get(slot, 0) + case.converted(booking, booking.cash)
        if case.start < booking.date <= case.end:
            flows = {"DEPOSIT": inflow, "WITHDRAWAL": outflow}.get(booking.type)
            if flows is not None:
                flows[booking.date] = flows.get(booking.date, 0) + case.converted(booking, booking.amount)
            interest += case.converted(booking, booking.amount) if booking.type == "INTEREST" else 0
            taxes += case.converted(booking, booking.tax)
    values = []
    for date in dates:
        values.append((values[-1] if values else Fraction(0)) + balance.get(date, 0))
    chain = Chain(dates, values, inflow, outflow)
    rows = {date: {"date": date, "value": values[i], "daily_return": chain.returns[i], "accumulated_return": chain.accumulated[i]}
            for i, date in enumerate(dates)}
    figures = {"twr": chain.accumulated[-1], "interest": interest, "taxes": taxes, "warnings": chain.warnings,
               "series": [rows[day(text)] for text in case.model.get("series_dates") or [] if day(text) in rows]}
    if case.model.get("aggregate_by") == "WEEK":
        weeks = {date.isocalendar()[:2]: 1 + row["accumulated_return"] for date, row in rows.items()}
        ends = [Fraction(1), *weeks.values()]
        if all(ends):
            figures["aggregated"] = {"by": "WEEK", "returns": [b / a - 1 for a, b in zip(ends, ends[1:])]}
    return figures


class InstrumentIndex:
    def __init__(self, case: Case):
        self.case, symbol = case, case.symbol
        self.dates, quantities = list(days(case.start, case.end)), []
        inflow, outflow, self.flows = {}, {}, []
        for date in self.dates:
            quantities.append(sum(unit_sign(one) * one.quantity for one in case.bookings if one.symbol == symbol and one.date <= date))
        self.values = [case.worth(symbol, quantity, date) for quantity, date in zip(quantities, self.dates)]
        for booking in case.bookings:
            if booking.symbol == symbol and case.start < booking.date <= case.end and (flow := self._flow(booking)):
                self.flows.append((booking.date, flow))
                side = inflow if flow < 0 else outflow
                side[booking.date] = side.get(booking.date, 0) + abs(flow)
        self.chain = Chain(self.dates, self.values, inflow, outflow)

    def _flow(self, booking: Booking) -> Fraction:
        """Into the instrument negative."""
        if booking.type in ACQUISITIONS:
            return -self.case.converted(booking, booking.amount - booking.tax)
        if booking.type in DISPOSALS + ("DIVIDEND",):
            return self.case.converted(booking, booking.amount + booking.tax)
        sign = {"FEE": -1, "FEE_REFUND": 1}.get(booking.type, 0)
        return sign * self.case.converted(booking, booking.amount) if sign else Fraction(0)

    def deviations(self) -> dict:
        return risk.deviations([self.chain.returns[i] for i in range(1, len(self.dates))
                                if risk.is_trading_day(self.dates[i]) and self.values[i] and self.values[i - 1]])

    def drawdown(self) -> dict:
        first = next((i for i, value in enumerate(self.values) if value), len(self.values))
        return risk.drawdown([1 + x for x in self.chain.accumulated[first:]])

    def irr(self) -> float | None:
        return roots.xirr([(self.dates[0], -self.values[0]), *self.flows, (self.dates[-1], self.values[-1])])


def security(case: Case) -> dict:
    holding, index = Holding(case, case.symbol, case.start, case.end), InstrumentIndex(case)
    twr, length = index.chain.accumulated[-1], (case.end - case.start).days
    total = lambda *types: sum((case.converted(one, one.amount) for one in holding.bookings if one.type in types), start=Fraction(0))
    delta = (index.values[-1] - index.values[0] - total(*ACQUISITIONS) + total(*DISPOSALS) + total("DIVIDEND")
             - total("FEE") + total("FEE_REFUND") - total("TAX") + total("TAX_REFUND"))
    invested = index.values[0] + total(*ACQUISITIONS)
    figures = holding.figures() | holding.dividend_figures() | index.deviations() | index.drawdown() | {"twr": twr, "delta": delta}
    if length:
        figures["twr_annualized"] = float(1 + twr) ** (365 / length) - 1
    if invested:
        figures["delta_percent"] = delta / invested
    return figures | {"irr": index.irr()}


def security_irr(case: Case) -> dict:
    """From the bookings alone: fees count, taxes do not."""
    sign = {"BUY": -1, "SELL": 1, "DIVIDEND": 1}
    return {"irr": roots.xirr([(one.date, sign[one.type] * one.amount + one.tax) for one in case.bookings if one.type in sign])}


def volatility(case: Case) -> dict:
    return {"volatility": InstrumentIndex(case).deviations()["volatility"]}
