"""The four lines of a key statistic."""

from datetime import date

import pytest

from reports.headlines import satisfaction_headlines
from reports.satisfaction_data import Satisfaction
from tests.support.records import a_board_member, a_region, a_round
from tests.support.tallies import everybody_says, half_and_half, some_answers, the_skm_version

pytestmark = pytest.mark.django_db


def the_headline(*years, method="probability", samples=()):
    """Of a region surveyed in these years, a dict of year to answers."""
    region = a_region(name="Cilacap")
    for year, answers in years:
        survey_round = a_round(
            version=the_skm_version(),
            starts_on=date(year, 1, 1),
            ends_on=date(year, 12, 31),
            regions=[region],
            sampling_method=method,
            is_sample=year in samples,
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
        (everybody_says(4, times=1), "tidak dibandingkan dengan 2023: kurang dari 30 responden"),
        (half_and_half(1, 2, times=28), "tidak dibandingkan dengan 2023: kurang dari 30 responden"),
    ],
)
def test_two_years_differ_only_when_a_test_of_random_samples_says_so(before, words):
    headline = the_headline((2023, before), (2024, half_and_half(3, 4, times=40)))

    assert headline.comparison == words


@pytest.mark.parametrize(
    ("times", "method", "base"),
    [
        (40, "quota", "40 responden, rentang hanya gambaran, sampel tidak acak"),
        (1, "quota", "1 responden, sampel tidak acak"),
        (1, "probability", "1 responden, sampel acak"),
    ],
)
def test_an_interval_is_spoken_of_only_where_one_is_shown(times, method, base):
    headline = the_headline((2024, everybody_says(3, times=times)), method=method)

    assert headline.base == base
    assert ("rentang" in headline.base) <= bool(headline.interval)


@pytest.mark.parametrize(
    ("samples", "told"),
    [((), ""), ((2024,), "data contoh, bukan hasil survei")],
)
def test_invented_answers_are_no_result_of_a_survey(samples, told):
    assert the_headline((2024, half_and_half(3, 4, times=40)), samples=samples).sample == told


def test_a_year_with_invented_and_true_answers_says_so():
    region, version = a_region(), the_skm_version()
    for is_sample in (True, False):
        survey_round = a_round(version=version, regions=[region], is_sample=is_sample)
        some_answers(
            survey_round, region=region, month=date(2024, 3, 1), answers=half_and_half(3, 4, times=20)
        )

    (headline,) = satisfaction_headlines(Satisfaction([region]))

    assert headline.sample == "sebagian data contoh"


def test_the_board_is_told_which_regions_have_no_result(client):
    client.force_login(a_board_member())
    surveyed, silent = a_region(name="Cilacap"), a_region(name="Kupang")
    page = client.get("/dasbor/").content.decode()
    assert "Belum ada hasil survei kepuasan yang masuk evaluasi." in page

    some_answers(
        a_round(version=the_skm_version(), regions=[surveyed]),
        region=surveyed,
        month=date(2024, 3, 1),
        answers=half_and_half(3, 4, times=20),
    )
    page = client.get("/dasbor/")

    assert page.context["unsurveyed"] == [silent]
    assert "Belum ada hasil survei: Kupang." in " ".join(page.content.decode().split())


def test_samples_that_are_not_random_are_not_tested():
    years = (2023, half_and_half(1, 2, times=40)), (2024, half_and_half(3, 4, times=40))

    headline = the_headline(*years, method="quota")

    assert headline.comparison == "2023: 37,50; beda tidak diuji, sampel tidak acak"


def test_years_in_which_everybody_answered_alike_are_not_tested():
    headline = the_headline((2023, everybody_says(3, times=40)), (2024, everybody_says(4, times=40)))

    assert headline.comparison == "2023: 75,00; beda tidak diuji, nilai semua responden sama"


def test_overlapping_intervals_may_still_differ():
    better = half_and_half(3, 4, times=60) + everybody_says(4, times=40)

    headline = the_headline((2023, half_and_half(3, 4, times=100)), (2024, better))

    assert headline.comparison == "lebih tinggi daripada 2023 (87,50)"


def test_region_without_answers_has_no_headline():
    assert list(satisfaction_headlines(Satisfaction([a_region()]))) == []


def test_years_with_other_elements_are_not_tested():
    region = a_region(name="Cilacap")
    for year, version in ((2023, the_skm_version()), (2024, the_skm_version(number=2, elements=["WAKTU"]))):
        survey_round = a_round(version=version, regions=[region], sampling_method="probability")
        answers = half_and_half(3, 4, times=40) if year == 2023 else [{"WAKTU": 1}, {"WAKTU": 2}] * 20
        some_answers(survey_round, region=region, month=date(year, 3, 1), answers=answers)

    (headline,) = satisfaction_headlines(Satisfaction([region]))

    assert headline.comparison == "2023: 87,50; beda tidak diuji, unsurnya tidak sama"
