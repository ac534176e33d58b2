#!/usr/bin/env python3
"""Random cases through a program and through the reference: `compare.py BINARY SEED COUNT [--keep DIR] [--first N]`.

BINARY prints figures like `coffer evaluate` (`--evaluate` puts that word before the files). Prints file, figure and both values of the first differences.
"""
import argparse
import collections
import json
import pathlib
import subprocess
import sys
import tempfile

import comparison
import random_cases


def answers(command: list, files: list) -> dict:
    """File name -> figures."""
    done = subprocess.run([*command, *files], capture_output=True, text=True)
    if done.stderr:
        print(done.stderr[:2000], file=sys.stderr)
    rows = [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]
    return {row["file"]: row.get("figures", row) for row in rows}


def compare(command: list, files: list) -> list[tuple]:
    """(case, file, path, reference, program)"""
    found, given = [], answers(command, files)
    for file in files:
        case = json.loads(file.read_text())
        found += [(case, file, *one) for one in comparison.differences(case["expect"], given.get(file.name, {}), case)]
    return found


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("binary")
    parser.add_argument("seed", type=int)
    parser.add_argument("count", type=int)
    parser.add_argument("--evaluate", action="store_true")
    parser.add_argument("--keep", type=pathlib.Path)
    parser.add_argument("--first", type=int, default=20)
    arguments = parser.parse_args()
    command = [arguments.binary, *(["evaluate"] if arguments.evaluate else [])]
    with tempfile.TemporaryDirectory() as folder:
        files = random_cases.write(arguments.seed, arguments.count, arguments.keep or pathlib.Path(folder))
        found = compare(command, files)
    for case, file, path, reference, program in found[:arguments.first]:
        print(f"{file.name}: {path}: reference {reference}, program {program}")
    wrong = collections.Counter(engine for engine, _ in {(case["model"]["engine"], file) for case, file, *_ in found})
    print(f"{len(files) - sum(wrong.values())} of {len(files)} cases agree" + "".join(f"; {engine}: {count} differ" for engine, count in wrong.items()))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
