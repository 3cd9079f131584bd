"""A round that is moved takes the counts of its undated responses along."""

from datetime import date

import pytest

from surveys.actions.rounds import change_round
from surveys.models import ElementMoment, Response
from surveys.tallies import rebuild_tallies
from tests.support.records import an_administrator
from tests.surveys.makers import ELEMENTS, an_skm_round

pytestmark = pytest.mark.django_db


def test_undated_responses_are_counted_in_the_new_first_month():
    moved = an_skm_round()
    Response.objects.create(round=moved, row_key="1", content_digest="", answers=dict.fromkeys(ELEMENTS, "3"))
    rebuild_tallies(moved)
    assert set(ElementMoment.objects.values_list("month", flat=True)) == {date(2019, 1, 1)}

    moved.starts_on = date(2019, 3, 1)
    change_round(survey_round=moved, regions=[], by=an_administrator())

    assert set(ElementMoment.objects.values_list("month", flat=True)) == {date(2019, 3, 1)}
