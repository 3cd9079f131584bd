"""The look of every chart: colours of the stylesheet, one font, few greys, numbers of the language."""

import copy

from pmi_portal.words.language import number_marks

SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json"
FONT = "Inter, Arial, 'Liberation Sans', sans-serif"
# A drawing of its own cannot bring a font: these have equal letter widths, and one of them is everywhere.
PRINT_FONT = "'Liberation Sans', Arial, Helvetica, sans-serif"
PRINT_WIDTH = 720
# As in static/css/portal.css, which a test compares. The browser puts the reader's own in their place.
COLOURS = {
    "ink": "#1c2427",
    "ink-soft": "#55626a",
    "line-soft": "#e9edef",
    "paper": "#ffffff",
    "accent": "#00665a",
    "accent-soft": "#e3f1ee",
    "warn": "#7a4d00",
}


def _ink(name):
    """A colour by the name of its token; `config` says what it is."""
    if name not in COLOURS:
        raise KeyError(name)
    return {"expr": name.replace("-", "_")}


def config():
    """The Vega-Lite config for light paper, in the active language."""
    return {
        "aria": False,
        "background": "transparent",
        "font": FONT,
        "locale": {"number": _number_locale()},
        "padding": 2,
        "view": {"stroke": None},
        "params": [{"name": _ink(name)["expr"], "value": colour} for name, colour in COLOURS.items()],
        "axis": {
            "domain": False,
            "ticks": False,
            "gridColor": _ink("line-soft"),
            "labelColor": _ink("ink-soft"),
            "labelFontSize": 12,
            "labelLimit": 240,
            "labelPadding": 6,
            "title": None,
        },
        "header": {
            "labelColor": _ink("ink"),
            "labelFontSize": 13,
            "labelFontWeight": 600,
            "labelAnchor": "start",
            "labelPadding": 6,
            "title": None,
        },
    }


# Marks know tokens and no colour, so that one drawing fits both schemes.
MARKS = {
    "point": {"type": "point", "fill": _ink("accent"), "stroke": _ink("accent")},
    "open-point": {"type": "point", "fill": _ink("paper"), "stroke": _ink("accent")},
    "ring": {"type": "point", "fill": None, "stroke": _ink("warn"), "strokeWidth": 1.5},
    "interval": {"type": "rule", "stroke": _ink("accent"), "strokeWidth": 1.5},
    "doubtful-interval": {
        "type": "rule",
        "stroke": _ink("accent"),
        "strokeWidth": 1.5,
        "strokeDash": [2, 3],
    },
    "line": {"type": "line", "stroke": _ink("accent"), "strokeWidth": 1.5},
    "bar": {"type": "bar", "fill": _ink("accent")},
    "pale-bar": {"type": "bar", "fill": _ink("accent-soft")},
    "band": {"type": "rect", "fill": _ink("line-soft")},
    "grid": {"type": "rule", "stroke": _ink("line-soft"), "strokeWidth": 1},
    "filled-cell": {"type": "rect", "fill": _ink("accent-soft"), "cornerRadius": 3},
    "empty-cell": {
        "type": "rect",
        "fill": _ink("paper"),
        "stroke": _ink("warn"),
        "strokeDash": [3, 3],
        "cornerRadius": 3,
    },
    "value-text": {"type": "text", "fill": _ink("ink"), "fontSize": 12, "fontWeight": 600},
    "quiet-text": {"type": "text", "fill": _ink("ink-soft"), "fontSize": 12},
    "warn-text": {"type": "text", "fill": _ink("warn"), "fontSize": 12, "fontWeight": 600},
}


def mark(kind, **more):
    return {"opacity": 1} | MARKS[kind] | more


def _number_locale():
    decimal, thousands = number_marks()
    return {"decimal": decimal, "thousands": thousands, "grouping": [3], "currency": ["Rp", ""]}


def for_print(spec):
    """The specification with its config, on white and of fixed width, for a drawing that nobody resizes."""
    fixed = copy.deepcopy(spec)
    if fixed.get("width") == "container":
        fixed["width"] = PRINT_WIDTH
        fixed["autosize"] = {"type": "fit-x", "contains": "padding"}
    return fixed | {"config": config() | {"background": COLOURS["paper"], "font": PRINT_FONT, "padding": 8}}
