"""Points with intervals over time."""

import math
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from pmi_portal.words import formats
from reports.renderers.charts.parts import in_time, layer, measured, measured_layers, panels, scaled, texts
from reports.statistics.satisfaction import GRADES

NUMBER_WIDTH = 28
LABELS_IN_ALL = 12  # as many numbers stand beside each other over the years of a panel


@dataclass(frozen=True)
class Intervals:
    """Points with intervals over time, one panel per region, on the bands of the grades.

    Each field names the column that holds it; `day` the middle of a period. A row without a true `drawn`
    stands in the table only.
    """

    day: str
    panel: str
    value: str
    low: str
    high: str
    n: str
    random: str = "random"
    drawn: str = "drawn"
    decimals: int = 1

    def spec(self, figure):
        rows = [self._point(row) for row in figure.rows if row.get(self.drawn)]
        if not rows:
            return None
        _label_what_has_room(rows)
        bottom = _bottom([row["low"] for row in rows if row["low"] is not None])
        days = sorted({row["day"] for row in rows})
        x = in_time(range(int(days[0][:4]), int(days[-1][:4]) + 1))
        y = scaled("value", [bottom, 100], grid=False, tickCount=5)
        low, high = y | {"field": "low"}, y | {"field": "high"}
        roomy = {"expr": f"child_width < {len(days) * NUMBER_WIDTH} ? 0 : 1"}
        layers = [
            *_bands(bottom, y),
            *measured_layers(x, y, {"x": x, "y": low, "y2": {"field": "high"}}),
            texts("last", "value-text", {"x": x, "y": high}, dy=-8, fontSize=11),
            texts("label", "value-text", {"x": x, "y": high}, dy=-8, fontSize=11, opacity=roomy),
            texts("sign", "quiet-text", {"x": x, "y": {"value": "height"}}, yOffset=-9),
        ]
        narrowest = max(210, min(360, NUMBER_WIDTH * len(days)))
        return panels(rows, layers, height=200, axis=34, narrowest=narrowest)

    def _point(self, row):
        point = measured(self, row)
        label = "" if point["value"] is None else formats.show_number(row[self.value], self.decimals)
        day = row[self.day].isoformat()
        return point | {"panel": str(row[self.panel]), "day": day, "label": label, "last": ""}


def _label_what_has_room(rows):
    """The newest number of a panel is always written, another where the next is not too near in time."""
    panels_of = {}
    for row in sorted(rows, key=lambda row: row["day"]):
        if row["label"]:
            panels_of.setdefault(row["panel"], []).append(row)
    days = [date.fromisoformat(row["day"]) for row in rows]
    near = (max(days) - min(days)) / LABELS_IN_ALL
    for labelled in panels_of.values():
        for row, later in pairwise(labelled):
            if date.fromisoformat(later["day"]) - date.fromisoformat(row["day"]) < near:
                row["label"] = ""
        labelled[-1]["last"], labelled[-1]["label"] = labelled[-1]["label"], ""


def _bands(bottom, y):
    """The bands of the grades without gaps between them, each with its letter beside the right edge."""
    tops = [100.0] + [float(grade.low) for grade in GRADES[:-1]]
    bands = [
        {"low": max(bottom, float(grade.low)), "high": top, "letter": grade.letter}
        for grade, top in zip(GRADES, tops, strict=True)
        if top > bottom
    ]
    for place, band in enumerate(bands):
        band |= {"middle": (band["low"] + band["high"]) / 2, "shaded": place % 2 == 0}
    extent = {"y": y | {"field": "low"}, "y2": {"field": "high"}}
    letter = {"x": {"value": "width"}, "y": y | {"field": "middle"}, "text": {"field": "letter"}}
    return [
        {"data": {"values": bands}} | layer("band", extent, "datum.shaded"),
        {"data": {"values": bands}} | layer("quiet-text", letter, align="left", xOffset=6),
    ]


def _bottom(lows):
    """Where the axis of the index begins: below the lowest bound, and low enough to show the edge of D."""
    return max(25, min(60, 5 * math.floor((min(lows, default=60) - 2) / 5)))
