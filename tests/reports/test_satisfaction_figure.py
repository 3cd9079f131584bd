"""IKM per region and period, from tallies to the rows a reader sees."""

from datetime import date

import pytest

from reports.indicators.satisfaction import satisfaction_figure
from reports.satisfaction_data import Satisfaction
from tests.support.records import a_region, a_round
from tests.support.tallies import ELEMENTS, everybody_says, half_and_half, some_answers, the_skm_version

pytestmark = pytest.mark.django_db
MAY = date(2024, 5, 1)


def a_measured_region(answers, *, name="Cilacap", month=MAY, **round_fields):
    region = a_region(name=name)
    survey_round = a_round(version=the_skm_version(), regions=[region], **round_fields)
    some_answers(survey_round, region=region, month=month, answers=answers)
    return region


def the_figure(*regions, cut="tahun"):
    return satisfaction_figure(Satisfaction(regions), cut=cut)


def the_rows(*regions, cut="tahun"):
    return the_figure(*regions, cut=cut).rows


def test_index_of_a_year_has_value_interval_n_and_grade():
    region = a_measured_region(half_and_half(3, 4, times=40))

    (row,) = the_rows(region)

    assert (row["region"], row["period"], row["n"]) == ("Cilacap", "2024", 40)
    assert row["ikm"] == pytest.approx(87.5)
    # Every answer is 75 or 100: deviation 12.5, sample standard deviation 12.66, t(39) = 2.0227.
    assert (row["low"], row["high"]) == (pytest.approx(83.4514, abs=1e-3), pytest.approx(91.5486, abs=1e-3))
    assert row["grade"] == "B (Baik), batas B/A"


def test_fewer_than_thirty_answers_get_no_grade():
    region = a_measured_region(half_and_half(3, 4, times=29))

    (row,) = the_rows(region)

    assert row["grade"] == "Baru 29 responden; mutu dinilai mulai dari 30 responden."


def test_element_nobody_answered_withholds_the_index():
    answers = [answer | {"WAKTU": None} for answer in everybody_says(3, times=40)]
    region = a_measured_region(answers)

    (row,) = the_rows(region)

    assert str(row["ikm"]) == "x"
    assert row["grade"] == "Unsur tanpa jawaban: WAKTU."


def test_months_of_one_period_are_added_and_other_periods_kept_apart():
    region = a_region(name="Kupang")
    survey_round = a_round(version=the_skm_version(), regions=[region])
    for month in (date(2024, 1, 1), date(2024, 6, 1), date(2024, 7, 1)):
        some_answers(survey_round, region=region, month=month, answers=everybody_says(3, times=10))

    assert [(row["period"], row["n"]) for row in the_rows(region, cut="semester")] == [
        ("Semester I 2024", 20),
        ("Semester II 2024", 10),
    ]


def test_rounds_outside_the_evaluation_stay_out():
    region = a_measured_region(everybody_says(4, times=40), in_evaluation=False)

    assert the_rows(region) == ()


def test_regions_that_were_not_asked_for_stay_out():
    ours = a_measured_region(everybody_says(3, times=40), name="Cilacap")
    a_measured_region(everybody_says(4, times=40), name="Kupang")

    assert [row["region"] for row in the_rows(ours)] == ["Cilacap"]


@pytest.mark.parametrize(
    ("methods", "note"),
    [
        (["probability"], "sampel acak"),
        (["quota"], "rentang hanya gambaran, sampel tidak acak"),
        (["probability", "convenience"], "rentang hanya gambaran, sampel tidak acak"),
    ],
)
def test_mixed_sampling_claims_no_more_than_its_weakest_round(methods, note):
    region = a_region()
    for method in methods:
        survey_round = a_round(version=the_skm_version(), regions=[region], sampling_method=method)
        some_answers(survey_round, region=region, month=MAY, answers=everybody_says(3, times=20))

    (row,) = the_rows(region)

    assert row["sampling"] == note


def test_title_states_the_newest_graded_period_with_lowest_and_highest_region():
    low = a_measured_region(everybody_says(3, times=40), name="Kupang")
    high = a_measured_region(half_and_half(3, 4, times=40), name="Cilacap")
    few = a_measured_region(everybody_says(1, times=5), name="Tulungagung", month=date(2024, 8, 1))

    figure = the_figure(low, high, few)

    assert figure.title == "IKM 2024 antara 75,00 (Kupang) dan 87,50 (Cilacap)"


def test_title_without_any_grade_says_so():
    region = a_measured_region(everybody_says(3, times=5))

    figure = the_figure(region)

    assert figure.title == "Belum ada wilayah dengan 30 responden atau lebih"


def test_sample_data_are_named_in_the_notes():
    region = a_measured_region(everybody_says(3, times=40), is_sample=True)

    assert "Memuat data contoh." in the_figure(region).all_notes


def test_respondents_of_another_questionnaire_are_not_counted():
    region = a_measured_region(half_and_half(3, 4, times=40))
    some_answers(a_round(regions=[region]), region=region, month=MAY, answers=everybody_says(1, times=70))

    (row,) = the_rows(region)

    assert (row["n"], row["ikm"]) == (40, pytest.approx(87.5))


MIXED = "Unsur yang ditanyakan tidak sama di semua putaran; tiap IKM dihitung dari unsur putarannya."


def test_each_period_rests_on_the_elements_its_rounds_asked():
    region = a_measured_region(everybody_says(3, times=40), month=date(2023, 5, 1))
    newer = a_round(version=the_skm_version(number=2, elements=["WAKTU", "KEAMANAN"]), regions=[region])
    answers = [{"WAKTU": 3, "KEAMANAN": 4}] * 40
    some_answers(newer, region=region, month=date(2024, 5, 1), answers=answers)

    figure = the_figure(region)

    assert [(row["period"], row["ikm"]) for row in figure.rows] == [("2023", 75), ("2024", 87.5)]
    assert MIXED in figure.notes


def test_a_period_of_two_versions_counts_every_element_that_was_asked():
    region = a_measured_region(everybody_says(3, times=40))
    newer = a_round(version=the_skm_version(number=2, elements=["KEAMANAN", "WAKTU"]), regions=[region])
    some_answers(newer, region=region, month=MAY, answers=[{"WAKTU": 3, "KEAMANAN": 4}] * 10)

    (cell,) = Satisfaction([region]).cells("tahun").values()

    assert cell.elements == ("KEAMANAN", "WAKTU", *(each for each in ELEMENTS if each != "WAKTU"))
    assert cell.index.value == pytest.approx(25 * (9 * 3 + 4) / 10)
    assert cell.respondents == 50


def test_versions_with_the_same_elements_need_no_note():
    region = a_measured_region(everybody_says(3, times=40))
    again = a_round(version=the_skm_version(number=2), regions=[region])
    some_answers(again, region=region, month=MAY, answers=everybody_says(3, times=10))

    assert MIXED not in the_figure(region).all_notes


def test_a_region_that_answered_no_element_stays_out():
    ours = a_measured_region(everybody_says(3, times=40), name="Cilacap")
    silent = a_measured_region([{"WAKTU": None}], name="Kupang")

    assert [row["region"] for row in the_rows(ours, silent)] == ["Cilacap"]
