"""Money lots: cost rounded to the cent at every step; `lots`, `dividend_yield`, `dividend_periodicity`."""
import dataclasses
import datetime
from fractions import Fraction

from case import ACQUISITIONS, DISPOSALS, Booking, Case, cents


@dataclasses.dataclass
class Lot:
    portfolio: str | None
    date: datetime.date
    quantity: Fraction
    cost: Fraction
    net: Fraction
    local: Fraction  # instrument currency

    def take(self, quantity) -> "Lot":
        """Splits a part off."""
        share = quantity / self.quantity
        part = Lot(self.portfolio, self.date, quantity, cents(self.cost * share), cents(self.net * share), cents(self.local * share))
        self.quantity, self.cost, self.net, self.local = (self.quantity - quantity, self.cost - part.cost, self.net - part.net,
                                                          self.local - part.local)
        return part


class FifoBook:
    def __init__(self):
        self.lots = []

    def add(self, lot: Lot):
        self.lots.append(lot)

    def relieve(self, portfolio, quantity) -> list[Lot]:
        parts = []
        for lot in self.lots:
            if lot.portfolio == portfolio and quantity:
                parts.append(lot.take(min(quantity, lot.quantity)))
                quantity -= parts[-1].quantity
        self.lots = [lot for lot in self.lots if lot.quantity]
        return parts

    def transfer(self, source, target, quantity):
        moved = []
        for lot in self.lots:
            moved.append(lot)
            if lot.portfolio != source or not quantity:
                continue
            if lot.quantity <= quantity:
                quantity -= lot.quantity
                lot.portfolio = target
            else:
                part = lot.take(quantity)
                part.portfolio, quantity = target, 0
                moved.append(part)
        self.lots = moved


class AverageBook:
    """One pool over all portfolios."""

    def __init__(self):
        self.lots = []

    def add(self, lot: Lot):
        if not self.lots:
            self.lots = [Lot(None, lot.date, Fraction(0), Fraction(0), Fraction(0), Fraction(0))]
        pool = self.lots[0]
        pool.quantity, pool.cost, pool.net, pool.local = pool.quantity + lot.quantity, pool.cost + lot.cost, pool.net + lot.net, pool.local + lot.local

    def relieve(self, portfolio, quantity) -> list[Lot]:
        if not self.lots:
            return []
        part = self.lots[0].take(min(quantity, self.lots[0].quantity))
        self.lots = [lot for lot in self.lots if lot.quantity]
        return [part]

    def transfer(self, source, target, quantity):
        pass


class Holding:
    """One instrument over (start, end]; without a start from the first booking on."""

    def __init__(self, case: Case, symbol, start, end):
        self.case, self.symbol, self.end = case, symbol, end
        self.book = AverageBook() if (case.method or "").startswith("AVERAGE") else FifoBook()
        self.pool = AverageBook()
        self.realised = self.realised_forex = self.fees = self.taxes = self.dividends = Fraction(0)
        self.payments = []  # (date, gross, pool cost)
        mine = [booking for booking in case.in_lot_order() if booking.symbol == symbol and booking.date <= end]
        if start:
            self._open(start, [booking for booking in mine if booking.date <= start])
        self.bookings = [booking for booking in mine if not start or booking.date > start]
        for booking in self.bookings:
            self._book(booking)

    def _open(self, start, bookings):
        held = {}
        for booking in bookings:
            if sign := unit_sign(booking) or {"TRANSFER_IN": 1, "TRANSFER_OUT": -1}.get(booking.type):
                held[booking.portfolio] = held.get(booking.portfolio, 0) + sign * booking.quantity
        for portfolio, quantity in held.items():
            if quantity:
                value = self.case.worth(self.symbol, quantity, start)
                self._add(Lot(portfolio, start, quantity, value, value, cents(quantity * self.case.quote(self.symbol, start))))

    def _add(self, lot: Lot):
        self.book.add(dataclasses.replace(lot))
        self.pool.add(lot)

    def _book(self, booking: Booking):
        converted = lambda amount: self.case.converted(booking, amount)
        if booking.type in ACQUISITIONS + DISPOSALS + ("DIVIDEND",):
            self.fees += converted(booking.fee)
            self.taxes += converted(booking.tax)
        if booking.type in ACQUISITIONS:
            net = converted(booking.gross)
            self._add(Lot(booking.portfolio, booking.date, booking.quantity, converted(booking.amount), net, self._local(booking, net)))
        elif booking.type in DISPOSALS:
            self.pool.relieve(None, booking.quantity)
            parts = self.book.relieve(booking.portfolio, booking.quantity)
            net = sum(part.net for part in parts)
            self.realised += converted(booking.gross) - net
            if self.case.currency(self.symbol) != self.case.base:
                self.realised_forex += cents(sum(part.local for part in parts) * self._disposal_rate(booking)) - net
        elif booking.type == "TRANSFER_IN":
            self.book.transfer(booking.raw["counter_portfolio"], booking.portfolio, booking.quantity)
        elif booking.type == "DIVIDEND":
            self.dividends += converted(booking.gross)
            self.payments.append((booking.date, converted(booking.gross), sum(lot.cost for lot in self.pool.lots)))
        elif booking.type in ("FEE", "FEE_REFUND"):
            self.fees += converted(booking.amount) * (1 if booking.type == "FEE" else -1)
        elif booking.type in ("TAX", "TAX_REFUND"):
            self.taxes += converted(booking.amount) * (1 if booking.type == "TAX" else -1)

    def _local(self, booking: Booking, net) -> Fraction:
        currency = self.case.currency(self.symbol)
        if booking.fx.get("instrument_amount"):
            return Fraction(booking.fx["instrument_amount"])
        if booking.fx.get("rate_eur_usd"):
            return cents(booking.gross * Fraction(booking.fx["rate_eur_usd"]))
        if booking.currency == currency:
            return booking.gross
        return cents(net * self.case.rate(self.case.base, currency, booking.date))

    def _disposal_rate(self, booking: Booking) -> Fraction:
        if booking.fx.get("rate"):
            return Fraction(booking.fx["rate"])
        if booking.fx.get("rate_eur_usd"):
            return 1 / Fraction(booking.fx["rate_eur_usd"])
        return self.case.rate(self.case.currency(self.symbol), self.case.base, booking.date)

    def figures(self) -> dict:
        quantity, cost, net, local = (sum((getattr(lot, name) for lot in self.book.lots), start=Fraction(0))
                                      for name in ("quantity", "cost", "net", "local"))
        value = self.case.worth(self.symbol, quantity, self.end)
        currency = self.case.currency(self.symbol)
        forex = 0 if currency == self.case.base else cents(local * self.case.rate(currency, self.case.base, self.end)) - net
        figures = {"cost_basis": cost, "market_value": value, "realized_gain_gross": self.realised, "realized_forex_gain": self.realised_forex,
                   "unrealized_gain": value - cost, "unrealized_gain_gross": value - net, "unrealized_forex_gain": forex, "fees": self.fees,
                   "taxes": self.taxes, "dividends": self.dividends, "holdings": [{"symbol": self.symbol, "quantity": quantity}]}
        if quantity:
            figures["cost_per_share_net"] = figures["holdings"][0]["average_price"] = net / quantity
        if cost:
            figures["unrealized_gain_percent"] = (value - cost) / cost
        return figures

    def dividend_figures(self) -> dict:
        """The yield is undefined without a payment and where nothing is held."""
        years = {}
        if not all(pool for _, _, pool in self.payments) or not self.payments:
            return {"dividend_count": len(self.payments)}
        for date, gross, pool in self.payments:
            years[date.year] = years.get(date.year, 0) + gross / pool
        return {"dividend_count": len(self.payments), "dividend_yield_per_year": sum(years.values()) / len(years)}


def unit_sign(booking: Booking) -> int:
    return 1 if booking.type in ACQUISITIONS else -1 if booking.type in DISPOSALS else 0


def lots(case: Case) -> dict:
    return Holding(case, case.symbol, case.start if case.model.get("opening_revaluation") else None, case.as_of).figures()


def dividend_yield(case: Case) -> dict:
    holding = Holding(case, case.symbol, None, case.as_of)
    return {"dividends": holding.dividends} | holding.dividend_figures() | dividend_periodicity(case)


def dividend_periodicity(case: Case) -> dict:
    dates = sorted(booking.date for booking in case.bookings if booking.type == "DIVIDEND" and booking.symbol == case.symbol
                   and (not case.as_of or booking.date <= case.as_of))
    distances = sorted((b - a).days for a, b in zip(dates, dates[1:]))
    if not distances:
        name = "UNKNOWN" if dates else "NONE"
    else:
        middle = distances[len(distances) // 2]
        name = "ANNUAL" if middle > 270 else "SEMIANNUAL" if middle > 130 else "QUARTERLY" if middle > 60 else "MONTHLY"
    return {"dividend_periodicity": name, "dividend_count": len(dates)}
