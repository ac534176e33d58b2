"""check.py COFFER FOLDER: computes the examples of the guide's page of conventions; their cases are left in the folder."""
import json
import pathlib
import subprocess
import sys

import books

PAGE = pathlib.Path(__file__).parents[2] / "docs" / "guide" / "how-coffer-computes.md"


def main(program: str, folder: pathlib.Path) -> int:
    cases = [books.read(f"line-{line:03d}", text) for line, text in books.blocks(PAGE.read_text())]
    for case in cases:
        (folder / f"{case['id']}.json").write_text(json.dumps(case, indent=1))
    if len(cases) < 20 or _compute(program, [_spoiled(cases[0], folder)]).returncode == 0:
        print("The examples are not read, or a wrong figure goes unnoticed.")
        return 1
    done = _compute(program, sorted(folder.glob("line-*.json")))
    print(done.stdout + done.stderr)
    met = sum(" met " in line for line in done.stdout.splitlines() if line.startswith("line-"))
    print(f"{met} of {len(cases)} examples hold")
    return done.returncode


def _compute(program: str, cases: list[pathlib.Path]) -> subprocess.CompletedProcess:
    return subprocess.run([program, "evaluate", "--check", *cases], capture_output=True, text=True)


def _spoiled(case: dict, folder: pathlib.Path) -> pathlib.Path:
    """The same book, whose first figure is a cent too high."""
    figure, value = next(iter(case["expect"].items()))
    wrong = folder / "spoiled.json"
    wrong.write_text(json.dumps(case | {"expect": case["expect"] | {figure: value[:-1] + "1"}}))
    return wrong


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], pathlib.Path(sys.argv[2])))
