"""Writes the sample notebook below the folder given: its cells are run here, over the dataset there."""

import contextlib
import io
import json
import os
import pathlib
import sys

import files

out = pathlib.Path(sys.argv[1]).resolve() / "notes"

CELLS = [
    """# One tenth of a kelvin a flue

Akari Mizuno, March 2024. Working notebook to *Kerosene Heaters and Warm Alleys*.

The question: within dense housing, how much warmer is a street segment for each heater flue that opens on it?
The data are the segment means of **Minosawa HeatWalk Winter 2024**; everything here is invented. CC0 1.0""",
    """## Load the segments

Rows with a quality flag are dropped: the rider had stopped, and the shield was not ventilated.""",
    (
        "import csv\n\n"
        'path = "../datasets/minosawa-heatwalk-winter-2024/segments.csv"\n'
        "with open(path, encoding=\"utf-8\") as file:\n"
        "    rows = list(csv.DictReader(file))\n"
        'kept = [row for row in rows if row["qc_flag"] == "0"]\n'
        'print(len(rows), "segment means,", len(rows) - len(kept), "flagged")'
    ),
    "## Mean excess by land use, clear evenings",
    (
        "def mean(values):\n"
        "    values = list(values)\n"
        "    return sum(values) / len(values)\n\n\n"
        'for use in ["dense_housing", "commercial", "garden_housing", "park", "paddy"]:\n'
        '    excess = [float(r["excess_k"]) for r in kept if r["land_use"] == use and r["sky"] == "clear"]\n'
        '    print(f"{use:15s} {mean(excess):5.2f} K  ({len(excess)} values)")'
    ),
    """## Slope by least squares

Only dense housing, so that the shape of the street does not get in the way. I first fitted all land uses but the shops
together and got 0.16 K a flue, which is wrong: it mixes the flues with the walls.""",
    (
        'dense = [r for r in kept if r["land_use"] == "dense_housing" and r["sky"] == "clear"]\n'
        'x = [int(r["flues"]) for r in dense]\n'
        'y = [float(r["excess_k"]) for r in dense]\n'
        "mx, my = mean(x), mean(y)\n"
        "slope = sum((a - mx) * (b - my) for a, b in zip(x, y)) / sum((a - mx) ** 2 for a in x)\n"
        'print(f"slope {slope:.3f} K a flue, intercept {my - slope * mx:.2f} K, n = {len(x)}")'
    ),
    """## What I would do next

- Ask the residents of transect C when their heaters run; a flue that is cold all evening should not count.
- Weight each segment by the width of the lane. The lanes under three metres sit above the line.
- Repeat with the summer data: the slope should vanish. If it does not, flues are only a proxy for old walls.""",
]


def run(code, names):
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(code, names)
    return printed.getvalue()


def lines(text):
    return text.splitlines(keepends=True)


cells, names = [], {}
out.mkdir(parents=True, exist_ok=True)
os.chdir(out)
for number, source in enumerate(CELLS):
    cell = {"cell_type": "markdown", "id": f"cell-{number}", "metadata": {}, "source": lines(source)}
    if not source.startswith("#"):
        printed = run(source, names)
        cell["cell_type"] = "code"
        cell["execution_count"] = 1 + sum(c["cell_type"] == "code" for c in cells)
        cell["outputs"] = (
            [{"name": "stdout", "output_type": "stream", "text": lines(printed)}] if printed else []
        )
    cells.append(cell)

notebook = {
    "cells": cells,
    "metadata": {
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"file_extension": ".py", "name": "python"},
    },
    "nbformat": 4,
    "nbformat_minor": 5,
}
files.write(out / "winter-flues-slope.ipynb", json.dumps(notebook, indent=1, ensure_ascii=False) + "\n")
