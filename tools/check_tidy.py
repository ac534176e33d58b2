#!/usr/bin/env python3
"""The mechanical rules of the house that no compiler knows. Prints `file:line: what` for each fault.

Where binary floating point may stand in the rooms that count money is the list STATISTICS below.
"""
import argparse
import pathlib
import re
import sys

import sources

# Returns, risk figures and other ratios; they never become money again.
STATISTICS = re.compile(r"(^|/)(ratio|returns?|performance|risk|irr|xirr|statistics?|series|annualise|volatility|money_weighted|time_weighted)\w*\.(cpp|hpp)$"
                        r"|^backend/platform/json/reader\.cpp$")  # JSON numbers are ratios; money is a string
# In the other files of these rooms a line may name `double` only where it, or one of the three above, names a ratio or statistic.
STATISTIC_WORD = re.compile(r"statistic|ratio", re.IGNORECASE)
MONEY_ROOMS = ("backend/base/", "backend/ledger/", "backend/platform/json/", "backend/platform/pg/")

CODE = (".cpp", ".hpp")
TEXT = CODE + (".py", ".sql", ".md", ".ts", ".tsx", ".mjs", ".css", ".yaml", ".yml", ".cmake", ".sh", ".txt", ".conf", ".toml", ".json")
GENERATED = re.compile(r"(^|/)gen/|package-lock\.json$|^schema/current\.sql$")
CLOCK = ("backend/platform/clock/", "backend/platform/async/deadline.cpp")
LINES = 500
TEST_LINES = 800
FUNCTION_LINES = 70
README_LINES = 20
MEGABYTE = 1_000_000

BANNED_NAMES = re.compile(r"(^|[_\-.])(utils?|helpers?|common|managers?|misc)($|[_\-.])")
UNFINISHED = re.compile(r"\b(TO" r"DO|FIX" r"ME|un[i]mplemented|lorem[ ]ipsum)\b", re.IGNORECASE)
MACHINE = re.compile(r"(^|[^\w.])/(?:work|farm)/|(?<![\w.<])/home/[a-z]|registry\.npmj[s]\.org|registry\.yarnpkg")
FLOATING = re.compile(r"\b(double|float)\b")
TO_END_OF_LINE = re.compile(r"//.*$")
LINK = re.compile(r"(?<!\!)\[[^\]\n]*\]\(([^)\s]+)\)|!\[[^\]\n]*\]\(([^)\s]+)\)")
FUNCTION_START = re.compile(r"^(\s*)(?!.*\b(namespace|class|struct|enum|union|extern|switch|if|for|while|else|do|try|catch|return)\b\s*[^()]*(\(|\{|$)).*\)[^;()]*\{$")


def is_test(path: pathlib.PurePath) -> bool:
    return bool(re.search(r"_(test|fuzz|benchmark)(_\w+)?$", path.stem)) or ".test" in path.name or ".spec" in path.name


def floating_point(path: pathlib.PurePath, lines: list[str]) -> list[str]:
    name = str(path)
    if path.suffix not in CODE or is_test(path) or STATISTICS.search(name):
        return []
    if not name.startswith(MONEY_ROOMS) and not path.stem.endswith("_store"):
        return []
    return [f"{path}:{number}: floating point where money is counted"
            for number, line in enumerate(lines, start=1)
            if FLOATING.search(TO_END_OF_LINE.sub("", line)) and "= delete" not in line
            and not STATISTIC_WORD.search("\n".join(lines[max(0, number - 4):number]))]


def cpp_words(path: pathlib.PurePath, lines: list[str]) -> list[str]:
    if path.suffix not in CODE:
        return []
    name = str(path)
    faults = []
    if path.suffix == ".hpp" and not any(line.strip() == "#pragma once" for line in lines):
        faults.append(f"{path}:1: #pragma once is missing")
    own = f'#include "{path.with_suffix(".hpp").relative_to("backend")}"' if name.startswith("backend/") else ""
    first = next((line for line in lines if line.startswith("#include")), "")
    if path.suffix == ".cpp" and own and own in lines and first != own:
        faults.append(f"{path}:1: the own header comes first")
    for number, line in enumerate(lines, start=1):
        code = TO_END_OF_LINE.sub("", line)
        if path.suffix == ".hpp" and re.match(r"\s*using namespace\b", code):
            faults.append(f"{path}:{number}: no `using namespace` in a header")
        if re.search(r"\bgetenv\b|\benviron\b", code) and not name.startswith("backend/platform/config/") and not is_test(path) and "testkit" not in path.parts:
            faults.append(f"{path}:{number}: only platform/config reads the environment")
        if "system_clock::now" in code and not name.startswith(CLOCK) and not is_test(path):
            faults.append(f"{path}:{number}: only platform/clock knows the time of day")
    return faults


def lengths(path: pathlib.PurePath, lines: list[str]) -> list[str]:
    if path.suffix not in CODE + (".py", ".ts", ".tsx", ".mjs"):
        return []
    faults = []
    limit = TEST_LINES if is_test(path) else LINES
    if len(lines) > limit:
        faults.append(f"{path}:1: {len(lines)} lines; {limit} at most, split it by noun")
    if path.suffix in CODE and not is_test(path):
        faults += long_functions(path, lines)
    return faults


def long_functions(path: pathlib.PurePath, lines: list[str]) -> list[str]:
    """By layout, as clang-format leaves it: from a line that opens a body to the brace at its indentation."""
    faults = []
    number = 0
    while number < len(lines):
        if FUNCTION_START.match(lines[number]):
            first = number
            while first > 0 and lines[first - 1].strip() and not re.search(r"([;{}:]|//.*)$", lines[first - 1]):
                first -= 1  # a declaration over several lines
            indent = re.match(r"\s*", lines[first])[0]
            end = next((at for at in range(number + 1, len(lines)) if lines[at].startswith(indent + "}")), len(lines) - 1)
            # A body that begins as a table is data, however long.
            table = re.fullmatch(r"\s*(return|static const\b.*) ?\{", lines[min(number + 1, len(lines) - 1)])
            if end - number - 1 > FUNCTION_LINES and not table:
                faults.append(f"{path}:{number + 1}: a function of {end - number - 1} lines; {FUNCTION_LINES} at most")
            number = end
        number += 1
    return faults


def words(path: pathlib.PurePath, lines: list[str]) -> list[str]:
    faults = []
    for number, line in enumerate(lines, start=1):
        if found := UNFINISHED.search(line):
            faults.append(f"{path}:{number}: unfinished: '{found[0]}'")
        if found := MACHINE.search(line):
            faults.append(f"{path}:{number}: a place of one machine: '{found[0].strip()}'")
        if path.suffix != ".md" and line != line.rstrip():
            faults.append(f"{path}:{number}: blanks at the end of the line")
    return faults


def sql(path: pathlib.PurePath, lines: list[str]) -> list[str]:
    if path.suffix != ".sql" or "sql" not in path.parts:
        return []
    return [f"{path}:{number}: name the columns: no SELECT *" for number, line in enumerate(lines, start=1)
            if re.search(r"\bselect\s+\*(?!\s+FROM\s+(unnest|ROWS)\b)", line.split("--")[0], re.IGNORECASE)]


def links(path: pathlib.PurePath, lines: list[str], exists) -> list[str]:
    if path.suffix != ".md":
        return []
    faults = []
    for number, line in enumerate(lines, start=1):
        for match in LINK.finditer(line):
            target = (match[1] or match[2]).split("#")[0]
            if target and not re.match(r"[a-z]+:", target) and not exists(path.parent / target):
                faults.append(f"{path}:{number}: the link leads nowhere: {target}")
    if path.name == "README.md" and len(path.parts) == 3 and path.parts[0] == "backend" and len(lines) > README_LINES:
        faults.append(f"{path}:1: {len(lines)} lines; a room's README has {README_LINES} at most")
    return faults


def check(path: pathlib.PurePath, text: str, exists) -> list[str]:
    faults = []
    if BANNED_NAMES.search(path.stem):
        faults.append(f"{path}: the name says nothing; name what is in it")
    if GENERATED.search(str(path)):
        return faults
    if path.suffix in TEXT or not path.suffix:
        lines = text.splitlines()
        for rule in (floating_point, cpp_words, lengths, words, sql):
            faults += rule(path, lines)
        faults += links(path, lines, exists)
    return faults


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--changed", action="store_true", help="only files that differ from the last commit")
    asked = parser.parse_args()
    faults = []
    for file in sources.files(changed_only=asked.changed):
        whole = sources.ROOT / file
        if whole.stat().st_size > MEGABYTE:
            faults.append(f"{file}: {whole.stat().st_size // 1000} KB; large files do not belong into the repository")
            continue
        try:
            text = whole.read_text()
        except UnicodeDecodeError:
            continue  # a picture or another binary
        faults += check(file, text, lambda path: (sources.ROOT / path).exists())
    for fault in faults:
        print(fault)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
