"""A further language of the interface is one catalogue and one line of the settings; no code asks for it."""

import ast
from datetime import date, time

import pytest
from django.conf import settings
from django.utils import translation

from pmi_portal.words import countries, formats
from reports.renderers.charts import theme as chart_theme
from tests.architecture.source import ROOT, assert_none, at, modules, plant, tree_of

CODES = {code for code, _ in settings.LANGUAGES} | {"en_GB", "en-gb"}


def decisions_by_language(root):
    """Where a language by name decides: `== "en"`, `.startswith("en")`, `"en" if ... else "id"`."""
    for path in modules(root):
        for node in ast.walk(tree_of(path)):
            if decides(node):
                yield f"{at(path, root, node.lineno)} asks for a language by name"


def decides(node):
    if isinstance(node, ast.Compare):
        asked = [node.left, *node.comparators]
    elif isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "startswith":
        asked = node.args
    elif isinstance(node, ast.IfExp):
        asked = [node.body, node.orelse]
    else:
        return False
    return any(isinstance(part, ast.Constant) and part.value in CODES for part in asked)


def test_no_code_decides_by_the_name_of_a_language():
    assert_none(decisions_by_language(ROOT))


@pytest.mark.parametrize(
    "line", ['x = language == "en"', 'x = code.startswith("id")', 'x = "en_GB" if english else other']
)
def test_a_decision_by_the_name_of_a_language_is_found(tmp_path, line):
    plant(tmp_path, reports__home=f"\n{line}\ny = names['en']\n")
    assert list(decisions_by_language(tmp_path)) == ["reports/home.py:2 asks for a language by name"]


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("id", ["1.234,5", "7 Agustus 2019", "09.05", "Arab Saudi"]),
        ("en", ["1,234.5", "7 August 2019", "09:05", "Saudi Arabia"]),
        ("ms", ["1,234.5", "7 Ogos 2019", "09:05", "Arab Saudi"]),
        ("de", ["1.234,5", "7 August 2019", "09:05", "Saudi-Arabien"]),
    ],
)
def test_numbers_dates_clocks_and_countries_speak_a_language_nobody_wrote_code_for(code, said):
    with translation.override(code):
        shown = [formats.show_number(1234.5), formats.show_date(date(2019, 8, 7))]
        shown += [formats.show_clock(time(9, 5)), countries.country_name("SA")]
        assert shown == said
        assert chart_theme.config()["locale"]["number"]["decimal"] == said[0][-2]
