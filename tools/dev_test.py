"""The parts of ./dev that can go wrong without a machine around them."""
import json
import os
import pathlib
import re
import signal
import subprocess
import sys
import tempfile
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent / "dev"))

import account  # noqa: E402
import console  # noqa: E402
import gateway  # noqa: E402
import places  # noqa: E402
import process  # noqa: E402
import stack  # noqa: E402
import suites  # noqa: E402
import verb_new  # noqa: E402


def me() -> account.Account:
    return account.Account("me", os.geteuid(), os.getegid())


class Folder(unittest.TestCase):
    def setUp(self):
        kept = tempfile.TemporaryDirectory()
        self.addCleanup(kept.cleanup)
        self.folder = pathlib.Path(kept.name)


class Places(Folder):
    def test_sockets_stand_in_a_short_path(self):
        place = places.Place(self.folder / ("deep" * 30), me())
        sockets = place.sockets()
        self.addCleanup(sockets.rmdir)
        self.assertLessEqual(len(str(sockets)) + len("/.s.PGSQL.65535"), 107)
        self.assertEqual(place.sockets(), sockets)
        self.assertEqual(sockets.stat().st_mode & 0o777, 0o700)

    def test_a_lost_short_path_is_made_anew(self):
        place = places.Place(self.folder / ("deep" * 30), me())
        place.sockets().rmdir()
        again = place.sockets()
        self.assertTrue(again.is_dir())
        again.rmdir()


class Processes(Folder):
    def setUp(self):
        super().setUp()
        self.place = places.Place(self.folder, me())

    def launch(self, name: str, seconds: str = "60", order: int = 1) -> process.Running:
        return process.launch(self.place, process.Service(name, ["sleep", seconds], lambda: True, stop_seconds=5), order)

    def test_are_found_in_order_and_stopped_in_reverse(self):
        self.launch("second", order=2)
        self.launch("first", order=1)
        self.assertEqual([one.name for one in process.running(self.place)], ["first", "second"])
        process.stop_all(self.place)
        self.assertEqual(process.running(self.place), [])
        self.assertEqual(list(self.place.pids.iterdir()), [])

    def test_another_process_with_the_number_of_a_dead_one_is_not_ours(self):
        one = self.launch("api")
        known = json.loads(one.file.read_text())
        one.file.write_text(json.dumps(known | {"started": "1"}))
        self.assertEqual(process.running(self.place), [])
        os.kill(one.pid, signal.SIGKILL)

    def test_one_that_does_not_stop_is_ended_by_force(self):
        stubborn = process.Service("stubborn", ["sh", "-c", "trap '' TERM; echo ready; while :; do sleep 0.05; done"], lambda: True, stop_seconds=0.3)
        one = process.launch(self.place, stubborn, 1)
        log = self.place.logs / "stubborn.log"
        while "ready" not in log.read_text():
            pass
        one.stop()
        self.assertFalse(one.alive())

    def test_one_that_ends_while_starting_shows_its_last_lines(self):
        service = process.Service("api", ["sh", "-c", "echo the port is taken; exit 1"], lambda: False)
        with self.assertRaisesRegex(console.Failure, "the port is taken"):
            process.await_ready(self.place, service, process.launch(self.place, service, 1))

    def test_without_a_port_are_ready_when_their_log_says_so(self):
        log = self.place.logs / "worker.log"
        log.write_text("worker.started\n")
        ready = process.LogLine(log, b"worker.started")
        self.assertFalse(ready())
        with log.open("a") as stream:
            stream.write("worker.started\n")
        self.assertTrue(ready())

    def test_that_keep_ending_are_started_less_and_less_often(self):
        again = stack.Restart()
        waits = []
        for _ in range(8):
            again.notice(again.due + 1)
            waits.append(again.wait)
        self.assertEqual(waits[0], 0)
        self.assertEqual(waits, sorted(waits))
        self.assertEqual(waits[-1], 10)
        again.notice(again.due + 3600)
        self.assertEqual(again.wait, 0)


class Addresses(unittest.TestCase):
    def test_of_loopback_are_localhost(self):
        self.assertEqual(gateway.url("127.0.0.1", 8080), "http://localhost:8080")
        self.assertEqual(gateway.url("::1", 8081), "http://localhost:8081")
        self.assertEqual(gateway.url("192.0.2.1", 80), "http://192.0.2.1:80")

    def test_that_are_taken_are_said(self):
        with self.assertRaisesRegex(console.Failure, "--port"):
            import socket
            with socket.socket() as taken:
                taken.bind(("127.0.0.1", 0))
                taken.listen()
                stack.choose_ports("127.0.0.1", taken.getsockname()[1])


class Counting(Folder):
    def test_of_googletest(self):
        result = {"testsuites": [{"name": "A", "testsuite": [
            {"name": "a", "status": "RUN", "result": "COMPLETED"},
            {"name": "b", "status": "RUN", "result": "COMPLETED", "failures": [{"failure": "x is 1"}]},
            {"name": "c", "status": "RUN", "result": "SKIPPED"},
            {"name": "d", "status": "NOTRUN", "result": "SUPPRESSED"}]}]}
        outcome = suites._googletest_outcome(result)
        self.assertEqual((outcome.passed, outcome.failed, outcome.skipped), (1, 1, 1))
        self.assertEqual(outcome.report, ["A.b\nx is 1"])

    def test_a_program_that_crashes_is_one_failure(self):
        program = self.folder / "crash_tests"
        program.write_text("#!/bin/sh\necho about to crash\nkill -SEGV $$\n")
        program.chmod(0o755)
        outcome = suites.googletest(program, places.Place(self.folder / "run", me()), dict(os.environ)).run("")
        self.assertEqual((outcome.passed, outcome.failed), (0, 1))
        self.assertIn("signal 11", outcome.report[0])
        self.assertIn("about to crash", outcome.report[0])

    def test_of_vitest(self):
        result = {"testResults": [
            {"name": "a.test.ts", "status": "failed", "assertionResults": [], "message": "no such module"},
            {"name": "b.test.ts", "status": "failed", "assertionResults": [
                {"status": "passed", "fullName": "b ok", "failureMessages": []},
                {"status": "failed", "fullName": "b bad", "failureMessages": ["expected 1"]},
                {"status": "pending", "fullName": "b later", "failureMessages": []}]}]}
        outcome = suites._vitest_outcome(result, 1, self.folder / "log")
        self.assertEqual((outcome.passed, outcome.failed, outcome.skipped), (1, 2, 1))

    def test_of_playwright(self):
        def test(status, *messages):
            return {"projectName": "phone", "status": status, "results": [{"errors": [{"message": message}]} for message in messages]}
        specs = [{"title": "is seen", "tests": [test("expected")]}, {"title": "races", "tests": [test("flaky", "\x1b[31mnot there\x1b[39m\nyet")]},
                 {"title": "is wrong", "tests": [test("unexpected", "1 is 2", "1 is 2")]}, {"title": "later", "tests": [test("skipped")]}]
        result = {"errors": [], "suites": [{"title": "a.spec.ts", "suites": [{"title": "dark", "specs": specs}]}]}
        outcome = suites._playwright_outcome(result)
        self.assertEqual((outcome.passed, outcome.failed, outcome.skipped), (2, 1, 1))
        self.assertEqual(outcome.second_tries, ["[phone] a.spec.ts > dark > races: not there"])
        self.assertEqual(outcome.report, ["[phone] a.spec.ts > dark > is wrong\n1 is 2\n1 is 2"])

    def test_of_a_browser_that_never_came_is_one_failure(self):
        outcome = suites._playwright_outcome({"errors": [{"message": "port is taken"}], "suites": []})
        self.assertEqual((outcome.failed, outcome.report), (1, ["port is taken"]))


class Skeletons(Folder):
    def setUp(self):
        super().setUp()
        (self.folder / "backend" / "finance" / "accounts").mkdir(parents=True)
        (self.folder / "schema" / "migrations").mkdir(parents=True)
        (self.folder / "schema" / "migrations" / "order").write_text("roles\npeople\n")

    def test_of_an_endpoint_join_the_routes_that_are_there(self):
        verb_new.endpoint(self.folder, "account", "list_accounts")
        verb_new.endpoint(self.folder, "account", "create_account")
        text = (self.folder / "backend/api/rest/account_routes.cpp").read_text()
        self.assertLess(text.index("Task<Response> create_account("), text.index("}  // namespace\n"))
        self.assertEqual(re.findall(r'router\.(\w+)\("/v1/accounts", "(\w+)"', text), [("get", "list_accounts"), ("post", "create_account")])
        self.assertIn("FAIL()", (self.folder / "backend/api/rest/create_account_test.cpp").read_text())
        with self.assertRaises(console.Failure):
            verb_new.endpoint(self.folder, "account", "list_accounts")

    def test_of_a_query_bind_the_household(self):
        verb_new.query(self.folder, "finance/accounts", "find_account")
        lines = (self.folder / "backend/finance/accounts/sql/find_account.sql").read_text().splitlines()
        self.assertTrue(lines[0].startswith("-- ") and lines[1].startswith("-- $1 household"))
        with self.assertRaisesRegex(console.Failure, "no folder"):
            verb_new.query(self.folder, "finance/nothing", "find_account")

    def test_of_a_migration_come_last(self):
        verb_new.migration(self.folder, "goals")
        self.assertEqual((self.folder / "schema/migrations/order").read_text(), "roles\npeople\ngoals\n")

    def test_of_a_screen_fail_for_each_state(self):
        written = verb_new.screen(self.folder, "goal_plans")
        self.assertIn("web/src/features/goal-plans/goal-plans-screen.tsx", written)
        self.assertIn("expect.fail", (self.folder / "web/src/features/goal-plans/goal-plans-screen.test.tsx").read_text())

    def test_refuse_names_that_the_house_would_not_take(self):
        for name in ("ListAccounts", "list-accounts", "1x", ""):
            with self.assertRaises(console.Failure):
                verb_new._named(name, "the name")


class TheScript(unittest.TestCase):
    def test_help_names_every_verb(self):
        text = (places.ROOT / "tools" / "dev" / "help.txt").read_text()
        main = (places.ROOT / "tools" / "dev" / "__main__.py").read_text()
        for verb in re.findall(r'"(\w+)": "verb_', main):
            self.assertRegex(text, rf"(?m)^  {verb}\b")

    def test_an_unknown_verb_is_refused(self):
        done = subprocess.run([sys.executable, "-B", str(places.ROOT / "tools" / "dev"), "fly"], capture_output=True, text=True, check=False)
        self.assertEqual(done.returncode, 2)
        self.assertIn("./dev help", done.stderr)


if __name__ == "__main__":
    unittest.main()
