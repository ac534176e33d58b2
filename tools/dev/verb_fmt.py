"""./dev fmt: formats what differs from the last commit."""
import argparse
import concurrent.futures
import os
import subprocess
import sys

import console
import places

sys.path.insert(0, str(places.ROOT / "tools"))
import sources  # noqa: E402

FORMATTED = (".cpp", ".hpp")


def cpp_files(*, changed_only: bool) -> list[str]:
    return [str(file) for file in sources.files(changed_only=changed_only) if file.suffix in FORMATTED and file.parts[0] in ("backend", "bench", "cmake")]


def clang_format(files: list[str], *options: str) -> str:
    """What it says about the files, which are shared out to one process per processor."""
    def one(chunk: list[str]) -> str:
        done = subprocess.run(["clang-format-19", "--style=file", *options, *chunk], cwd=places.ROOT, capture_output=True, text=True, check=False)
        return done.stderr
    chunks = [files[start:start + 16] for start in range(0, len(files), 16)]
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        return "".join(pool.map(one, chunks))


def run(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="./dev fmt", description=__doc__)
    parser.add_argument("--all", action="store_true", help="every source")
    asked = parser.parse_args(arguments)
    files = cpp_files(changed_only=not asked.all)
    if files:
        if complaint := clang_format(files, "-i"):
            raise console.Failure(complaint.strip())
    console.say(f"{len(files)} files")
    return 0
