"""A household with random bookings that are possible, made through the REST API."""
import datetime
import random

import household

START, DAYS = datetime.date(2023, 1, 2), 500


class Maker:
    def __init__(self, person: household.Household, seed: int):
        self.person, self.chance = person, random.Random(seed)
        self.number, self.seed = 0, seed
        self.brokers = [self.made("/v1/accounts", {"name": name, "kind": "brokerage", "currency": currency, "cost_basis": self.chance.choice(["fifo", "lifo", "hifo", "average"])})
                        for name, currency in (("Broker", "EUR"), ("Depot", "USD"))]
        self.bank = self.made("/v1/accounts", {"name": "Bank", "kind": "bank", "currency": "EUR"})
        self.shares = [(self.made("/v1/instruments", {"symbol": symbol, "kind": "stock", "currency": currency}), currency) for symbol, currency in (("ONE", "EUR"), ("TWO", "USD"), ("TRE", "CHF"))]
        self.held: dict[tuple[str, str], int] = {}

    def made(self, path: str, body: dict) -> str:
        self.number += 1
        return self.person.insist("POST", path, body, f"random {self.seed} {self.number}").expect(201).json["id"]

    def cents(self, least: int, most: int) -> str:
        amount = self.chance.randint(least * 100, most * 100)
        return f"{amount // 100}.{amount % 100:02}"

    def fill(self, bookings: int) -> None:
        days = [START + datetime.timedelta(days=day) for day in range(DAYS)]
        for share, _ in self.shares:
            level = self.chance.randint(20, 200)
            closes = []
            for day in days:
                level = max(5, level * self.chance.randint(970, 1032) // 1000 + self.chance.randint(-1, 1))
                if day.weekday() < 5 and self.chance.random() < 0.9:
                    closes.append({"date": str(day), "close": f"{level}.{self.chance.randint(0, 99):02}"})
            for begin in range(0, len(closes), 200):
                self.person.insist("POST", f"/v1/instruments/{share}/prices", {"prices": closes[begin:begin + 200]}, f"prices {self.seed} {share} {begin}").expect(200)
        for currency, middle in (("USD", 1090), ("CHF", 970)):
            rates = [{"from": "EUR", "to": currency, "date": str(day), "rate": f"{(middle + self.chance.randint(-60, 60)) / 1000:.4f}"} for day in days if day.weekday() < 5]
            for begin in range(0, len(rates), 200):
                self.person.insist("POST", "/v1/fx-rates", {"rates": rates[begin:begin + 200]}, f"rates {self.seed} {currency} {begin}").expect(200)
        for day in sorted(self.chance.choices(days[5:], k=bookings)):
            self.book(str(day))

    def book(self, day: str) -> None:
        account, (share, currency) = self.chance.choice(self.brokers), self.chance.choice(self.shares)
        held = self.held.get((account, share), 0)
        kind = self.chance.choice(["deposit", "withdrawal", "buy", "buy", "buy", "sell", "dividend", "interest", "fee", "tax", "cash_transfer", "transfer", "fx_exchange", "expense"])
        row = {"account": account, "type": kind, "date": day, "currency": "EUR"}
        if kind in ("deposit", "withdrawal", "interest", "fee", "tax", "expense"):
            row |= {"account": self.chance.choice([account, self.bank]), "amount": self.cents(1, 400 if kind == "deposit" else 60)}
            if kind == "expense":
                row["account"] = self.bank
        elif kind == "buy":
            units = self.chance.randint(1, 40)
            row |= {"instrument": share, "currency": currency, "quantity": str(units), "price": self.cents(20, 200), "fee": self.cents(0, 9)}
            self.held[account, share] = held + units
        elif kind == "dividend" and held:
            row |= {"instrument": share, "currency": currency, "amount": self.cents(1, 90), "tax": self.cents(0, 9)}
        elif kind == "sell" and held:
            units = self.chance.randint(1, held)
            row |= {"instrument": share, "currency": currency, "quantity": str(units), "price": self.cents(20, 200), "fee": self.cents(0, 9), "tax": self.cents(0, 5)}
            self.held[account, share] = held - units
        elif kind == "transfer" and held:
            other = next(one for one in self.brokers if one != account)
            units = self.chance.randint(1, held)
            row |= {"instrument": share, "counter_account": other, "quantity": str(units), "currency": currency}
            self.held[account, share] = held - units
            self.held[other, share] = self.held.get((other, share), 0) + units
        elif kind == "cash_transfer":
            row |= {"account": self.bank, "counter_account": account, "amount": self.cents(10, 900)}
        elif kind == "fx_exchange":
            row |= {"amount": self.cents(50, 500), "counter_currency": "USD", "counter_amount": self.cents(50, 600)}
        else:
            return
        self.made("/v1/transactions", row)
