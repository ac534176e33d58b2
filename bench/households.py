"""Synthetic households: the same rows for the same name, on any machine."""
import dataclasses
import datetime
import random

import world

LAST_DAY = datetime.date(2025, 12, 31)
INSTRUMENTS = 250
ACCOUNTS = ("Depot A", "Depot B")
HEADER = "date,time,type,symbol,name,quantity,price,amount,currency,fee,account,external_id\n"

# Every third instrument is quoted in dollars. Closes of each weekday move as sums of sines: cheap, smooth, never negative.
MARKET = f"""
CREATE TEMPORARY TABLE shape AS
  SELECT n, gen_random_uuid() AS id, CASE WHEN n % 3 = 2 THEN 'USD' ELSE 'EUR' END AS currency FROM generate_series(0, {INSTRUMENTS - 1}) AS n;
INSERT INTO finance.instruments (id, kind, currency, asset_class) SELECT id, 'stock', currency, 'equity' FROM shape;
INSERT INTO finance.instrument_names (id, instrument_id, kind, value) SELECT gen_random_uuid(), id, 'symbol', 'S' || lpad(n::text, 3, '0') FROM shape;
INSERT INTO finance.instrument_names (id, instrument_id, kind, value) SELECT gen_random_uuid(), id, 'name', 'Share ' || n FROM shape;
INSERT INTO finance.prices (instrument_id, price_date, source, close, currency)
  SELECT s.id, d::date, 'bench', round((60 + n % 90 + 20 * sin(k / 90.0 + n) + 3 * sin(k / 7.0 + 2 * n))::numeric, 2), s.currency
    FROM shape s CROSS JOIN (SELECT d, row_number() OVER (ORDER BY d) AS k FROM generate_series('2013-12-02'::date, '{LAST_DAY}'::date, '1 day') AS d
                              WHERE extract(isodow FROM d) < 6) AS days;
INSERT INTO finance.fx_rates (from_currency, to_currency, rate_date, source, rate)
  SELECT 'EUR', 'USD', d::date, 'bench', round((1.12 + 0.08 * sin(extract(epoch FROM d) / 8640000))::numeric, 4)
    FROM generate_series('2013-12-02'::date, '{LAST_DAY}'::date, '1 day') AS d WHERE extract(isodow FROM d) < 6;
ANALYZE finance.prices; ANALYZE finance.instruments; ANALYZE finance.instrument_names;
"""


@dataclasses.dataclass(frozen=True)
class Shape:
    name: str
    transactions: int
    years: int
    instruments: int


SMALL = Shape("small", 1_900, 8, 60)
LARGE = Shape("large", 14_400, 12, INSTRUMENTS)
HUGE = Shape("huge", 50_000, 12, INSTRUMENTS)


@dataclasses.dataclass
class Household:
    shape: Shape
    client: world.Client
    portfolio: str = ""
    id: str = ""
    user: str = ""


def _money(cents: int) -> str:
    return f"{cents // 100}.{cents % 100:02d}"


def write_csv(shape: Shape) -> bytes:
    """Deposits first, then trades and dividends of what is held, evenly over the years; no short sale."""
    chance = random.Random(shape.name)
    first = LAST_DAY.replace(year=LAST_DAY.year - shape.years) + datetime.timedelta(days=2)
    days = (LAST_DAY - first).days
    held: dict[tuple[int, int], int] = {}
    lines = [HEADER]
    for i in range(shape.transactions):
        day = first + datetime.timedelta(days=i * days // shape.transactions)
        account = i % len(ACCOUNTS)
        if i < 2 * len(ACCOUNTS):
            kind, symbol, name, quantity, price, fee = "deposit", "", "", "", "", ""
            amount, currency = 50_000_000_00, "USD" if i >= len(ACCOUNTS) else "EUR"
        else:
            share = chance.randrange(shape.instruments)
            symbol, name, currency = f"S{share:03d}", f"Share {share}", "USD" if share % 3 == 2 else "EUR"
            cents = (60 + share % 90) * 100 + chance.randrange(-500, 500)
            have = held.get((account, share), 0)
            kind = chance.choices(("buy", "sell", "dividend"), (60, 25, 15))[0] if have > 1 else "buy"
            if kind == "dividend":
                quantity, price, fee, amount = "", "", "", have * chance.randrange(5, 60)
            else:
                units = 1 + chance.randrange(17) if kind == "buy" else 1 + chance.randrange(have - 1)
                held[account, share] = have + (units if kind == "buy" else -units)
                quantity, price, fee = str(units), _money(cents), "1.50"
                amount = units * cents + (150 if kind == "buy" else -150)
        lines.append(f"{day},{9 + i % 8:02d}:{i % 60:02d},{kind},{symbol},{name},{quantity},{price},{_money(amount)},{currency},{fee},"
                     f"{ACCOUNTS[account]},X{i}\n")
    return "".join(lines).encode()


def open_household(where: world.World, shape: Shape, name: str) -> Household:
    """A person who has signed up, with the accounts and nothing in them."""
    client = where.sign_up(name)
    for account in ACCOUNTS:
        client.call("POST", "/v1/accounts", {"name": account, "kind": "brokerage", "currency": "EUR", "cash": "tracked", "cost_basis": "fifo"})
    me = client.call("GET", "/v1/me")
    portfolio = client.call("GET", "/v1/portfolios")["items"][0]["id"]
    return Household(shape, client, portfolio, me["households"][0]["id"], me["id"])


def fill(where: world.World, household: Household) -> None:
    """Takes the rows in as a person would: upload, commit, wait."""
    made = household.client.upload("/v1/imports", "rows.csv", write_csv(household.shape))
    where.commit(household.client, made)
