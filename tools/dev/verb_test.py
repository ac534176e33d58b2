"""./dev test: builds and runs every test; ends in one line `N passed, N failed`."""
import argparse
import concurrent.futures
import os
import re
import shutil
import threading
import time
import typing

import build
import console
import places
import postgres
import process
import stack
import suites
import web

SUPPRESSIONS = places.ROOT / "tools" / "sanitizers"
FUZZ_SECONDS = 60
BINARY_SUITES = ("trails", "reference", "examples", "access", "agreement", "crashes", "hostile")  # need the program alone
OTHER_SUITES = (*BINARY_SUITES, "web", "screens", "journeys")  # besides tools and the C++ programs


def _arguments(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="./dev test", description=__doc__)
    parser.add_argument("filter", nargs="?", default="", help="a suite by its name, or part of a test's name")
    parser.add_argument("--list", action="store_true", help="names of the suites")
    kinds = parser.add_mutually_exclusive_group()
    kinds.add_argument("--asan", dest="kind", action="store_const", const="address", help="C++ tests under AddressSanitizer and UBSan")
    kinds.add_argument("--tsan", dest="kind", action="store_const", const="thread", help="C++ tests under ThreadSanitizer")
    kinds.add_argument("--fuzz", nargs="?", type=int, const=FUZZ_SECONDS, metavar="SECONDS", help="each fuzzer, so many seconds")
    parser.set_defaults(kind="release")
    return parser.parse_args(arguments)


def _fresh_place() -> places.Place:
    """Nothing of the run before but its logs."""
    place = places.test_place()
    process.stop_all(place)
    shutil.rmtree(place.data)
    shutil.rmtree(place.folder / "results", ignore_errors=True)
    return places.test_place()


def _sanitizer_environment(kind: str) -> dict[str, str]:
    symbolizer = {"ASAN_SYMBOLIZER_PATH": "/usr/bin/llvm-symbolizer-19", "TSAN_SYMBOLIZER_PATH": "/usr/bin/llvm-symbolizer-19"}
    if kind == "address":
        return symbolizer | {"ASAN_OPTIONS": "detect_stack_use_after_return=1:strict_string_checks=1:detect_leaks=1",
                             "LSAN_OPTIONS": f"suppressions={SUPPRESSIONS / 'leak.txt'}:print_suppressions=0", "UBSAN_OPTIONS": "print_stacktrace=1"}
    if kind == "thread":
        return symbolizer | {"TSAN_OPTIONS": f"suppressions={SUPPRESSIONS / 'thread.txt'}:second_deadlock_stack=1"}
    return {}


class Tally:
    def __init__(self) -> None:
        self.whole = suites.Outcome()
        self.reports: list[str] = []
        self.guard = threading.Lock()

    def run(self, suite: suites.Suite, part: str) -> None:
        began = time.monotonic()
        try:
            outcome = suite.run(part)
        except console.Failure as failure:
            outcome = suites.broken(str(failure))
        if part and not (outcome.passed or outcome.failed):
            return
        with self.guard:
            self._count(suite, outcome, time.monotonic() - began)

    def _count(self, suite: suites.Suite, outcome: suites.Outcome, seconds: float) -> None:
        self.whole += outcome
        skipped = f", {outcome.skipped} skipped" if outcome.skipped else ""
        print(f"{'FAILED' if outcome.failed else 'ok':<7} {suite.name}: {outcome.passed} passed, {outcome.failed} failed{skipped} "
              f"({seconds:.1f} s)", flush=True)
        for title in outcome.second_tries:
            print(f"    passed at the second try: {title}", flush=True)
        for report in outcome.report[:20]:
            print("    " + report.replace("\n", "\n    "), flush=True)
            self.reports.append(f"{suite.name}: {report.splitlines()[0] if report else 'see above'}")

    def finish(self) -> int:
        if self.reports:
            print("\nfailures:\n  " + "\n  ".join(self.reports[:60]))
        if self.whole.skipped:
            print(f"{self.whole.skipped} skipped")
        if not self.whole.passed and not self.whole.failed:
            console.say("nothing of that name; ./dev test --list names the suites")
            return 1
        print(f"{self.whole.passed} passed, {self.whole.failed} failed", flush=True)
        return 1 if self.whole.failed else 0


def _fuzz(asked: argparse.Namespace) -> int:
    build.build(sorted(name for name in build.targets("fuzzer") if name.startswith("fuzz_")) or ["all"], "fuzzer")
    place = places.test_place()
    tally = Tally()
    for program in build.programs("fuzz_*", "fuzzer"):
        if asked.filter in program.name:
            tally.run(suites.fuzzer(program, place, asked.fuzz), "")
    return tally.finish()


def _cpp_suites(place: places.Place, kind: str) -> list[suites.Suite]:
    keys = {"COFFER_TEST_PG": postgres.cluster(place), "COFFER_TEST_BINARY": str(build.folder(kind) / "backend" / "coffer"),
            "COFFER_TEST_SOURCES": str(places.ROOT)}
    env = os.environ | _sanitizer_environment(kind) | keys
    # The longest first, so that no lane stands empty at the end.
    programs = sorted(build.programs("*_tests", kind), key=lambda program: program.name not in ("finance_tests", "crossing_tests"))
    return [suites.googletest(program, place, env) for program in programs]


def _run_cpp(place: places.Place, wanted: list[suites.Suite], part: str, tally: Tally) -> None:
    """With a PostgreSQL of their own, in which each test makes its database."""
    if not wanted:
        return
    postgres.prepare(place, lasting=False)
    service = postgres.service(place)
    server = process.launch(place, service, order=1)
    try:
        process.await_ready(place, service, server)
        _run_in_lanes([lambda suite=suite: tally.run(suite, part) for suite in wanted])
    finally:
        server.stop()


def _run_in_lanes(runs: list[typing.Callable[[], None]]) -> None:
    """Two at a time: tests wait for the disk more than they work."""
    with concurrent.futures.ThreadPoolExecutor(max_workers=2) as lanes:
        running = [lanes.submit(run) for run in runs]
        try:
            for one in running:
                one.result()
        except BaseException:
            process.interrupted.set()
            for one in running:
                one.cancel()
            raise


def _fresh_part(place: places.Place, name: str) -> places.Place:
    """A place within it, with data of its own."""
    part = places.Place(place.folder / name, place.services)
    process.stop_all(part)
    shutil.rmtree(part.data)
    return places.Place(part.folder, place.services)


def _run_live(place: places.Place, suite: suites.Suite, part: str, tally: Tally) -> None:
    """A suite that starts a Coffer of its own."""
    own = _fresh_part(place, suite.name)
    try:
        tally.run(suite, part)
    finally:
        process.stop_all(own)


def _run_journeys(place: places.Place, part: str, tally: Tally) -> None:
    """Against the whole stack, on free ports, with data of its own."""
    whole = _fresh_part(place, "stack")
    site = web.current()
    ports = stack.choose_ports("127.0.0.1", process.free_port())
    running = stack.Stack(whole, ports, web=site, lasting=False, extra=stack.TEST_LIMITS)
    try:
        running.start()
        stack.run_binary(whole, ["admin", "demo"], running.keys)
        tally.run(suites.playwright("journeys", place, {"COFFER_URL": ports.url, "COFFER_OUTBOX": f"http://127.0.0.1:{ports.metrics}/outbox"}), part)
    except console.Failure as failure:
        tally.run(suites.Suite("journeys", lambda _part: suites.broken(str(failure))), "")
    finally:
        running.stop()


def _run_screens(place: places.Place, part: str, tally: Tally) -> None:
    def run(name: str) -> suites.Outcome:
        web.put_in_place()
        ports = {"COFFER_TEST_PORTS": ",".join(str(process.free_port()) for _ in range(4))}
        return suites.playwright("screens", place, ports).run(name)
    tally.run(suites.Suite("screens", run), part)


def _run_wanted(asked: argparse.Namespace, only: str, part: str, tally: Tally) -> None:
    """only: the one suite to run, or empty for all of the kind."""
    def wanted(name: str) -> bool:
        return only in ("", name)

    place = _fresh_place()
    if wanted("tools"):
        tally.run(suites.python_tools(place), part)
    _run_cpp(place, [suite for suite in _cpp_suites(place, asked.kind) if wanted(suite.name)], part, tally)
    for suite in (suites.trails(build.binary(), place), suites.reference(build.binary(), place), suites.examples(build.binary(), place)):
        if wanted(suite.name):
            tally.run(suite, part)
    for suite in (suites.access(place), suites.agreement(place), suites.crashes(place), suites.hostile(place)):
        if wanted(suite.name):
            _run_live(place, suite, part, tally)
    if wanted("web"):
        tally.run(suites.vitest(place), part)
    if wanted("screens"):
        _run_screens(place, part, tally)
    if wanted("journeys"):
        _run_journeys(place, part, tally)


def run(arguments: list[str]) -> int:
    asked = _arguments(arguments)
    if asked.fuzz is not None:
        return _fuzz(asked)
    programs = sorted(name for name in build.targets(asked.kind) if re.fullmatch(r"(?!cmake_)\w+_tests", name))
    if asked.list:
        print("\n".join(["tools", *programs, *OTHER_SUITES]))
        return 0
    only = next((name for name in (asked.filter, f"{asked.filter}_tests") if name in ("tools", *programs, *OTHER_SUITES)), "")
    tally = Tally()
    if asked.kind == "release":
        if only not in ("tools", "web", "screens"):
            build.build([only] if only in programs else ["coffer"] if only in BINARY_SUITES else ["all"])
        _run_wanted(asked, only, "" if only else asked.filter, tally)
    else:
        build.build([only] if only else programs, asked.kind)
        place = _fresh_place()
        _run_cpp(place, [suite for suite in _cpp_suites(place, asked.kind) if only in ("", suite.name)], "" if only else asked.filter, tally)
    return tally.finish()
