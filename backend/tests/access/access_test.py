"""Each operation of the contract, asked for by each role, with each sight, from inside and outside the household.

The permissions come from the contract (`x-permission`), what a role may do is written down here once more: neither the program nor its
table of permissions decides what is expected. An operation without a case fails.
"""
import pathlib
import sys
import time
import unittest
import uuid

ROOT = pathlib.Path(__file__).resolve().parents[3]
sys.path[:0] = [str(ROOT / "tools" / "dev"), str(ROOT / "backend" / "tests" / "live"), str(pathlib.Path(__file__).resolve().parent)]

import cases  # noqa: E402
import places  # noqa: E402
import processes  # noqa: E402
import world  # noqa: E402

LOOKING = {"view_household", "view_finances", "export"}
EDITING = LOOKING | {"create_accounts", "edit_accounts", "edit_instruments", "edit_prices", "edit_transactions", "edit_portfolios", "import"}
MANAGING = EDITING | {"manage_members"}
MAY = {"owner": MANAGING | {"manage_household", "view_audit_log"}, "manager": MANAGING, "editor": EDITING, "adviser": EDITING, "commenter": LOOKING, "viewer": LOOKING}
OFFICES = {"user": set(), "support": {"find_people"}, "administrator": {"find_people", "manage_people"}}
LEFT_TO_NARROWED = LOOKING | {"edit_accounts", "edit_transactions"}
CHANGING = EDITING - LOOKING | {"manage_members", "manage_household"}


class Operation:
    def __init__(self, method: str, path: str, described: dict):
        self.method, self.path = method.upper(), path
        self.name, self.permission = described["operationId"], described["x-permission"]
        self.takes_json = "application/json" in described.get("requestBody", {}).get("content", {})

    def __str__(self) -> str:
        return f"{self.name} ({self.method} {self.path})"


class Access(unittest.TestCase):
    coffer: processes.Coffer
    world: world.World
    operations: list[Operation]

    @classmethod
    def setUpClass(cls):
        whole = places.test_place()
        cls.coffer = processes.Coffer(places.Place(whole.folder / "access", whole.services))
        cls.addClassCleanup(cls.coffer.stop)
        cls.coffer.start()
        cls.world = world.World(cls.coffer)
        # At once, while the owner's proof is recent.
        cls.lacking = {permission: cls.world.program(MAY["owner"] - {permission}) for permission in MAY["owner"]}
        cls.unbounded = cls.world.program(MAY["owner"])
        paths = cls.world.owner.send("GET", "/v1/openapi.json").expect(200).json["paths"]
        cls.operations = [Operation(method, path, described) for path, item in paths.items() for method, described in item.items() if method != "parameters"]
        cls.of_household = [one for one in cls.operations if one.permission not in ("public", "signed_in", *OFFICES["administrator"])]
        cls.of_office = [one for one in cls.operations if one.permission in OFFICES["administrator"]]

    def ask(self, person, operation: Operation, request: cases.Request, headers: dict[str, str]):
        key = {"Idempotency-Key": str(uuid.uuid4())} if operation.method == "POST" else {}
        return person.send(operation.method, request.path, request.body, headers | key | request.headers)

    def check(self, who: str, person, operation: Operation, account: str, expected: int | None, headers: dict[str, str] | None = None) -> None:
        """expected: the refusal; None where the request is let through, whatever comes of it then."""
        request = cases.CASES[operation.name].make(self.world, account)
        answer = self.ask(person, operation, request, self.world.headers() if headers is None else headers)
        with self.subTest(f"{who}: {operation}"):
            if expected is None:
                self.assertNotIn(answer.status, (401, 403, 404), answer.body[:300])
                self.assertLess(answer.status, 500, answer.body[:300])
            else:
                self.assertEqual(answer.status, expected, answer.body[:300])

    def test_each_operation_has_its_case(self):
        self.assertEqual({one.name for one in self.of_household} ^ cases.CASES.keys(), set())
        self.assertEqual({one.permission for one in self.of_household}, MAY["owner"])

    def test_each_role_does_what_it_may_and_nothing_else(self):
        for operation in self.of_household:
            for role in world.ROLES:
                account = self.world.account() if operation.name == "remove_account" else self.world.edited
                self.check(role, self.world.people[role], operation, account, None if operation.permission in MAY[role] else 403)

    def test_a_key_does_what_its_scopes_say_and_nothing_else(self):
        """A key that lacks one scope; the key that has them all is the control."""
        for operation in self.of_household:
            for who, program, expected in (("a key without the scope", self.lacking[operation.permission], 403), ("a key of every scope", self.unbounded, None)):
                account = self.world.account() if operation.name == "remove_account" else self.world.edited
                self.check(who, program, operation, account, expected)

    def test_each_office_does_what_it_may_and_nothing_else(self):
        self.assertEqual({one.permission for one in self.of_office}, OFFICES["administrator"])
        person, other = self.world.people["viewer"], self.world.people["editor"]
        own, others = (one.send("GET", "/v1/me").expect(200).json["id"] for one in (person, other))
        asked = {"get_person": ("/v1/people?email=" + other.email, None), "update_person": (f"/v1/people/{others}", {"disabled": False})}
        self.assertEqual({one.name for one in self.of_office}, asked.keys())
        for office, may in OFFICES.items():
            self.coffer.admin("office", person.email, office)
            for operation in self.of_office:
                path, body = asked[operation.name]
                answer = person.send(operation.method, path, body)
                with self.subTest(f"{office}: {operation}"):
                    self.assertEqual(answer.status, 200 if operation.permission in may else 403, answer.body[:300])
                    self.assertNotIn(b"household", answer.body)
        self.assertEqual(person.send("PATCH", f"/v1/people/{own}", {"system_role": "user"}).status, 409)
        done = [record["action"] for record in person.send("GET", "/v1/me/audit-log").expect(200).json["items"]]
        self.assertIn("auth.person.find", done, "that somebody was looked up stays on record")
        self.assertEqual(self.world.program({"view_household"}).send("GET", asked["get_person"][0]).status, 403)
        self.coffer.admin("office", person.email, "user")

    def test_who_is_disabled_is_out_within_a_second(self):
        administrator, disabled = self.world.people["viewer"], self.world.person("viewer", narrowed=False)
        self.coffer.admin("office", administrator.email, "administrator")
        person = disabled.send("GET", "/v1/me").expect(200).json["id"]
        administrator.send("PATCH", f"/v1/people/{person}", {"disabled": True}).expect(200)
        deadline = time.monotonic() + 1
        while disabled.send("GET", "/v1/me").status == 200:
            self.assertLess(time.monotonic(), deadline)
        self.assertEqual(disabled.send("GET", "/v1/me").status, 401)
        administrator.send("PATCH", f"/v1/people/{person}", {"disabled": False}).expect(200)
        self.assertEqual(disabled.send("GET", "/v1/me").status, 401, "sessions do not come back")
        self.coffer.admin("office", administrator.email, "user")

    def expected_of_narrowed(self, role: str, operation: Operation, account: str) -> int | None:
        if operation.permission not in MAY[role] & LEFT_TO_NARROWED:
            return 403
        scope = cases.CASES[operation.name].scope
        if scope == "whole" or (scope == "account" and account == self.world.hidden):
            return 404
        if scope == "account" and account == self.world.shown and operation.permission in CHANGING:
            return 403
        return None

    def test_a_narrowed_member_sees_and_changes_what_was_granted(self):
        for operation in self.of_household:
            for role, person in self.world.narrowed.items():
                for sight, account in (("edited", self.world.edited), ("shown", self.world.shown), ("hidden", self.world.hidden)):
                    if operation.name in ("create_transaction", "preview_transaction", "update_transactions") and sight == "hidden" and role == "editor":
                        expected = 422  # what the body names does not exist for this person
                    else:
                        expected = self.expected_of_narrowed(role, operation, account)
                    self.check(f"{role}, {sight} alone", person, operation, account, expected)

    def test_what_is_foreign_answers_like_what_is_missing(self):
        """From outside, by naming the household, and by naming an object of it from within the own household."""
        for operation in self.of_household:
            self.check("a stranger who names the household", self.world.stranger, operation, self.world.edited, 404)
            names_an_object = "{" in operation.path
            if not names_an_object:
                continue
            request = cases.CASES[operation.name].make(self.world, self.world.edited)
            foreign = self.ask(self.world.stranger, operation, request, {})
            missing_path = request.path
            for part in [part for part in request.path.split("?")[0].split("/") if len(part) == 36]:
                missing_path = missing_path.replace(part, str(uuid.uuid4()))
            missing = self.ask(self.world.stranger, operation, cases.Request(missing_path, request.body, request.headers), {})
            with self.subTest(f"an object of others: {operation}"):
                self.assertEqual(foreign.status, 404, foreign.body[:300])
                told = [{key: value for key, value in answer.json.items() if key != "trace_id"} for answer in (foreign, missing)]
                self.assertEqual(told[0], told[1])

    def test_nobody_gets_in_without_a_session(self):
        class Nobody:
            def __init__(self, person):
                self.person = person

            def send(self, method, path, body=None, headers=None):
                kept, self.person.headers = self.person.headers, {}
                try:
                    return self.person.send(method, path, body, headers)
                finally:
                    self.person.headers = kept

        nobody = Nobody(self.world.stranger)
        for operation in self.operations:
            if operation.permission == "public":
                continue
            path = "/".join(str(uuid.uuid4()) if part.startswith("{") else part for part in operation.path.split("/"))
            answer = self.ask(nobody, operation, cases.Request(path, {} if operation.takes_json else None), {})
            with self.subTest(str(operation)):
                self.assertEqual(answer.status, 401, answer.body[:300])

    def test_a_changed_role_counts_within_a_second(self):
        """Control of the whole measure, too: the same request, before and after."""
        person, membership = self.world.join("viewer", narrowed=False)
        body = {"name": self.world.name(), "kind": "bank", "currency": "EUR"}
        self.assertEqual(person.insist("POST", "/v1/accounts", body, "one", self.world.headers()).status, 403)
        change = self.world.owner.send("PATCH", f"/v1/households/{self.world.id}/members/{membership}", {"role": "editor"}, self.world.headers())
        change.expect(200)
        time.sleep(1)
        self.assertEqual(person.insist("POST", "/v1/accounts", body, "two", self.world.headers()).status, 201)
        self.world.owner.send("DELETE", f"/v1/households/{self.world.id}/members/{membership}", headers=self.world.headers()).expect(204)
        time.sleep(1)
        self.assertEqual(person.insist("POST", "/v1/accounts", body, "three", self.world.headers()).status, 404)


if __name__ == "__main__":
    unittest.main()
