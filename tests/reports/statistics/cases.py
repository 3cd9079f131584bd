"""Reference cases with published answers; they lie beside the project and may be missing."""

import csv
import json
from pathlib import Path

import pytest

CASES = Path(__file__).resolve().parents[4] / "shared" / "cases"


def expected(case):
    return json.loads(_file(case, "expected.json").read_text())["expected"]


def rows(case, name):
    with _file(case, name).open(newline="") as lines:
        return list(csv.DictReader(lines))


def _file(case, name):
    path = CASES / case / name
    if not path.exists():
        pytest.skip(f"the reference case {case} is not on this machine")
    return path
