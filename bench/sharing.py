"""Lists as a member sees them whom grants narrow, against the owner of the same household."""
import console
import load
import table
import world

ROUNDS = 3
ACCOUNTS, TRANSACTIONS, MEMBERS, GRANTS = 10_000, 100_000, 25, 27_000

# Days, accounts and amounts are spread evenly; each member is granted every ninth account or so, from another one on.
FILL = f"""
CREATE TEMPORARY TABLE shared AS SELECT h.household_id AS household, m.id AS owner FROM auth.memberships h JOIN auth.users m ON m.id = h.user_id
  WHERE m.email = 'sharing-owner@bench.example';
CREATE TEMPORARY TABLE opened AS SELECT n, gen_random_uuid() AS id FROM generate_series(0, {ACCOUNTS - 1}) AS n;
INSERT INTO finance.accounts (household_id, id, name, kind, currency)
  SELECT household, id, 'Account ' || lpad(n::text, 5, '0'), 'bank', 'EUR' FROM shared, opened;
INSERT INTO finance.account_cash_modes (household_id, id, account_id, mode) SELECT household, gen_random_uuid(), id, 'tracked' FROM shared, opened;
INSERT INTO finance.account_cost_bases (household_id, id, account_id, method) SELECT household, gen_random_uuid(), id, 'fifo' FROM shared, opened;
CREATE TEMPORARY TABLE paid AS
  SELECT gen_random_uuid() AS id, o.id AS account, '2014-01-01'::date + (i * 4000 / {TRANSACTIONS})::integer AS day, 1 + i % 977 AS amount
    FROM generate_series(0::bigint, {TRANSACTIONS - 1}) AS i JOIN opened o ON o.n = i * 7919 % {ACCOUNTS};
INSERT INTO finance.transactions (household_id, id, account_id) SELECT household, id, account FROM shared, paid;
INSERT INTO finance.transaction_revisions (household_id, transaction_id, revision, actor_system, account_id, type, trade_date, currency, amount)
  SELECT household, id, 1, 'bench', account, 'deposit', day, 'EUR', amount FROM shared, paid;
INSERT INTO finance.postings (household_id, transaction_id, revision, line, ledger, account_id, booked_on, currency, amount)
  SELECT household, id, 1, 1, 'C', account, day, 'EUR', amount FROM shared, paid
  UNION ALL SELECT household, id, 1, 2, 'K', account, day, 'EUR', -amount FROM shared, paid;
INSERT INTO auth.memberships (id, household_id, user_id, role, narrowed)
  SELECT gen_random_uuid(), household, u.id, 'editor', true FROM shared, auth.users u WHERE u.email LIKE 'sharing-member%';
INSERT INTO auth.grants (household_id, id, membership_id, account_id, access)
  SELECT s.household, gen_random_uuid(), m.id, o.id, (ARRAY['view', 'edit', 'comment', 'view_without_amounts'])[1 + (o.n + m.k) % 4]
    FROM shared s JOIN (SELECT id, household_id, row_number() OVER (ORDER BY id) AS k FROM auth.memberships WHERE narrowed) AS m ON m.household_id = s.household
    JOIN opened o ON (o.n * 31 + m.k * 397) % {ACCOUNTS} < {GRANTS // MEMBERS};
VACUUM ANALYZE;
"""


def measure(where: world.World) -> list[table.Row]:
    console.say(f"making a household of {ACCOUNTS:,} accounts, {TRANSACTIONS:,} transactions, {MEMBERS} members and {GRANTS:,} grants")
    owner = where.sign_up("sharing-owner")
    members = [where.sign_up(f"sharing-member{i}") for i in range(MEMBERS)]
    where.psql(FILL)
    household = owner.call("GET", "/v1/me")["households"][0]["id"]
    granted = int(where.psql("SELECT count(*) FROM auth.grants").strip())
    if granted != GRANTS:
        raise console.Failure(f"there are {granted:,} grants, not {GRANTS:,}")
    member = members[0]
    rows = []
    for what, path in (("accounts", "/v1/accounts?limit=50"), ("transactions", "/v1/transactions?limit=50")):
        said = {"Coffer-Household": household}
        if len(member.call("GET", path, headers=said)["items"]) != 50 or len(owner.call("GET", path, headers=said)["items"]) != 50:
            raise console.Failure(f"{path} is no whole page for both")
        url = f"http://127.0.0.1:{where.api_port}{path}"
        ours, theirs = [], []
        for _ in range(ROUNDS):
            ours.append(load.http(url, member.cookie, headers=said))
            theirs.append(load.http(url, owner.cookie, headers=said))
        mine, his = (table.median([one.per_second for one in found]) for found in (ours, theirs))
        rows.append(table.Row(f"page of 50 {what} for a member with {GRANTS // MEMBERS:,} grants of {ACCOUNTS:,} accounts",
                              f"{table.spread([one.per_second for one in ours])} req/s", f"the owner: {table.spread([one.per_second for one in theirs])}",
                              his / mine, ((table.at_most(1.3), his / mine),)))
    return rows
