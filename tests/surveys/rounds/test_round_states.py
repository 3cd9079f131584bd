"""A round is open, closed or locked: each step is taken or refused with its reason."""

from itertools import product

import pytest
from django.core.exceptions import ValidationError

from pmi_portal.accounts.permissions import Permission
from pmi_portal.audit.models import Event
from surveys.importing.rules import why_not_write
from surveys.models import SurveyRound
from surveys.rounds import actions, rules
from surveys.rounds.rules import NEXT, State, Step
from tests.support.records import a_board_member, a_region, a_response, a_staff_member, a_user, an_officer
from tests.support.sent_forms import form_of
from tests.surveys.makers import an_skm_round

pytestmark = pytest.mark.django_db
STEPS = {
    Step.CLOSED: (actions.close_round, "tutup", State.CLOSED),
    Step.REOPENED: (actions.reopen_round, "buka-lagi", State.OPEN),
    Step.LOCKED: (actions.freeze_round, "kunci", State.LOCKED),
    Step.UNLOCKED: (actions.unfreeze_round, "buka-kunci", State.CLOSED),
}
ALLOWED = {
    (State.OPEN, Step.CLOSED),
    (State.CLOSED, Step.REOPENED),
    (State.CLOSED, Step.LOCKED),
    (State.LOCKED, Step.UNLOCKED),
}
EVERY_PAIR = list(product(State, Step))


@pytest.fixture
def region():
    return a_region(name="Kupang", code="KUPANG")


@pytest.fixture
def staff(client):
    staff = a_staff_member()
    client.force_login(staff)
    return staff


def a_round_in(state, region, **fields):
    return an_skm_round(regions=[region], code="uji", state=state, **fields)


def test_the_table_names_every_state_and_only_these_steps():
    assert set(NEXT) == set(State)
    assert {(state, step) for state, ways in NEXT.items() for step in ways} == ALLOWED


@pytest.mark.parametrize(("state", "step"), EVERY_PAIR)
def test_every_step_from_every_state_is_taken_or_refused_with_its_reason(state, step, region, staff):
    survey_round = a_round_in(state, region)
    action, _slug, leads_to = STEPS[step]

    if (state, step) in ALLOWED:
        action(survey_round=survey_round, reason="Angkanya sudah terbit.", by=staff)
        survey_round.refresh_from_db()
        row = survey_round.history.first()
        assert (survey_round.state, row.state, row.history_user) == (leads_to, leads_to, staff)
        assert row.history_change_reason == "Angkanya sudah terbit."
        event = Event.objects.about(survey_round).get()
        assert (event.action, event.detail) == (f"round.{step}", {"before": state, "after": leads_to})
    else:
        with pytest.raises(ValidationError) as refused:
            action(survey_round=survey_round, reason="Angkanya sudah terbit.", by=staff)
        survey_round.refresh_from_db()
        assert survey_round.state == state
        assert refused.value.messages == [rules.why_not_step(survey_round, step, by=staff)]


@pytest.mark.parametrize(("state", "step"), EVERY_PAIR)
def test_the_page_of_every_step_takes_it_or_says_why_not(state, step, client, region, staff):
    a_round_in(state, region)
    _action, slug, leads_to = STEPS[step]
    address = f"/survei/uji/langkah/{slug}/"
    offered = address in client.get("/survei/uji/").content.decode()

    answer = client.post(address, {"reason": "Angkanya sudah terbit."})

    is_taken = (state, step) in ALLOWED
    stands_in = SurveyRound.objects.get().state
    assert (answer.status_code, stands_in) == ((302, leads_to) if is_taken else (409, state))
    assert offered == is_taken


@pytest.mark.parametrize("step", Step)
def test_a_step_without_a_reason_is_refused(step, client, region, staff):
    state = next(state for state, one in ALLOWED if one == step)
    survey_round = a_round_in(state, region)
    action, slug, _leads_to = STEPS[step]
    answer = client.post(f"/survei/uji/langkah/{slug}/", {"reason": " "})
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["reason"])
    with pytest.raises(ValidationError, match="Tulis alasannya"):
        action(survey_round=survey_round, reason=" ", by=staff)


def test_the_lock_is_taken_away_only_by_who_works_nationally(client, region):
    survey_round = a_round_in("locked", region)
    regional = a_user("kpkp_staff", of=region)
    client.force_login(regional)
    answer = client.post("/survei/uji/langkah/buka-kunci/", {"reason": "Salah kunci."})
    assert (answer.status_code, "seluruh Indonesia" in answer.content.decode()) == (409, True)
    with pytest.raises(ValidationError, match="seluruh Indonesia"):
        actions.unfreeze_round(survey_round=survey_round, reason="Salah kunci.", by=regional)
    assert "/langkah/" not in client.get("/survei/uji/").content.decode()


def test_a_regional_staff_member_takes_steps_of_rounds_of_that_region_only(client, region):
    a_round_in("open", region)
    an_skm_round(regions=[region, a_region()], code="dua")
    client.force_login(a_user("kpkp_staff", of=region))
    answers = [
        client.post(f"/survei/{code}/langkah/tutup/", {"reason": "Selesai."}) for code in ("uji", "dua")
    ]
    assert [answer.status_code for answer in answers] == [302, 404]
    assert "/langkah/" not in client.get("/survei/dua/").content.decode()


@pytest.mark.parametrize("person", [a_board_member, an_officer])
def test_who_does_not_arrange_rounds_takes_no_step(client, region, person):
    a_round_in("open", region)
    client.force_login(person())
    assert client.post("/survei/uji/langkah/tutup/", {"reason": "Selesai."}).status_code == 403
    assert SurveyRound.objects.get().state == "open"


def test_who_saw_the_round_before_it_changed_is_told_by_whom(client, region, staff):
    survey_round = a_round_in("open", region)
    other, seen = a_staff_member(), survey_round.revision
    actions.close_round(survey_round=survey_round, reason="Selesai.", by=other)
    actions.reopen_round(survey_round=survey_round, reason="Masih ada berkas.", by=other)
    answer = client.post("/survei/uji/langkah/tutup/", {"reason": "Menurut saya selesai.", "seen": seen})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert (f"terbuka, oleh {other}" in page, "Menurut saya selesai." in page) == (True, True)
    with pytest.raises(ValidationError, match="terbuka, oleh"):
        actions.close_round(survey_round=survey_round, reason="Selesai.", seen=seen, by=staff)


def test_an_edit_between_is_told_as_one(client, region, staff):
    survey_round = a_round_in("open", region)
    seen = survey_round.revision
    survey_round.title = "Judul baru"
    actions.change_round(survey_round=survey_round, regions=[region], by=staff)
    answer = client.post("/survei/uji/langkah/tutup/", {"reason": "Selesai.", "seen": seen})
    assert (answer.status_code, "isinya diubah, oleh" in answer.content.decode()) == (409, True)


@pytest.mark.parametrize(
    ("state", "words"), [("open", None), ("closed", "sudah ditutup"), ("locked", "sudah dikunci")]
)
def test_only_an_open_round_takes_imports(region, state, words):
    reason = why_not_write(a_round_in(state, region))
    assert reason is None if words is None else words in reason


@pytest.mark.parametrize(("state", "offered"), [("open", True), ("closed", False), ("locked", False)])
def test_only_the_page_of_an_open_round_offers_to_upload(client, region, staff, state, offered):
    a_round_in(state, region)
    page = client.get("/survei/uji/").content.decode()
    assert ("/impor/baru/?putaran=uji" in page) == offered


def test_a_locked_round_is_not_edited_and_what_was_typed_is_shown(client, region, staff):
    survey_round = a_round_in("open", region)
    page = form_of(client.get("/survei/uji/ubah/")).sent
    SurveyRound.objects.update(state="locked")
    answer = client.post("/survei/uji/ubah/", page | {"note": "Catatan panjang saya."})
    text = answer.content.decode()
    assert (answer.status_code, "Catatan panjang saya." in text, "dikunci" in text) == (409, True, True)
    survey_round.refresh_from_db()
    survey_round.title = "Judul baru"
    with pytest.raises(ValidationError, match="Putaran ini dikunci"):
        actions.change_round(survey_round=survey_round, regions=[region], by=staff)
    assert "/survei/uji/ubah/" not in client.get("/survei/uji/").content.decode()


def test_the_page_tells_who_moved_the_round_when_and_why(client, region, staff):
    survey_round = a_round_in("open", region)
    survey_round.save()  # the first row of the history, as an action writes it
    actions.close_round(survey_round=SurveyRound.objects.get(), reason="Semua berkas masuk.", by=staff)
    changed = SurveyRound.objects.get()
    changed.title = "Judul baru"
    actions.change_round(survey_round=changed, regions=[region], by=staff)
    actions.freeze_round(survey_round=SurveyRound.objects.get(), reason="Angka terbit.", by=staff)
    page = client.get("/survei/uji/")
    told = [(row.state, row.history_change_reason) for row in page.context["state_steps"]]
    assert told == [("locked", "Angka terbit."), ("closed", "Semua berkas masuk.")]
    assert ("Angka terbit." in page.content.decode(), str(staff) in page.content.decode()) == (True, True)


def test_who_withdrew_keeps_no_round_out_of_the_evaluation(region, staff):
    survey_round = an_skm_round()
    a_response(survey_round=survey_round, region=region)
    gone = a_response(survey_round=survey_round, region=None, responded_on=None, number="8")
    facts = {"version": survey_round.version, "regions": [region], "in_evaluation": True}
    facts |= {"starts_on": survey_round.starts_on, "ends_on": survey_round.ends_on}
    assert "1 responden tanpa tanggal" in rules.why_not_change_round(survey_round, **facts)
    gone.state = "withdrawn"
    gone.save()
    assert rules.why_not_change_round(survey_round, **facts) is None


def test_a_round_without_a_region_takes_no_file_of_an_officer(region):
    ours, example = an_skm_round(regions=[region]), an_skm_round(in_evaluation=False)
    officer = an_officer(of=region)

    assert set(SurveyRound.objects.visible_to(officer, Permission.IMPORTS_RUN)) == {ours}
    assert set(SurveyRound.objects.visible_to(officer)) == {ours, example}
