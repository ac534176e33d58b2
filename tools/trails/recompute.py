#!/usr/bin/env python3
"""Recomputes the trails of accounting cases from their leaves, apart from the program that wrote them.

    coffer evaluate FILE... > figures.jsonl
    coffer evaluate --trails FILE... > trails.jsonl
    recompute.py figures.jsonl trails.jsonl FILE...

Every leaf must be a value that the case file states, every other node what its operation makes of its
operands, every root the figure printed, and every figure must have a root. Exact operations are exact
here too; statistics are recomputed with 50 digits and agree to 1e-11.
"""
import json
import pathlib
import sys

import operations
from inputs import Inputs, Wrong
from operations import Fraction, Number

# Said of figures in words; no amount or ratio of their own.
WORDS = {"account", "symbol", "date", "lot_date", "lot_label", "owner", "scope", "since", "kind", "ledger", "currency", "irr_reason",
         "annualized_reason", "error", "dividend_periodicity", "from", "to", "start", "end", "side", "closed", "by"}


def recompute(trail: dict, inputs: Inputs) -> Fraction | Number:
    """The root, from the leaves alone."""
    values: list = []
    for place, node in enumerate(trail["nodes"]):
        if not node["sentence"]:
            raise Wrong(f"node {place} has no sentence")
        if any(doubt >= len(trail.get("doubts", [])) for doubt in node.get("doubts", [])):
            raise Wrong(f"node {place} points to a doubt that is not there")
        if node["op"] == "input":
            try:
                value = inputs.stated(node["input"])
            except (KeyError, IndexError, StopIteration, TypeError) as missing:
                raise Wrong(f"the case does not state {node['input']}") from missing
        else:
            if any(operand >= place for operand in node["of"]):
                raise Wrong(f"node {place} uses a later one")
            of = [values[operand] for operand in node["of"]]
            if node["op"] == "annualize" and inputs.days() not in (None, node["days"]):
                raise Wrong(f"node {place} lasts {node['days']} days")
            value = operations.apply(node, of)
        written = Number(node["value"])
        good = operations.is_close(value, written, node["kind"]) if isinstance(value, Number) else value is not None and value == Fraction(node["value"])
        if not good:
            raise Wrong(f"node {place} ({node['sentence']}): {node['op']} gives {value}")
        values.append(value)
    return values[-1]


def size_of_parts(trail: dict) -> Number:
    """Parts of a contribution may cancel: it is as exact as they are large."""
    kinds = {"contribution_of_days", "contribution", "return"} if trail["nodes"][-1]["kind"] == "contribution" else set()
    return max((abs(Number(node["value"])) for node in trail["nodes"] if node["kind"] in kinds), default=Number(0))


def figures_with_places(figures: dict, under: str = "") -> dict[str, str | None]:
    """Every single figure by its place: "holdings/0/quantity", "irr_others/0"."""
    places: dict[str, str | None] = {}
    for name, figure in figures.items():
        if isinstance(figure, dict):
            places |= figures_with_places(figure, f"{under}{name}/")
        elif isinstance(figure, list):
            for i, item in enumerate(figure):
                places |= figures_with_places(item, f"{under}{name}/{i}/") if isinstance(item, dict) else {f"{under}{name}/{i}": item}
        elif name not in WORDS:
            places[under + name] = figure
    return places


def check_case(figures: dict, trails: dict, case: dict) -> tuple[int, int, list[str]]:
    """Figures checked, nodes recomputed, and what is wrong."""
    inputs, faults, nodes = Inputs(case), [], 0
    places = figures_with_places(figures)
    for place, figure in places.items():
        trail = trails.get(place)
        if trail is None:
            if figure is not None:
                faults.append(f"{place}: {figure} has no trail")
            continue
        try:
            root = recompute(trail, inputs)
            nodes += len(trail["nodes"])
        except Wrong as wrong:
            faults.append(f"{place}: {wrong}")
            continue
        exact = not isinstance(root, Number)
        if figure is None or not (root == Fraction(figure) if exact else operations.is_close(root, Number(figure), trail["nodes"][-1]["kind"], size_of_parts(trail))):
            faults.append(f"{place}: the trail gives {operations.to_number(root):.15f}, the figure is {figure}")
    faults += [f"{place}: a trail without its figure" for place in trails if place not in places]
    return len(places), nodes, faults


def read_lines(path: str) -> dict[str, dict]:
    return {line["file"]: line for line in map(json.loads, pathlib.Path(path).read_text().splitlines())}


def main(arguments: list[str]) -> int:
    figures, trails = read_lines(arguments[0]), read_lines(arguments[1])
    totals, bad = [0, 0], 0
    for path in map(pathlib.Path, arguments[2:]):
        case = json.loads(path.read_text())
        if path.name not in figures or path.name not in trails:
            print(f"{path.name}: not evaluated")
            bad += 1
            continue
        count, nodes, faults = check_case(figures[path.name]["figures"], trails[path.name]["trails"], case)
        totals[0] += count
        totals[1] += nodes
        for fault in faults:
            print(f"{path.name}: {fault}")
        bad += bool(faults)
    print(f"{totals[0]} figures, {totals[1]} nodes recomputed, {bad} cases with faults")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
