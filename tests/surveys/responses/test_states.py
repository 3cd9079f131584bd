"""The table of states is whole: each step from each state is done, or refused with its reason."""

from itertools import product

import pytest
from django.core.exceptions import ValidationError

from pmi_portal.audit.models import Event
from surveys.models import PastResponse, Response, SurveyRound
from surveys.responses import actions, rules
from tests.support.records import a_region, an_officer
from tests.surveys.makers import assert_tallies_are_right
from tests.surveys.responses.cases import a_mixed_round, an_answered, changes_of, sent

pytestmark = pytest.mark.django_db
State, Change = Response.State, PastResponse.Change
STEPS = {
    Change.SET_ASIDE: (actions.set_aside_response, "sisihkan", State.SET_ASIDE),
    Change.TAKEN_BACK: (actions.take_back_response, "hitung-lagi", State.COUNTED),
    Change.WITHDRAWN: (actions.withdraw_response, "tarik", State.WITHDRAWN),
}
WAY_TO = {
    State.COUNTED: (),
    State.SET_ASIDE: (Change.SET_ASIDE,),
    State.WITHDRAWN: (Change.WITHDRAWN,),
}
ALLOWED = {
    (State.COUNTED, Change.SET_ASIDE),
    (State.COUNTED, Change.WITHDRAWN),
    (State.SET_ASIDE, Change.TAKEN_BACK),
    (State.SET_ASIDE, Change.WITHDRAWN),
}
EVERY_PAIR = list(product(WAY_TO, STEPS))


@pytest.fixture
def region():
    return a_region(name="Kupang")


@pytest.fixture
def officer(client, region):
    officer = an_officer(of=region)
    client.force_login(officer)
    return officer


def standing_in(state, region, officer):
    response = an_answered(a_mixed_round(region), region)
    for change in WAY_TO[state]:
        STEPS[change][0](response=response, reason="Sebelumnya.", by=officer)
        response.refresh_from_db()
    return response


def test_the_table_names_every_state_and_only_these_steps():
    assert set(rules.NEXT) == set(State)
    assert {(state, change) for state, ways in rules.NEXT.items() for change in ways} == ALLOWED


@pytest.mark.parametrize(("state", "change"), EVERY_PAIR)
def test_every_step_from_every_state_is_taken_or_refused_with_its_reason(state, change, region, officer):
    response = standing_in(state, region, officer)
    action, _slug, leads_to = STEPS[change]
    before = changes_of(response)

    if (state, change) in ALLOWED:
        action(response=response, reason="Wawancara ganda.", by=officer)
        response.refresh_from_db()
        assert (response.state, changes_of(response)) == (leads_to, [*before, change])
        assert Event.objects.about(response).first().action == f"response.{change}"
    else:
        with pytest.raises(ValidationError) as refused:
            action(response=response, reason="Wawancara ganda.", by=officer)
        response.refresh_from_db()
        assert (response.state, changes_of(response)) == (state, before)
        assert refused.value.messages == [rules.why_not_step(response, change)]
    assert_tallies_are_right(response.round)


@pytest.mark.parametrize(("state", "change"), EVERY_PAIR)
def test_the_page_of_every_step_takes_it_or_says_why_not(state, change, client, region, officer):
    response = standing_in(state, region, officer)
    _action, slug, leads_to = STEPS[change]
    address = f"/survei/jawaban/{response.pk}/langkah/{slug}/"

    answer = client.post(address, {"reason": "Wawancara ganda."})

    is_taken = (state, change) in ALLOWED
    response.refresh_from_db()
    assert (answer.status_code, response.state) == ((302, leads_to) if is_taken else (409, state))
    offered = address in client.get(response.get_absolute_url()).content.decode()
    assert offered == ((response.state, change) in ALLOWED)


@pytest.mark.parametrize("change", STEPS)
def test_a_step_without_a_reason_is_refused(change, client, region, officer):
    state = State.SET_ASIDE if change == Change.TAKEN_BACK else State.COUNTED
    response = standing_in(state, region, officer)
    action, slug, _leads_to = STEPS[change]
    answer = sent(client, f"/survei/jawaban/{response.pk}/langkah/{slug}/", reason=" ")
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["reason"])
    with pytest.raises(ValidationError, match="Tulis alasannya"):
        action(response=response, reason=" ", by=officer)


@pytest.mark.parametrize("change", STEPS)
def test_a_locked_round_refuses_every_step_with_its_reason(change, client, region, officer):
    state = State.SET_ASIDE if change == Change.TAKEN_BACK else State.COUNTED
    response = standing_in(state, region, officer)
    SurveyRound.objects.update(state="locked")
    action, slug, _leads_to = STEPS[change]
    address = f"/survei/jawaban/{response.pk}/langkah/{slug}/"

    answer = client.post(address, {"reason": "Wawancara ganda."})

    assert answer.status_code == 409
    assert "Putaran ini dikunci" in answer.content.decode()
    page = client.get(response.get_absolute_url()).content.decode()
    assert (address in page, "Putaran ini dikunci" in page) == (False, True)
    with pytest.raises(ValidationError, match="Putaran ini dikunci"):
        action(response=response, reason="Wawancara ganda.", by=officer)


@pytest.mark.parametrize("change", STEPS)
def test_a_closed_round_allows_every_step(change, region, officer):
    state = State.SET_ASIDE if change == Change.TAKEN_BACK else State.COUNTED
    response = standing_in(state, region, officer)
    SurveyRound.objects.update(state="closed")
    action, _slug, leads_to = STEPS[change]
    action(response=response, reason="Wawancara ganda.", by=officer)
    response.refresh_from_db()
    assert response.state == leads_to


def test_who_saw_the_response_before_it_changed_is_told_by_whom(client, region, officer):
    response = an_answered(a_mixed_round(region), region)
    other = an_officer(of=region)
    seen = response.revision
    actions.set_aside_response(response=response, reason="Ganda.", by=other)
    actions.take_back_response(response=response, reason="Bukan ganda.", by=other)

    address = f"/survei/jawaban/{response.pk}/langkah/sisihkan/"
    answer = client.post(address, {"reason": "Ganda menurut saya.", "seen": seen})

    page = answer.content.decode()
    assert answer.status_code == 409
    assert (f"dihitung lagi, oleh {other}" in page, "Ganda menurut saya." in page) == (True, True)
    response.refresh_from_db()
    assert response.state == State.COUNTED
    with pytest.raises(ValidationError, match="dihitung lagi"):
        actions.set_aside_response(response=response, reason="Ganda.", seen=seen, by=officer)
