"""Engines without transactions: rates of given flows, returns of given values."""
import math
from fractions import Fraction

import risk
import roots
from case import Case, day


def _flows(case: Case):
    return [(day(row["date"]), Fraction(row["amount"])) for row in case.raw["cash_flows"]]


def xirr(case: Case) -> dict:
    return {"irr": roots.xirr(_flows(case))}


def xnpv(case: Case) -> dict:
    flows = _flows(case)
    first, growth = min(date for date, _ in flows), 1 + float(case.inputs["rate"])
    return {"xnpv": sum(float(amount) / growth ** ((date - first).days / 365) for date, amount in flows)}


def irr_periodic(case: Case) -> dict:
    return {"irr": roots.internal_rate([(Fraction(row["t"]), Fraction(row["amount"])) for row in case.raw["cash_flows"]])}


def modified_dietz(case: Case) -> dict:
    begin, end, length = (Fraction(case.inputs[key]) for key in ("begin", "end", "length"))
    flows = [(Fraction(row["t"]), Fraction(row["amount"])) for row in case.inputs["flows"]]
    weighted = sum(amount * (length - t) / length for t, amount in flows)
    return {"mwr": (end - begin - sum(amount for _, amount in flows)) / (begin + weighted)}


def twr_subperiods(case: Case) -> dict:
    values, flows = ([Fraction(x) for x in case.inputs[key]] for key in ("values", "flows"))
    growth = math.prod((values[i] / (values[i - 1] + flows[i - 1]) for i in range(1, len(values))), start=Fraction(1))
    figures = {"twr": growth - 1}
    if case.inputs.get("years"):
        figures["twr_annualized"] = float(growth) ** (1 / float(case.inputs["years"])) - 1
    return figures


def annualize(case: Case) -> dict:
    return {"annualized": (1 + float(case.inputs["total_return"])) ** (365 / float(case.inputs["days"])) - 1}


def fire(case: Case) -> dict:
    principal, payment, target = (float(case.inputs[key]) for key in ("principal", "monthly_payment", "target"))
    r = float(case.inputs["annual_rate"]) / 12
    if r == 0:
        return {"periods": (target - principal) / payment}
    return {"periods": math.log((target * r + payment) / (principal * r + payment)) / math.log(1 + r)}


def risk_statistics(case: Case) -> dict:
    figures = {}
    if "accumulated" in case.inputs:
        wealth = [1 + Fraction(x) for x in case.inputs["accumulated"]]
        figures |= risk.drawdown(wealth) | risk.recovery(day(case.inputs["start"]), wealth)
    if "returns" in case.inputs:
        skip = {int(position) for position in case.inputs.get("skip") or []}
        figures |= risk.deviations([Fraction(r) for position, r in enumerate(case.inputs["returns"]) if position not in skip])
    return figures
