"""What a round holds is the same however it is asked."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveys.importing import stored
from surveys.responses.content import digest_of, key_of_content, key_of_number
from tests.support.records import a_response, a_round

TEXTS = st.text(st.characters(exclude_categories=["Cs"]))


@pytest.mark.django_db
@pytest.mark.parametrize("at_once", [1, 10])  # the round as a whole, each key by itself
def test_only_what_a_file_asks_of_its_own_round_is_told(region, monkeypatch, at_once):
    monkeypatch.setattr(stored, "KEYS_AT_ONCE", at_once)
    survey_round = a_round()
    asked, _other = (a_response(survey_round=survey_round, region=region, number=each) for each in "12")
    elsewhere = a_response(survey_round=a_round(), region=region, number="3")
    keys = [asked.row_key, elsewhere.row_key, "nobody's"]
    assert stored.stored_in(survey_round).contents(keys) == {asked.row_key: (asked.content_digest, None)}


@given(region=st.none() | TEXTS, number=TEXTS)
def test_the_key_of_a_number_is_that_of_a_json_list(region, number):
    assert key_of_number(region, number) == digest_of(
        json.dumps(["number", region, number], ensure_ascii=False)
    )


@given(digest=TEXTS.map(digest_of), times=st.integers(1, 10**6))
def test_the_key_of_a_content_is_that_of_a_json_list(digest, times):
    assert key_of_content(digest, times) == digest_of(json.dumps(["content", digest, times]))
