"""Which element is lowest in each region, and how surely."""

from datetime import date

import pytest

from reports.results.readers import Reader
from reports.saying.elements import say_elements
from surveys.models import SurveyRound
from tests.reports.asking import figure, result_of, shown_to
from tests.support.records import a_board_member, a_region, a_round
from tests.support.tallies import everybody_says, some_answers, the_skm_version

pytestmark = pytest.mark.django_db
RANDOM = SurveyRound.Sampling.PROBABILITY
THREE = ["WAKTU", "BIAYA", "SARANA"]


@pytest.fixture
def version(db):
    return the_skm_version(elements=THREE)


def survey(version, region, answers, *, year=2024, sampling=RANDOM):
    """Answers are tuples in the order of THREE."""
    survey_round = a_round(version=version, regions=[region], sampling_method=sampling)
    people = [dict(zip(THREE, one, strict=True)) for one in answers]
    some_answers(survey_round, region=region, month=date(year, 5, 1), answers=people)


def title_in_one_region(version, answers, **how):
    region = a_region(name="Kupang")
    survey(version, region, answers, **how)
    return figure("unsur", regions=[region]).title


def test_an_element_below_all_others_is_proved_the_lowest(version):
    # Every second person gives “waktu” one step less than “biaya” and two less than “sarana”.
    answers = [(1, 2, 4), (2, 2, 3)] * 30

    told = title_in_one_region(version, answers)

    assert told == "NRR terendah 1,50: Waktu, terbukti lebih rendah dari semua unsur lain"


def test_an_element_hardly_below_the_next_is_proved_below_the_others_only(version):
    answers = [(2, 3, 4), (3, 2, 4)] * 20 + [(2, 3, 4)]

    told = title_in_one_region(version, answers)

    assert told == "NRR terendah 2,49: Waktu, terbukti lebih rendah dari 1 dari 2 unsur lain"


def test_a_proved_difference_of_less_than_three_points_of_the_index_is_not_told_as_one(version):
    # One in ten gives “waktu” a step less, nobody more: a proved tenth of a step, and 0.12 would matter.
    answers = [(2, 3, 3)] * 30 + [(3, 3, 3)] * 135 + [(4, 4, 4)] * 135

    told = title_in_one_region(version, answers)

    assert told == "NRR terendah 3,35: Waktu; tidak terbukti lebih rendah dari unsur lain"


@pytest.mark.parametrize(
    ("answers", "how"),
    [
        ([(1, 2, 4), (2, 2, 3)] * 30, {"sampling": SurveyRound.Sampling.CONVENIENCE}),
        ([(1, 2, 4), (2, 2, 3)] * 10, {}),  # 20 are too few for a grade
    ],
)
def test_without_a_random_sample_of_thirty_nothing_is_tested(version, answers, how):
    told = title_in_one_region(version, answers, **how)

    assert told == "NRR terendah 1,50: Waktu; beda antarunsur tidak diuji"


def test_elements_with_the_same_value_share_the_lowest_place(version):
    assert title_in_one_region(version, [(2, 2, 4), (3, 3, 3)] * 30) == (
        "NRR terendah 2,50, sama pada Waktu dan Biaya"
    )
    assert figure("unsur", regions=[a_region()]).title == "Belum ada unsur dengan 10 jawaban atau lebih"


def test_all_elements_alike_are_told_as_alike(version):
    assert title_in_one_region(version, [(2, 2, 2), (3, 3, 3)] * 30) == "Semua 3 unsur ber-NRR sama, 2,50"


def test_of_several_regions_each_is_named_with_its_lowest_and_its_proof_below(version):
    here, there, third = a_region(name="Cilacap"), a_region(name="Kupang"), a_region(name="Cirebon")
    survey(version, here, [(1, 2, 4), (2, 2, 3)] * 30)
    survey(version, there, [(4, 2, 4), (3, 3, 3)] * 30)
    survey(version, third, [(1, 2, 4), (2, 2, 3)] * 30)

    told = figure("unsur", regions=[here, there, third])

    assert told.title == "NRR terendah: Waktu (Cilacap, Cirebon); Biaya (Kupang)"
    assert told.notes[:2] == (
        "Cilacap: NRR terendah 1,50: Waktu, terbukti lebih rendah dari semua unsur lain.",
        "Kupang: NRR terendah 2,50: Biaya, terbukti lebih rendah dari semua unsur lain.",
    )


def test_each_region_stands_with_its_last_complete_graded_period(version):
    here, there = a_region(name="Cilacap"), a_region(name="Kupang")
    for year, answers in ((2023, [(1, 2, 4)] * 40), (2024, [(4, 3, 2)] * 40), (2026, [(4, 3, 2)] * 40)):
        survey(version, here, answers, year=year)
    survey(version, there, [(1, 2, 4)] * 40, year=2022)
    survey(version, there, [(4, 3, 2)] * 29, year=2024)  # newer, and too few for a grade

    result = result_of("unsur", today=date(2026, 8, 1), regions=[here, there])

    assert {(cell.where["region"], cell.where["period"].label) for cell in result.cells} == {
        (here, "2024"),
        (there, "2022"),
    }


def test_a_running_period_stands_where_there_is_no_other_and_says_that_it_runs(version):
    region = a_region()
    survey(version, region, [(1, 2, 4)] * 40, year=2026)

    (row, *_) = figure("unsur", today=date(2026, 8, 1), regions=[region]).rows

    assert row["flags"] == "p: sementara, periode belum selesai"


def test_few_people_are_told_neither_by_cells_nor_by_comparisons(version):
    region = a_region(name="Kupang")
    survey(version, region, [(1, 2, 4)] * 9)

    told = figure("unsur", regions=[region])

    assert [(row["element"], str(row["value"])) for row in told.rows] == [("semua unsur", "c")]
    assert told.title == "Belum ada unsur dengan 10 jawaban atau lebih"


def test_an_element_that_few_answered_takes_its_test_with_it(version):
    region = a_region(name="Kupang")
    survey(version, region, [(1, 2, None), (2, 2, None)] * 30 + [(1, 2, 1)] * 9)

    told = figure("unsur", regions=[region])

    assert [str(row["value"]) for row in told.rows][2] == "c"
    assert told.title == "NRR terendah 1,43: Waktu; beda antarunsur tidak diuji"


def test_who_sees_one_region_gets_its_finding_and_is_told_that_it_is_a_part(version):
    here, there = a_region(name="Cilacap"), a_region(name="Kupang")
    survey(version, here, [(1, 2, 4), (2, 2, 3)] * 30)
    survey(version, there, [(4, 2, 4), (3, 3, 3)] * 30)

    told = say_elements(shown_to(Reader((here,)), "unsur"))

    assert told.title == "NRR terendah 1,50: Waktu, terbukti lebih rendah dari semua unsur lain"
    assert told.subtitle.endswith("; bagian wilayah Anda")
    assert "Kupang" not in str(told)


def test_the_page_of_a_round_says_what_was_proved(client, version):
    region = a_region(name="Kupang")
    survey(version, region, [(1, 2, 4), (2, 2, 3)] * 30)
    client.force_login(a_board_member())

    page = client.get(f"/survei/{SurveyRound.objects.get().code}/hasil/")

    assert "NRR terendah 1,50: Waktu, terbukti lebih rendah dari semua unsur lain" in page.content.decode()


def test_nine_alike_answers_of_everybody_are_no_proof():
    version, region = the_skm_version(), a_region()
    survey_round = a_round(version=version, regions=[region], sampling_method=RANDOM)
    answers = [one | {"WAKTU": 2} for one in everybody_says(3, times=40)]
    some_answers(survey_round, region=region, month=date(2024, 5, 1), answers=answers)

    told = figure("unsur", regions=[region])

    assert told.title == "NRR terendah 2,00: Waktu; beda antarunsur tidak diuji"


def test_a_hundredth_apart_is_no_tie(version):
    answers = [(2, 3, 4), (3, 2, 4)] * 50 + [(2, 3, 4), (3, 3, 4)]

    # 255 and 256 of 102: 2.50 and 2.51.
    assert title_in_one_region(version, answers).startswith("NRR terendah 2,50: Waktu,")


def test_the_family_is_every_pair_of_the_region_since_the_lowest_was_chosen_by_its_answers(version):
    region = a_region()
    survey(version, region, [(2, 3, 4), (3, 2, 4)] * 20 + [(2, 3, 4)])

    compared = result_of("unsur", regions=[region]).comparisons["lowest"]

    smallest = min(compared, key=lambda one: one.verdict.difference.p)
    assert smallest.verdict.adjusted_p == pytest.approx(3 * smallest.verdict.difference.p)
