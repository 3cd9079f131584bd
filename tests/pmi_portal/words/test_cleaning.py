"""Letters no database takes never reach it, by whatever door they come."""

import json

import pytest
from django.http import QueryDict
from django.test import Client
from django.urls import NoReverseMatch

from pmi_portal.words.cleaning import cleaned_query
from tests.support.doors import doors
from tests.support.records import an_administrator

NUL, HALF = "\x00", "\ud800"


@pytest.fixture
def client(db):
    client = Client(raise_request_exception=False)
    client.force_login(an_administrator())
    return client


def test_a_clean_question_is_left_alone_and_another_loses_only_what_is_strange():
    clean, strange = QueryDict("q=a&q=b"), QueryDict(mutable=True)
    strange.setlist(f"q{NUL}", [f"a{NUL}", f"{HALF}b", "🙂"])
    assert cleaned_query(clean) is clean
    assert dict(cleaned_query(strange).lists()) == {"q": ["a", "b", "🙂"]}


def text_doors():
    """Doors that ask for a text, with a NUL in it."""
    for door in doors():
        values = {
            name: f"x{NUL}y" for name, absent in door.asked if isinstance(absent, str) and "-" not in absent
        }
        if values:
            yield door, values


def test_a_strange_letter_in_an_address_leads_nowhere(client):
    answers = {}
    for door, values in text_doors():
        try:
            path = door.path(**values)
        except NoReverseMatch:  # a narrower kind of text, which the address does not let in
            continue
        answers[door.name] = client.get(path).status_code
    assert {name: status for name, status in answers.items() if status != 404} == {}
    assert "questionnaire_detail" in answers


def test_a_strange_letter_in_question_or_form_breaks_no_door(client):
    for method in ("get", "post"):
        sent = dict.fromkeys(("q", "search", "key", "name", "page", "region", "text", "email"), f"x{NUL}y")
        answers = {door.name: getattr(client, method)(door.path(), sent).status_code for door in doors()}
        assert {name: status for name, status in answers.items() if status >= 500} == {}


@pytest.mark.parametrize("name", ["sessionid", "csrftoken", "messages", "bahasa", "terakhir_aktif"])
def test_a_strange_letter_in_a_cookie_counts_as_no_cookie(client, name):
    answer = client.get("/", headers={"Cookie": rf'{name}="{"x" * 32}\000y"'})
    assert answer.status_code in (200, 302)


@pytest.mark.parametrize("letter", [NUL, HALF])
def test_a_draft_under_a_strange_name_is_refused(client, letter):
    body = json.dumps({"key": f"/fgd/{letter}", "content": {"note": ["a"]}})
    assert client.post("/draf/simpan/", body, content_type="application/json").status_code == 400
    for ask in (client.get, client.post):
        address = "/draf/" if ask == client.get else "/draf/buang/"
        assert ask(address, {"key": f"/fgd/{NUL}"}).status_code in (404, 204)


def test_a_form_in_the_place_of_a_draft_is_refused(client):
    assert client.post("/draf/simpan/", {"key": "k", "content": "{}"}).status_code == 400
