"""The inputs that a case file states, as the leaves of trails name them."""
import operations
from operations import Fraction

STORED_DIGITS = 18  # after the point
PARTED = ("cash_in_lieu", "fx", "settled")  # fields that lie in an object of their own


class Wrong(Exception):
    """A trail that does not hold."""


class Inputs:
    """What a case file states, by the identity that leaves give."""

    def __init__(self, case: dict):
        self.case = case
        # In the default core the arrival of a transfer belongs to its departure and is no transaction of its own.
        rows = case.get("transactions", [])
        self.transactions = [row for row in rows if not row["type"].endswith("TRANSFER_IN") or not self._is_of_default_core()]
        self.arrivals = [row for row in rows if row["type"].endswith("TRANSFER_IN")]

    def _is_of_default_core(self) -> bool:
        return self.case.get("model", {}).get("engine", "coffer") == "coffer"

    def stated(self, leaf: dict) -> Fraction:
        """As it is stored, with eighteen digits."""
        return operations.rounded(Fraction(getattr(self, "_" + leaf["kind"])(leaf)), STORED_DIGITS)

    def _field(self, leaf: dict) -> str:
        row = self.transactions[leaf["transaction"]]
        if row["date"] != leaf["date"]:
            raise Wrong(f"transaction {leaf['transaction']} is of {row['date']}, not {leaf['date']}")
        head, _, rest = leaf["field"].partition("/")
        if rest and head in PARTED:
            return row[head][rest]
        if head == "counter_amount" and head not in row:
            return next(other["amount"] for other in self.arrivals if other.get("link") == row.get("link"))
        return row[head]

    def _price(self, leaf: dict) -> Fraction:
        row = [one for one in self.case["prices"] if (one["symbol"], one["date"]) == (leaf["symbol"], leaf["date"])][-1]
        close = Fraction(row["close"])
        if row.get("adjustment") == "split":  # the store keeps closes as they were quoted
            for split in self.transactions:
                if split["type"] == "SPLIT" and split["symbol"] == row["symbol"] and row["date"] < split["date"] <= row["fetched"]:
                    close *= Fraction(split["ratio_to"]) / Fraction(split["ratio_from"])
        return close

    def _rate(self, leaf: dict) -> str:
        return [one for one in self.case["fx"] if all(one[key] == leaf[key] for key in ("from", "to", "date"))][-1]["rate"]

    def _share(self, leaf: dict) -> str:
        account = next(one for one in self.case["accounts"] if one["name"] == leaf["account"])
        return next(one["own"] for one in account["owners"] if one["from"] == leaf["date"])

    def _price_factor(self, leaf: dict) -> str:
        return next(one for one in self.case["instruments"] if one["symbol"] == leaf["symbol"]).get("price_factor", "1")

    def _convention(self, leaf: dict) -> str:
        stated = {"trading_days_per_year": "252", "days_per_year": "365", "julian_days_per_year": "365.25", "months_per_year": "12",
                  "confidence": self.case["model"].get("confidence", "0.95")}
        return stated[leaf["name"]]

    def _given(self, leaf: dict) -> str:
        """What stands at a place of the file, where numbers are given without a booking."""
        if leaf["path"].split("/")[0] not in ("inputs", "cash_flows", "model"):
            raise Wrong(f"{leaf['path']} is no input")
        found = self.case
        for step in leaf["path"].split("/"):
            found = found[int(step)] if isinstance(found, list) else found[step]
        return found

    def _riskless_rate(self, leaf: dict) -> str:
        return next(one for one in self.case["model"]["riskless"] if one["date"] == leaf["date"])["rate"]

    def _payment(self, leaf: dict) -> str:
        row = self.case["cash_flows"][leaf["place"]]
        if row["date"] != leaf["date"]:
            raise Wrong(f"payment {leaf['place']} is of {row['date']}, not {leaf['date']}")
        return row["amount"]

    def _final_value(self, leaf: dict) -> str:
        if leaf["date"] != (self.case.get("as_of") or self.case["cash_flows"][-1]["date"]):
            raise Wrong(f"the final value is not of {leaf['date']}")
        return self.case["inputs"]["final_value"]

    def _total_return(self, leaf: dict) -> str:
        return self.case["inputs"]["total_return"]

    def days(self) -> int | None:
        """How long what is annualised lasts; none where the case leaves it to its transactions."""
        if "total_return" in (self.case.get("inputs") or {}):
            return int(self.case["inputs"]["days"])
        period = self.case.get("period")
        return operations.days_between(period["from"], period["to"]) if period else None
