"""Horizontal bars of counts, each filled as far as a part of it reaches."""

from collections import Counter
from dataclasses import dataclass

from pmi_portal.words import formats
from reports.renderers.charts.parts import layer, named_rows, number, one_view, scaled, texts, wrapped

TEXT_WIDTH, ROW_HEIGHT = 76, 36


@dataclass(frozen=True)
class Portions:
    """Bars of a `whole` filled as far as its `part` reaches, with both numbers written behind: “2 / 5”.

    A row without a true `drawn` stands in the table only.
    """

    down: str
    part: str
    whole: str
    drawn: str = "drawn"

    def spec(self, figure):
        rows = [self._bar(row) for row in figure.rows if row.get(self.drawn)]
        if not rows:
            return None
        _tell_apart(rows)
        x = scaled("whole", [0, max(row["whole"] for row in rows) or 1], hidden=True)
        x["scale"]["range"] = [0, {"expr": f"width - {TEXT_WIDTH}"}]  # room for the numbers
        y = named_rows(rows)
        layers = [
            layer("pale-bar", {"x": x, "y": y}, height={"band": 0.6}),
            layer("bar", {"x": x | {"field": "part"}, "y": y}, height={"band": 0.6}),
            texts("text", "value-text", {"x": x, "y": y}, dx=6, align="left"),
        ]
        return one_view(rows, layers, height=ROW_HEIGHT * len(rows))

    def _bar(self, row):
        part, whole = row[self.part], row[self.whole]
        numbers = [formats.show_number(one, 0) for one in (part, whole)]
        label = wrapped(row[self.down])
        return {"down": label, "part": number(part), "whole": number(whole), "text": " / ".join(numbers)}


def _tell_apart(rows):
    """Long names may begin alike; of those that were cut to the same label each has its own row."""
    seen = Counter()
    for row in rows:
        seen[row["down"]] += 1
        if seen[row["down"]] > 1:
            row["down"] += f" ({seen[row['down']]})"
