"""One measure over the years, from several sources."""

from dataclasses import dataclass
from datetime import date, timedelta

from pmi_portal.words import formats
from reports.renderers.charts.parts import in_time, layer, number, one_view, scaled, texts

NEAR_IN_TIME = timedelta(days=120)
A_YEAR_AND_A_MONTH = timedelta(days=400)
APART = timedelta(days=300)


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
        x = in_time(years)
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
