#!/usr/bin/env python3
"""Writes COUNT random cases of all engines to a folder: `random_cases.py SEED COUNT DIR`. The same seed gives the same files.

`expect` holds every figure of the reference; money and quantities must be equal, rates to 1e-9.
"""
import argparse
import datetime
import json
import pathlib
import sys
from decimal import Decimal

import evaluate
from random_market import CURRENCIES, EPOCH, SYMBOL, Maker, Securities

CASH_KINDS = ("DEPOSIT", "WITHDRAWAL", "INTEREST", "INTEREST_CHARGE", "FEE", "TAX", "FEE_REFUND", "TAX_REFUND")


def cash_rows(maker: Maker, count: int, currencies, accounts=("A1", "A2")) -> list:
    rows = []
    for date in maker.dates(count):
        kind = maker.choice(CASH_KINDS + ("DEPOSIT", "DEPOSIT", "TRANSFER"))
        row = {"date": str(date), "amount": str(maker.money(1, 900)), "currency": maker.choice(currencies), "account": maker.choice(accounts)}
        if kind == "TRANSFER":
            other = accounts[1 - accounts.index(row["account"])]
            rows += [row | {"type": "CASH_TRANSFER_OUT", "counter_account": other},
                     row | {"type": "CASH_TRANSFER_IN", "account": other, "counter_account": row["account"]}]
        else:
            extra = {name: str(maker.money(1, 9)) for name in ("fee", "tax") if kind == "INTEREST" and maker.often(0.3)}
            rows.append(row | {"type": kind} | extra)
    return rows


def instrument(maker: Maker, symbol: str, currency: str) -> dict:
    return {"symbol": symbol, "currency": currency, "kind": "SECURITY"} | ({"price_unit": "pence", "price_factor": "0.01"} if maker.often(0.1) else {})


def lots(maker: Maker) -> dict:
    case = maker.frame("lots", symbol=SYMBOL)
    case["cost_basis"], case["model"]["scope"] = maker.choice((("FIFO", "portfolio"), ("AVERAGE", "global")))
    case["transactions"] = Securities(maker, case).rows(maker.randint(1, 25))
    if maker.often(0.3):
        case["model"]["opening_revaluation"], case["period"] = True, maker.period(case["transactions"])
        case["as_of"] = case["period"]["to"]
    elif maker.often(0.5):
        case["as_of"] = maker.choice(case["transactions"])["date"] if case["transactions"] else str(maker.any_day())
    return case


def dividend_yield(maker: Maker) -> dict:
    case = maker.frame("dividend_yield", symbol=SYMBOL)
    case["cost_basis"] = maker.choice(("FIFO", "AVERAGE"))
    case["transactions"] = Securities(maker, case).rows(maker.randint(3, 25), dividends=4)
    return case


def dividend_periodicity(maker: Maker) -> dict:
    case = maker.frame("dividend_periodicity", symbol=SYMBOL)
    case["instruments"] = [{"symbol": SYMBOL, "currency": case["base_currency"], "kind": "SECURITY"}]
    date, step = maker.any_day(0, 20), maker.choice((20, 59, 61, 90, 130, 131, 180, 270, 271, 365))
    for _ in range(maker.randint(0, 7)):
        case["transactions"].append({"date": str(date), "type": "DIVIDEND", "symbol": SYMBOL, "quantity": "1", "amount": "5", "currency": case["base_currency"]})
        date += datetime.timedelta(days=max(1, step + maker.randint(-3, 3)))
    case["as_of"] = maker.choice(case["transactions"])["date"] if case["transactions"] and maker.often(0.2) else str(date)
    maker.shuffle(case["transactions"])
    return case


def security(maker: Maker) -> dict:
    case = maker.frame("pp_security", symbol=SYMBOL)
    case["cost_basis"], case["model"]["scope"] = maker.choice((("FIFO", "portfolio"), ("AVERAGE", "global")))
    case["transactions"] = Securities(maker, case).rows(maker.randint(1, 25)) + cash_rows(maker, 2, (case["base_currency"],))
    case["period"] = maker.period(case["transactions"])
    case["as_of"] = case["period"]["to"]
    return case


def volatility(maker: Maker) -> dict:
    case = security(maker)
    case["model"] = {"engine": "pp_volatility", "symbol": SYMBOL}
    return case


def security_irr(maker: Maker) -> dict:
    case = maker.frame("pp_security_irr")
    case["cost_basis"], base = "FIFO", case["base_currency"]
    case["instruments"] = [{"symbol": SYMBOL, "currency": base, "kind": "SECURITY"}]
    for position, date in enumerate(sorted({maker.any_day(0, 700) for _ in range(maker.randint(2, 8))})):
        kind = "BUY" if position == 0 else maker.choice(("BUY", "SELL", "SELL", "DIVIDEND"))
        row = {"date": str(date), "type": kind, "symbol": SYMBOL, "quantity": "1", "currency": base, "portfolio": "P1", "amount": str(maker.money(50, 200))}
        case["transactions"].append(row | {name: str(maker.money(1, 9)) for name in ("fee", "tax") if maker.often(0.5)})
    case["period"] = {"from": str(EPOCH - datetime.timedelta(days=1)), "to": str(maker.any_day(700, 720))}
    case["as_of"] = case["period"]["to"]
    return case


def client_index(maker: Maker) -> dict:
    case = maker.frame("pp_client_index")
    base = case["base_currency"]
    case["transactions"] = cash_rows(maker, maker.randint(0, 25), (base,))
    case["period"] = maker.period(case["transactions"])
    first, last = (datetime.date.fromisoformat(case["period"][key]) for key in ("from", "to"))
    case["as_of"] = str(last)
    case["model"]["series_dates"] = [str(first + datetime.timedelta(days=n)) for n in sorted(maker.sample(range((last - first).days + 1), min(8, (last - first).days)))]
    if maker.often(0.5):
        case["model"]["aggregate_by"] = "WEEK"
    return case


def period_report(maker: Maker) -> dict:
    case = maker.frame("pp_period_report")
    case["cost_basis"] = maker.choice(("FIFO", "FIFO", "AVERAGE"))
    case["transactions"] = cash_rows(maker, maker.randint(0, 15), CURRENCIES)
    for symbol in (SYMBOL, "BETA")[:maker.randint(0, 2)]:
        case["transactions"] += Securities(maker, case, symbol).rows(maker.randint(1, 15))
    case["period"] = maker.period(case["transactions"])
    case["as_of"] = case["period"]["to"]
    return case


def valuation(maker: Maker) -> dict:
    case = period_report(maker)
    case["model"], case["as_of"], case["period"] = {"engine": "valuation"}, str(maker.any_day(50, 220)), None
    return case


def trades(maker: Maker) -> dict:
    case = maker.frame("trades", symbol=SYMBOL)
    case["cost_basis"], case["model"]["scope"] = maker.choice((("FIFO", "portfolio"), ("FIFO", "portfolio"), ("AVERAGE", "global")))
    case["transactions"] = Securities(maker, case, shorts=maker.often(0.4)).rows(maker.randint(1, 20))
    return case


def lots_book(maker: Maker) -> dict:
    method = maker.choice(("FIFO", "LIFO", "HIFO", "AVERAGE", "STRICT", "STRICT_WITH_SIZE", "NONE", "FIFOALL", "LIFOALL", "HIFOALL", "AVERAGEALL"))
    case = maker.frame("lots_book", scope="global" if method.endswith("ALL") else "account")
    accounts, base = ("one", "two", "three")[:maker.choice((1, 1, 2, 3))], case["base_currency"]
    methods = {}
    if not method.endswith("ALL") and method != "NONE" and maker.often(0.3):
        methods = {name: maker.choice(("FIFO", "LIFO", "HIFO", "AVERAGE", "STRICT")) for name in accounts if maker.often(0.5)}
        case["model"]["account_methods"] = methods
    if "AVERAGE" in method or "AVERAGE" in methods.values():
        case["model"]["average"] = maker.choice(("merge", "pool"))
    case["cost_basis"], case["period"] = method, None
    symbols = (SYMBOL, "BETA")[:maker.choice((1, 1, 2))]
    case["instruments"] = [instrument(maker, symbol, base) for symbol in symbols]
    held, costs = {}, [str(Decimal(maker.randint(900, 2000)) / 100) for _ in range(3)]
    for date in maker.dates(maker.randint(2, 16)):
        symbol, account, kind = maker.choice(symbols), maker.choice(accounts), maker.choice(("BUY", "BUY", "BUY", "SELL", "SELL", "TRANSFER"))
        row = {"date": str(date), "symbol": symbol, "account": account}
        plenty = held.get((symbol, account), Decimal(0))
        quantity = plenty if maker.often(0.2) else min(plenty, maker.units(8)) if maker.often(0.93) else plenty + 1
        quantity = max(quantity, Decimal(0))
        if kind == "BUY":
            quantity = maker.units(12)
            currency = maker.choice(CURRENCIES) if maker.often(0.2) and "average" not in case["model"] else base
            row |= {"type": kind, "quantity": str(quantity), "price": maker.choice(costs), "currency": currency}
            row |= {"lot_label": maker.choice("xy")} if maker.often(0.2) else {}
            held[symbol, account] = plenty + quantity
            case["transactions"].append(row)
            continue
        if plenty and maker.often(0.1):
            row["lot_selector"] = maker.choice(({"cost": maker.choice(costs)}, {"currency": base}, {"label": "x"}, {"date": str(date)}))
        held[symbol, account] = plenty - quantity
        others = [name for name in accounts if name != account]
        if kind == "TRANSFER" and others and method != "NONE":
            other = maker.choice(others)
            held[symbol, other] = held.get((symbol, other), Decimal(0)) + quantity
            case["transactions"] += [row | {"type": "TRANSFER_OUT", "quantity": str(quantity), "counter_account": other},
                                     {"date": str(date), "type": "TRANSFER_IN", "symbol": symbol, "quantity": str(quantity), "account": other,
                                      "counter_account": account}]
        elif kind == "SELL":
            row |= {"type": kind, "quantity": str(quantity), "price": str(maker.money(8, 25)), "currency": base}
            if "pool" != case["model"].get("average") and maker.often(0.05):
                row["opens_lot"] = True
            elif method != "NONE" and maker.often(0.1):
                row.pop("price")
            case["transactions"].append(row)
    if case["transactions"] and maker.often(0.1):
        case["as_of"] = maker.choice(case["transactions"])["date"]
    return case


def average_price(maker: Maker) -> dict:
    case = maker.frame("average_price")
    case["cost_basis"], base, case["as_of"] = "AVERAGE", case["base_currency"], str(maker.any_day(120, 300))
    if maker.often(0.3):
        case["model"]["zero_epsilon"] = "0.01"
    for symbol in (SYMBOL, "BETA")[:maker.randint(1, 2)]:
        case["instruments"].append(instrument(maker, symbol, base))
        case["prices"] += maker.quotes(symbol, low=30) if maker.often(0.9) else []
        for date in maker.dates(maker.randint(1, 14)):
            row = {"date": str(date), "symbol": symbol, "type": maker.choice(("BUY", "BUY", "BUY", "SELL", "SELL", "SPLIT", "DIVIDEND"))}
            if row["type"] == "SPLIT":
                row |= {"ratio_to": str(maker.choice((1, 2, 3, 7, 20))), "ratio_from": str(maker.choice((1, 1, 2, 3, 10)))}
            elif row["type"] == "DIVIDEND":
                row |= {"amount": str(maker.money(1, 40)), "currency": base}
            else:
                row |= {"quantity": str(maker.units(10)), "price": str(maker.money(5, 60)), "currency": base, "fee": str(maker.money(0, 9))}
            case["transactions"].append(row)
    return case


def totals(maker: Maker) -> dict:
    case = maker.frame("totals", buy_draws_cash=False, cash_excluded_from_cost=True)
    case["cost_basis"], base = "AVERAGE", case["base_currency"]
    kinds = {SYMBOL: "SECURITY", "LOAN": "LIABILITY", "COST": "FEE", base: "CASH"}
    case["instruments"] = [{"symbol": symbol, "currency": base, "kind": kind} for symbol, kind in kinds.items()]
    case["prices"] = maker.quotes(SYMBOL, low=30) if maker.often(0.9) else []
    for date in maker.dates(maker.randint(0, 12)):
        row = {"date": str(date), "currency": base}
        case["transactions"].append(row | maker.choice((
            {"type": "DEPOSIT", "amount": str(maker.money()), "account": base}, {"type": "FEE", "symbol": "COST", "amount": str(maker.money(1, 50))},
            {"type": "LIABILITY", "symbol": "LOAN", "quantity": "1", "price": str(maker.money())},
            {"type": "BUY", "symbol": SYMBOL, "quantity": str(maker.units()), "price": str(maker.money(5, 60))})))
    case["as_of"] = str(maker.any_day(100, 230))
    case["model"]["series_dates"] = sorted({str(maker.any_day(0, 230)) for _ in range(4)})
    return case


def roai(maker: Maker) -> dict:
    case = maker.frame("roai", symbol=SYMBOL, cost="moving_average", fees_in_cost=False)
    case["cost_basis"], currency = "AVERAGE", maker.choice(CURRENCIES)
    cash = maker.often(0.15)
    case["instruments"] = [{"symbol": SYMBOL, "currency": currency, "kind": "CASH"} if cash else instrument(maker, SYMBOL, currency)]
    case["prices"] = maker.quotes(SYMBOL, low=maker.choice((0, 60, 100))) if not cash and maker.often(0.9) else []
    case["as_of"], held = str(maker.any_day(100, 600)), Decimal(0)
    case["model"]["series_dates"] = sorted({str(maker.any_day(-5, 180)) for _ in range(5)})
    case["model"]["ranges"] = sorted({str(maker.any_day(-5, 180)) for _ in range(3)})
    if cash:
        case["model"]["cash"] = True
    for date in maker.dates(maker.choice((0, 1, 4, 8, 12)), span=180):
        row = {"date": str(date), "symbol": SYMBOL, "currency": currency}
        if cash:
            case["transactions"].append(row | {"type": "DEPOSIT", "amount": str(maker.money()), "account": "A1"})
            continue
        kind = maker.choice(("BUY", "BUY", "SELL", "DIVIDEND")) if held else "BUY"
        quantity = held if maker.often(0.3) else maker.units()
        quantity = min(quantity, held) if kind == "SELL" else quantity if kind == "BUY" and quantity else Decimal(1)
        held += {"BUY": quantity, "SELL": -quantity}.get(kind, 0)
        fee = {"fee": str(maker.money(0, 9))} if kind != "DIVIDEND" and maker.often(0.7) else {}
        case["transactions"].append(row | fee | {"type": kind, "quantity": str(quantity), "price": str(maker.money(5, 60))})
    return case


def hledger_roi(maker: Maker) -> dict:
    case = maker.frame("hledger_roi", year_days=maker.choice(("365.25", "365")))
    base, shape, held = case["base_currency"], maker.choice(("valued", "outside", "inside")), {}
    symbols = (SYMBOL, "BETA")[:maker.randint(1, 2)] if shape != "valued" else ()
    case["instruments"] = [instrument(maker, symbol, base) for symbol in symbols]
    for symbol in symbols:
        case["prices"] += maker.quotes(symbol, low=maker.choice((0, 0, 20)))
    if shape == "inside":
        case["model"]["cash_inside"] = True
    kinds = {"valued": ("DEPOSIT", "DEPOSIT", "WITHDRAWAL", "VALUATION"), "outside": ("BUY", "BUY", "SELL", "SELL", "DIVIDEND"),
             "inside": ("DEPOSIT", "WITHDRAWAL", "BUY", "BUY", "SELL", "SELL", "DIVIDEND")}[shape]
    for position, date in enumerate(maker.dates(maker.randint(1, 20))):
        kind = maker.choice(kinds) if position or shape == "outside" else "DEPOSIT"
        row = {"date": str(date), "type": kind, "currency": base}
        if kind in ("DEPOSIT", "WITHDRAWAL", "VALUATION"):
            low, high = {"DEPOSIT": (2000, 5000), "WITHDRAWAL": (1, 400), "VALUATION": (4000, 9000)}[kind]
            case["transactions"].append(row | {"amount": str(maker.money(low, high))})
            continue
        symbol = row["symbol"] = maker.choice(symbols)
        quantity = maker.units(9) if kind != "SELL" else min(maker.units(9), held.get(symbol, Decimal(0)))
        if kind == "SELL" and not quantity:
            continue
        held[symbol] = held.get(symbol, Decimal(0)) + {"BUY": quantity, "SELL": -quantity, "DIVIDEND": 0}[kind]
        costs = {"price": str(maker.money(20, 90)), "fee": str(maker.money(1, 9))} if kind != "DIVIDEND" and maker.often(0.3) else {}
        given = costs or {"amount": str(maker.money(1, 40) if kind == "DIVIDEND" else maker.money(50, 1500))} if kind == "DIVIDEND" or maker.often(0.5) else {}
        case["transactions"].append(row | given | {"quantity": str(quantity)})
    case["period"] = maker.period(case["transactions"])
    case["as_of"] = case["period"]["to"]
    return case


def plain(maker: Maker) -> dict:
    engine = maker.choice(("risk", "risk", "xirr", "xirr", "xnpv", "irr_periodic", "modified_dietz", "twr_subperiods", "annualize", "fire"))
    case = maker.frame(engine) | {"fx": [], "as_of": None}
    decimals = lambda count, low=-900, high=1500: [str(Decimal(maker.randint(low, high)) / 10000) for _ in range(count)]
    flows = lambda count: [str(-maker.money(500, 3000)), *(str(maker.money(100, 1500) * maker.choice((1, 1, 1, -1))) for _ in range(count))]
    if engine == "risk":
        case["inputs"] = ({"accumulated": decimals(maker.randint(1, 40)), "start": str(maker.any_day())} if maker.often(0.5) else
                          {"returns": decimals(maker.randint(1, 40)), "skip": [str(n) for n in sorted(maker.sample(range(40), 3))]})
        case["inputs"]["skip"] = [position for position in case["inputs"].get("skip", []) if int(position) < len(case["inputs"].get("returns", []))]
    elif engine in ("xirr", "xnpv"):
        case["cash_flows"] = [{"date": str(maker.any_day(0, 1500)), "amount": amount} for amount in flows(maker.randint(1, 8))]
        case["inputs"] = {"rate": str(Decimal(maker.randint(-30, 90)) / 100)} if engine == "xnpv" else {}
    elif engine == "irr_periodic":
        case["cash_flows"] = [{"t": str(Decimal(position) / maker.choice((1, 2))), "amount": amount} for position, amount in enumerate(flows(maker.randint(1, 8)))]
    elif engine == "modified_dietz":
        case["inputs"] = {"begin": str(maker.money(500)), "end": str(maker.money(500)), "length": "90",
                          "flows": [{"t": str(maker.randint(0, 90)), "amount": str(maker.money(1, 90))} for _ in range(maker.randint(0, 4))]}
    elif engine == "twr_subperiods":
        count = maker.randint(2, 8)
        case["inputs"] = {"values": [str(maker.money(500, 900)) for _ in range(count)], "years": str(maker.randint(1, 4)),
                          "flows": [str(maker.money(1, 200) * maker.choice((1, -1))) for _ in range(count - 1)]}
    elif engine == "annualize":
        case["inputs"] = {"total_return": decimals(1, -9000, 20000)[0], "days": str(maker.randint(1, 2000))}
    else:
        case["inputs"] = {"principal": str(maker.money(1000)), "annual_rate": maker.choice(("0", "0.04", "0.075")),
                          "monthly_payment": str(maker.money(100, 900)), "target": str(maker.money(6000, 90000))}
    return case


MAKERS = (lots, lots_book, security, trades, roai, hledger_roi, average_price, period_report, lots_book, lots, client_index, plain, trades, roai,
          hledger_roi, dividend_yield, security, valuation, totals, volatility, security_irr, dividend_periodicity, plain, lots_book)


def without_absurd_rates(figures):
    """Annual rates beyond 1,000 or next to -1 are left out: they exceed the digits of the tolerance."""
    if isinstance(figures, list):
        return [without_absurd_rates(item) for item in figures]
    if not isinstance(figures, dict):
        return figures
    return {name: without_absurd_rates(value) for name, value in figures.items()
            if not (name in ("irr", "twr", "twr_annualized") and value is not None and not -0.9999 < float(value) < 1000)}


def write(seed: int, count: int, folder: pathlib.Path) -> list[pathlib.Path]:
    folder.mkdir(parents=True, exist_ok=True)
    files = []
    for number in range(count):
        make = MAKERS[number % len(MAKERS)]
        case = {"id": f"{make.__name__}-{seed}-{number}", "category": "random", "source": {}} | make(Maker(f"{seed}/{number}"))
        case |= {"expect": {}, "tolerance": {"money": "0", "rate": "0.000000001", "quantity": "0"}}
        files.append(folder / f"{case['id']}.json")
        files[-1].write_text(json.dumps(case, indent=1))
        case["expect"] = without_absurd_rates(evaluate.figures(files[-1]))
        files[-1].write_text(json.dumps(case, indent=1))
    return files


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("seed", type=int)
    parser.add_argument("count", type=int)
    parser.add_argument("folder", type=pathlib.Path)
    arguments = parser.parse_args()
    print(f"{len(write(arguments.seed, arguments.count, arguments.folder))} cases in {arguments.folder}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
