"""What the database holds of an import, and whether that is all of it or nothing."""
import json
import random
import string

FACTS = """
SELECT json_build_object(
  'rows', (SELECT coalesce(json_object_agg(s.status, s.n), '{{}}') FROM (
             SELECT r.status, count(*) AS n FROM finance.import_rows r WHERE r.household_id = i.household_id AND r.import_id = i.id GROUP BY r.status) AS s),
  'settled', i.committed_at IS NOT NULL,
  'transactions', (SELECT count(*) FROM heads), 'source rows', (SELECT count(DISTINCT import_row) FROM heads),
  'rows that name their transaction', (SELECT count(*) FROM finance.import_rows r JOIN heads h ON h.id = r.transaction_id AND h.import_row = r.row_number
                                        WHERE r.household_id = i.household_id AND r.import_id = i.id),
  'revisions', (SELECT count(*) FROM revisions), 'amounts', (SELECT coalesce(sum(amount), 0)::numeric(20,2)::text FROM revisions),
  'postings', (SELECT count(*) FROM lines), 'without postings', (SELECT count(*) FROM heads h WHERE NOT EXISTS (SELECT FROM lines l WHERE l.transaction_id = h.id)),
  'unbalanced', (SELECT count(*) FROM (SELECT FROM lines GROUP BY transaction_id, revision, currency HAVING sum(amount) <> 0) AS u),
  'finished jobs', (SELECT count(*) FROM jobs.queue q WHERE q.household_id = i.household_id AND q.payload ->> 'import' = i.id::text AND q.state = 'succeeded'),
  'other jobs', (SELECT count(*) FROM jobs.queue q WHERE q.household_id = i.household_id AND q.payload ->> 'import' = i.id::text AND q.state <> 'succeeded'),
  'audit entries', (SELECT count(*) FROM audit.audit_log a WHERE a.household_id = i.household_id AND a.object_id = i.id AND a.action = 'finance.import.commit'),
  'events', (SELECT count(*) FROM jobs.outbox o WHERE o.household_id = i.household_id AND o.event = 'import.committed' AND o.payload ->> 'import' = i.id::text))
  FROM finance.imports i WHERE i.id = '{id}';
"""
# Materialised: the planner knows nothing yet of what has just been imported.
WITH = """
WITH heads AS MATERIALIZED (SELECT t.household_id, t.id, t.import_row FROM finance.transactions t WHERE t.import_id = '{id}'),
     revisions AS MATERIALIZED (SELECT r.* FROM finance.transaction_revisions r WHERE (r.household_id, r.transaction_id) IN (SELECT household_id, id FROM heads)),
     lines AS MATERIALIZED (SELECT p.* FROM finance.postings p WHERE (p.household_id, p.transaction_id) IN (SELECT household_id, id FROM heads))
"""
UNTOUCHED = {"settled": False, "transactions": 0, "source rows": 0, "rows that name their transaction": 0, "revisions": 0, "amounts": "0.00", "postings": 0,
             "without postings": 0, "unbalanced": 0, "finished jobs": 0, "audit entries": 0, "events": 0}


def facts_query(import_id: str) -> str:
    return "SET work_mem = '64MB';" + (WITH + FACTS).format(id=import_id)


def differences(facts: dict, expected: dict) -> list[str]:
    return [f"{name}: {facts[name]} where {value} was expected" for name, value in expected.items() if facts[name] != value]


class Judge:
    """Knows what a whole import of a file of this shape looks like."""

    def __init__(self, rows: int, postings: int):
        self.staged = UNTOUCHED | {"rows": {"new": rows}}
        self.whole = {"settled": True, "rows": {"committed": rows}, "transactions": rows, "source rows": rows, "rows that name their transaction": rows,
                      "revisions": rows, "postings": postings, "without postings": 0, "unbalanced": 0,
                      "finished jobs": 1, "other jobs": 0, "audit entries": 1, "events": 1}

    def faults_of_whole(self, facts: dict, amounts: str) -> list[str]:
        return differences(facts, self.whole | {"amounts": amounts})

    def faults_of_all_or_nothing(self, facts: dict, amounts: str) -> list[str]:
        """At any moment: none where everything is there, or nothing but the staged rows."""
        whole = self.faults_of_whole(facts, amounts)
        return ["neither whole nor untouched", *whole] if whole and differences(facts, self.staged) else []


def read_facts(answer: str) -> dict:
    if not answer:
        raise AssertionError("there is no such import")
    return json.loads(answer)


def make_file(rows: int, seed: int) -> tuple[str, str]:
    """A file of trades and cash in two accounts that resembles no other seed's; with the sum of its amounts."""
    chance = random.Random(seed)
    mark = "".join(chance.choices(string.ascii_uppercase, k=8))
    lines, cents = ["date,type,symbol,isin,name,quantity,price,amount,currency,fee,account,external_id,note"], 0
    for number in range(rows):
        day = f"{2010 + seed % 10}-{1 + number * 12 // rows:02}-{1 + number % 28:02}"
        account = f"Depot {number % 2}"
        if number % 3 == 2:
            amount = chance.randrange(1, 1_000_000)
            lines.append(f"{day},deposit,,,,,,{amount // 100}.{amount % 100:02},EUR,,{account},{mark}{number},")
        else:
            share, units, price = number % 40, chance.randrange(1, 50), chance.randrange(100, 20_000)
            amount = units * price + 150
            lines.append(f"{day},buy,S{share},US00000{1000 + share}0,Share {share},{units},{price // 100}.{price % 100:02},"
                         f"{amount // 100}.{amount % 100:02},EUR,1.50,{account},{mark}{number},")
        cents += amount
    return "\n".join(lines) + "\n", f"{cents // 100}.{cents % 100:02}"
