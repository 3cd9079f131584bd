"""Rows loaded at once are the rows that were given, whatever signs are in them."""

import json

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from pmi_portal.loading import rows as loading
from pmi_portal.loading.rows import load_rows
from surveys.models import Response
from tests.surveys.makers import an_skm_round

pytestmark = pytest.mark.django_db
FIELDS = ("round", "row_key", "content_digest", "answers", "missing", "row_number", "responded_on")
FIELDS += ("respondent_kind", "sex", "age_band", "destination", "number", "state", "revision")
FIELDS += ("interview_mode", "consent", "sheet")
# PostgreSQL keeps no zero character, and neither database half a surrogate pair.
TEXTS = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=30)


def a_row(survey_round, key, answers, *, number=None, day=None):
    document = json.dumps(answers, ensure_ascii=False)
    return (
        survey_round.pk,
        key,
        "",
        document,
        "{}",
        number,
        day,
        "",
        "",
        "",
        "",
        "",
        "counted",
        1,
        "",
        "",
        "",
    )


@settings(max_examples=40)
@given(st.lists(TEXTS, max_size=8))
def test_every_sign_comes_back(db, texts):
    Response.objects.all().delete()
    survey_round = an_skm_round()
    rows = [a_row(survey_round, str(place), {"SARAN": text}) for place, text in enumerate(texts)]
    load_rows(Response, FIELDS, iter(rows))
    # Not by a path into the document: on SQLite Django reads the text “0” found there as a number.
    stored = [(each.row_key, each.answers["SARAN"]) for each in Response.objects.order_by("pk")]
    assert stored == [(str(place), text) for place, text in enumerate(texts)]


@pytest.mark.parametrize("key", ["a\tb", "a\nb", "a\r\nb", "a\\b", r"\N", "\\.", "", " "])
def test_signs_that_part_rows_or_fields_elsewhere_do_not_here(key):
    survey_round = an_skm_round()
    load_rows(Response, FIELDS, [a_row(survey_round, key, {}), a_row(survey_round, "next", {})])
    assert list(Response.objects.order_by("pk").values_list("row_key", flat=True)) == [key, "next"]


def test_nothing_is_nothing_and_a_day_is_a_day():
    survey_round = an_skm_round()
    rows = [a_row(survey_round, "1", {}), a_row(survey_round, "2", {}, number=7, day="2019-05-06")]
    load_rows(Response, FIELDS, rows)
    stored = Response.objects.order_by("pk")
    assert [each.row_number for each in stored] == [None, 7]
    assert [str(each.responded_on) for each in stored] == ["None", "2019-05-06"]


def test_more_rows_than_go_at_once_all_come(monkeypatch):
    monkeypatch.setattr(loading, "ROWS_AT_ONCE", 3)
    survey_round = an_skm_round()
    load_rows(Response, FIELDS, (a_row(survey_round, str(place), {}) for place in range(7)))
    assert Response.objects.count() == 7


def test_a_row_that_is_there_already_is_refused_with_all_others():
    survey_round = an_skm_round()
    with pytest.raises(IntegrityError), transaction.atomic():
        load_rows(Response, FIELDS, [a_row(survey_round, "1", {}), a_row(survey_round, "1", {})])
    assert Response.objects.count() == 0
