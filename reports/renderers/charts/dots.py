"""Dots with intervals on one scale, in the order in which their rows come."""

from dataclasses import dataclass

from reports.renderers.charts.bars import BAR_LABEL_CHARACTERS, BAR_PANEL_CHARACTERS
from reports.renderers.charts.parts import (
    measured,
    measured_layers,
    named_rows,
    panels,
    scaled,
    texts,
    wrapped,
)


@dataclass(frozen=True)
class Dots:
    """A dot with its interval for each row, one panel per region, all on the scale from `least` to `most`.

    `instead` names the column whose text stands where there is no value to draw; `ticks` are the numbers on
    the scale, where they must not go beyond its end.
    """

    down: str
    panel: str
    value: str
    low: str
    high: str
    n: str
    least: float
    most: float
    random: str = "random"
    instead: str = ""
    ticks: tuple = ()

    def spec(self, figure):
        rows = [self._dot(row, figure.column(self.value)) for row in figure.rows]
        # Room for the number beside a dot at the end of the scale.
        marks = {"values": list(self.ticks)} if self.ticks else {"tickCount": 4}
        x = scaled("value", [self.least, self.most + (self.most - self.least) / 5], grid=True, **marks)
        y = named_rows(rows)
        low, high = x | {"field": "low"}, x | {"field": "high"}
        layers = [
            *measured_layers(x, y, {"x": low, "x2": {"field": "high"}, "y": y}),
            texts("text", "value-text", {"x": high, "y": y}, dx=6, align="left"),
            texts("sign", "quiet-text", {"x": x | {"field": "start"}, "y": y}, dx=5, align="left"),
        ]
        return panels(rows, layers, height={"step": 30}, axis=160, narrowest=150)

    def _dot(self, row, column):
        dot = measured(self, row)
        if self.instead and dot["value"] is None:
            dot["sign"] = row[self.instead]
        return dot | {
            "down": wrapped(row[self.down], BAR_LABEL_CHARACTERS),
            "panel": wrapped(row[self.panel], BAR_PANEL_CHARACTERS),
            "start": self.least,
            "text": "" if dot["value"] is None else column.shown(row[self.value]),
        }
