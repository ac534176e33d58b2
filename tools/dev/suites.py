"""The test suites: how each is run, and how its outcome is counted."""
import dataclasses
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import typing

import console
import node
import places
import process


REFERENCE_CASES = 460  # a score of each kind
RANDOM_BOOKS = 40


@dataclasses.dataclass
class Outcome:
    passed: int = 0
    failed: int = 0
    skipped: int = 0
    report: list[str] = dataclasses.field(default_factory=list)  # what to read about the failures
    second_tries: list[str] = dataclasses.field(default_factory=list)  # tests that passed only when tried again

    def __iadd__(self, other: "Outcome") -> "Outcome":
        self.passed += other.passed
        self.failed += other.failed
        self.skipped += other.skipped
        return self


def broken(report: str) -> Outcome:
    """A suite that did not come to its end counts as one failure."""
    return Outcome(failed=1, report=[report])


@dataclasses.dataclass(frozen=True)
class Suite:
    name: str
    run: typing.Callable[[str], Outcome]  # part of a name, or empty


def execute(command: list[str], log: pathlib.Path, *, cwd: pathlib.Path, env: dict[str, str], seconds: int, title: str) -> int | None:
    return process.run_logged(command, log, console.Progress(title, every=60), cwd=cwd, env=env, seconds=seconds)


def _tail(log: pathlib.Path, lines: int = 60) -> str:
    return "\n".join(log.read_text(errors="replace").splitlines()[-lines:])


def _ended(code: int | None, log: pathlib.Path) -> str:
    how = "took too long and was ended" if code is None else f"ended with signal {-code}" if code < 0 else f"ended with code {code}"
    return f"{how}; the end of {log}:\n{_tail(log)}"


def googletest(program: pathlib.Path, place: places.Place, env: dict[str, str], seconds: int = 1200) -> Suite:
    def run(part: str) -> Outcome:
        log, result = place.logs / f"{program.name}.log", place.folder / "results" / f"{program.name}.json"
        result.parent.mkdir(exist_ok=True)
        result.unlink(missing_ok=True)
        command = [str(program), f"--gtest_output=json:{result}", "--gtest_brief=1", *([f"--gtest_filter=*{part}*"] if part else [])]
        code = execute(command, log, cwd=places.ROOT, env=env, seconds=seconds, title=program.name)
        if not result.exists():
            return broken(_ended(code, log))
        outcome = _googletest_outcome(json.loads(result.read_text()))
        if code and not outcome.failed:  # a sanitizer's or a leak's verdict at the very end
            outcome += Outcome(failed=1)
            outcome.report.append(_ended(code, log))
        return outcome
    return Suite(program.name, run)


def _googletest_outcome(result: dict) -> Outcome:
    outcome = Outcome()
    for suite in result["testsuites"]:
        for case in suite["testsuite"]:
            if case.get("status") != "RUN":
                continue
            if case.get("result") == "SKIPPED":
                outcome.skipped += 1
            elif failures := case.get("failures"):
                outcome.failed += 1
                outcome.report.append(f"{suite['name']}.{case['name']}\n" + "\n".join(failure["failure"] for failure in failures)[:3000])
            else:
                outcome.passed += 1
    return outcome


def unittests(name: str, folder: pathlib.Path, place: places.Place, *, seconds: int) -> Suite:
    """The `*_test.py` of a folder, each test by name."""
    def run(part: str) -> Outcome:
        log = place.logs / f"{name}.log"
        command = [sys.executable, "-B", "-W", "ignore::ResourceWarning", "-m", "unittest", "discover", "-v", "-s", str(folder),
                   "-p", "*_test.py", *(["-k", part] if part else [])]
        code = execute(command, log, cwd=folder, env=dict(os.environ), seconds=seconds, title=name)
        text = log.read_text(errors="replace")
        ran = re.findall(r"^Ran (\d+) tests? in", text, re.MULTILINE)
        if not ran or (code and ran[-1] == "0" and not part):
            return broken(_ended(code, log))
        counted = {what: int(number) for what, number in re.findall(r"\b(failures|errors|skipped)=(\d+)", text.splitlines()[-1])}
        failed, skipped = counted.get("failures", 0) + counted.get("errors", 0), counted.get("skipped", 0)
        return Outcome(max(0, int(ran[-1]) - failed - skipped), failed, skipped, report=[_tail(log)] if failed else [])
    return Suite(name, run)


def python_tools(place: places.Place) -> Suite:
    return unittests("tools", places.ROOT / "tools", place, seconds=300)


def crashes(place: places.Place) -> Suite:
    """kill -9 in the middle of imports, of processes of its own."""
    return unittests("crashes", places.ROOT / "backend" / "tests" / "crashes", place, seconds=600)


def access(place: places.Place) -> Suite:
    """Every operation asked for by every role, from inside and outside the household."""
    return unittests("access", places.ROOT / "backend" / "tests" / "access", place, seconds=600)


def agreement(place: places.Place) -> Suite:
    """What the API shows of a household, against its export computed without a database."""
    return unittests("agreement", places.ROOT / "backend" / "tests" / "agreement", place, seconds=600)


def hostile(place: places.Place) -> Suite:
    """Requests fuzzed from the contract, by people who may see little."""
    return unittests("hostile", places.ROOT / "backend" / "tests" / "hostile", place, seconds=1200)


def trails(program: pathlib.Path, place: places.Place) -> Suite:
    """How each figure of the cases, and of random books, came about: recomputed apart from the program that says it."""
    def run(part: str) -> Outcome:
        folder = place.folder / "results"
        folder.mkdir(exist_ok=True)
        books = folder / "books"
        shutil.rmtree(books, ignore_errors=True)
        tool = places.ROOT / "tools" / "trails"
        subprocess.run([sys.executable, "-B", str(tool / "random_books.py"), "1", str(RANDOM_BOOKS), str(books)], check=True, stdout=subprocess.DEVNULL)
        kept = places.ROOT / "backend" / "tests"
        folders = (kept / "golden", kept / "worked", kept / "cases", books)
        cases = [path for one in folders for path in sorted(one.glob("*.json")) if part in path.name]
        if not cases:
            return Outcome()
        for name, options in (("figures", []), ("trails", ["--trails"])):
            with (folder / f"{name}.jsonl").open("w") as out:
                done = subprocess.run([program, "evaluate", *options, *cases], stdout=out, stderr=subprocess.PIPE, text=True, timeout=300)
            if done.returncode:
                return broken(f"coffer evaluate {' '.join(options)}: {done.stderr[-3000:]}")
        command = [sys.executable, "-B", str(tool / "recompute.py"), str(folder / "figures.jsonl"),
                   str(folder / "trails.jsonl"), *map(str, cases)]
        log = place.logs / "trails.log"
        code = execute(command, log, cwd=places.ROOT, env=dict(os.environ), seconds=600, title="trails")
        faulty = {path.name for path in cases if f"{path.name}: " in log.read_text(errors="replace")}
        if code and not faulty:
            return broken(_ended(code, log))
        return Outcome(len(cases) - len(faulty), len(faulty), report=[_tail(log)] if faulty else [])
    return Suite("trails", run)



def examples(program: pathlib.Path, place: places.Place) -> Suite:
    """Each example of the guide's page of conventions, computed; and one with a figure that is wrong, which has to be noticed."""
    def run(part: str) -> Outcome:
        if part:
            return Outcome()
        folder = place.folder / "results" / "examples"
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        log = place.logs / "examples.log"
        command = [sys.executable, "-B", str(places.ROOT / "tools" / "examples" / "check.py"), str(program), str(folder)]
        execute(command, log, cwd=places.ROOT, env=dict(os.environ), seconds=60, title="examples")
        met = re.search(r"^(\d+) of (\d+) examples hold$", log.read_text(errors="replace"), re.MULTILINE)
        if not met:
            return broken(_tail(log))
        failed = int(met[2]) - int(met[1])
        return Outcome(int(met[1]), failed, report=[_tail(log)] if failed else [])
    return Suite("examples", run)


def reference(program: pathlib.Path, place: places.Place) -> Suite:
    """Random cases of other programs' conventions against the evaluator of tools/reference, and all cases told in other ways."""
    def run(part: str) -> Outcome:
        if part:
            return Outcome()
        tool = places.ROOT / "tools" / "reference"
        kept = sorted(map(str, (places.ROOT / "backend" / "tests").glob("*/*.json")))
        passed, failed, report = 0, 0, []
        for name, arguments in (("compare", ["1", str(REFERENCE_CASES), "--evaluate"]), ("variations", ["--evaluate", *kept])):
            log = place.logs / f"reference_{name}.log"
            command = [sys.executable, "-B", str(tool / f"{name}.py"), str(program), *arguments]
            code = execute(command, log, cwd=places.ROOT, env=dict(os.environ), seconds=300, title="reference")
            agreed = re.search(r"^(\d+) of (\d+) (cases agree|tellings give)", log.read_text(errors="replace"), re.MULTILINE)
            if not agreed:
                return broken(_ended(code, log))
            passed, failed = passed + int(agreed[1]), failed + int(agreed[2]) - int(agreed[1])
            report += [_tail(log)] if code else []
        return Outcome(passed, failed, report=report)
    return Suite("reference", run)


def vitest(place: places.Place) -> Suite:
    def run(part: str) -> Outcome:
        node.install_web()
        log, result = place.logs / "web.log", place.folder / "results" / "web.json"
        result.parent.mkdir(exist_ok=True)
        result.unlink(missing_ok=True)
        command = ["npx", "--no-install", "vitest", "run", "--reporter=json", f"--outputFile={result}", "--passWithNoTests", *(["-t", part] if part else [])]
        code = execute(command, log, cwd=places.WEB, env=node.environment(), seconds=600, title="web")
        if not result.exists():
            return broken(_ended(code, log))
        return _vitest_outcome(json.loads(result.read_text()), code, log)
    return Suite("web", run)


def _vitest_outcome(result: dict, code: int | None, log: pathlib.Path) -> Outcome:
    outcome = Outcome()
    for file in result["testResults"]:
        if file["status"] == "failed" and not file["assertionResults"]:  # it could not even be loaded
            outcome += Outcome(failed=1)
            outcome.report.append(f"{file['name']}\n{file.get('message', '')[:3000]}")
        for case in file["assertionResults"]:
            if case["status"] == "passed":
                outcome.passed += 1
            elif case["status"] == "failed":
                outcome.failed += 1
                outcome.report.append(f"{file['name']}: {case['fullName']}\n" + "\n".join(case["failureMessages"])[:3000])
            else:
                outcome.skipped += 1
    if code and not outcome.failed:
        outcome += broken("")
        outcome.report.append(_ended(code, log))
    return outcome


def playwright(name: str, place: places.Place, keys: dict[str, str]) -> Suite:
    """In Debian's Chromium. With COFFER_URL journeys through that running Coffer, else the screens on a stand-in API."""
    def run(part: str) -> Outcome:
        node.install_web()
        log, result = place.logs / f"{name}.log", place.folder / "results" / f"{name}.json"
        result.parent.mkdir(exist_ok=True)
        result.unlink(missing_ok=True)
        env = node.environment() | keys | {"PLAYWRIGHT_JSON_OUTPUT_NAME": str(result), "PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD": "1",
                                           "CHROMIUM": shutil.which("chromium") or "/usr/bin/chromium", "CI": "1"}
        command = ["npx", "--no-install", "playwright", "test", "--reporter=list,json", *(["-g", part] if part else [])]
        code = execute(command, log, cwd=places.WEB, env=env, seconds=1500, title=name)
        if not result.exists():
            return broken(_ended(code, log))
        outcome = _playwright_outcome(json.loads(result.read_text()))
        if code and not part and not outcome.failed:
            return broken(_ended(code, log))
        return outcome
    return Suite(name, run)


def _playwright_outcome(result: dict) -> Outcome:
    outcome = Outcome()
    for error in result.get("errors", []):  # outside of any test
        if "No tests found" in error.get("message", ""):
            continue
        outcome += Outcome(failed=1)
        outcome.report.append(_plain(error.get("message", "")))
    for title, test in _playwright_tests(result["suites"], ""):
        outcome.passed += test["status"] in ("expected", "flaky")
        outcome.skipped += test["status"] == "skipped"
        messages = [_plain(error.get("message", "")) for tried in test["results"] for error in tried.get("errors", [])]
        if test["status"] == "flaky":
            outcome.second_tries.append(f"{title}: {messages[0].splitlines()[0] if messages else ''}")
        elif test["status"] == "unexpected":
            outcome.failed += 1
            outcome.report.append("\n".join([title, *messages])[:4000])
    return outcome


def _playwright_tests(suites: list[dict], above: str) -> typing.Iterator[tuple[str, dict]]:
    for suite in suites:
        name = f"{above}{suite['title']} > "
        for spec in suite.get("specs", []):
            for test in spec["tests"]:
                yield f"[{test['projectName']}] {name}{spec['title']}", test
        yield from _playwright_tests(suite.get("suites", []), name)


def _plain(message: str) -> str:
    return re.sub(r"\x1b\[[0-9;]*m", "", message)


def fuzzer(program: pathlib.Path, place: places.Place, seconds: int) -> Suite:
    """Runs on from the corpus it found before; committed seeds stand beside the fuzzer in NAME_corpus/."""
    def run(_part: str) -> Outcome:
        name = program.name.removeprefix("fuzz_")
        corpus = places.run_folder() / "fuzz" / name
        corpus.mkdir(parents=True, exist_ok=True)
        seeds = [str(folder) for folder in (places.ROOT / "backend").rglob(f"{name}_corpus")]
        log = place.logs / f"{program.name}.log"
        command = [str(program), str(corpus), *seeds, f"-max_total_time={seconds}", "-timeout=5", "-rss_limit_mb=2048", f"-artifact_prefix={corpus}-"]
        code = execute(command, log, cwd=places.ROOT, env=dict(os.environ), seconds=seconds + 120, title=program.name)
        return Outcome(passed=1) if code == 0 else broken(_ended(code, log))
    return Suite(program.name, run)
