"""./dev bench [NAME...]: measures with the release build; the table of bench/RESULTS.md."""
import os
import sys

import build
import node
import places


def run(arguments: list[str]) -> int:
    program = places.ROOT / "bench" / "run.py"
    build.build(["coffer", "benchmarks"])
    node.install_tools()
    keys = {"COFFER_BUILD": str(build.folder()), "COFFER_RUN": str(places.run_folder())}
    os.execve(sys.executable, [sys.executable, "-B", str(program), *arguments], node.environment() | keys)
