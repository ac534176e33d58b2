"""Round trips of one instrument; nothing is rounded before the end."""
import dataclasses
import datetime
from fractions import Fraction

import roots
from case import ACQUISITIONS, DISPOSALS, Booking, Case, cents


@dataclasses.dataclass
class Part:
    date: datetime.date
    quantity: Fraction
    value: Fraction  # settlement, report currency
    gross: Fraction

    def take(self, quantity) -> "Part":
        share = quantity / self.quantity
        part = Part(self.date, quantity, self.value * share, self.gross * share)
        self.quantity, self.value, self.gross = self.quantity - quantity, self.value - part.value, self.gross - part.gross
        return part


def _take(parts: list[Part], quantity) -> list[Part]:
    taken = []
    while parts and quantity:
        taken.append(parts[0].take(min(quantity, parts[0].quantity)))
        quantity -= taken[-1].quantity
        if not parts[0].quantity:
            parts.pop(0)
    return taken


class RoundTrips:
    def __init__(self, case: Case):
        self.case, self.trades = case, []
        self.open = {"LONG": {}, "SHORT": {}}  # portfolio -> parts in order
        self.average = (case.method or "").startswith("AVERAGE")
        self.pool = Part(case.as_of, Fraction(0), Fraction(0), Fraction(0))
        for booking in case.in_lot_order():
            if booking.symbol != case.symbol or booking.date > case.as_of:
                continue
            if booking.type in ACQUISITIONS:
                self._trade(booking, "SHORT", "LONG")
            elif booking.type in DISPOSALS:
                self._trade(booking, "LONG", "SHORT")
            elif booking.type == "TRANSFER_IN":
                lots = self._lots("LONG", booking.portfolio)
                lots += _take(self._lots("LONG", booking.raw["counter_portfolio"]), booking.quantity)
                lots.sort(key=lambda part: part.date)
        self._value_open()

    def _lots(self, side: str, portfolio) -> list[Part]:
        return self.open[side].setdefault(portfolio, [])

    def _trade(self, booking: Booking, closes: str, opens: str):
        rest = Part(booking.date, booking.quantity, self.case.converted(booking, booking.amount), self.case.converted(booking, booking.gross))
        if not rest.quantity:
            return
        if parts := _take(self._lots(closes, booking.portfolio), booking.quantity):
            closing = rest.take(sum(part.quantity for part in parts))
            entry = self._entry(closes, parts)
            if closes == "LONG":
                self.pool.quantity, self.pool.value, self.pool.gross = (self.pool.quantity - entry.quantity, self.pool.value - entry.value,
                                                                        self.pool.gross - entry.gross)
            self._report(closes, entry, closing.value, closing.gross, parts, booking.date)
        if rest.quantity:
            self._lots(opens, booking.portfolio).append(rest)
            if opens == "LONG":
                self.pool.quantity, self.pool.value, self.pool.gross = (self.pool.quantity + rest.quantity, self.pool.value + rest.value,
                                                                        self.pool.gross + rest.gross)

    def _entry(self, side: str, parts: list[Part]) -> Part:
        """What the parts cost; under AVERAGE the long ones cost the mean of the pool."""
        entry = Part(min(part.date for part in parts), *(sum(getattr(part, name) for part in parts) for name in ("quantity", "value", "gross")))
        if side == "LONG" and self.average:
            share = entry.quantity / self.pool.quantity
            entry.value, entry.gross = self.pool.value * share, self.pool.gross * share
        return entry

    def _report(self, side: str, entry: Part, exit_value, exit_gross, parts: list[Part], end):
        sign = 1 if side == "LONG" else -1
        trade = {"side": side, "closed": end is not None, "quantity": entry.quantity, "start": entry.date, "entry_value": cents(entry.value),
                 "exit_value": cents(exit_value), "profit": cents(sign * (exit_value - entry.value)),
                 "profit_gross": cents(sign * (exit_gross - entry.gross))}
        if entry.value:
            trade["return"] = sign * (exit_value - entry.value) / entry.value
        if end is not None:
            trade |= {"end": end, "holding_days": (end - entry.date).days, "irr": None}
            back = exit_value if side == "LONG" else 2 * entry.value - exit_value
            if end > entry.date:
                trade["irr"] = roots.xirr([*((part.date, -part.value) for part in parts), (end, back)])
        self.trades.append(trade)

    def _value_open(self):
        for side, portfolios in self.open.items():
            for parts in portfolios.values():
                if parts:
                    entry = self._entry(side, parts)
                    value = self.case.worth(self.case.symbol, entry.quantity, self.case.as_of)
                    self._report(side, entry, value, value, parts, None)


def trades(case: Case) -> dict:
    return {"trades": RoundTrips(case).trades}
