"""A case file: bookings, quotes and rates, read into exact numbers."""
import bisect
import dataclasses
import datetime
import json
import math
import pathlib
from fractions import Fraction

ACQUISITIONS = ("BUY", "DELIVERY_IN")
DISPOSALS = ("SELL", "DELIVERY_OUT")
INCOME = ("DIVIDEND", "INTEREST")
CASH_SIGN = {"BUY": -1, "SELL": 1, "DIVIDEND": 1, "INTEREST": 1, "INTEREST_CHARGE": -1, "FEE": -1, "TAX": -1, "FEE_REFUND": 1,
             "TAX_REFUND": 1, "DEPOSIT": 1, "WITHDRAWAL": -1, "CASH_TRANSFER_OUT": -1, "CASH_TRANSFER_IN": 1}
ONE_DAY = datetime.timedelta(days=1)


def rounded(value, digits: int) -> Fraction:
    """Half away from zero."""
    scaled = abs(Fraction(value)) * 10**digits
    return Fraction(math.floor(scaled + Fraction(1, 2)) * (1 if value >= 0 else -1), 10**digits)


def cents(value) -> Fraction:
    return rounded(value, 2)


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


def days(first: datetime.date, last: datetime.date):
    """Both ends included."""
    return (first + ONE_DAY * n for n in range((last - first).days + 1))


@dataclasses.dataclass
class Booking:
    index: int
    date: datetime.date
    type: str
    symbol: str | None
    quantity: Fraction
    price: Fraction | None  # money per unit
    amount: Fraction | None  # settlement
    gross: Fraction | None
    fee: Fraction
    tax: Fraction
    currency: str | None
    account: str | None
    portfolio: str | None
    raw: dict

    @property
    def cash(self) -> Fraction:
        """What the booking does to its cash account."""
        return CASH_SIGN[self.type] * self.amount if self.type in CASH_SIGN else Fraction(0)

    @property
    def fx(self) -> dict:
        return self.raw.get("fx") or {}

    @property
    def time(self) -> str:
        return self.raw.get("time") or "00:00"


class Series:
    """Dated numbers; of two on one day the later in the file counts."""

    def __init__(self, rows):
        self.rows = dict(rows)
        self.dates = sorted(self.rows)

    def last(self, date, before_first=None):
        found = bisect.bisect_right(self.dates, date)
        return self.rows[self.dates[found - 1]] if found else before_first

    def first(self):
        return self.rows[self.dates[0]] if self.dates else None


class Case:
    def __init__(self, path):
        self.path = pathlib.Path(path)
        self.raw = raw = json.loads(self.path.read_text())
        self.model, self.inputs = raw["model"], raw.get("inputs") or {}
        self.engine, self.symbol = self.model["engine"], self.model.get("symbol")
        self.base, self.method = raw.get("base_currency"), raw.get("cost_basis")
        self.instruments = {item["symbol"]: item for item in raw.get("instruments") or []}
        self.as_of = day(raw["as_of"]) if raw.get("as_of") else None
        period = raw.get("period") or {}
        self.start, self.end = (day(period[key]) if period.get(key) else None for key in ("from", "to"))
        self.quotes = {symbol: Series((day(row["date"]), Fraction(row["close"]) * self.factor(symbol))
                                      for row in raw.get("prices") or [] if row["symbol"] == symbol)
                       for symbol in {row["symbol"] for row in raw.get("prices") or []}}
        self.rates = {pair: Series((day(row["date"]), Fraction(row["rate"])) for row in raw.get("fx") or [] if (row["from"], row["to"]) == pair)
                      for pair in {(row["from"], row["to"]) for row in raw.get("fx") or []}}
        self.bookings = [self._booking(index, row) for index, row in enumerate(raw.get("transactions") or [])]

    def factor(self, symbol) -> Fraction:
        return Fraction(self.instruments.get(symbol, {}).get("price_factor") or 1)

    def currency(self, symbol) -> str:
        return self.instruments[symbol]["currency"]

    def _booking(self, index: int, row: dict) -> Booking:
        number = lambda key: Fraction(row[key]) if row.get(key) is not None else None
        quantity, price, amount = number("quantity") or Fraction(0), number("price"), number("amount")
        fee, tax = number("fee") or Fraction(0), number("tax") or Fraction(0)
        price = price * self.factor(row.get("symbol")) if price is not None else None
        costs = fee + tax if row["type"] in ACQUISITIONS else -fee - tax if row["type"] in DISPOSALS + INCOME else Fraction(0)
        if amount is not None:
            gross = amount - costs
        else:
            gross = quantity * price if price is not None else None
            amount = gross + costs if gross is not None else None
        return Booking(index, day(row["date"]), row["type"], row.get("symbol"), quantity, price, amount, gross, fee, tax,
                       row.get("currency"), row.get("account"), row.get("portfolio"), row)

    def quote(self, symbol, date) -> Fraction:
        series = self.quotes.get(symbol)
        return series.last(date, series.first()) if series else Fraction(0)

    def rate(self, source, target, date) -> Fraction:
        if source == target:
            return Fraction(1)
        if series := self.rates.get((source, target)):
            return series.last(date, series.first())
        if series := self.rates.get((target, source)):
            return rounded(1 / series.last(date, series.first()), 10)
        raise ValueError(f"no rate {source} to {target}")

    def converted(self, booking: Booking, amount) -> Fraction:
        """An amount of a booking in the report currency."""
        if booking.currency == self.base:
            return amount
        if booking.fx.get("instrument_currency") == self.base and booking.fx.get("rate"):
            return cents(amount / Fraction(booking.fx["rate"]))
        return cents(amount * self.rate(booking.currency, self.base, booking.date))

    def worth(self, symbol, quantity, date) -> Fraction:
        """Units in the report currency."""
        return cents(cents(quantity * self.quote(symbol, date)) * self.rate(self.currency(symbol), self.base, date)) if quantity else Fraction(0)

    def in_lot_order(self) -> list[Booking]:
        rank = lambda type: 0 if type in ACQUISITIONS else 2 if type in DISPOSALS else 1
        return sorted(self.bookings, key=lambda one: (one.date, rank(one.type), one.time, one.index))
