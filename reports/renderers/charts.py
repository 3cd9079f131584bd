"""Figure -> Vega-Lite specification: a small grammar of four charts, drawn alike by browser and server.

A specification holds its data, no address and no colour (marks name tokens of `chart_theme`). Texts of users
stand in data only; expressions are fixed strings with numbers, so no text is ever run. Panels say in
`usermeta.panels` how narrow they may become: `static/js/charts.js` fits them to the page.
"""

import math
from dataclasses import dataclass
from datetime import date, timedelta

from pmi_portal.words import formats
from reports.renderers.chart_parts import (
    HEADING_CHARACTERS,
    column_room,
    in_order,
    layer,
    named_columns,
    named_rows,
    number,
    one_view,
    panels,
    scaled,
    sign,
    texts,
    wrapped,
)
from reports.statistics.satisfaction import ENOUGH_FOR_A_GRADE, GRADES

NEAR_IN_TIME = timedelta(days=120)
A_YEAR_AND_A_MONTH = timedelta(days=400)
APART = timedelta(days=300)
NUMBER_WIDTH = 28
BAR_LABEL_CHARACTERS, BAR_PANEL_CHARACTERS = 23, 18


@dataclass(frozen=True)
class Intervals:
    """Points with intervals over periods, one panel per region, on the bands of the grades.

    Each field names the column that holds it; fewer than 30 in `n` make an open point. `order` names a value
    of the rows by which the periods stand, where the rows do not bring them in order.
    """

    across: str
    panel: str
    value: str
    low: str
    high: str
    n: str
    order: str = ""
    decimals: int = 1

    def spec(self, figure):
        rows = [self._point(row) for row in figure.rows]
        newest = {row["panel"]: row for row in rows if row["label"]}
        for row in newest.values():
            row["last"], row["label"] = row["label"], ""
        bottom = _bottom([row["low"] for row in rows if row["low"] is not None])
        order = self._periods(figure)
        x = named_columns(order, "across", width="child_width", above=False)
        y = scaled("value", [bottom, 100], grid=False, tickCount=5)
        low, high = y | {"field": "low"}, y | {"field": "high"}
        known, few = "isValid(datum.value)", "isValid(datum.value) && datum.few"
        roomy = {"expr": f"child_width < {len(order) * NUMBER_WIDTH} ? 0 : 1"}
        layers = _bands(bottom, y) + [
            layer("interval", {"x": x, "y": low, "y2": {"field": "high"}}, known),
            layer("point", {"x": x, "y": y}, known, size=50),
            layer("open-point", {"x": x, "y": y}, few, size=50),
            texts("last", "value-text", {"x": x, "y": high}, dy=-8, fontSize=11),
            texts("label", "value-text", {"x": x, "y": high}, dy=-8, fontSize=11, opacity=roomy),
            texts("sign", "quiet-text", {"x": x, "y": {"value": "height"}}, yOffset=-9),
        ]
        narrowest = max(210, min(360, column_room(order) * len(order)))
        return panels(rows, layers, height=200, axis=34, narrowest=narrowest)

    def _point(self, row):
        value, low, high = (number(row.get(key)) for key in (self.value, self.low, self.high))
        n = number(row.get(self.n))
        return {
            "panel": str(row[self.panel]),
            "across": str(row[self.across]),
            "value": value,
            "low": value if low is None else low,
            "high": value if high is None else high,
            "few": n is None or n < ENOUGH_FOR_A_GRADE,
            "label": "" if value is None else formats.show_number(row[self.value], self.decimals),
            "last": "",
            "sign": sign(row.get(self.value)),
        }

    def _periods(self, figure):
        rows = sorted(figure.rows, key=lambda row: row[self.order]) if self.order else figure.rows
        return list(dict.fromkeys(str(row[self.across]) for row in rows))


@dataclass(frozen=True)
class Matrix:
    """Groups down, regions across; a cell shows its count, and a cell of nothing the word `gap`."""

    down: str
    across: str
    value: str
    gap: str

    def spec(self, figure):
        rows = [self._cell(row) for row in figure.rows]
        across = named_columns(in_order(rows, "across"), "across", width="width", above=True)
        place = {"x": across, "y": named_rows(rows)}
        narrow = f"datum.kind === 'empty' && width < {len(in_order(rows, 'across')) * len(self.gap) * 9}"
        written = {"field": "text", "condition": {"test": narrow, "value": "0"}}
        layers = [
            layer("filled-cell", place, "datum.kind === 'filled'"),
            layer("empty-cell", place, "datum.kind === 'empty'"),
            *(
                layer(text, place | {"text": written}, f"datum.kind === '{kind}'")
                for kind, text in (("filled", "value-text"), ("empty", "warn-text"), ("hidden", "quiet-text"))
            ),
        ]
        return one_view(rows, layers, height=34 * len(in_order(rows, "down")))

    def _cell(self, row):
        value = row.get(self.value)
        known = number(value)
        kind = "hidden" if known is None else "filled" if known else "empty"
        text = {"hidden": sign(value), "empty": self.gap}
        return {
            "down": wrapped(row[self.down]),
            "across": wrapped(row[self.across], HEADING_CHARACTERS),
            "kind": kind,
            "text": str(text[kind]) if kind in text else formats.show_number(value, 0),
        }


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


@dataclass(frozen=True)
class Series:
    """Values of one measure over the years from several sources.

    A row with a true `joined` is the value of a whole year: filled, and joined to that of the year before.
    All others are open points. A row with a true `conflict` is ringed and marked ≠: another source says
    otherwise.
    """

    day: str
    value: str
    joined: str = "joined"
    conflict: str = "conflict"

    def spec(self, figure):
        rows = self._points(figure)
        if not rows:
            return None
        years = range(int(rows[0]["day"][:4]), int(rows[-1]["day"][:4]) + 1)
        x = _days(years)
        y = scaled("value", [0, max(row["value"] for row in rows) * 1.12], tickCount=5, format=",.0f")
        place = {"x": x, "y": y}
        inward = {"expr": "datum.newest ? 'right' : 'center'"}
        starts = [{"day": f"{year}-01-01"} for year in (*years, years[-1] + 1)]
        layers = [
            {"data": {"values": starts}} | layer("grid", {"x": x}),
            layer("line", place | {"detail": {"field": "piece"}}, "datum.joined"),
            layer("open-point", place, "!datum.joined", size=50),
            layer("point", place, "datum.joined", size=50),
            layer("ring", place, "datum.conflict", size=190),
            texts("above", "value-text", place, dy=-16, align=inward),
            texts("below", "value-text", place, dy=17, align=inward),
            texts("mark", "warn-text", place, dx=17, fontSize=14),
        ]
        return one_view(rows, layers, height=300)

    def _points(self, figure):
        known = [row for row in figure.rows if number(row.get(self.value)) is not None]
        rows = [
            {
                "day": row[self.day].isoformat(),
                "value": number(row[self.value]),
                "joined": bool(row.get(self.joined)),
                "conflict": bool(row.get(self.conflict)),
                "piece": 0,
            }
            for row in sorted(known, key=lambda row: row[self.day])
        ]
        _cut_into_pieces([row for row in rows if row["joined"]])
        _mark_conflicts(rows)
        _label_the_turns(rows)
        return rows


def _cut_into_pieces(joined):
    """A year without a value breaks the line; a second value for the same day is no part of it."""
    piece, before = 0, None
    for row in joined:
        day = date.fromisoformat(row["day"])
        if before and day - before > A_YEAR_AND_A_MONTH:
            piece += 1
        if day == before:
            row["joined"] = False
        row["piece"], before = piece, day


def _mark_conflicts(rows):
    """The sign stands once, behind the last of several values that lie close together."""
    later = None
    for row in reversed(rows):
        row["mark"] = ""
        if row["conflict"]:
            day = date.fromisoformat(row["day"])
            row["mark"] = "" if later and later - day < NEAR_IN_TIME else "≠"
            later = day


def _label_the_turns(rows):
    """First and last value and those where the direction turns are written out, if they stand apart."""
    once = list({row["day"]: row for row in reversed(rows)}.values())[::-1]
    for row in rows:
        row["above"] = row["below"] = ""
        row["newest"] = row is rows[-1]
    labelled = None
    for before, row, after in zip([None, *once], once, [*once[1:], None], strict=False):
        day = date.fromisoformat(row["day"])
        neighbours = [other["value"] for other in (before, after) if other]
        turns = len(neighbours) < 2 or (neighbours[0] > row["value"]) == (neighbours[1] > row["value"])
        if turns and (not labelled or day - labelled > APART or not after):
            low = neighbours and row["value"] < min(neighbours)
            row["below" if low else "above"] = formats.show_number(row["value"], 0)
            labelled = day


def _days(years):
    """A scale of days with the number of each year under its middle."""
    first, last = years[0], years[-1]
    ends = [{"year": first, "utc": True}, {"year": last + 1, "month": 3, "utc": True}]
    middles = [{"year": year, "month": 7, "utc": True} for year in years]
    return {
        "field": "day",
        "type": "temporal",
        "scale": {"type": "utc", "domain": ends},
        "axis": {"values": middles, "format": "%Y", "grid": False},
    }


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
