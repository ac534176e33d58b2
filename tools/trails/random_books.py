#!/usr/bin/env python3
"""Writes COUNT random cases of the default policy to a folder, `expect` left empty: `random_books.py SEED COUNT DIR`.

The same seed gives the same files. Each is a household of three accounts and a loan with trades, income, transfers and
corporate actions in three currencies, under a policy of its own; every tenth one is of payments alone.
"""
import datetime
import json
import pathlib
import sys
from decimal import Decimal

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "reference"))
from random_market import CURRENCIES, EPOCH, Maker  # noqa: E402

ACCOUNTS = ("Broker", "Depot", "Wallet")
TRADED, BROUGHT = ("ALPHA", "BETA", "GAMMA"), ("CHILD", "RIGHT", "HEIR")
METHODS = ("FIFO", "LIFO", "HIFO", "AVERAGE")
DAYS = 180


class Household:
    """Bookings that are possible, a few of them of units that nobody saw coming."""

    def __init__(self, maker: Maker):
        self.maker, self.rows, self.links = maker, [], 0
        self.base = maker.choice(CURRENCIES)
        self.currency = {symbol: maker.choice(CURRENCIES) for symbol in TRADED + BROUGHT}
        self.held: dict[tuple[str, str], Decimal] = {}
        self.debt = Decimal(0)
        self.acted: set[str] = set()

    def case(self) -> dict:
        maker = self.maker
        for offset in sorted(maker.randint(0, DAYS) for _ in range(maker.choice((3, 6, 9, 15)))):
            self._book(EPOCH + datetime.timedelta(days=offset))
        dates = sorted({str(maker.any_day(0, DAYS)) for _ in range(3)})
        case = {"model": {"engine": "coffer", "fees_in_cost": maker.often(0.7), "annualize_short": maker.often(0.5),
                          "flow_timing": maker.choice(("start", "end")),
                          "merger_cash": maker.choice(("proportionate", "gain_up_to_cash", "income", "reduces_cost")),
                          "scopes": [f"account:{maker.choice(ACCOUNTS)}", f"instrument:{maker.choice(TRADED + BROUGHT)}"],
                          "series_dates": dates, "postings_of": sorted({row["date"] for row in self.rows})},
                "base_currency": self.base, "cost_basis": maker.choice(METHODS) + maker.choice(("", "", "ALL")),
                "accounts": self._accounts(), "instruments": self._instruments(), "transactions": self.rows,
                "prices": self._prices(), "fx": maker.rates(self.base),
                "as_of": str(EPOCH + datetime.timedelta(days=maker.choice((DAYS, DAYS + 60)))), "period": None}
        if maker.often(0.3):
            case["period"] = {"from": str(maker.any_day(0, 40)), "to": str(maker.any_day(90, DAYS))}
        if maker.often(0.6):
            case["model"] |= {"benchmark": maker.choice(TRADED), "confidence": maker.choice(("0.9", "0.95")),
                              "riskless": [{"date": str(maker.any_day(0, 60)), "rate": "0.03"}, {"date": str(maker.any_day(61, DAYS)), "rate": "-0.005"}]}
        return case

    def _accounts(self) -> list:
        maker = self.maker
        rows = [{"name": name} | ({"method": maker.choice(METHODS)} if maker.often(0.3) else {}) | ({"shorts": False} if maker.often(0.5) else {})
                for name in ACCOUNTS]
        rows[2]["cash"] = "untracked"
        if maker.often(0.3):
            rows[1]["owners"] = [{"from": "2020-01-01", "own": "0.5"}, {"from": str(maker.any_day(20, 120)), "own": "0.75"}]
        return [*rows, {"name": "Loan", "kind": "loan"}]

    def _instruments(self) -> list:
        return [{"symbol": symbol, "currency": currency, "kind": "SECURITY"} | ({"price_factor": "0.01"} if self.maker.often(0.15) else {})
                for symbol, currency in self.currency.items()]

    def _prices(self) -> list:
        """Few days with quotes: each of them is a step of every return."""
        rows = []
        for symbol in TRADED + BROUGHT:
            if self.maker.often(0.85):
                rows += sorted(self.maker.sample(quotes := self.maker.quotes(symbol, low=self.maker.choice((0, 0, 60))), min(len(quotes), 6)),
                               key=lambda row: row["date"])
        return rows

    def _book(self, day: datetime.date) -> None:
        maker, symbol, account = self.maker, self.maker.choice(TRADED), self.maker.choice(ACCOUNTS)
        kinds = ((self._trade, 10), (self._income, 3), (self._money, 4), (self._transfer, 2), (self._cash_transfer, 2), (self._delivery, 2),
                 (self._action, 4), (self._loan, 1), (self._valuation, 1))
        book = maker.choices([one for one, _ in kinds], [weight for _, weight in kinds])[0]
        book({"date": str(day), "account": account, "symbol": symbol, "currency": self.currency[symbol]})

    def _move(self, row: dict, units: Decimal) -> None:
        key = row["account"], row["symbol"]
        self.held[key] = self.held.get(key, Decimal(0)) + units

    def _some(self, row: dict) -> Decimal:
        """Mostly of what is held."""
        held = self.held.get((row["account"], row["symbol"]), Decimal(0))
        units = self.maker.units()
        return units if held <= 0 or self.maker.often(0.1) else held if self.maker.often(0.3) else min(held, units)

    def _trade(self, row: dict) -> None:
        maker, buys = self.maker, self.maker.often(0.6)
        units = maker.units() if buys else self._some(row)
        row |= {"type": "BUY" if buys else "SELL", "quantity": str(units), "fee": str(maker.money(0, 9)), "tax": str(maker.money(0, 4))}
        how = maker.choice(("price", "price", "amount", "fx"))
        if how == "amount":
            row["amount"] = str(maker.money(100, 4000))
        else:
            row["price"] = str(maker.money(5, 150))
        if how == "fx":
            paid = maker.choice(CURRENCIES)
            row |= {"fx": {"instrument_currency": self.currency[row["symbol"]], "rate": str(Decimal(maker.randint(700, 1400)) / 1000)}, "currency": paid}
        self._move(row, units if buys else -units)
        self.rows.append(row)

    def _income(self, row: dict) -> None:
        maker = self.maker
        row |= {"type": maker.choice(("DIVIDEND", "DIVIDEND", "INTEREST", "INCOME")), "amount": str(maker.money(5, 90)), "tax": str(maker.money(0, 4))}
        if maker.often(0.2):
            other = maker.choice([one for one in CURRENCIES if one != row["currency"]])
            row["settled"] = {"amount": str(maker.money(5, 90)), "currency": other}
        self.rows.append(row)

    def _money(self, row: dict) -> None:
        del row["symbol"]
        kind = self.maker.choice(("DEPOSIT", "DEPOSIT", "DEPOSIT", "WITHDRAWAL", "FEE", "TAX", "FEE_REFUND", "TAX_REFUND", "INTEREST_CHARGE", "EXPENSE"))
        large = kind in ("DEPOSIT", "WITHDRAWAL")
        self.rows.append(row | {"type": kind, "amount": str(self.maker.money(200, 5000) if large else self.maker.money(1, 40))})

    def _pair(self, row: dict, kind: str, arrival: dict) -> None:
        self.links += 1
        row |= {"type": f"{kind}_OUT", "link": f"t{self.links}"}
        target = self.maker.choice([name for name in ACCOUNTS if name != row["account"]])
        later = datetime.date.fromisoformat(row["date"]) + datetime.timedelta(days=self.maker.choice((0, 0, 1, 4)))
        self.rows.append(row)
        if self.maker.often(0.9):
            arrived = {key: value for key, value in row.items() if key not in ("fee_quantity", "fee_price", "fee", "tax")}
            self.rows.append(arrived | {"type": f"{kind}_IN", "account": target, "date": str(later)} | arrival)
            if "symbol" in row:
                self._move({"account": target, "symbol": row["symbol"]}, Decimal(row["quantity"]))

    def _transfer(self, row: dict) -> None:
        units = self._some(row)
        row["quantity"] = str(units)
        del row["currency"]
        if self.maker.often(0.2):
            row |= {"fee_quantity": "0.01", "fee_price": str(self.maker.money(5, 90))}
        self._move(row, -units)
        self._pair(row, "TRANSFER", {})

    def _cash_transfer(self, row: dict) -> None:
        del row["symbol"]
        row["amount"] = str(self.maker.money(10, 900))
        other = self.maker.choice(CURRENCIES)
        arrival = {"currency": other, "amount": str(self.maker.money(10, 900))} if other != row["currency"] else {}
        self._pair(row, "CASH_TRANSFER", arrival)

    def _delivery(self, row: dict) -> None:
        maker = self.maker
        if maker.often(0.3):
            units = self._some(row)
            self.rows.append(row | {"type": "DELIVERY_OUT", "quantity": str(units), "price": str(maker.money(5, 90))})
            return self._move(row, -units)
        units = maker.units()
        cost = maker.choice(({}, {"cost": str(maker.money(50, 900))}, {"cost": str(maker.money(50, 900)), "cost_date": "2023-06-01"}, {"price": "40"}))
        self.rows.append(row | {"type": "DELIVERY_IN", "quantity": str(units)} | cost)
        self._move(row, units)

    def _action(self, row: dict) -> None:
        """Each instrument is brought by one action, and gone after a merger."""
        maker, units = self.maker, self.held.get((row["account"], row["symbol"]), Decimal(0))
        ratio = {"ratio_to": str(maker.randint(1, 3)), "ratio_from": str(maker.randint(1, 3))}
        kind = maker.choice(("SPLIT", "SPIN_OFF", "RETURN_OF_CAPITAL", "MERGER", "RIGHTS", "STOCK_DIVIDEND"))
        if kind in self.acted and kind != "RETURN_OF_CAPITAL":
            return
        self.acted.add(kind)
        plain = {key: row[key] for key in ("date", "symbol")}
        if kind == "RETURN_OF_CAPITAL":
            self.rows.append(row | {"type": kind, "amount": str(maker.money(5, 200))})
        elif kind == "SPLIT":
            fraction = {"cash_in_lieu": {"quantity": "0.25", "amount": str(maker.money(1, 20))}} if units > 1 and maker.often(0.5) else {}
            self.rows.append((row if fraction else plain) | {"type": kind} | ratio | fraction)
        elif kind == "SPIN_OFF":
            self.rows.append(plain | {"type": kind, "new_symbol": "CHILD", "cost_share": maker.choice(("0.2", "0"))} | ratio)
        elif kind == "RIGHTS":
            self.rows.append(plain | {"type": kind, "action": "grant", "new_symbol": "RIGHT", "cost_share": "0.05"} | ratio)
            if units > 0:
                self.rows.append(row | {"type": kind, "action": "exercise", "symbol": "RIGHT", "quantity": "1", "new_symbol": row["symbol"], "new_quantity": "2",
                                        "amount": str(maker.money(5, 90)), "date": str(datetime.date.fromisoformat(row["date"]) + datetime.timedelta(days=3))})
                self._move(row, Decimal(2))
        elif kind == "STOCK_DIVIDEND":
            self.rows.append(row | {"type": kind, "quantity": "2"} | maker.choice(({}, {"amount": "30"})))
            self._move(row, Decimal(2))
        elif units > 0:
            cash = {"amount": str(maker.money(5, 90)), "new_price": str(maker.money(5, 90))} if maker.often(0.6) else {}
            self.rows.append((row if cash else plain) | {"type": kind, "new_symbol": "HEIR"} | ratio | cash)

    def _loan(self, row: dict) -> None:
        maker, amount = self.maker, self.maker.money(500, 3000)
        del row["symbol"]
        row |= {"loan": "Loan", "account": maker.choice(ACCOUNTS[:2])}
        if self.debt <= 0:
            self.debt = amount
            self.rows.append(row | {"type": "LOAN_DRAW", "amount": str(amount)})
        else:
            self.rows.append(row | {"type": "LOAN_REPAYMENT", "amount": "130", "principal": "110", "interest": "15", "fee": "5"})
            self.debt -= 110

    def _valuation(self, row: dict) -> None:
        if self.maker.often(0.5):
            del row["symbol"]
        self.rows.append(row | {"type": "VALUATION", "amount": str(self.maker.money(100, 9000))})


def payments(maker: Maker) -> dict:
    case = {"model": {"engine": "coffer"}, "base_currency": "EUR", "inputs": {}, "as_of": str(maker.any_day(1501, 1600))}
    if maker.often(0.3):
        return case | {"inputs": {"total_return": str(Decimal(maker.randint(-9000, 20000)) / 10000), "days": maker.randint(365, 2000)}}
    case["cash_flows"] = [{"date": str(maker.any_day(0, 1500)), "amount": str(maker.money(100, 3000) * maker.choice((-1, -1, 1)))} for _ in range(maker.randint(1, 8))]
    case["inputs"]["final_value"] = str(maker.money(100, 9000))
    return case


def write(seed: int, count: int, folder: pathlib.Path) -> list[pathlib.Path]:
    folder.mkdir(parents=True, exist_ok=True)
    files = []
    for number in range(count):
        maker = Maker(f"{seed}/{number}")
        case = payments(maker) if number % 10 == 9 else Household(maker).case()
        files.append(folder / f"book-{seed}-{number}.json")
        files[-1].write_text(json.dumps({"id": files[-1].stem, "expect": {}} | case, indent=1))
    return files


if __name__ == "__main__":
    print(f"{len(write(int(sys.argv[1]), int(sys.argv[2]), pathlib.Path(sys.argv[3])))} cases in {sys.argv[3]}")
