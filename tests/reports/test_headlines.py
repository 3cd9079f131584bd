"""The four lines of a key statistic."""

from datetime import date

import pytest

from reports.headlines import satisfaction_headlines
from reports.satisfaction_data import Satisfaction
from tests.support.records import a_region, a_round
from tests.support.tallies import everybody_says, half_and_half, some_answers, the_skm_version

pytestmark = pytest.mark.django_db


def the_headline(*years, method="probability"):
    """Of a region surveyed in these years, a dict of year to answers."""
    region = a_region(name="Cilacap")
    for year, answers in years:
        survey_round = a_round(
            version=the_skm_version(),
            starts_on=date(year, 1, 1),
            ends_on=date(year, 12, 31),
            regions=[region],
            sampling_method=method,
        )
        some_answers(survey_round, region=region, month=date(year, 3, 1), answers=answers)
    (headline,) = satisfaction_headlines(Satisfaction([region]))
    return headline


def test_headline_names_region_period_value_interval_and_base():
    headline = the_headline((2024, half_and_half(3, 4, times=40)))

    assert headline.name == "IKM Cilacap 2024"
    assert (headline.value, headline.interval) == ("87,50", "83,5–91,5")
    assert headline.grade == "B (Baik), batas B/A"
    assert headline.base == "40 responden, sampel acak"
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
def test_two_years_differ_only_when_a_test_of_random_samples_says_so(before, words):
    headline = the_headline((2023, before), (2024, half_and_half(3, 4, times=40)))

    assert headline.comparison == words


def test_samples_that_are_not_random_are_not_tested():
    years = (2023, half_and_half(1, 2, times=40)), (2024, half_and_half(3, 4, times=40))

    headline = the_headline(*years, method="quota")

    assert headline.comparison == "2023: 37,50; beda tidak diuji, sampel tidak acak"


def test_overlapping_intervals_may_still_differ():
    better = half_and_half(3, 4, times=60) + everybody_says(4, times=40)

    headline = the_headline((2023, half_and_half(3, 4, times=100)), (2024, better))

    assert headline.comparison == "lebih tinggi daripada 2023 (87,50)"


def test_region_without_answers_has_no_headline():
    assert list(satisfaction_headlines(Satisfaction([a_region()]))) == []
