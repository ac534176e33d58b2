"""What the REST API exports of a household, as a case that `coffer evaluate` reads: a way to the figures without database and services."""
import household

# Fields of the export that mean the same in a case, whatever the type.
SAME = ("date", "time", "quantity", "price", "amount", "currency", "fee", "tax", "sequence", "cost", "cost_date", "counter_amount", "counter_currency", "accrued", "principal",
        "interest", "category", "ratio_to", "ratio_from", "cost_share", "cash_per_share", "new_price", "new_quantity", "fee_quantity", "fee_price")
NAMED = {"account": "account", "counter_account": "counter_account", "loan": "loan", "instrument": "symbol", "new_instrument": "new_symbol", "counter_date": "arrival_date"}


def everything(person: household.Household, path: str) -> list[dict]:
    """All pages of a list."""
    items, cursor = [], None
    while True:
        page = person.send("GET", path + ("&" if "?" in path else "?") + "limit=200" + (f"&cursor={cursor}" if cursor else "")).expect(200).json
        items += page["items"]
        cursor = page["next_cursor"]
        if not cursor:
            return items


def row_of(transaction: dict, priced_in: dict[str, str]) -> dict:
    row = {"type": transaction["type"].upper()}
    row |= {name: transaction[name] for name in SAME if transaction.get(name) is not None}
    row |= {there: transaction[here] for here, there in NAMED.items() if transaction.get(here) is not None}
    if transaction.get("fx_rate") and transaction.get("instrument"):  # currency of the price per currency of the booking, stored the other way round
        row["fx"] = {"rate": transaction["fx_rate"], "instrument_currency": priced_in[transaction["instrument"]]}
    return row


def cash_of(account: dict) -> dict:
    """`cash` is a word, or the account in which it is settled."""
    kept = account["cash"]
    return {"cash": kept} if kept in ("tracked", "untracked") else {"cash": "settled", "settlement": kept}


def case_of(person: household.Household, base: str, to: str, scopes: list[str], series_dates: list[str]) -> dict:
    export = person.send("GET", "/v1/exports/transactions?format=json").expect(200).json
    instruments, accounts = export["instruments"], export["accounts"]
    priced_in = {one["id"]: one["currency"] for one in instruments}
    prices = [{"symbol": one["id"], "date": price["date"], "close": price["close"]} for one in instruments for price in everything(person, f"/v1/instruments/{one['id']}/prices")]
    currencies = sorted({one["currency"] for one in [*instruments, *accounts, *export["transactions"]] if one["currency"] != base})
    rates = [{key: rate[key] for key in ("from", "to", "date", "rate")} for other in currencies for rate in everything(person, f"/v1/fx-rates?from={base}&to={other}")]
    splits = [{"date": one["ex_date"], "type": "SPLIT", "symbol": one["instrument"], "ratio_to": str(one["ratio_to"]), "ratio_from": str(one["ratio_from"])}
              for one in export["corporate_actions"] if one["type"] == "split"]
    return {"id": "exported", "model": {"engine": "coffer", "scopes": scopes, "series_dates": series_dates}, "base_currency": base, "cost_basis": "FIFO",
            "accounts": [{"name": one["id"], "method": one["cost_basis"].upper(), "shorts": one["shorts"] == "allowed"} | ({"kind": "loan"} if one["kind"] == "loan" else {})
                         | cash_of(one) for one in accounts],
            "instruments": [{"symbol": one["id"], "currency": one["currency"], "kind": "PROPERTY" if one["kind"] == "property" else "SECURITY", "price_factor": one["price_factor"]} for one in instruments],
            "transactions": splits + [row_of(one, priced_in) for one in export["transactions"]], "prices": prices, "fx": rates, "as_of": to, "period": None, "expect": {}}
