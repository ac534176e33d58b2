"""Balances and the statement of the whole: `valuation`, `pp_period_report`."""
from fractions import Fraction

import roots
from case import INCOME, Case, cents
from money_lots import Holding, unit_sign


def balances(case: Case, date) -> dict:
    """(account, currency) -> balance at the end of the day."""
    found = {}
    for booking in case.bookings:
        if booking.date <= date and booking.cash:
            key = booking.account, booking.currency
            found[key] = found.get(key, 0) + booking.cash
    return found


def units(case: Case, date) -> dict:
    found = {}
    for booking in case.bookings:
        if booking.date <= date and unit_sign(booking):
            found[booking.symbol] = found.get(booking.symbol, 0) + unit_sign(booking) * booking.quantity
    return {symbol: quantity for symbol, quantity in found.items() if quantity}


def valuation(case: Case) -> dict:
    rows = [{"account": account, "currency": currency, "amount": amount, "value": cents(amount * case.rate(currency, case.base, case.as_of))}
            for (account, currency), amount in balances(case, case.as_of).items()]
    return {"cash": sum((row["value"] for row in rows), start=Fraction(0)), "cash_by_account": rows,
            "holdings": [{"symbol": symbol, "quantity": quantity} for symbol, quantity in units(case, case.as_of).items()]}


def whole(case: Case, date) -> Fraction:
    cash = sum(cents(amount * case.rate(currency, case.base, date)) for (_, currency), amount in balances(case, date).items())
    return cash + sum(case.worth(symbol, quantity, date) for symbol, quantity in units(case, date).items())


def period_report(case: Case) -> dict:
    inside = [one for one in case.bookings if case.start < one.date <= case.end]
    total = lambda field, signs: sum((signs[one.type] * case.converted(one, getattr(one, field)) for one in inside if one.type in signs), start=Fraction(0))
    every = {one.type: 1 for one in inside}
    transfer_signs = {"DEPOSIT": 1, "DELIVERY_IN": 1, "WITHDRAWAL": -1, "DELIVERY_OUT": -1}
    report = {"initial_value": whole(case, case.start), "final_value": whole(case, case.end),
              "earnings": total("gross", dict.fromkeys(INCOME, 1)) + total("amount", {"INTEREST_CHARGE": -1}),
              "fees": total("fee", every) + total("amount", {"FEE": 1, "FEE_REFUND": -1}),
              "taxes": total("tax", every) + total("amount", {"TAX": 1, "TAX_REFUND": -1}),
              "transfers": total("amount", transfer_signs)}
    parts = [Holding(case, symbol, case.start, case.end).figures() for symbol in case.instruments]
    for name, figure in (("capital_gains", "unrealized_gain_gross"), ("realized_gains", "realized_gain_gross"),
                         ("capital_gains_forex", "unrealized_forex_gain"), ("realized_gains_forex", "realized_forex_gain")):
        report[name] = sum((part[figure] for part in parts), start=Fraction(0))
    report["currency_gains"] = (report["final_value"] - report["initial_value"] - report["capital_gains"] - report["realized_gains"]
                                - report["earnings"] + report["fees"] + report["taxes"] - report["transfers"])
    flows = [(one.date, -transfer_signs[one.type] * case.converted(one, one.amount)) for one in inside if one.type in transfer_signs]
    return {"period_report": report, "irr": roots.xirr([(case.start, -report["initial_value"]), *flows, (case.end, report["final_value"])])}
