"""The core alone: a book and its performance from nothing, on one core, against the same days in decimal.js."""
import json
import pathlib
import shutil
import subprocess

import console
import node
import table
import world

ROUNDS = 3
EDITS = 100
BASELINE = "decimal-js"


def _program() -> pathlib.Path:
    return world.binary().parent / "performance_benchmark"


def _ours(shape: int) -> dict:
    """In a process of its own, so that the peak of memory is that shape's."""
    done = subprocess.run([str(_program()), f"--benchmark_filter=recompute/{shape}/", "--benchmark_format=json", "--benchmark_min_time=0.5"],
                          capture_output=True, text=True, check=False)
    if done.returncode:
        raise console.Failure(f"performance_benchmark failed: {done.stderr.strip()}")
    return json.loads(done.stdout)["benchmarks"][0]


def _theirs(folder: pathlib.Path, data: pathlib.Path, name: str) -> dict:
    done = subprocess.run([str(node.program()), "performance.js", str(data / f"{name}.csv"), str(data / f"{name}.figures"), "2"], cwd=folder,
                          capture_output=True, text=True, check=False)
    if done.returncode:
        raise console.Failure(f"the baseline in decimal.js failed, or found other figures: {done.stderr.strip()[-1500:]}")
    return json.loads(done.stdout)


def _edited() -> table.Row:
    """Edits of any kind anywhere in the history, each followed by a computation from nothing, which must say the same."""
    done = subprocess.run([str(_program()), f"--edits={EDITS}"], capture_output=True, text=True, check=False)
    if done.returncode:
        raise console.Failure(f"the figures after an edit failed, or were others than those from nothing: {done.stderr.strip()}")
    found = json.loads(done.stdout)
    ratio = table.median(found["edited"]) / table.median(found["full"])
    worst = max(one / anew for one, anew in zip(found["edited"], found["full"]))
    events = found["events"] / EDITS
    return table.Row(f"the next figures after one edited transaction of 50,000, {EDITS} random edits",
                     f"{_ms(found['edited'])}, {events:,.0f} events computed again, {found['everything']} times everything; worst {worst:.2f}x; peak {found['peak_mb']:.0f} MB",
                     f"from nothing: {_ms(found['full'])}", ratio, ((table.at_most(0.33), ratio),))


def _ms(figures: list[float]) -> str:
    return f"{table.median(figures):,.1f} ms CPU ({min(figures):,.1f}-{max(figures):,.1f})"


def measure(where: world.World) -> list[table.Row]:
    folder = where.place.folder / "peers" / BASELINE
    shutil.copytree(world.HERE / "peers" / BASELINE, folder, dirs_exist_ok=True, ignore=shutil.ignore_patterns("node_modules"))
    node.clean_install(folder, folder / "installed", "decimal.js", node.environment())
    data = where.place.folder / "ledger"
    data.mkdir(exist_ok=True)
    if subprocess.run([str(_program()), f"--write={data}"], check=False).returncode:
        raise console.Failure("performance_benchmark could not write its data")
    names = ("small", "full", "tenfold")
    ours: dict[str, list[float]] = {name: [] for name in names}
    theirs: dict[str, list[float]] = {name: [] for name in names[:2]}
    memory: dict[str, float] = {}
    for _ in range(ROUNDS):
        for place, name in enumerate(names):
            found = _ours(place)
            ours[name].append(found["cpu_time"])
            memory[name] = found["peak_mb"]
            if name in theirs:
                peer = _theirs(folder, data, name)
                theirs[name] += peer["milliseconds"]
                memory[f"peer {name}"] = peer["peak_mb"]
    shutil.rmtree(data)
    rows = []
    for name, what in (("small", "1,900 transactions, 60 instruments, 8 years"), ("full", "50,000 transactions, 250 instruments, 12 years")):
        ratio = table.median(theirs[name]) / table.median(ours[name])
        goals = ((table.at_least(100), ratio), (table.under(60, "ms"), table.median(ours[name]))) if name == "full" else ()
        rows.append(table.Row(f"recomputation, {what}", f"{_ms(ours[name])}, peak {memory[name]:.0f} MB",
                              f"decimal.js: {_ms(theirs[name])}, peak {memory[f'peer {name}']:.0f} MB", ratio, goals))
    ratio = table.median(ours["tenfold"]) / (10 * table.median(ours["full"]))
    rows.append(table.Row("recomputation, ten times the transactions", f"{_ms(ours['tenfold'])}, peak {memory['tenfold']:.0f} MB",
                          f"ten times that of 50,000: {10 * table.median(ours['full']):,.1f} ms CPU", ratio))
    rows.append(_edited())
    return rows
