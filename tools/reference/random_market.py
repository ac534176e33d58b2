"""Building blocks of random cases: dates, money, quotes, rates and security bookings that are possible."""
import datetime
import random
from decimal import Decimal

EPOCH = datetime.date(2023, 11, 20)  # Christmas, Easter and 1 May lie in the months after
CURRENCIES = ("EUR", "USD", "CHF")
SYMBOL = "ALPHA"


class Maker(random.Random):
    """A seeded source of everything random."""

    def often(self, share: float) -> bool:
        return self.random() < share

    def money(self, low=1, high=5000) -> Decimal:
        return Decimal(self.randint(low * 100, high * 100)) / 100

    def units(self, high=40) -> Decimal:
        return Decimal(self.randint(1, high)) if self.often(0.7) else Decimal(self.randint(1, high * 1000)) / 1000

    def dates(self, count: int, span=200) -> list:
        """Sorted, with repetitions: several events on a day."""
        offsets = sorted(self.randint(0, span) for _ in range(count))
        return [EPOCH + datetime.timedelta(days=self.choice(offsets[:i + 1][-2:])) for i in range(count)]

    def any_day(self, low=0, high=200) -> datetime.date:
        return EPOCH + datetime.timedelta(days=self.randint(low, high))

    def period(self, rows: list) -> dict:
        """Often from or to a day with bookings."""
        days = [datetime.date.fromisoformat(row["date"]) for row in rows]
        pick = lambda low, high: self.choice(days) if days and self.often(0.3) else self.any_day(low, high)
        first, last = sorted((pick(-5, 70), pick(120, 230)))
        return {"from": str(first), "to": str(last if last > first else first + datetime.timedelta(days=self.randint(1, 60)))}

    def quotes(self, symbol: str, low=0, span=230) -> list:
        close, rows = Decimal(self.randint(500, 20000)) / 100, {}
        for offset in sorted(self.sample(range(low, span), self.choice((1, 3, 12, 60, 110)))):
            close = max(Decimal("0.5"), (close * Decimal(self.randint(92, 109)) / 100).quantize(Decimal("0.01"))) if self.often(0.85) else close
            rows[str(EPOCH + datetime.timedelta(days=offset))] = close
        return [{"symbol": symbol, "date": date, "close": str(value)} for date, value in rows.items()]

    def rates(self, base: str) -> list:
        """Every other currency against the base, in either direction."""
        rows = []
        for other in CURRENCIES:
            if other != base:
                pair, rate = ((other, base) if self.often(0.5) else (base, other)), Decimal(self.randint(7000, 14000)) / 10000
                for offset in sorted(self.sample(range(-5, 220), self.choice((1, 4, 30)))):
                    rate = (rate * Decimal(self.randint(980, 1020)) / 1000).quantize(Decimal("0.0001"))
                    rows.append({"from": pair[0], "to": pair[1], "date": str(EPOCH + datetime.timedelta(days=offset)), "rate": str(rate)})
        return rows

    def frame(self, engine: str, **model) -> dict:
        base = self.choice(CURRENCIES)
        return {"model": {"engine": engine} | model, "base_currency": base, "cost_basis": "NONE", "instruments": [], "transactions": [],
                "prices": [], "fx": self.rates(base), "as_of": str(EPOCH + datetime.timedelta(days=240)), "period": None}


class Securities:
    """Bookings of one instrument in some portfolios that never dispose of more than is held (with `shorts` they may)."""

    def __init__(self, maker: Maker, case: dict, symbol=SYMBOL, shorts=False):
        self.maker, self.case, self.symbol, self.shorts = maker, case, symbol, shorts
        self.portfolios = ["P1", "P2", "P3"][:maker.choice((1, 2, 3))]
        self.held = dict.fromkeys(self.portfolios, Decimal(0))
        self.currency = maker.choice((case["base_currency"], maker.choice(CURRENCIES)))
        instrument = {"symbol": symbol, "currency": self.currency, "kind": "SECURITY"}
        self.factor = Decimal("0.01") if maker.often(0.1) else Decimal(1)
        if self.factor != 1:
            instrument |= {"price_unit": "percent", "price_factor": "0.01"}
        case["instruments"].append(instrument)
        if maker.often(0.9):
            case["prices"] += maker.quotes(symbol, low=maker.choice((0, 0, 60)))

    def rows(self, count: int, dividends=1) -> list:
        rows, last, moved = [], None, False
        kinds = ["BUY"] * 5 + ["DELIVERY_IN"] * 2 + ["SELL"] * 4 + ["DELIVERY_OUT"] + ["DIVIDEND"] * 2 * dividends + \
                ["TRANSFER"] * 2 + ["FEE", "FEE_REFUND", "TAX", "TAX_REFUND"]
        for date in self.maker.dates(count):
            moved = moved and date == last
            kind = self.maker.choice(kinds)
            if kind == "TRANSFER":
                if not moved and (not self.shorts or date != last):
                    rows += (found := self._transfer(date))
                    moved = bool(found)
            elif not (self.shorts and moved):
                rows += self._booking(kind, date)
            last = date
        if self.maker.often(0.2):  # within a day the file decides, between days the date
            self.maker.shuffle(rows)
        return rows

    def _transfer(self, date) -> list:
        source = self.maker.choice(self.portfolios)
        others = [name for name in self.portfolios if name != source]
        if self.held[source] <= 0 or not others or (self.shorts and min(self.held[name] for name in others) < 0):
            return []
        target = self.maker.choice(others)
        quantity = self.held[source] if self.maker.often(0.4) else min(self.held[source], self.maker.units())
        self.held[source] -= quantity
        self.held[target] += quantity
        row = {"date": str(date), "symbol": self.symbol, "quantity": str(quantity), "amount": str(self.maker.money()), "currency": self.currency}
        return [row | {"type": "TRANSFER_OUT", "portfolio": source, "counter_portfolio": target},
                row | {"type": "TRANSFER_IN", "portfolio": target, "counter_portfolio": source}]

    def _booking(self, kind: str, date) -> list:
        maker, portfolio = self.maker, self.maker.choice(self.portfolios)
        row = {"date": str(date), "type": kind, "symbol": self.symbol, "account": f"cash-{portfolio}"}
        if maker.often(0.3):
            row["time"] = f"{maker.randint(0, 23):02d}:{maker.choice((0, 30)):02d}"
        if kind in ("FEE", "FEE_REFUND", "TAX", "TAX_REFUND"):
            return [row | {"amount": str(maker.money(1, 30)), "currency": maker.choice((self.currency, self.case["base_currency"]))}]
        quantity = maker.units()
        if kind in ("SELL", "DELIVERY_OUT"):
            if not self.shorts:
                quantity = self.held[portfolio] if maker.often(0.25) else min(quantity, self.held[portfolio])
            if quantity <= 0:
                return []
            self.held[portfolio] -= quantity
        elif kind != "DIVIDEND":
            self.held[portfolio] += quantity
        row |= {"quantity": str(quantity), "portfolio": portfolio}
        gross = maker.money(1, 50) if kind == "DIVIDEND" else maker.money(20, 3000)
        costs = {name: maker.money(0, 12) for name in ("fee", "tax") if maker.often(0.4)}
        row |= {name: str(cost) for name, cost in costs.items()} | self._currency(gross)
        if kind != "DIVIDEND" and self.factor == 1 and quantity == int(quantity) and "fx" not in row and maker.often(0.2):
            return [row | {"price": str(maker.money(5, 200))}]
        sign = 1 if kind in ("BUY", "DELIVERY_IN") else -1
        if maker.often(0.1):
            row["price"] = str(maker.money(5, 200))  # the amount decides
        return [row | {"amount": str(max(Decimal(0), gross + sign * sum(costs.values())))}]

    def _currency(self, gross: Decimal) -> dict:
        """Booked in the instrument's currency, the base or another one, with the market rate or a recorded one."""
        maker, base = self.maker, self.case["base_currency"]
        rate = Decimal(maker.randint(8000, 12500)) / 10000
        if self.currency == base:
            if maker.often(0.85):
                return {"currency": base}
            other = maker.choice([name for name in CURRENCIES if name != base])
            recorded = {"amount": str(gross), "currency": other, "instrument_currency": base, "rate": str(rate),
                        "instrument_amount": str((gross / rate).quantize(Decimal("0.01")))}
            return {"currency": other} | ({"fx": recorded} if maker.often(0.7) else {})
        if maker.often(0.1):
            return {"currency": next(name for name in CURRENCIES if name not in (base, self.currency))}
        if maker.often(0.4):
            return {"currency": self.currency}
        if (base, self.currency) == ("EUR", "USD") and maker.often(0.4):
            return {"currency": base, "fx": {"amount": str(gross), "currency": base, "instrument_currency": "USD", "rate_eur_usd": str(rate)}}
        recorded = {"amount": str(gross), "currency": base, "instrument_currency": self.currency, "rate": str(rate)}
        if maker.often(0.7):
            recorded["instrument_amount"] = str((gross / rate).quantize(Decimal("0.01")))
        return {"currency": base} | ({"fx": recorded} if maker.often(0.7) else {})
