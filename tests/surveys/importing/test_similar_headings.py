"""A heading that is only similar is taken where the contents fit that column and no other, else asked."""

from dataclasses import replace
from datetime import date

import pytest

from surveys.importing import kinds
from surveys.importing.columns import Column
from surveys.importing.decisions import Decided
from surveys.importing.matching import match
from surveys.models import Response
from tests.surveys.importing.batches import checked
from tests.surveys.importing.tables import COLUMNS, PROFILE_COLUMNS, SARANA, WAKTU, column, rows
from tests.surveys.importing.test_columns_page import page_of
from tests.surveys.makers import HEADINGS, a_row, an_skm_round

NEAR = "Waktu penyelesaia"


def matched(*headings, data, columns=COLUMNS):
    return match(rows(list(headings), *data), columns)


def keys(matching):
    return [(each.letter, each.column.key) for each in sorted(matching.placed, key=lambda each: each.index)]


def with_time(*cells, heading=NEAR, columns=COLUMNS):
    data = [["2019-05-06", "Kupang", cell, 4] for cell in cells]
    return matched("Tanggal", "Wilayah", heading, "U8", data=data, columns=columns)


def test_a_similar_heading_with_fitting_contents_is_taken_and_told():
    matching = with_time(3, 4, "1")
    assert keys(matching)[2] == ("C", "WAKTU")
    assert (matching.problems, matching.unknown) == ([], [])
    told = f"Kolom C ({NEAR}) dibaca sebagai “Waktu penyelesaian”: judulnya mirip, dan isinya hanya sesuai"
    assert any(each.startswith(told) for each in matching.notices)


@pytest.mark.parametrize(
    "cells", [(7, 8, 9), ("Kupang", "Kupang", "Kupang"), (3, 4), (None, None, None), (3, 4, 7, 3)]
)
def test_a_similar_heading_whose_contents_do_not_fit_or_are_few_is_asked_about(cells):
    matching = with_time(*cells)
    (problem,) = (each for each in matching.problems if each.code == "missing_column")
    assert (problem.detail["label"], problem.suggestion) == ("Waktu penyelesaian", f"C ({NEAR})")


def test_one_odd_cell_among_many_is_a_slip():
    assert keys(with_time(*[3] * 12, 7))[2] == ("C", "WAKTU")


def test_fitting_contents_under_another_heading_are_asked_about():
    assert [each.code for each in with_time(3, 4, 1, heading="Lama").problems] == ["missing_column"]


def test_contents_that_fit_another_free_column_too_are_asked_about():
    other = replace(SARANA, key="LAIN", label="Lain sekali", also=(), mandatory=False)
    matching = with_time(3, 4, 1, columns=(*COLUMNS, other))
    assert [each.code for each in matching.problems] == ["missing_column"]
    numbers = Column("KALI", "Berapa kali", kinds.WHOLE, is_question=True)
    assert with_time(3, 4, 1, columns=(*COLUMNS, numbers)).problems


def test_of_two_similar_headings_none_is_taken():
    data = [["2019-05-06", "Kupang", 3, 4, 3]] * 3
    matching = matched("Tanggal", "Wilayah", NEAR, "U8", "Waktu penyelesaiann", data=data)
    assert [each.code for each in matching.problems] == ["missing_column"]


def test_another_number_is_another_element():
    renamed = replace(WAKTU, also=("unsur pelayanan 1",))
    data = [["2019-05-06", "Kupang", 3, 4]] * 3
    headings = ("Tanggal", "Wilayah", "unsur pelayanan 10", "U8")
    assert matched(*headings, data=data, columns=(*PROFILE_COLUMNS, renamed, SARANA)).problems


def test_days_that_cannot_be_those_of_the_round_are_no_interview():
    usual = column("responded_on")
    dated = replace(usual, within=(date(2019, 1, 1), date(2019, 12, 31)))
    columns = tuple(dated if each is usual else each for each in COLUMNS)
    headings = ("Tanggal wawancar", "Wilayah", "U3", "U8")
    assert matched(*headings, data=[["1990-05-06", "Kupang", 3, 4]] * 3, columns=columns).problems
    assert not matched(*headings, data=[["2019-05-06", "Kupang", 3, 4]] * 3, columns=columns).problems


@pytest.mark.parametrize("heading", ["Nomor respondenn", "Persetujuann"])
def test_numbers_of_respondents_and_consent_are_never_taken_by_likeness(heading):
    data = [["2019-05-06", "Kupang", 3, 4, "ya"]] * 3
    matching = matched("Tanggal", "Wilayah", "U3", "U8", heading, data=data)
    assert [each for _index, each in matching.unknown] == [heading]


def test_what_an_officer_left_out_is_not_taken():
    table = rows(["Tanggal", "Wilayah", NEAR, "U8"], *[["2019-05-06", "Kupang", 3, 4]] * 3)
    assert [each.code for each in match(table, COLUMNS, Decided(columns=((2, ""),))).problems] == [
        "missing_column"
    ]


@pytest.mark.django_db
def test_the_page_of_columns_says_why_it_was_taken(client, region, officer):
    headings = ["Persyaratn" if each == HEADINGS[2] else each for each in HEADINGS]
    lines = [a_row(region, n) for n in (1, 2, 3)]
    batch = checked(an_skm_round(regions=[region]), headings, *lines, by=officer)
    assert (batch.report["counts"]["new"], Response.objects.count()) == (3, 0)
    client.force_login(officer)
    told = [each.why for each, _field in client.get(page_of(batch)).context["form"].rows]
    assert told[2] == "Judulnya mirip, dan isinya hanya sesuai dengan kolom itu"
