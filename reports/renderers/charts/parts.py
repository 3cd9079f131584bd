"""Encodings and layers that several charts share."""

import textwrap

from pmi_portal.words import formats
from reports.renderers.charts.theme import PRINT_WIDTH, mark
from reports.renderers.symbols import Symbol
from reports.statistics.satisfaction import ENOUGH_FOR_A_GRADE

LABEL_CHARACTERS, HEADING_CHARACTERS = 27, 14
LETTER_WIDTH, LINE_HEIGHT = 7, 14
BETWEEN_PANELS = 32
LINES, HAS_LINES = "split(datum.label, '\\n')", "indexof(datum.label, '\\n') >= 0"


def number(value):
    """A value for the drawing: None for a Symbol."""
    return None if value is None or isinstance(value, Symbol) else float(value)


def sign(value):
    """What stands where there is no number, else an empty text."""
    return value.sign if isinstance(value, Symbol) else formats.NOTHING if value is None else ""


def wrapped(label, characters=LABEL_CHARACTERS, lines=2):
    """A label broken into lines; the page's table has it whole."""
    options = {"max_lines": lines, "placeholder": " …", "break_long_words": False, "break_on_hyphens": False}
    return "\n".join(textwrap.wrap(str(label), characters, **options))


def measured(chart, row):
    """What points with intervals have in common: value, bounds, whether few answered, whether at random.

    `chart` names the columns; a value without an interval has itself for its bounds.
    """
    value, low, high = (number(row.get(key)) for key in (chart.value, chart.low, chart.high))
    n = number(row.get(chart.n))
    return {
        "value": value,
        "low": value if low is None else low,
        "high": value if high is None else high,
        "few": n is None or n < ENOUGH_FOR_A_GRADE,
        "random": bool(row.get(chart.random)),
        "sign": sign(row.get(chart.value)),
    }


def measured_layers(x, y, ends):
    """The interval, dashed unless the sample is random, and its point, open where few answered.

    `ends` are the encodings of the interval from its low to its high bound.
    """
    known = "isValid(datum.value)"
    return [
        layer("interval", ends, f"{known} && datum.random"),
        layer("doubtful-interval", ends, f"{known} && !datum.random"),
        layer("point", {"x": x, "y": y}, known, size=50),
        layer("open-point", {"x": x, "y": y}, f"{known} && datum.few", size=50),
    ]


def in_order(rows, field):
    """The values of a field, each once, as the rows bring them."""
    return list(dict.fromkeys(row[field] for row in rows))


def layer(kind, encoding, condition=None, **more):
    """One mark with its encoding, for the rows on which a fixed expression is true."""
    drawn = {"mark": mark(kind, **more), "encoding": encoding}
    return drawn | {"transform": [{"filter": condition}]} if condition else drawn


def texts(field, kind, encoding, **more):
    """The texts of a field, where it is not empty."""
    return layer(kind, encoding | {"text": {"field": field}}, f"datum.{field} !== ''", **more)


def scaled(field, domain, **axis):
    """A number on a fixed scale; `axis=None` in `axis` hides the axis."""
    scale = {"domain": domain, "nice": False, "zero": False}
    shown = None if axis.get("hidden") else axis
    return {"field": field, "type": "quantitative", "scale": scale, "axis": shown}


def named_rows(rows, field="down"):
    """Labels at the left, two lines centred on their row."""
    up_half_a_line = {"condition": {"test": HAS_LINES, "value": -LINE_HEIGHT / 2}, "value": 0}
    axis = {"labelExpr": LINES, "labelLineHeight": LINE_HEIGHT, "labelOffset": up_half_a_line}
    order = in_order(rows, field)
    return {"field": field, "type": "nominal", "sort": order, "axis": axis, "scale": {"paddingInner": 0.1}}


def column_room(labels):
    """How many pixels a column needs for the longest line of the labels."""
    return max(len(line) for label in labels for line in label.split("\n")) * LETTER_WIDTH + 6


def named_columns(order, field):
    """Labels above the columns, of two lines at most, upright where the width leaves each too little room."""
    crowded = f"width < {len(order) * column_room(order)}"
    room_for_lines = {"condition": {"test": HAS_LINES, "value": 6 + LINE_HEIGHT}, "value": 6}
    turned = {"condition": {"test": f"{HAS_LINES} && {crowded}", "value": -LINE_HEIGHT / 2}, "value": 0}
    axis = {
        "orient": "top",
        "labelOffset": turned,
        "labelExpr": LINES,
        "labelLineHeight": LINE_HEIGHT,
        "labelPadding": room_for_lines,
        "labelAngle": {"expr": f"{crowded} ? -90 : 0"},
        "labelAlign": {"expr": f"{crowded} ? 'left' : 'center'"},
        "labelBaseline": {"expr": f"{crowded} ? 'middle' : 'bottom'"},
    }
    return {"field": field, "type": "ordinal", "sort": order, "axis": axis, "scale": {"padding": 0.06}}


def panels(rows, layers, *, height, axis, narrowest):
    """One panel per value of “panel”, two abreast until the browser fits them to the page.

    `axis` is the room that the labels at the left take, `narrowest` the least width of a panel, in pixels.
    """
    names = in_order(rows, "panel")
    columns = min(2, len(names))
    heading = {"labelExpr": LINES, "labelLineHeight": LINE_HEIGHT + 2}
    width = (PRINT_WIDTH - axis - BETWEEN_PANELS * (columns - 1)) // columns
    return {
        "data": {"values": rows},
        "facet": {"field": "panel", "type": "nominal", "sort": names, "title": None, "header": heading},
        "columns": columns,
        "spacing": {"row": 20, "column": BETWEEN_PANELS},
        "spec": {"width": width, "height": height, "layer": layers},
        "usermeta": {"panels": {"count": len(names), "narrowest": narrowest, "axis": axis}},
    }


def one_view(rows, layers, *, height):
    """A drawing as wide as its place on the page."""
    return {"width": "container", "height": height, "data": {"values": rows}, "layer": layers}


def in_time(years):
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
