"""How a number grows from session to session, and where it may end."""

from dataclasses import dataclass

from pmi_portal.words import formats
from reports.renderers.charts.bars import BAR_PANEL_CHARACTERS
from reports.renderers.charts.parts import layer, number, panels, scaled, texts, wrapped


@dataclass(frozen=True)
class Accumulation:
    """A line of all seen so far over bars of what was new, by the number of the session; a panel per region.

    A row with an `estimate` draws it as a broken line across its panel.
    """

    panel: str
    session: str
    new: str
    seen: str
    estimate: str

    def spec(self, figure):
        rows = [self._step(row) for row in figure.rows]
        if not rows:
            return None
        for row, later in zip(rows, [*rows[1:], None], strict=True):
            if later is None or later["panel"] != row["panel"]:
                row["last"] = formats.show_number(row["seen"], 0)
        top = max(max(row["seen"], row["estimate"] or 0) for row in rows) * 1.15
        x = {"field": "session", "type": "ordinal", "axis": {"labelAngle": 0, "labelOverlap": True}}
        y = scaled("seen", [0, top], tickCount=4, grid=True, format=",.0f")
        place = {"x": x, "y": y}
        layers = [
            layer("pale-bar", {"x": x, "y": y | {"field": "new"}}),
            layer("doubtful-interval", {"y": y | {"field": "estimate"}}, "isValid(datum.estimate)"),
            layer("line", place),
            layer("point", place, size=30),
            texts("last", "value-text", place, dy=-10),
        ]
        return panels(rows, layers, height=150, axis=34, narrowest=150)

    def _step(self, row):
        return {
            "panel": wrapped(row[self.panel], BAR_PANEL_CHARACTERS),
            "session": row[self.session],
            "new": row[self.new],
            "seen": row[self.seen],
            "estimate": number(row.get(self.estimate)),
            "last": "",
        }
