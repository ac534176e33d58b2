"""kill -9 of the API, the worker and PostgreSQL in the middle of an import leaves either all of it or nothing.

Moments are drawn from a fixed seed, as shares of what the step takes undisturbed on this machine.
"""
import pathlib
import random
import sys
import threading
import time
import typing
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[3]
sys.path[:0] = [str(ROOT / "tools" / "dev"), str(ROOT / "backend" / "tests" / "live"), str(pathlib.Path(__file__).resolve().parent)]

import evidence  # noqa: E402
import household  # noqa: E402
import places  # noqa: E402
import processes  # noqa: E402

ROWS = 10_000
SPARE_SHARES = (0.3, 0.15, 0.07, 0.5)  # further rounds, as long as no strike met anything: the machine may have become faster or slower


class Bookkeeper:
    """Books deposits all the while, and remembers what was acknowledged. A thread of its own."""

    def __init__(self, person: household.Household):
        self.person = person
        account = {"name": "Cash book", "kind": "bank", "currency": "EUR"}
        self.account = person.send("POST", "/v1/accounts", account).expect(201).json["id"]
        self.acknowledged: dict[str, str] = {}  # transaction by note
        self.failure: BaseException | None = None
        self.ending = threading.Event()
        self.thread = threading.Thread(target=self._run, daemon=True)

    def _run(self) -> None:
        try:
            number = 0
            while not self.ending.wait(0.05):
                number += 1
                note = f"deposit {number}"
                booked = {"account": self.account, "type": "deposit", "date": "2024-05-06", "currency": "EUR", "amount": "12.34", "note": note}
                self.acknowledged[note] = self.person.insist("POST", "/v1/transactions", booked, note).expect(201).json["id"]
        except BaseException as failure:  # pylint: disable=broad-except
            self.failure = failure

    def stop(self) -> None:
        self.ending.set()
        self.thread.join()

    def query(self) -> str:
        return (f"SELECT coalesce(json_object_agg(b.note, b.ids), '{{}}') FROM (SELECT r.note, array_agg(r.transaction_id) AS ids "
                f"FROM finance.transaction_revisions r JOIN finance.transactions t ON t.household_id = r.household_id AND t.id = r.transaction_id "
                f"WHERE r.account_id = '{self.account}' AND (SELECT sum(p.amount) = 0 AND count(*) = 2 FROM finance.postings p "
                f"WHERE p.household_id = r.household_id AND p.transaction_id = r.transaction_id) GROUP BY r.note) AS b;")

    def faults(self, booked: dict, acknowledged: dict[str, str]) -> list[str]:
        """booked may hold one more than was acknowledged: the one under way."""
        lost = [f"{note} is lost" for note, transaction in acknowledged.items() if transaction not in booked.get(note, [])]
        return lost + [f"{note} is there {len(ids)} times" for note, ids in booked.items() if len(ids) != 1]


class Interrupted(unittest.TestCase):
    coffer: processes.Coffer
    person: household.Household
    bookkeeper: Bookkeeper
    judge: evidence.Judge
    files: int = 0
    upload_seconds: float
    commit_seconds: float
    reference: tuple[str, str]

    @classmethod
    def setUpClass(cls):
        whole = places.test_place()
        cls.coffer = processes.Coffer(places.Place(whole.folder / "crashes", whole.services))
        cls.addClassCleanup(cls.coffer.stop)
        cls.coffer.start()
        cls.person = household.Household(cls.coffer.ports.api, "ada@example.org")
        cls.bookkeeper = Bookkeeper(cls.person)
        cls._learn_what_is_whole()
        cls.bookkeeper.thread.start()
        cls.addClassCleanup(cls.bookkeeper.stop)

    @classmethod
    def _learn_what_is_whole(cls) -> None:
        """From two imports that nobody disturbs; the first one makes accounts and instruments."""
        for _ in range(2):
            name, text, amounts = cls.next_file()
            began = time.monotonic()
            found = cls.person.upload(name, text, name).expect(201).json["id"]
            cls.upload_seconds = time.monotonic() - began
            job = cls.person.commit(found, f"commit {name}").expect(202).json["id"]
            assert cls.person.await_job(job)["state"] == "succeeded"
            cls.commit_seconds = time.monotonic() - began - cls.upload_seconds
        cls.reference = found, amounts
        cls.judge = evidence.Judge(ROWS, cls.facts_of(found)["postings"])

    @classmethod
    def next_file(cls) -> tuple[str, str, str]:
        cls.files += 1
        text, amounts = evidence.make_file(ROWS, cls.files)
        return f"statement {cls.files}.csv", text, amounts

    @classmethod
    def facts_of(cls, import_id: str, planted: str = "") -> dict:
        """With a fault planted for the look alone: nothing of it stays."""
        query = evidence.facts_query(import_id)
        if planted:
            query = f"BEGIN; SET LOCAL session_replication_role = replica; {planted}; {query} ROLLBACK;"
        return evidence.read_facts(cls.coffer.ask(query))

    def moments(self, seed: int, rounds: int, seconds: float, has_met: typing.Callable[[], bool]) -> typing.Iterator[float]:
        chance = random.Random(seed)
        for part in range(rounds):
            yield seconds * (part + chance.random()) / rounds
        for share in SPARE_SHARES:
            if not has_met():
                yield seconds * share

    # ------------------------------------------------------------ what is shown after each strike
    def assert_all_or_nothing(self, import_id: str, amounts: str) -> None:
        self.assertEqual(self.judge.faults_of_all_or_nothing(self.facts_of(import_id), amounts), [])

    def assert_whole_and_done_once(self, import_id: str, amounts: str, key: str, accepted: household.Answer) -> int:
        """How many attempts the job took."""
        ended = self.person.await_job(accepted.json["id"])
        self.assertEqual(ended["state"], "succeeded", ended)
        again = self.person.commit(import_id, key)
        self.assertEqual((again.status, again.body, again.replayed), (accepted.status, accepted.body, True))
        self.assertEqual(self.judge.faults_of_whole(self.facts_of(import_id), amounts), [])
        counts = self.person.send("GET", f"/v1/imports/{import_id}").expect(200).json["counts"]
        self.assertEqual((counts["committed"], counts["total"]), (ROWS, ROWS))
        return int(self.coffer.ask(f"SELECT attempts FROM jobs.queue WHERE id = '{accepted.json['id']}'"))

    def assert_acknowledged_writes_are_there(self) -> None:
        if self.bookkeeper.failure:
            raise self.bookkeeper.failure
        acknowledged = dict(self.bookkeeper.acknowledged)
        self.assertEqual(self.bookkeeper.faults(evidence.read_facts(self.coffer.ask(self.bookkeeper.query())), acknowledged), [])

    # ------------------------------------------------------------ the rounds
    def interrupt_commits(self, seed: int, rounds: int, strike: typing.Callable[[], None], mend: typing.Callable[[], None]) -> None:
        met = 0
        for moment in self.moments(seed, rounds, self.commit_seconds, lambda: met > 0):
            name, text, amounts = self.next_file()
            import_id = self.person.upload(name, text, name).expect(201).json["id"]
            accepted = self.person.commit(import_id, f"commit {name}").expect(202)
            time.sleep(moment)
            strike()
            mend()
            self.assert_all_or_nothing(import_id, amounts)
            attempts = self.assert_whole_and_done_once(import_id, amounts, f"commit {name}", accepted)
            repeats = self.coffer.repeats("worker", household.trace_of(f"commit {name}"))
            met += attempts > 1 or repeats > 0
            print(f"struck after {moment:.2f} of {self.commit_seconds:.2f} s: {attempts} attempts, {repeats} units repeated", flush=True)
        self.assertGreater(met, 0, "no strike met a job at work")
        self.assert_acknowledged_writes_are_there()

    def interrupt_uploads(self, seed: int, rounds: int, strike: typing.Callable[[], None], mend: typing.Callable[[], None]) -> None:
        met = 0
        for moment in self.moments(seed, rounds, self.upload_seconds, lambda: met > 0):
            name, text, amounts = self.next_file()
            answers: list[household.Answer] = []
            uploading = threading.Thread(target=lambda name=name, text=text, into=answers: into.append(self.person.upload(name, text, name)))
            uploading.start()
            time.sleep(moment)
            strike()
            mend()
            uploading.join()
            self.assertTrue(answers, "the upload has no answer")
            staged = answers[0].expect(201)
            repeats = self.coffer.repeats("api", household.trace_of(name))
            met += staged.broken > 0 or repeats > 0
            print(f"struck after {moment:.2f} of {self.upload_seconds:.2f} s: asked {staged.broken + 1} times, {repeats} units repeated", flush=True)
            again = self.person.upload(name, text, name)
            self.assertEqual((again.status, again.body, again.replayed), (staged.status, staged.body, True))
            self.assertEqual(self.coffer.ask(f"SELECT count(*) FROM finance.imports WHERE file_name = '{name}'"), "1")
            self.assertEqual(evidence.differences(self.facts_of(staged.json["id"]), self.judge.staged), [])
            accepted = self.person.commit(staged.json["id"], f"commit {name}").expect(202)
            self.assert_whole_and_done_once(staged.json["id"], amounts, f"commit {name}", accepted)
        self.assertGreater(met, 0, "no strike met an upload under way")
        self.assert_acknowledged_writes_are_there()

    def test_the_worker_dies_in_a_commit(self):
        self.interrupt_commits(1, 3, lambda: self.coffer.kill("worker"), lambda: self.coffer.revive("worker"))

    def test_the_api_dies_in_a_commit(self):
        """The job is the worker's: it goes on, and what was accepted is answered the same again."""
        for moment in self.moments(2, 2, self.commit_seconds, lambda: True):
            name, text, amounts = self.next_file()
            import_id = self.person.upload(name, text, name).expect(201).json["id"]
            answers: list[household.Answer] = []
            asking = threading.Thread(target=lambda name=name, found=import_id, into=answers: into.append(self.person.commit(found, f"commit {name}")))
            asking.start()
            time.sleep(moment / 20)  # the request takes a small part of what its job does
            self.coffer.kill("api")
            self.assert_all_or_nothing(import_id, amounts)
            self.coffer.revive("api")
            asking.join()
            self.assertTrue(answers, "the commit has no answer")
            self.assert_whole_and_done_once(import_id, amounts, f"commit {name}", answers[0].expect(202))
        self.assert_acknowledged_writes_are_there()

    def test_the_api_dies_in_an_upload(self):
        self.interrupt_uploads(3, 3, lambda: self.coffer.kill("api"), lambda: self.coffer.revive("api"))

    def test_postgresql_dies_in_a_commit(self):
        self.interrupt_commits(4, 2, lambda: self.coffer.kill("postgres"), lambda: self.coffer.revive("postgres"))

    def test_postgresql_dies_in_an_upload(self):
        self.interrupt_uploads(5, 2, lambda: self.coffer.kill("postgres"), lambda: self.coffer.revive("postgres"))

    def test_one_process_of_postgresql_dies_in_a_commit(self):
        self.interrupt_commits(6, 2, lambda: self.coffer.kill_backend("coffer_worker"), self.coffer.await_database)

    # ------------------------------------------------------------ controls: what must be found is found
    def test_an_undisturbed_import_is_whole(self):
        import_id, amounts = self.reference
        facts = self.facts_of(import_id)
        self.assertEqual(self.judge.faults_of_whole(facts, amounts), [])
        self.assertGreaterEqual(facts["postings"], 2 * ROWS)

    def test_a_planted_fault_is_found(self):
        import_id, amounts = self.reference
        own = f"SELECT id FROM finance.transactions WHERE import_id = '{import_id}'"
        half = f"{own} AND import_row > {ROWS // 2}"
        planted = {
            "half of the transactions": (f"DELETE FROM finance.transactions WHERE id IN ({half})", "transactions"),
            "half of the revisions": (f"DELETE FROM finance.transaction_revisions WHERE transaction_id IN ({half})", "revisions"),
            "half of the postings": (f"DELETE FROM finance.postings WHERE transaction_id IN ({half})", "postings"),
            "one line of a booking": (f"DELETE FROM finance.postings WHERE line = 1 AND transaction_id = ({own} LIMIT 1)", "unbalanced"),
            "a posting of another amount": (f"UPDATE finance.postings SET amount = amount + 0.01 WHERE line = 1 AND transaction_id = ({own} LIMIT 1)", "unbalanced"),
            "an amount of another value": (f"UPDATE finance.transaction_revisions SET amount = amount + 1 WHERE transaction_id = ({own} LIMIT 1)", "amounts"),
            "a row booked twice": (f"UPDATE finance.transactions SET import_row = 1 WHERE import_row = 2 AND import_id = '{import_id}'", "source rows"),
            "rows that say nothing of it": (f"UPDATE finance.import_rows SET status = 'new' WHERE row_number < 9 AND import_id = '{import_id}'", "rows"),
            "no audit entry": (f"DELETE FROM audit.audit_log WHERE object_id = '{import_id}'", "audit entries"),
            "no event": ("DELETE FROM jobs.outbox WHERE event = 'import.committed'", "events"),
            "an unfinished job": (f"UPDATE jobs.queue SET state = 'running' WHERE payload ->> 'import' = '{import_id}'", "finished jobs"),
        }
        for what, (statement, fact) in planted.items():
            with self.subTest(what):
                faults = self.judge.faults_of_all_or_nothing(self.facts_of(import_id, statement), amounts)
                self.assertTrue(any(fault.startswith(f"{fact}:") for fault in faults), faults)
        self.assert_all_or_nothing(import_id, amounts)

    def test_a_lost_write_is_found(self):
        acknowledged = dict(self.bookkeeper.acknowledged)
        while not acknowledged:
            time.sleep(0.05)
            acknowledged = dict(self.bookkeeper.acknowledged)
        note, transaction = next(iter(acknowledged.items()))
        query = (f"BEGIN; SET LOCAL session_replication_role = replica; DELETE FROM finance.transaction_revisions WHERE transaction_id = '{transaction}'; "
                 f"{self.bookkeeper.query()} ROLLBACK;")
        self.assertEqual(self.bookkeeper.faults(evidence.read_facts(self.coffer.ask(query)), acknowledged), [f"{note} is lost"])


if __name__ == "__main__":
    unittest.main()
