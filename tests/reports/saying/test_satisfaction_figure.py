"""IKM per region and period, from tallies to the rows a reader sees."""

from datetime import date

import pytest

from tests.reports.asking import figure
from tests.support.records import a_region, a_round
from tests.support.tallies import everybody_says, half_and_half, some_answers, the_skm_version

pytestmark = pytest.mark.django_db
MAY = date(2024, 5, 1)


def a_measured_region(answers, *, name="Cilacap", month=MAY, **round_fields):
    region = a_region(name=name)
    survey_round = a_round(version=the_skm_version(), regions=[region], **round_fields)
    some_answers(survey_round, region=region, month=month, answers=answers)
    return region


def the_figure(*regions, cut="tahun"):
    return figure("ikm", f"per={cut}", regions=regions)


def the_rows(*regions, cut="tahun"):
    return the_figure(*regions, cut=cut).rows


def test_index_of_a_year_has_value_interval_n_and_grade():
    region = a_measured_region(half_and_half(3, 4, times=40))

    (row,) = the_rows(region)

    assert (row["region"], row["period"], row["n"]) == ("Cilacap", "2024", 40)
    assert row["value"] == pytest.approx(87.5)
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

    assert str(row["value"]) == "x"
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
    ("method", "note"),
    [("probability", "sampel acak"), ("quota", "rentang hanya gambaran, sampel tidak acak")],
)
def test_the_way_of_sampling_is_told(method, note):
    region = a_measured_region(half_and_half(3, 4, times=40), sampling_method=method)

    (row,) = the_rows(region)

    assert row["sampling"] == note


def in_three_regions(*answers, method="probability"):
    names = ("Kupang", "Cilacap", "Tulungagung")
    return [
        a_measured_region(said, name=name, sampling_method=method)
        for name, said in zip(names, answers, strict=False)
    ]


def test_title_states_the_largest_proven_difference_of_the_newest_period():
    regions = in_three_regions(
        half_and_half(2, 3, times=40), half_and_half(3, 4, times=40), half_and_half(3, 4, times=50)
    )

    title = the_figure(*regions).title

    assert title.startswith("IKM 2024: Kupang lebih rendah 25,00 poin (")
    assert title.endswith(") daripada Cilacap")


def test_title_ranks_nobody_without_a_proof():
    regions = in_three_regions(half_and_half(3, 4, times=40), half_and_half(3, 4, times=44))
    assert the_figure(*regions).title == "IKM 2024 di 2 wilayah tidak terbukti berbeda"

    others = in_three_regions(
        half_and_half(1, 2, times=40), half_and_half(3, 4, times=44), method="convenience"
    )
    assert the_figure(*others).title == "IKM 2024 di 2 wilayah: beda antarwilayah tidak diuji"


def test_title_of_one_region_names_its_value():
    (region,) = in_three_regions(half_and_half(3, 4, times=40))
    assert the_figure(region).title == "IKM Kupang 2024: 87,50"


def test_title_without_any_grade_says_so():
    region = a_measured_region(everybody_says(3, times=5))
    assert the_figure(region).title == "Belum ada IKM yang dapat ditampilkan"
    assert the_figure(a_region()).title == "Belum ada hasil survei kepuasan"
    few = a_measured_region(half_and_half(3, 4, times=12))
    assert the_figure(few).title == "Belum ada wilayah dengan 30 responden atau lebih di tiap unsur"


def test_sample_data_are_named_in_the_notes():
    region = a_measured_region(everybody_says(3, times=40), is_sample=True)

    assert "Memuat data contoh." in the_figure(region).all_notes


def test_respondents_of_another_questionnaire_are_not_counted():
    region = a_measured_region(half_and_half(3, 4, times=40))
    some_answers(a_round(regions=[region]), region=region, month=MAY, answers=everybody_says(1, times=70))

    (row,) = the_rows(region)

    assert (row["n"], row["value"]) == (40, pytest.approx(87.5))


MIXED = "Bila unsur yang ditanyakan berbeda antarputaran, IKM dihitung dari unsur yang sama-sama ada."


def test_each_period_rests_on_the_elements_its_rounds_asked():
    region = a_measured_region(everybody_says(3, times=40), month=date(2023, 5, 1))
    newer = a_round(version=the_skm_version(number=2, elements=["WAKTU", "KEAMANAN"]), regions=[region])
    answers = [{"WAKTU": 3, "KEAMANAN": 4}] * 40
    some_answers(newer, region=region, month=date(2024, 5, 1), answers=answers)

    figure = the_figure(region)

    assert [(row["period"], row["value"]) for row in figure.rows] == [("2023", 75), ("2024", 87.5)]
    assert MIXED not in figure.notes


def test_versions_with_the_same_elements_need_no_note():
    region = a_measured_region(everybody_says(3, times=40))
    again = a_round(version=the_skm_version(number=2), regions=[region])
    some_answers(again, region=region, month=MAY, answers=everybody_says(3, times=10))

    assert MIXED not in the_figure(region).all_notes


def test_a_region_that_answered_no_element_stays_out():
    ours = a_measured_region(everybody_says(3, times=40), name="Cilacap")
    silent = a_measured_region([{"WAKTU": None}], name="Kupang")

    assert [row["region"] for row in the_rows(ours, silent)] == ["Cilacap"]
