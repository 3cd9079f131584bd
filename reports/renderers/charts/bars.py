"""Horizontal bars of counts."""

from dataclasses import dataclass

from reports.renderers.charts.parts import layer, named_rows, number, panels, scaled, sign, texts, wrapped

BAR_LABEL_CHARACTERS, BAR_PANEL_CHARACTERS = 23, 18


@dataclass(frozen=True)
class Bars:
    """Horizontal bars with their numbers, one panel per region, all panels on one scale."""

    down: str
    panel: str
    value: str

    def spec(self, figure):
        rows = [self._bar(row, figure.column(self.value)) for row in figure.rows]
        longest = max(row["value"] for row in rows) or 1
        # Room for the number behind the longest bar.
        x = scaled("value", [0, longest * 1.2], hidden=True)
        place = {"x": x, "y": named_rows(rows)}
        layers = [
            layer("bar", place, height={"band": 0.6}),
            texts("text", "value-text", place, dx=5, align="left"),
            texts("sign", "quiet-text", place, dx=5, align="left"),
        ]
        return panels(rows, layers, height={"step": 32}, axis=160, narrowest=150)

    def _bar(self, row, column):
        value = number(row.get(self.value))
        return {
            "down": wrapped(row[self.down], BAR_LABEL_CHARACTERS),
            "panel": wrapped(row[self.panel], BAR_PANEL_CHARACTERS),
            "value": value or 0,
            "text": column.shown(row[self.value]) if value else "",
            "sign": sign(row.get(self.value)) or ("" if value else "0"),
        }
