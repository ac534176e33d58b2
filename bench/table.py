"""The table: what was measured, against what, and whether the goal is met."""
import dataclasses
import datetime
import os
import pathlib
import platform
import statistics
import subprocess

import places

HEADINGS = ("what", "ours", "baseline", "ratio", "goal", "met?")


@dataclasses.dataclass(frozen=True)
class Goal:
    text: str
    limit: float
    least: bool = False  # the figure must be at least the limit; else at most

    def met(self, figure: float) -> bool:
        return figure >= self.limit if self.least else figure <= self.limit


@dataclasses.dataclass(frozen=True)
class Row:
    what: str
    ours: str
    baseline: str = "-"
    ratio: float | None = None
    goals: tuple[tuple[Goal, float], ...] = ()  # each with the figure that it is held against

    def cells(self) -> tuple[str, ...]:
        goal = "; ".join(goal.text for goal, _ in self.goals) or "-"
        missed = [goal.text for goal, figure in self.goals if not goal.met(figure)]
        verdict = "-" if not self.goals else "yes" if not missed else "NO" if len(missed) == len(self.goals) else "NO: " + "; ".join(missed)
        return (self.what, self.ours, self.baseline, "-" if self.ratio is None else f"{self.ratio:.2f}x", goal, verdict)


def at_least(limit: float) -> Goal:
    return Goal(f">= {limit:g}x", limit, least=True)


def at_most(limit: float) -> Goal:
    return Goal(f"<= {limit:g}x", limit)


def under(limit: float, unit: str) -> Goal:
    return Goal(f"< {limit:g} {unit}", limit)


def median(figures: list[float]) -> float:
    return statistics.median(figures)


def spread(figures: list[float]) -> str:
    """The median, and how far the rounds lie apart."""
    return f"{median(figures):,.0f} ({min(figures):,.0f}-{max(figures):,.0f})"


def show(rows: list[Row]) -> str:
    """Markdown, padded so that it is a table on a terminal too."""
    lines = [HEADINGS, *[row.cells() for row in rows]]
    widths = [max(len(line[i]) for line in lines) for i in range(len(HEADINGS))]
    text = ["| " + " | ".join(cell.ljust(width) for cell, width in zip(line, widths)) + " |" for line in lines]
    text.insert(1, "|" + "|".join("-" * (width + 2) for width in widths) + "|")
    return "\n".join(text) + "\n"


def _git(*arguments: str) -> str:
    done = subprocess.run(["git", "-C", str(places.ROOT), *arguments], capture_output=True, text=True, check=False)
    return done.stdout.strip()


def describe_run(load: float) -> str:
    """At the start of a run."""
    commit = _git("rev-parse", "--short=12", "HEAD") or "unknown"
    if _git("status", "--porcelain", "--", ".", ":!bench/RESULTS.md"):
        commit += " with uncommitted changes"
    cpu = next((line.split(":")[1].strip() for line in open("/proc/cpuinfo") if line.startswith("model name")), platform.machine())
    now = datetime.datetime.now(datetime.timezone.utc)
    return (f"{now:%Y-%m-%d %H:%M} UTC, commit {commit}; {os.cpu_count()} x {cpu}.\n"
            f"Load of the machine just before the start (one-minute average): {load:.1f}; above about 0.2 others were at work and only ratios count.\n")


def write(file: pathlib.Path, parts: list[str]) -> None:
    text = "# Results of `./dev bench`\n\nWritten by `bench/run.py`; what each row means says [README.md](README.md).\n\n" + "\n".join(parts)
    file.write_text(text)
