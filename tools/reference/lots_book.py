"""Unit-cost lots, exact decimals, no fees."""
import dataclasses
import datetime
from fractions import Fraction

from case import Booking, Case, day


class BookError(Exception):
    pass


@dataclasses.dataclass
class Lot:
    symbol: str
    account: str
    unit_cost: Fraction
    currency: str | None
    date: datetime.date
    label: str | None
    quantity: Fraction

    def same_kind(self, other: "Lot") -> bool:
        return dataclasses.replace(self, quantity=0) == dataclasses.replace(other, quantity=0)

    def agrees(self, selector: dict) -> bool:
        return (("cost" not in selector or Fraction(selector["cost"]) == self.unit_cost)
                and ("currency" not in selector or selector["currency"] == self.currency)
                and ("date" not in selector or day(selector["date"]) == self.date)
                and ("label" not in selector or selector["label"] == self.label))

    def described(self) -> dict:
        row = {"symbol": self.symbol, "quantity": self.quantity, "unit_cost": self.unit_cost, "currency": self.currency, "lot_date": self.date}
        return row | ({"lot_label": self.label} if self.label else {})


class Book:
    def __init__(self, case: Case):
        self.case, self.lots, self.disposals, self.means = case, [], [], {}
        for booking in sorted((one for one in case.bookings if not case.as_of or one.date <= case.as_of), key=lambda one: (one.date, one.type == "SELL", one.index)):
            self._book(booking)

    def method(self, account) -> str:
        return (self.case.model.get("account_methods") or {}).get(account, self.case.method)

    def _pooled(self, account) -> bool:
        return self.method(account).startswith("AVERAGE") and self.case.model.get("average") == "pool"

    def _pool(self, symbol, account):
        """The key of the pool in which the units of the account are, and the quantity there."""
        everywhere = self.method(account).endswith("ALL")
        held = sum(lot.quantity for lot in self.lots if lot.symbol == symbol and (everywhere or lot.account == account))
        return (symbol, None if everywhere else account), held

    def _book(self, booking: Booking):
        if not booking.quantity:
            return
        method = self.method(booking.account)
        opens = booking.raw.get("opens_lot") or method == "NONE"
        if booking.type == "BUY" or (booking.type == "SELL" and opens):
            quantity = booking.quantity if booking.type == "BUY" else -booking.quantity
            self._add(Lot(booking.symbol, booking.account, booking.price, booking.currency, booking.date, booking.raw.get("lot_label"), quantity))
        elif booking.type == "SELL":
            for lot in self._reduce(booking, method):
                row = {"date": booking.date} | lot.described()
                if booking.price is not None:
                    row["gain"] = lot.quantity * (booking.price - lot.unit_cost)
                self.disposals.append(row)
        elif booking.type == "TRANSFER_OUT":
            for lot in self._reduce(booking, method):
                self._add(dataclasses.replace(lot, account=booking.raw["counter_account"]), within=self._stays(booking))

    def _stays(self, transfer: Booking) -> bool:
        """Whether the units remain in one pool over all accounts."""
        return self.case.model.get("average") == "pool" and self.method(transfer.account) == self.method(transfer.raw["counter_account"]) == "AVERAGEALL"

    def _add(self, new: Lot, within=False):
        if self._pooled(new.account) and not within:
            key, held = self._pool(new.symbol, new.account)
            self.means[key] = (self.means.get(key, 0) * held + new.unit_cost * new.quantity) / (held + new.quantity)
        same = next((lot for lot in self.lots if lot.same_kind(new)), None)
        if same:
            same.quantity += new.quantity
        else:
            self.lots.append(new)
        self.lots = [lot for lot in self.lots if lot.quantity]

    def _reduce(self, booking: Booking, method: str) -> list[Lot]:
        """The parts taken, at the cost at which they leave."""
        candidates = [lot for lot in self.lots if lot.symbol == booking.symbol and lot.quantity > 0
                      and (method.endswith("ALL") or lot.account == booking.account) and lot.agrees(booking.raw.get("lot_selector") or {})]
        if not candidates:
            raise BookError("no_match")
        pooled = self._pooled(booking.account)
        if method == "AVERAGEALL" and pooled:
            candidates = [lot for lot in candidates if lot.account == booking.account]
        if sum(lot.quantity for lot in candidates) < booking.quantity:
            raise BookError("insufficient_lots")
        candidates = self._ordered(candidates, booking.quantity, method.removesuffix("ALL"))
        if method.startswith("AVERAGE") and not pooled:
            candidates = self._merged(candidates)
        taken, rest, mean = [], booking.quantity, self.means.get(self._pool(booking.symbol, booking.account)[0])
        if booking.type == "TRANSFER_OUT" and self._stays(booking):
            pooled = False  # a lot keeps its cost
        for lot in candidates:
            if not rest:
                break
            if lot.account != booking.account and method != "AVERAGEALL":
                raise BookError("wrong_account_for_method")
            taken.append(dataclasses.replace(lot, quantity=min(rest, lot.quantity), unit_cost=mean if pooled else lot.unit_cost))
            lot.quantity -= taken[-1].quantity
            rest -= taken[-1].quantity
        self.lots = [lot for lot in self.lots if lot.quantity]
        return taken

    def _ordered(self, candidates: list[Lot], quantity, method: str) -> list[Lot]:
        if method.startswith("STRICT"):
            exact = [lot for lot in candidates if lot.quantity == quantity] if method == "STRICT_WITH_SIZE" else []
            if len(candidates) > 1 and sum(lot.quantity for lot in candidates) != quantity:
                if not exact:
                    raise BookError("ambiguous")
                return [min(exact, key=lambda lot: lot.date)]
            return candidates
        key = {"LIFO": lambda lot: -lot.date.toordinal(), "HIFO": lambda lot: -lot.unit_cost}.get(method, lambda lot: lot.date)
        return sorted(candidates, key=key)

    def _merged(self, candidates: list[Lot]) -> list[Lot]:
        """candidates: oldest first."""
        if len(candidates) == 1:
            return candidates
        oldest, total = candidates[0], sum(lot.quantity for lot in candidates)
        oldest.unit_cost = sum(lot.quantity * lot.unit_cost for lot in candidates) / total
        for lot in candidates[1:]:
            lot.quantity = Fraction(0)
        oldest.quantity = total
        self.lots = [lot for lot in self.lots if lot.quantity]
        return [oldest]


def lots_book(case: Case) -> dict:
    try:
        book = Book(case)
    except BookError as error:
        return {"error": str(error)}
    costs = {}
    for lot in book.lots:
        costs[lot.currency] = costs.get(lot.currency, 0) + lot.quantity * lot.unit_cost
    return {"lots": [{"account": lot.account} | lot.described() for lot in book.lots], "disposals": book.disposals,
            "realized_gain": sum((row.get("gain", 0) for row in book.disposals), start=Fraction(0)),
            "cost_basis_by_currency": [{"currency": currency, "amount": amount} for currency, amount in costs.items()]}
