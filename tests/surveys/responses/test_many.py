"""Many responses take one step at once: those that are ticked, or all that a filter finds."""

import pytest
from django.core.exceptions import ValidationError

from pmi_portal.audit.models import Event
from surveys.models import PastResponse, Response, SurveyRound
from surveys.responses import views
from surveys.responses.actions import mark_responses, set_aside_response
from tests.support.records import a_region, an_officer
from tests.surveys.makers import assert_tallies_are_right
from tests.surveys.responses.cases import a_mixed_round, an_answered, changes_of, sent

pytestmark = pytest.mark.django_db
ADDRESS = "/survei/jawaban/sekaligus/"


@pytest.fixture
def region():
    return a_region(name="Kupang", code="KUPANG")


@pytest.fixture
def officer(client, region):
    officer = an_officer(of=region)
    client.force_login(officer)
    return officer


@pytest.fixture
def three(region):
    survey_round = a_mixed_round(region)
    return [an_answered(survey_round, region, number=number) for number in ("1", "2", "3")]


def states():
    return list(Response.objects.order_by("pk").values_list("state", flat=True))


def marked(client, address=ADDRESS, **changes):
    return sent(client, address, **({"change": "set_aside", "reason": "Ganda."} | changes))


def test_those_that_are_ticked_are_set_aside_for_one_reason(client, officer, three):
    answer = marked(client, responses=[three[0].pk, three[2].pk])
    assert (answer.status_code, answer.url) == (302, "/survei/jawaban/?")
    assert states() == ["set_aside", "counted", "set_aside"]
    pasts = PastResponse.objects.values_list("change", "reason", "changed_by")
    assert list(pasts) == [("set_aside", "Ganda.", officer.pk)] * 2
    event = Event.objects.about(three[0].round).get()
    assert (event.action, event.actor, event.detail) == ("responses.set_aside", officer, {"count": 2})
    assert_tallies_are_right(three[0].round)


def test_all_that_the_filter_finds_are_taken_back(client, officer, three):
    mark_responses(responses=three[:2], change="set_aside", reason="Ganda.", by=officer)
    answer = marked(client, f"{ADDRESS}?state=set_aside", change="taken_back", everything="on")
    assert (answer.status_code, states()) == (302, ["counted"] * 3)
    assert [changes_of(one)[1:] for one in three] == [["taken_back"], ["taken_back"], []]
    assert_tallies_are_right(three[0].round)


def test_the_page_says_how_many_all_are(client, officer, three):
    assert "Semua 3 jawaban yang cocok" in client.get(ADDRESS).content.decode()
    assert "Semua 1 jawaban yang cocok" in client.get(f"{ADDRESS}?q=2").content.decode()


def test_all_are_bounded_and_the_page_says_so(client, officer, three, monkeypatch):
    monkeypatch.setattr(views, "MOST_TICKED", 1)
    monkeypatch.setattr(views, "MOST_AT_ONCE", 2)
    page = client.get(ADDRESS).content.decode()
    assert ("Yang cocok lebih dari 2" in page, "Semua 2 jawaban" in page) == (True, True)
    assert page.count('name="responses"') == 1
    marked(client, everything="on")
    assert states() == ["counted", "set_aside", "set_aside"]


def test_those_that_took_the_step_before_are_left_and_counted_apart(client, officer, three):
    set_aside_response(response=three[0], reason="Ganda.", by=officer)
    answer = marked(client, everything="on")
    told = [str(message) for message in client.get(answer.url).context["messages"]]
    assert told == ["2 jawaban diubah statusnya. 1 lainnya sudah begitu sebelumnya."]
    assert changes_of(three[0]) == ["set_aside"]


def test_a_list_that_changed_since_it_was_seen_is_shown_again_with_what_was_typed(client, officer, three):
    page = client.get(ADDRESS)
    shown = page.context["form"].as_shown
    set_aside_response(response=three[0], reason="Ganda.", by=officer)
    answer = marked(client, everything="on", shown=shown)
    assert (answer.status_code, "Ganda." in answer.content.decode()) == (409, True)
    assert states() == ["set_aside", "counted", "counted"]
    assert answer.context["form"].data["shown"] != shown


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({}, "responses"),
        ({"everything": "on", "reason": " "}, "reason"),
        ({"everything": "on", "change": "withdrawn"}, "change"),
        ({"everything": "on", "change": None}, "change"),
        ({"responses": [999_999]}, "responses"),
    ],
)
def test_a_step_that_names_nothing_or_no_reason_is_refused(client, officer, three, changes, field):
    answer = marked(client, **changes)
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])
    assert states() == ["counted"] * 3


def test_a_response_of_another_region_is_not_among_them(client, officer, three):
    other = a_region(name="Cilacap")
    theirs = an_answered(a_mixed_round(other), other, number="rahasia")
    assert "rahasia" not in client.get(ADDRESS).content.decode()
    assert marked(client, responses=[theirs.pk]).status_code == 422
    marked(client, everything="on")
    assert states() == ["set_aside"] * 3 + ["counted"]


def test_a_locked_round_among_them_refuses_all_and_is_named(client, officer, three, region):
    locked = a_mixed_round(region, title="Putaran Lama")
    an_answered(locked, region)
    SurveyRound.objects.filter(pk=locked.pk).update(state="locked")
    answer = marked(client, everything="on")
    assert answer.status_code == 422
    assert answer.context["form"].non_field_errors() == [
        "Putaran Lama: Putaran ini dikunci; jawabannya tidak dapat diubah lagi."
    ]
    assert states() == ["counted"] * 4


def test_each_round_of_them_has_its_audit_record_and_right_tallies(officer, three, region):
    second = an_answered(a_mixed_round(region), region)
    told = mark_responses(responses=[*three, second], change="set_aside", reason="Ganda.", by=officer)
    assert told == 4
    for survey_round, count in ((three[0].round, 3), (second.round, 1)):
        assert Event.objects.about(survey_round).get().detail == {"count": count}
        assert_tallies_are_right(survey_round)


def test_a_step_of_many_needs_a_reason(officer, three):
    with pytest.raises(ValidationError, match="Tulis alasannya"):
        mark_responses(responses=three, change="set_aside", reason="", by=officer)


def test_what_is_withdrawn_is_not_among_them(client, officer, three):
    Response.objects.filter(pk=three[0].pk).update(state="withdrawn")
    assert mark_responses(responses=three, change="taken_back", reason="Salah.", by=officer) == 0
    assert "Semua 2 jawaban" in client.get(ADDRESS).content.decode()
