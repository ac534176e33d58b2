"""1,000 keys, each sent by twenty people at once while processes are killed: exactly one effect each, and one answer."""
import collections
import json
import pathlib
import random
import sys
import threading
import time
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[3]
sys.path[:0] = [str(ROOT / "tools" / "dev"), str(ROOT / "backend" / "tests" / "live")]

import household  # noqa: E402
import places  # noqa: E402
import processes  # noqa: E402

KEYS, DUPLICATES = 1_000, 20


class Duplicates(unittest.TestCase):
    coffer: processes.Coffer

    @classmethod
    def setUpClass(cls):
        whole = places.test_place()
        cls.coffer = processes.Coffer(places.Place(whole.folder / "duplicates", whole.services))
        cls.addClassCleanup(cls.coffer.stop)
        cls.coffer.start()
        cls.person = household.Household(cls.coffer.ports.api, "ada@example.org")
        cls.account = cls.person.insist("POST", "/v1/accounts", {"name": "Cash book", "kind": "bank", "currency": "EUR"}, "account").expect(201).json["id"]

    def booked(self) -> dict[str, int]:
        asked = (f"SELECT coalesce(json_object_agg(note, n), '{{}}') FROM (SELECT r.note, count(*) AS n FROM finance.transaction_revisions r "
                 f"WHERE r.account_id = '{self.account}' GROUP BY r.note) AS b;")
        return json.loads(self.coffer.ask(asked))

    def test_of_a_key_have_one_effect_whatever_is_killed(self):
        answers: dict[str, set[str]] = collections.defaultdict(set)
        broken = 0
        failures: list[BaseException] = []
        guard = threading.Lock()

        def send_all() -> None:
            nonlocal broken
            try:
                for number in range(KEYS):
                    note = f"deposit {number}"
                    body = {"account": self.account, "type": "deposit", "date": "2024-05-06", "currency": "EUR", "amount": "12.34", "note": note}
                    answer = self.person.insist("POST", "/v1/transactions", body, note).expect(201)
                    with guard:
                        answers[note].add(answer.json["id"])
                        broken += answer.broken
            except BaseException as failure:  # pylint: disable=broad-except
                failures.append(failure)

        people = [threading.Thread(target=send_all, daemon=True) for _ in range(DUPLICATES)]
        for person in people:
            person.start()
        chance = random.Random(7)
        kills = 0
        while any(person.is_alive() for person in people):
            time.sleep(chance.uniform(1.0, 3.0))
            if not any(person.is_alive() for person in people) or kills >= 8:
                continue
            kills += 1
            if kills % 3 == 0:
                self.coffer.kill_backend("coffer_api")
                self.coffer.await_database()
            else:
                self.coffer.kill("api")
                self.coffer.revive("api")
        if failures:
            raise failures[0]
        self.assertEqual({note: len(ids) for note, ids in answers.items() if len(ids) != 1}, {}, "answers that name different transactions")
        self.assertEqual(self.booked(), {f"deposit {number}": 1 for number in range(KEYS)})
        # Without a kill that met somebody, nothing is shown.
        self.assertGreater(kills, 1)
        self.assertGreater(broken, 0)

    def test_another_key_is_another_effect(self):
        """Control: the count sees a second booking."""
        body = {"account": self.account, "type": "deposit", "date": "2024-05-07", "currency": "EUR", "amount": "1", "note": "twice"}
        for key in ("one", "two", "two"):
            self.person.insist("POST", "/v1/transactions", body, key).expect(201)
        self.assertEqual(self.booked()["twice"], 2)
        asked = f"DELETE FROM finance.transaction_revisions WHERE account_id = '{self.account}' AND note = 'twice'"
        self.coffer.ask(f"BEGIN; SET LOCAL session_replication_role = replica; {asked}; COMMIT;")


if __name__ == "__main__":
    unittest.main()
