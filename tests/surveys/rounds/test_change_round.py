"""A round that is moved takes the counts of its undated responses along."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from surveys.models import Response, ResponseTally, SurveyRound
from surveys.rounds.actions import change_round
from surveys.tallies.counting import rebuild_tallies
from tests.support.records import a_region, an_administrator
from tests.surveys.makers import ELEMENTS, an_skm_round

pytestmark = pytest.mark.django_db


def test_undated_responses_are_counted_in_the_new_first_month():
    moved = an_skm_round()
    Response.objects.create(round=moved, row_key="1", content_digest="", answers=dict.fromkeys(ELEMENTS, "3"))
    rebuild_tallies(moved)
    assert set(ResponseTally.objects.values_list("month", flat=True)) == {date(2019, 1, 1)}

    moved.starts_on = date(2019, 3, 1)
    change_round(survey_round=moved, regions=[], by=an_administrator())

    assert set(ResponseTally.objects.values_list("month", flat=True)) == {date(2019, 3, 1)}


def test_a_round_that_keeps_its_first_day_is_not_counted_anew():
    renamed = an_skm_round()
    Response.objects.create(
        round=renamed, row_key="1", content_digest="", answers=dict.fromkeys(ELEMENTS, "3")
    )
    rebuild_tallies(renamed)
    counted = set(ResponseTally.objects.values_list("pk", flat=True))

    renamed.title, renamed.ends_on = "Lain", date(2019, 11, 30)
    change_round(survey_round=renamed, regions=[], by=an_administrator())

    assert set(ResponseTally.objects.values_list("pk", flat=True)) == counted != set()


def test_a_round_with_undated_or_regionless_answers_does_not_come_into_the_evaluation():
    region = a_region()
    example = an_skm_round()
    dated = {"responded_on": date(2019, 5, 6)}
    for number, facts in enumerate(
        [{"region": region}, {"region": region}, dated, {"region": region} | dated]
    ):
        Response.objects.create(round=example, row_key=str(number), content_digest="", **facts)

    example.in_evaluation = True
    with pytest.raises(ValidationError) as refused:
        change_round(survey_round=example, regions=[region], by=an_administrator())

    (reason,) = refused.value.messages
    assert "2 responden tanpa tanggal wawancara dan 1 responden tanpa wilayah" in reason
    assert "Buat putaran baru untuk evaluasi" in reason
    assert not SurveyRound.objects.get().in_evaluation


def test_a_round_of_dated_answers_with_regions_comes_into_the_evaluation():
    region = a_region()
    example = an_skm_round()
    facts = {"region": region, "responded_on": date(2019, 5, 6)}
    Response.objects.create(round=example, row_key="1", content_digest="", **facts)

    example.in_evaluation = True
    change_round(survey_round=example, regions=[region], by=an_administrator())

    assert SurveyRound.objects.get().in_evaluation


def test_an_example_with_undated_answers_may_still_be_renamed():
    example = an_skm_round()
    Response.objects.create(round=example, row_key="1", content_digest="")

    example.title = "Contoh"
    change_round(survey_round=example, regions=[], by=an_administrator())

    assert SurveyRound.objects.get().title == "Contoh"
