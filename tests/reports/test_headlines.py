"""The four lines of a key statistic."""

from datetime import date

import pytest

from reports.headlines import satisfaction_headlines
from reports.satisfaction_data import Satisfaction
from tests.support.records import a_region, a_round
from tests.support.tallies import everybody_says, half_and_half, some_answers, the_skm_version

pytestmark = pytest.mark.django_db


def the_headline(*years):
    """Of a region surveyed in these years, a dict of year to answers."""
    region = a_region(name="Cilacap")
    for year, answers in years:
        survey_round = a_round(
            version=the_skm_version(),
            starts_on=date(year, 1, 1),
            ends_on=date(year, 12, 31),
            regions=[region],
        )
        some_answers(survey_round, region=region, month=date(year, 3, 1), answers=answers)
    (headline,) = satisfaction_headlines(Satisfaction([region]))
    return headline


def test_headline_names_region_period_value_interval_and_base():
    headline = the_headline((2024, half_and_half(3, 4, times=40)))

    assert headline.name == "IKM Cilacap 2024"
    assert (headline.value, headline.interval) == ("87,50", "83,5–91,5")
    assert headline.grade == "B (Baik), batas B/A"
    assert headline.base == "40 responden, rentang ilustratif, sampel tidak acak"
    assert headline.comparison == "belum ada periode pembanding"


@pytest.mark.parametrize(
    ("before", "words"),
    [
        (half_and_half(1, 2, times=40), "lebih tinggi daripada 2023 (37,50)"),
        (half_and_half(3, 4, times=40), "tidak berbeda nyata dari 2023 (87,50)"),
        (everybody_says(4, times=40), "lebih rendah daripada 2023 (100,00)"),
        (everybody_says(4, times=1), "tidak dapat dibandingkan dengan 2023"),
    ],
)
def test_two_years_differ_only_when_their_intervals_do_not_touch(before, words):
    headline = the_headline((2023, before), (2024, half_and_half(3, 4, times=40)))

    assert headline.comparison == words


def test_region_without_answers_has_no_headline():
    assert list(satisfaction_headlines(Satisfaction([a_region()]))) == []
