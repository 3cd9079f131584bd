"""The definition of a figure stands on its page, with all that the indicator says of itself."""

from dataclasses import fields
from html import escape

import pytest

from reports.dashboards.catalogue import FIGURES
from reports.results.indicators import Direction, Indicator, Kind
from reports.saying.definitions import DIRECTIONS, KINDS, definition_of
from tests.support.records import a_board_member

# What the page is not told: how it is computed, asked and kept, and what stands in its heading.
UNTOLD = {"code", "title", "compute", "asks", "filters", "reads", "reading", "opens"}


def test_every_kind_and_direction_has_words():
    assert (set(KINDS), set(DIRECTIONS)) == (set(Kind), set(Direction))


@pytest.mark.parametrize("figure_id", sorted(FIGURES))
def test_everything_an_indicator_says_of_itself_is_told(figure_id):
    indicator = FIGURES[figure_id][0]
    told = dict(definition_of(indicator))

    assert len(told) == len({field.name for field in fields(Indicator)} - UNTOLD) - (
        indicator.relevant is None
    )
    for text in (indicator.why, indicator.numerator, indicator.denominator, indicator.doubt, indicator.unit):
        assert str(text) in told.values()


def test_a_change_that_matters_is_told_with_its_size():
    assert dict(definition_of(FIGURES["ikm"][0]))["Perubahan yang berarti"] == "paling sedikit 3"
    assert dict(definition_of(FIGURES["unsur"][0]))["Perubahan yang berarti"] == "paling sedikit 0,12"
    assert "Perubahan yang berarti" not in dict(definition_of(FIGURES["kelompok"][0]))


@pytest.mark.django_db
@pytest.mark.parametrize("figure_id", sorted(FIGURES))
def test_the_page_of_a_figure_holds_its_definition(client, figure_id):
    client.force_login(a_board_member())

    page = client.get(f"/dasbor/{figure_id}/").content.decode()

    for _name, text in definition_of(FIGURES[figure_id][0]):
        assert escape(text, quote=False) in page.replace("&quot;", '"').replace("&#x27;", "'")
