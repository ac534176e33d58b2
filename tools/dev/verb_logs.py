"""./dev logs [NAME] [-f]: what the processes write."""
import argparse
import os

import console
import places
import process


def run(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="./dev logs", description=__doc__)
    parser.add_argument("name", nargs="?", help="postgres, redis, api, worker, web, nginx, dev")
    parser.add_argument("-f", "--follow", action="store_true")
    parser.add_argument("-n", "--lines", type=int, default=0, help="how many lines (200 of one, 10 of each)")
    asked = parser.parse_args(arguments)
    folder = places.place().logs
    files = sorted(folder.glob(f"{asked.name or '*'}.log"))
    if not files:
        console.say(f"no log of that name in {folder}; there are: {', '.join(sorted(file.stem for file in folder.glob('*.log'))) or 'none yet'}")
        return 1
    lines = asked.lines or (200 if asked.name else 10)
    if asked.follow or len(files) == 1:
        os.execvp("tail", ["tail", f"-n{lines}", *(["-F"] if asked.follow else []), *map(str, files)])
    for file in files:
        print(f"== {file.stem}\n{process.last_lines(file, lines)}")
    return 0
