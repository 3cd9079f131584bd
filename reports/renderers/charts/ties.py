"""Who works with whom: the same names down and across, a number where two of them meet."""

from dataclasses import dataclass

from pmi_portal.words import formats
from reports.renderers.charts.parts import HAS_LINES, LINE_HEIGHT, LINES, layer, one_view, wrapped
from reports.renderers.charts.theme import PRINT_WIDTH

# Below this width of its place a drawing has no room for whole names beside so many columns.
ROOM_FOR_NAMES = 560
ROW = 30
IS_WIDE = f"place_width >= {ROOM_FOR_NAMES}"


@dataclass(frozen=True)
class Ties:
    """A square of names, each row of the figure standing in both cells of its pair.

    `one` and `other` name the columns that hold the short names, `value` the number. `names` are pairs (short
    name, name) in their order; short ones stand across, and down too where the page is narrow. Those in
    `unknown` are shaded and marked ?, for of them nothing is known.
    """

    one: str
    other: str
    value: str
    names: tuple
    unknown: tuple = ()

    def spec(self, figure):
        short = [brief for brief, _name in self.names]
        rows = [tie for row in figure.rows for tie in self._both(row)]
        if not rows:
            return None
        place = {"x": self._across(short), "y": self._down()}
        shade = [{"unknown": label} for label in self._labels(self.unknown)]
        column = [{"unknown": brief} for brief in self.unknown]
        itself = [
            {"down": label, "across": brief, "text": "?" if brief in self.unknown else "·"}
            for label, brief in zip(self._labels(short), short, strict=True)
        ]
        layers = [
            {"data": {"values": shade}} | layer("band", {"y": place["y"] | {"field": "unknown"}}),
            {"data": {"values": column}} | layer("band", {"x": place["x"] | {"field": "unknown"}}),
            {"data": {"values": itself}} | layer("quiet-text", place | {"text": {"field": "text"}}),
            layer("filled-cell", place),
            layer("value-text", place | {"text": {"field": "text"}}, fontSize=11),
        ]
        drawn = one_view(rows, layers, height=ROW * len(short))
        return drawn | {"params": [{"name": "place_width", "value": PRINT_WIDTH}]}

    def _both(self, row):
        one, other = row[self.one], row[self.other]
        text = formats.show_number(row[self.value], 0)
        for down, across in ((one, other), (other, one)):
            (label,) = self._labels([down])
            yield {"down": label, "across": across, "text": text}

    def _labels(self, briefs):
        """Both names of a row in one label, of which the axis shows one: the short one behind a tab."""
        names = dict(self.names)
        return [f"{wrapped(names[brief])}\t{brief}" for brief in briefs]

    def _down(self):
        lines = LINES.replace("datum.label", "split(datum.label, '\\t')[0]")
        whole = f"{IS_WIDE} ? {lines} : split(datum.label, '\\t')[1]"
        up = {"condition": {"test": f"{HAS_LINES} && {IS_WIDE}", "value": -LINE_HEIGHT / 2}, "value": 0}
        return {
            "field": "down",
            "type": "nominal",
            "scale": {"domain": self._labels(brief for brief, _name in self.names), "paddingInner": 0.1},
            "axis": {"labelExpr": whole, "labelLineHeight": LINE_HEIGHT, "labelOffset": up} | GRID,
        }

    def _across(self, short):
        return {
            "field": "across",
            "type": "nominal",
            "scale": {"domain": short, "paddingInner": 0.1},
            "axis": {
                "orient": "top",
                "labelAngle": -90,
                "labelAlign": "left",
                "labelBaseline": "middle",
            }
            | GRID,
        }


GRID = {"grid": True, "tickBand": "extent"}
