#!/usr/bin/env python3
"""Prints every embedded statement of all rooms, families expanded, for the test that prepares them.

  list_queries.py [BACKEND]

Per statement: name, heading (the first two lines of its file) and text, separated by the ASCII unit
separator; statements are separated by the record separator.
"""
import argparse
import pathlib
import sys

import embed_sql


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("backend", nargs="?", type=pathlib.Path, default=pathlib.Path(__file__).resolve().parent.parent / "backend")
    args = parser.parse_args()
    records = []
    for path in sorted(args.backend.rglob("sql/*.sql")):
        lines = embed_sql.lines_of(path)
        heading = " ".join(lines[:2])
        name = ".".join((*path.parent.parent.relative_to(args.backend).parts, path.stem))
        made = [("", "\n".join(lines[2:]))]
        if lines[2].startswith("--variants "):
            made = embed_sql.family(lines[3:], lines[2].split()[1:])
        records += ["\x1f".join((f"{name}.{suffix}".rstrip("."), heading, text)) for suffix, text in made]
    sys.stdout.write("\x1e".join(records))
    return 0


if __name__ == "__main__":
    sys.exit(main())
