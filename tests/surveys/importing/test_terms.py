"""What a round asks of its columns."""

from datetime import timedelta

import pytest

from surveys.importing.terms import terms_of
from tests.surveys.makers import an_skm_round

pytestmark = pytest.mark.django_db


def days_of(survey_round, officer):
    terms = terms_of(survey_round, by=officer)
    (column,) = [each for each in terms.columns if each.key == "responded_on"]
    return terms.today, column.within


def test_a_day_lies_between_the_first_and_the_last_of_the_round(region, officer):
    survey_round = an_skm_round(regions=[region])
    assert survey_round.starts_on < survey_round.ends_on
    assert days_of(survey_round, officer)[1] == (survey_round.starts_on, survey_round.ends_on)


def test_of_a_round_that_is_running_no_day_lies_in_the_future(region, officer):
    survey_round = an_skm_round(regions=[region])
    today, _within = days_of(survey_round, officer)
    survey_round.ends_on = today + timedelta(days=30)
    survey_round.save()
    assert days_of(survey_round, officer)[1] == (survey_round.starts_on, today)
