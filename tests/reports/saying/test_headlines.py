"""The four lines of a key statistic."""

from datetime import date

import pytest

from reports.saying.satisfaction import say_headlines
from tests.reports.asking import shown
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
    (headline,) = say_headlines(shown("ikm"))
    return headline


def test_headline_names_region_period_value_interval_and_base():
    headline = the_headline((2024, half_and_half(3, 4, times=40)))

    assert headline.name == "IKM Cilacap 2024"
    assert (headline.value, headline.interval) == ("87,50", "83,45–91,55")
    assert headline.grade == "B (Baik), batas B/A"
    assert headline.base == "40 responden, sampel acak"
    assert headline.comparisons == ("Belum ada putaran acak sebelumnya untuk dibandingkan.",)


NOTHING = "Belum ada putaran acak sebelumnya untuk dibandingkan."


@pytest.mark.parametrize(
    ("before", "words"),
    [
        (half_and_half(1, 2, times=40), "naik 50,00 poin (44,36–55,64) sejak 2023 (37,50)"),
        (half_and_half(3, 4, times=40), "belum ada bukti perubahan sejak 2023 (87,50)"),
        (
            half_and_half(3, 4, times=38) + everybody_says(4, times=62),
            "turun 7,75 poin (3,29–12,21) sejak 2023 (95,25)",
        ),
        (everybody_says(4, times=1), NOTHING),
        (half_and_half(1, 2, times=28), NOTHING),
    ],
)
def test_two_years_differ_only_when_a_test_of_random_samples_says_so(before, words):
    headline = the_headline((2023, before), (2024, half_and_half(3, 4, times=40)))

    assert headline.comparisons == (words,)


@pytest.mark.parametrize(
    ("times", "method", "base"),
    [
        (40, "quota", "40 responden, rentang hanya gambaran, sampel tidak acak"),
        (20, "quota", "20 responden, rentang hanya gambaran, sampel tidak acak"),
    ],
)
def test_an_interval_is_spoken_of_only_where_one_is_shown(times, method, base):
    headline = the_headline((2024, half_and_half(3, 4, times=times)), method=method)

    assert headline.base == base
    assert ("rentang" in headline.base) <= bool(headline.interval)


@pytest.mark.parametrize(
    ("samples", "told"),
    [((), ""), ((2024,), "data contoh, bukan hasil survei")],
)
def test_invented_answers_are_no_result_of_a_survey(samples, told):
    assert the_headline((2024, half_and_half(3, 4, times=40)), samples=samples).sample == told


def test_invented_answers_do_not_add_to_true_ones():
    region, version = a_region(), the_skm_version()
    for is_sample, said in ((True, everybody_says(1, times=90)), (False, half_and_half(3, 4, times=40))):
        survey_round = a_round(version=version, regions=[region], is_sample=is_sample)
        some_answers(survey_round, region=region, month=date(2024, 3, 1), answers=said)

    (headline,) = say_headlines(shown("ikm"))

    assert (headline.value, headline.sample) == ("87,50", "")


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

    assert page.context["unsurveyed"] == [silent.name]
    assert "Belum ada hasil survei dalam periode ini: Kupang." in " ".join(page.content.decode().split())


def test_samples_that_are_not_random_are_not_tested():
    years = (2023, half_and_half(1, 2, times=40)), (2024, half_and_half(3, 4, times=40))

    headline = the_headline(*years, method="quota")

    assert headline.comparisons == ("Sampel tidak acak, sehingga beda tidak diuji.",)


def test_years_in_which_everybody_answered_alike_are_not_tested():
    headline = the_headline((2023, everybody_says(3, times=40)), (2024, everybody_says(4, times=40)))

    assert headline.comparisons == ("Semua jawaban sama, sehingga tidak dapat diuji.",)


def test_overlapping_intervals_may_still_differ():
    better = half_and_half(3, 4, times=60) + everybody_says(4, times=40)

    headline = the_headline((2023, half_and_half(3, 4, times=100)), (2024, better))

    assert headline.comparisons == ("naik 5,00 poin (1,64–8,36) sejak 2023 (87,50)",)


def test_region_without_answers_has_no_headline():
    a_region()
    assert say_headlines(shown("ikm")) == []


def test_years_with_other_elements_are_not_tested():
    region = a_region(name="Cilacap")
    for year, version in ((2023, the_skm_version()), (2024, the_skm_version(number=2, elements=["WAKTU"]))):
        survey_round = a_round(version=version, regions=[region], sampling_method="probability")
        answers = half_and_half(3, 4, times=40) if year == 2023 else [{"WAKTU": 1}, {"WAKTU": 2}] * 20
        some_answers(survey_round, region=region, month=date(year, 3, 1), answers=answers)

    (headline,) = say_headlines(shown("ikm"))

    assert headline.comparisons == (NOTHING,)
