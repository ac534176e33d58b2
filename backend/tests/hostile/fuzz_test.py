"""Requests fuzzed from the contract: no answer of 500 or above, and nothing of what the caller may not see.

COFFER_FUZZ_REQUESTS is how many (20,000 without it), COFFER_FUZZ_SEED where the draw begins.
"""
import collections
import copy
import datetime
import http.client
import json
import os
import pathlib
import random
import sys
import threading
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[3]
sys.path[:0] = [str(ROOT / "tools" / "dev"), *(str(ROOT / "backend" / "tests" / part) for part in ("live", "access", "hostile"))]

import cases  # noqa: E402
import household  # noqa: E402
import places  # noqa: E402
import processes  # noqa: E402
import requests  # noqa: E402
import world  # noqa: E402

REQUESTS = int(os.environ.get("COFFER_FUZZ_REQUESTS", "20000"))
SEED = int(os.environ.get("COFFER_FUZZ_SEED", "1"))
CALLERS = 4
SCOPES = ["create_accounts", "edit_accounts", "edit_instruments", "edit_portfolios", "edit_prices", "edit_transactions", "export", "import", "manage_household",
          "manage_members", "view_audit_log", "view_finances", "view_household"]
FOREIGN, HIDDEN = "zxForeignMark", "zxHiddenMark"  # in all that nobody of these may see; in what the narrowed one may not see
INNER_WORDS = (b"pg_", b"SQLSTATE", b"libpq", b"relation \"", b"std::", b"basic_string", b".cpp", b"/backend/", b"syntax error at")


def faults(status: int, body: bytes, marks: list[str], sent: bytes) -> list[str]:
    """What no answer may be. A mark that the caller sent itself may come back."""
    found = [f"status {status}"] if status >= 500 and status != 501 else []
    found += [f"shows {mark}" for mark in marks if mark.encode() in body and mark.encode() not in sent]
    found += [f"tells of the inside: {word!r}" for word in INNER_WORDS if status >= 400 and word in body and word not in sent]
    if status >= 400 and body and not body.startswith(b"{"):
        found.append("a refusal that is no problem document")
    return found


class Caller(threading.Thread):
    """One person who sends requests, one after the other, on one connection."""

    def __init__(self, test: "Hostile", number: int, count: int, marks: list[str]):
        super().__init__(daemon=True)
        self.test, self.count, self.marks = test, count, marks
        self.number = number
        self.maker = requests.Maker(test.contract, test.known, test.ids, random.Random(f"{SEED} {number}"))
        self.person = test.arrive(number)
        self.connection: http.client.HTTPConnection | None = None
        self.faults: list[str] = []
        self.answers: collections.Counter = collections.Counter()
        self.broken: BaseException | None = None

    def run(self) -> None:
        try:
            for turn in range(self.count):
                operation = self.maker.operations[(turn * CALLERS + self.number) % len(self.maker.operations)]
                self.ask(self.maker.make(operation))
        except BaseException as failure:  # pylint: disable=broad-except
            self.broken = failure

    def ask(self, wanted: requests.Wanted) -> None:
        for attempt in (1, 2):  # the server closes a connection that it no longer understands
            try:
                status, body = self.exchange(wanted)
                break
            except (http.client.HTTPException, OSError) as failure:
                self.connection = None
                if attempt == 2:
                    self.faults.append(f"{wanted.operation}: no answer ({failure!r}) to {describe(wanted)}")
                    return
        self.answers[wanted.operation, status // 100] += 1
        sent = wanted.path.encode() + (wanted.body or b"") + json.dumps(wanted.headers).encode()
        self.faults += [f"{wanted.operation}: {fault} for {describe(wanted)}: {body[:300]!r}" for fault in faults(status, body, self.marks, sent)]
        if status == 401 and self.person is not self.test.keys[self.number] and "Authorization" not in wanted.headers and "Cookie" not in wanted.headers:
            self.person = self.test.arrive(self.number)

    def exchange(self, wanted: requests.Wanted) -> tuple[int, bytes]:
        if not self.connection:
            self.connection = http.client.HTTPConnection("127.0.0.1", self.test.coffer.ports.api, timeout=35)
        headers = {name: value.encode("utf-8", "replace").decode("latin-1") for name, value in (self.person.headers | {"Coffer-Household": self.test.world.id} | wanted.headers).items()}
        self.connection.putrequest(wanted.method, wanted.path, skip_accept_encoding=True)
        for name, value in headers.items():
            if value.isprintable():
                self.connection.putheader(name, value)
        if wanted.body is not None or wanted.method in ("POST", "PUT", "PATCH"):
            self.connection.putheader("Content-Length", str(len(wanted.body or b"")))
        self.connection.endheaders(wanted.body)
        answer = self.connection.getresponse()
        body = answer.read()
        if answer.will_close:
            self.connection.close()
            self.connection = None
        return answer.status, body


def describe(wanted: requests.Wanted) -> str:
    return f"{wanted.method} {wanted.path[:300]} {wanted.headers} {(wanted.body or b'')[:400]!r}"


class Hostile(unittest.TestCase):
    coffer: processes.Coffer
    world: world.World
    people: tuple[household.Household, ...]
    keys: list[household.Household]
    contract: dict
    known: dict
    ids: list[str]

    @classmethod
    def setUpClass(cls):
        whole = places.test_place()
        cls.coffer = processes.Coffer(places.Place(whole.folder / "hostile", whole.services))
        cls.addClassCleanup(cls.coffer.stop)
        cls.coffer.start()
        cls.world = world.World(cls.coffer)
        cls.people = (cls.world.owner, cls.world.narrowed["viewer"], cls.world.people["editor"], cls.world.narrowed["editor"])
        cls.keys = [cls.make_key(person) for person in cls.people]
        cls.contract = cls.world.owner.send("GET", "/v1/openapi.json").expect(200).json
        foreign = cls.furnish_foreign()
        cls.world.made("/v1/transactions", cls.world.deposit(cls.world.hidden) | {"note": HIDDEN})
        cls.known = {}
        for name, case in cases.CASES.items():
            made = [case.make(cls.world, cls.world.edited) for _ in range(2)]
            cls.known[name] = [(one.path, one.body, dict(one.headers)) for one in made]
        own = {part for made in cls.known.values() for path, _, _ in made for part in path.split("?")[0].split("/") if len(part) == 36}
        cls.ids = sorted(own | {cls.world.id, cls.world.edited, cls.world.shown, cls.world.hidden, cls.world.instrument, cls.world.portfolio, *foreign})

    @classmethod
    def furnish_foreign(cls) -> list[str]:
        """A household of its own, everything in it marked; its identifiers."""
        stranger = cls.world.stranger

        def made(path: str, body: dict) -> str:
            return stranger.insist("POST", path, body, f"foreign {path} {len(found)}").expect(201).json["id"]
        found: list[str] = []
        found.append(made("/v1/accounts", {"name": f"{FOREIGN} account", "kind": "bank", "currency": "EUR", "note": FOREIGN}))
        found.append(made("/v1/instruments", {"symbol": "FRGN", "name": f"{FOREIGN} share", "kind": "stock", "currency": "EUR"}))
        found.append(made("/v1/transactions", {"account": found[0], "type": "deposit", "date": "2024-05-06", "currency": "EUR", "amount": "777.77", "note": FOREIGN}))
        found.append(made("/v1/portfolios", {"name": f"{FOREIGN} portfolio", "currency": "EUR", "accounts": [found[0]]}))
        found.append(stranger.upload(f"{FOREIGN}.csv", f"date,type,amount,currency,note\n2024-01-02,deposit,5,EUR,{FOREIGN}\n", "foreign upload").expect(201).json["id"])
        found += [one["id"] for one in stranger.send("GET", "/v1/households").expect(200).json["items"]]
        return found

    @classmethod
    def make_key(cls, person: household.Household) -> household.Household:
        """The same person by an API key, which holds when sign-in is slowed down by all that is guessed here."""
        expires = datetime.datetime.now(datetime.UTC) + datetime.timedelta(days=1)
        wanted = {"name": "fuzz", "scopes": SCOPES, "expires_at": expires.strftime("%Y-%m-%dT%H:%M:%SZ")}
        program = copy.copy(person)
        program.headers = {"Authorization": "Bearer " + person.send("POST", "/v1/me/api-keys", wanted).expect(201).json["token"]}
        return program

    def arrive(self, number: int) -> household.Household:
        """A session of their own, since sessions end under what is sent; where there is none to be had, the key."""
        fresh = copy.copy(self.people[number])
        fresh.headers = {}
        signed_in = fresh.send("POST", "/v1/auth/sign-in", {"email": fresh.email, "password": "correct horse battery staple"})
        if signed_in.status != 200:
            return self.keys[number]
        fresh.headers = {"Cookie": signed_in.headers["set-cookie"].split(";")[0]}
        return fresh

    def test_nothing_breaks_and_nothing_leaks(self):
        narrowed = (1, 3)
        callers = [Caller(self, number, REQUESTS // CALLERS, [FOREIGN, *([HIDDEN] if number in narrowed else [])]) for number in range(CALLERS)]
        for caller in callers:
            caller.start()
        for caller in callers:
            caller.join()
        for caller in callers:
            if caller.broken:
                raise caller.broken
        found = [fault for caller in callers for fault in caller.faults]
        answers = sum((caller.answers for caller in callers), collections.Counter())
        sent = sum(answers.values())
        served = {operation for operation, kind in answers if kind == 2}
        kinds = collections.Counter()
        for (_, kind), count in answers.items():
            kinds[kind] += count
        print(f"{sent} requests of {len({operation for operation, _ in answers})} operations, seed {SEED}: {dict(sorted(kinds.items()))} by hundreds, {len(served)} operations served", file=sys.stderr)
        self.assertEqual(found[:10], [], f"{len(found)} faults")
        self.assertEqual(sent, REQUESTS // CALLERS * CALLERS)
        # Refusals alone would prove little.
        self.assertGreater(kinds[2], sent // 20)
        self.assertGreater(len(served), len(cases.CASES) // 2)
        lost = "SELECT count(*) FROM finance.accounts a JOIN finance.transactions t USING (household_id) WHERE a.name = '" + FOREIGN + " account'"
        self.assertEqual(self.coffer.ask(lost), "1", "what others own is as it was")

    def test_the_judge_sees_what_it_looks_for(self):
        """Control: the marks are there to be seen, by those who may; and each fault is told."""
        shown = self.world.stranger.send("GET", "/v1/accounts").expect(200).body
        self.assertEqual(faults(200, shown, [FOREIGN], b""), [f"shows {FOREIGN}"])
        shown = self.keys[0].send("GET", f"/v1/transactions?account={self.world.hidden}", headers=self.world.headers()).expect(200).body
        self.assertEqual(faults(200, shown, [HIDDEN], b""), [f"shows {HIDDEN}"])
        self.assertEqual(faults(200, shown, [HIDDEN], HIDDEN.encode()), [])
        self.assertEqual(faults(500, b"{}", [], b""), ["status 500"])
        self.assertEqual(faults(400, b"oh", [], b""), ["a refusal that is no problem document"])
        self.assertEqual(faults(422, b'{"detail": "pg_catalog"}', [], b""), ["tells of the inside: b'pg_'"])


if __name__ == "__main__":
    unittest.main()
