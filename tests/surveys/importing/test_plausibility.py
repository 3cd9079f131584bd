"""What a whole file makes doubtful, row by row right: told, never refused."""

from dataclasses import replace
from datetime import date

import pytest

from surveys.importing import kinds
from surveys.importing.columns import Column
from surveys.importing.plan import Plan
from surveys.importing.plausibility import doubts
from surveys.importing.stored import NOTHING_STORED, Former, stored_in
from surveys.responses.storing import numbered_response, store_responses
from tests.support.records import a_region
from tests.surveys.importing.tables import PROFILE_COLUMNS, judged, options, stored_of, terms
from tests.surveys.makers import an_skm_round

FOUR = options("Buruk", "Cukup", "Baik", "Sangat baik")
ELEMENTS = [
    Column(
        code,
        code.title(),
        kinds.ANSWER,
        options=options("Buruk", "Cukup", "Baik", "Sangat"),
        is_question=True,
    )
    for code in ("WAKTU", "BIAYA", "PRODUK", "SARANA", "PERILAKU")
]
COLUMNS = (*PROFILE_COLUMNS, *ELEMENTS)
HEADING = ["Tanggal", "Wilayah", *(each.key for each in ELEMENTS)]
MIXED = [[1, 2, 3, 4, 3], [4, 4, 3, 2, 3], [3, 3, 4, 4, 4], [2, 3, 3, 4, 4]]


def lines(n, *, scores=MIXED, days=2, region="Kupang"):
    """n rows whose scores and days take turns."""
    return [[date(2019, 5, 1 + k % days), region, *scores[k % len(scores)]] for k in range(n)]


def told(*rows, **stored):
    plan = Plan(judged(HEADING, *rows, columns=COLUMNS)).against(NOTHING_STORED)
    return list(doubts(plan, terms(columns=COLUMNS), replace(NOTHING_STORED, **stored)))


def test_a_usual_file_raises_no_doubt():
    assert told(*lines(40)) == []


@pytest.mark.parametrize(("rows", "stored", "is_told"), [(200, 20, True), (199, 20, False), (500, 19, False)])
def test_far_more_rows_than_the_round_holds(rows, stored, is_told):
    found = told(*lines(rows), size=lambda: stored)
    assert [each.startswith(f"Berkas ini berisi {rows} responden baru") for each in found] == [True] * is_told


@pytest.mark.parametrize(("rows", "days", "is_told"), [(20, 1, True), (19, 1, False), (20, 2, False)])
def test_all_on_one_day(rows, days, is_told):
    found = told(*lines(rows, days=days))
    assert (
        found
        == [
            f"Semua {rows} responden baru bertanggal 1 Mei 2019. Periksa apakah itu tanggal wawancara, bukan "
            "tanggal pengetikan."
        ]
        * is_told
    )


@pytest.mark.parametrize(("alike", "is_told"), [(12, True), (11, False)])
def test_one_answer_to_everything(alike, is_told):
    rows = [*lines(alike, scores=[[3] * 5, [4] * 5]), *lines(20 - alike)]
    assert [each.startswith(f"{alike} dari 20 responden") for each in told(*rows)] == [True] * is_told


def test_of_few_answers_nobody_can_say_that_they_are_alike():
    assert told(*lines(30, scores=[[3, 3, 3, 3, None]])) == []


def test_scores_turned_round_against_the_last_round_of_the_region():
    asked = []

    def former(region):
        asked.append(region)
        return Former("SKM 2018", 80, (200, 100, 60, 40))

    (found,) = told(*lines(40), former_scores=former)
    assert asked == ["KUPANG"]
    assert found == (
        "Kupang: nilai di berkas ini terbalik dibandingkan putaran SKM 2018 (rata-rata 3,15, dahulu 1,85). "
        "Periksa apakah 1 di berkas berarti yang terbaik."
    )


@pytest.mark.parametrize(
    "former",
    [
        None,
        Former("SKM 2018", 19, (200, 100, 60, 40)),
        Former("SKM 2018", 80, (40, 60, 100, 200)),
        Former("SKM 2018", 80, (60, 90, 90, 60)),
    ],
)
def test_without_a_former_round_or_with_one_like_it_nothing_is_told(former):
    assert told(*lines(40), former_scores=lambda region: former) == []


def test_each_region_is_compared_with_its_own_and_only_where_it_has_enough_rows():
    rows = [*lines(30), *lines(10, region="Cilacap")]
    formers = {"CILACAP": Former("SKM 2018", 80, (200, 100, 60, 40))}
    assert told(*rows, former_scores=formers.get) == []
    (found,) = told(*rows, *lines(10, region="Cilacap"), former_scores=formers.get)
    assert found.startswith("Cilacap: ")


def test_rows_that_are_stored_already_raise_no_doubt():
    plan = Plan(judged(HEADING, *lines(30, days=1), columns=COLUMNS))
    assert list(doubts(plan.against(stored_of(plan)), terms(columns=COLUMNS), NOTHING_STORED)) == []


@pytest.mark.django_db
def test_the_last_round_before_in_the_region_is_what_a_file_is_compared_with():
    here, there = a_region(code="KUPANG"), a_region(code="CILACAP")
    rounds = {
        year: an_skm_round(
            regions=[here, there], title=str(year), starts_on=date(year, 1, 1), ends_on=date(year, 12, 31)
        )
        for year in (2018, 2019, 2020, 2021)
    }
    for year, region, score in ((2018, here, 1), (2019, here, 2), (2019, there, 4), (2021, here, 3)):
        said = {"values": {"responded_on": date(year, 5, 1)}, "answers": {"WAKTU": str(score)}}
        store_responses(
            rounds[year],
            [numbered_response(rounds[year], region=region, number=str(n), **said) for n in range(25)],
        )
    stored = stored_in(rounds[2020])
    former = stored.former_scores("KUPANG")
    assert (former.title, former.respondents, former.counts) == ("2019", 25, (0, 25, 0, 0))
    assert stored_in(rounds[2018]).former_scores("KUPANG") is None
