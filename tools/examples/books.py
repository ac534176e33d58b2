"""The books of docs/guide/how-coffer-computes.md as cases for `coffer evaluate`.

A line of a ```book block is one of
    DATE TYPE [field value]...          a transaction; of account A in euro unless it says otherwise
    DATE close SYMBOL PRICE             a close
    DATE rate FROM TO RATE              an exchange rate
    account|instrument NAME [field value]...
    report CURRENCY, method METHOD, as of DATE, period FROM TO, model KEY VALUE...
    = FIGURE VALUE                      a figure that comes out; null where there is none
    = LIST [field value]...             an item of a list; `none` where it is empty
"""
import re

DATE = re.compile(r"\d{4}-\d{2}-\d{2}$")
LISTS_OF_DAYS = ("series_dates", "postings_of")
WITHOUT_MONEY = ("TRANSFER_OUT", "TRANSFER_IN", "SPLIT", "SPIN_OFF")


class Unreadable(Exception):
    pass


def blocks(page: str) -> list[tuple[int, str]]:
    """Each book of a page, with the line on which it begins."""
    return [(page.count("\n", 0, found.start()) + 1, found.group(1)) for found in re.finditer(r"^```book\n(.*?)^```$", page, re.S | re.M)]


def read(name: str, text: str) -> dict:
    case: dict = {"id": name, "model": {"engine": "coffer"}, "base_currency": "EUR", "cost_basis": "FIFO", "accounts": [], "instruments": [],
                  "transactions": [], "prices": [], "fx": [], "as_of": None, "period": None, "expect": {},
                  "tolerance": {"money": "0", "rate": "0.0000001", "quantity": "0"}}
    for line in text.splitlines():
        words = line.split()
        if words:
            _take(case, words, line)
    if not case["expect"]:
        raise Unreadable(f"{name}: a book without figures shows nothing")
    _complete(case)
    return case


def _take(case: dict, words: list[str], line: str) -> None:
    head, rest = words[0], words[1:]
    if DATE.match(head) and rest[:1] == ["close"] and len(rest) == 3:
        case["prices"].append({"symbol": rest[1], "date": head, "close": rest[2]})
    elif DATE.match(head) and rest[:1] == ["rate"] and len(rest) == 4:
        case["fx"].append({"from": rest[1], "to": rest[2], "date": head, "rate": rest[3]})
    elif DATE.match(head) and rest:
        case["transactions"].append({"date": head, "type": rest[0].upper(), **_fields(rest[1:], line)})
    elif head == "account" and rest:
        case["accounts"].append(_account(rest[0], _fields(rest[1:], line)))
    elif head == "instrument" and rest:
        case["instruments"].append({"symbol": rest[0], "currency": "EUR", "kind": "SECURITY", **_fields(rest[1:], line)})
    elif head == "report" and len(rest) == 1:
        case["base_currency"] = rest[0]
    elif head == "method" and len(rest) == 1:
        case["cost_basis"] = rest[0]
    elif words[:2] == ["as", "of"] and len(words) == 3:
        case["as_of"] = words[2]
    elif head == "period" and len(rest) == 2:
        case["period"] = {"from": rest[0], "to": rest[1]}
    elif head == "model" and len(rest) >= 2:
        case["model"][rest[0]] = rest[1:] if rest[0] in LISTS_OF_DAYS else rest[1]
    elif head == "=" and len(rest) == 2 and rest[1] == "none":
        case["expect"][rest[0]] = []
    elif head == "=" and len(rest) == 2:
        case["expect"][rest[0]] = None if rest[1] == "null" else rest[1]
    elif head == "=" and len(rest) > 2:
        case["expect"].setdefault(rest[0], []).append(_fields(rest[1:], line))
    else:
        raise Unreadable(f"this is no line of a book: {line}")


def _fields(words: list[str], line: str) -> dict:
    if len(words) % 2:
        raise Unreadable(f"a field without its value: {line}")
    return dict(zip(words[::2], words[1::2]))


def _account(name: str, fields: dict) -> dict:
    account = {"name": name, **fields}
    if "shorts" in account:
        account["shorts"] = account["shorts"] == "true"
    if "owned" in account:
        account["owners"] = [{"from": "1970-01-01", "own": account.pop("owned")}]
    if account.get("kind") != "loan":
        account.setdefault("cash", "untracked")
    return account


def _complete(case: dict) -> None:
    if not case["accounts"]:
        case["accounts"].append(_account("A", {}))
    known = {each["symbol"] for each in case["instruments"]}
    for transaction in case["transactions"]:
        if transaction["type"] != "SPLIT":
            transaction.setdefault("account", "A")
        if transaction["type"] not in WITHOUT_MONEY:
            transaction.setdefault("currency", "EUR")
        for symbol in (transaction.get("symbol"), transaction.get("new_symbol")):
            if symbol and symbol not in known:
                known.add(symbol)
                case["instruments"].append({"symbol": symbol, "currency": "EUR", "kind": "SECURITY"})
    if case["as_of"] is None:
        case["as_of"] = max(each["date"] for part in ("transactions", "prices", "fx") for each in case[part])
