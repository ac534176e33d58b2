"""./dev check: format, lint, rooms, contracts and drift."""
import argparse
import ast
import concurrent.futures
import dataclasses
import subprocess
import sys
import time
import typing

import build
import console
import node
import places
import verb_fmt
import verb_gen

sys.path.insert(0, str(places.ROOT / "tools"))
import sources  # noqa: E402


@dataclasses.dataclass(frozen=True)
class Check:
    name: str
    find_faults: typing.Callable[[bool], list[str]]  # quick -> what is wrong
    quick: bool = True  # part of the quick run


def _output(command: list[str], **options) -> list[str]:
    """What the command says when it fails; nothing when it succeeds."""
    done = subprocess.run(command, capture_output=True, text=True, check=False, **{"cwd": places.ROOT, **options})
    return (done.stdout + done.stderr).strip().splitlines() or [f"{command[0]} failed"] if done.returncode else []


def _tool(name: str, *arguments: str) -> list[str]:
    return _output([sys.executable, "-B", str(places.ROOT / "tools" / name), *arguments])


def _format(quick: bool) -> list[str]:
    files = verb_fmt.cpp_files(changed_only=quick)
    if not files:
        return []
    complaint = verb_fmt.clang_format(files, "--dry-run", "--Werror")
    names = sorted({line.split(":")[0] for line in complaint.splitlines() if ": error:" in line})
    return [f"{name}: ./dev fmt changes it" for name in names] or complaint.splitlines()


def _python(_quick: bool) -> list[str]:
    faults = []
    for file in sources.files():
        if file.suffix == ".py":
            try:
                ast.parse((places.ROOT / file).read_text(), str(file))
            except SyntaxError as error:
                faults.append(f"{file}:{error.lineno}: {error.msg}")
    return faults


def _shell(_quick: bool) -> list[str]:
    return _output(["sh", "-n", "dev"]) + _output(["bash", "-n", ".ci/run"])


def _contract(_quick: bool) -> list[str]:
    programs = node.install_tools()
    return _output([str(programs / "redocly"), "lint", "contracts/openapi.yaml"], env=node.environment()) + _tool("check_contract.py")


def _client(_quick: bool) -> list[str]:
    return verb_gen.client_drift()


def _schema(_quick: bool) -> list[str]:
    with verb_gen.throw_away_cluster() as place:
        return verb_gen.schema_drift(place)


def _web(script: str) -> typing.Callable[[bool], list[str]]:
    def find(_quick: bool) -> list[str]:
        node.install_web()
        return _output(["npm", "run", "--silent", script], cwd=places.WEB, env=node.environment())
    return find


def _clang_tidy(files: list[str]) -> list[str]:
    build.build(["coffer"])  # for the generated headers
    def one(file: str) -> list[str]:
        done = subprocess.run(["clang-tidy-19", "--quiet", "-p", str(build.folder()), file], cwd=places.ROOT, capture_output=True, text=True, check=False)
        return [line for line in done.stdout.splitlines() if "warning:" in line or "error:" in line]
    with concurrent.futures.ThreadPoolExecutor(build.jobs()) as pool:
        return sorted({line for lines in pool.map(one, files) for line in lines})


def _changed_units(_quick: bool) -> list[str]:
    files = [name for name in verb_fmt.cpp_files(changed_only=True) if name.endswith(".cpp")]
    return _clang_tidy(files) if files else []


CHECKS = [
    Check("format", _format),
    Check("rooms", lambda _quick: _tool("check_rooms.py")),
    Check("house rules", lambda quick: _tool("check_tidy.py", *(["--changed"] if quick else []))),
    Check("python", _python),
    Check("shell", _shell),
    Check("contract", _contract),
    Check("typed client", _client),
    Check("web lint", _web("lint")),
    Check("web types", _web("typecheck")),
    Check("schema/current.sql", _schema, quick=False),
    Check("clang-tidy", _changed_units, quick=False),
]


def run(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="./dev check", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="changed files, and without what needs a build or a database")
    parser.add_argument("--tidy", action="store_true", help="clang-tidy over every source: about as long as a build")
    asked = parser.parse_args(arguments)
    failed = 0
    if asked.tidy:
        wanted = [Check("clang-tidy", lambda _quick: _clang_tidy([name for name in verb_fmt.cpp_files(changed_only=False) if name.endswith(".cpp")]))]
    else:
        wanted = [check for check in CHECKS if check.quick or not asked.quick]
    for check in wanted:
        began = time.monotonic()
        faults = check.find_faults(asked.quick)
        failed += bool(faults)
        print(f"{'FAILED' if faults else 'ok':<7} {check.name} ({time.monotonic() - began:.1f} s)", flush=True)
        for fault in faults[:60]:
            print(f"        {fault}")
        if len(faults) > 60:
            print(f"        and {len(faults) - 60} more")
    console.say(f"{len(wanted) - failed} checks passed, {failed} failed")
    return 1 if failed else 0
