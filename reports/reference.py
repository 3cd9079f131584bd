"""The reference figures the project ships."""

import csv
from datetime import date
from pathlib import Path

from reports.models import PARTICIPANTS, ReferenceFigure

DATA = Path(__file__).parent / "data"


def load(loader):
    with (DATA / f"{PARTICIPANTS}.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            key = {
                "series": PARTICIPANTS,
                "as_of": date.fromisoformat(row["as_of"]),
                "measure": row["measure"],
                "value": int(row["value"]),
            }
            values = {name: row[name] for name in ("precision", "source", "note")}
            loader.put(ReferenceFigure, key, values | {"conflict": row["conflict"] == "1"})
