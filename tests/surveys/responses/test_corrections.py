"""A correction keeps what was said before, obeys the questionnaire, and loses nobody's input."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from pmi_portal.audit.models import Event
from surveys.models import PastResponse, Question, Response, SurveyRound
from surveys.responses.actions import correct_response, withdraw_response
from surveys.responses.rules import EASTERNMOST, why_not_day
from tests.support.records import a_region, an_officer
from tests.support.sent_forms import form_of
from tests.surveys.makers import assert_tallies_are_right
from tests.surveys.responses.cases import ANSWERS, a_mixed_round, an_answered, sent

pytestmark = pytest.mark.django_db


@pytest.fixture
def region():
    return a_region(name="Kupang")


@pytest.fixture
def officer(client, region):
    officer = an_officer(of=region)
    client.force_login(officer)
    return officer


@pytest.fixture
def response(region, officer):
    return an_answered(a_mixed_round(region), region)


def corrected(client, response, reason="Salah baca.", **changes):
    answer = sent(client, f"/survei/jawaban/{response.pk}/ubah/", reason=reason, **changes)
    response.refresh_from_db()
    return answer


def test_a_correction_changes_the_answer_the_tallies_and_keeps_what_was_said(client, response, officer):
    answer = corrected(client, response, q_WAKTU="4", sex="L", responded_on="2024-06-07")

    assert (answer.status_code, answer.url) == (302, response.get_absolute_url())
    assert response.answers == ANSWERS | {"WAKTU": "4"}
    assert (response.sex, response.responded_on, response.revision) == ("L", date(2024, 6, 7), 2)
    past = PastResponse.objects.get()
    assert (past.answers, past.sex, past.change) == (ANSWERS, "P", "corrected")
    assert (past.changed_by, past.reason, past.revision) == (officer, "Salah baca.", 1)
    event = Event.objects.about(response).get()
    assert (event.action, event.actor) == ("response.corrected", officer)
    assert event.detail == {"fields": ["responded_on", "sex"], "questions": ["WAKTU"]}
    assert_tallies_are_right(response.round)


@pytest.mark.parametrize(
    ("changes", "answers", "missing"),
    [
        ({"q_WAKTU": "?dk"}, {"WAKTU": None}, {"WAKTU": "dk"}),
        ({"q_KANAL": ["wa", "web"]}, {"KANAL": ["wa", "web"]}, {}),
        ({"q_KANAL": ["web", "loket", "wa"]}, {"KANAL": ["wa", "loket", "web"]}, {}),
        ({"q_KANAL": None, "why_KANAL": "refused"}, {"KANAL": None}, {"KANAL": "refused"}),
        ({"q_HARI": "1.200"}, {"HARI": 1200}, {}),
        ({"q_HARI": "0"}, {"HARI": 0}, {}),
        ({"q_HARI": ""}, {"HARI": None}, {}),
        ({"q_HARI": "", "why_HARI": "na"}, {"HARI": None}, {"HARI": "na"}),
        ({"q_SARAN": ""}, {"SARAN": None}, {}),
        ({"q_SARAN": "Dua\r\nbaris"}, {"SARAN": "Dua\nbaris"}, {}),
    ],
)
def test_each_kind_of_question_is_corrected_as_an_import_would_store_it(
    client, response, changes, answers, missing
):
    assert corrected(client, response, **changes).status_code == 302
    said = {code: answer for code, answer in (ANSWERS | answers).items() if answer is not None}
    assert (response.answers, response.missing) == (said, missing)
    assert_tallies_are_right(response.round)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"q_WAKTU": ""}, "q_WAKTU"),
        ({"q_WAKTU": "9"}, "q_WAKTU"),
        ({"q_KANAL": ["faks"]}, "q_KANAL"),
        ({"why_KANAL": "refused"}, "q_KANAL"),
        ({"q_HARI": "-1"}, "q_HARI"),
        ({"q_HARI": "1,5"}, "q_HARI"),
        ({"q_SARAN": "NIK 5371014506900002"}, "q_SARAN"),
        ({"q_SARAN": "x" * 5001}, "q_SARAN"),
        ({"responded_on": "2025-01-01"}, "responded_on"),
        ({"responded_on": "2023-12-31"}, "responded_on"),
        ({"responded_on": ""}, "responded_on"),
        ({"sex": "X"}, "sex"),
        ({"destination": "XX"}, "destination"),
        ({"sex": "L", "reason": ""}, "reason"),
        ({"sex": "L", "reason": "NIK 5371014506900002"}, "reason"),
    ],
)
def test_what_no_import_would_take_is_refused_at_its_field(client, response, changes, field):
    answer = corrected(client, response, **changes)
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])
    assert (response.answers, PastResponse.objects.count()) == (ANSWERS, 0)


def test_a_day_that_has_not_come_is_refused_within_the_round_too(client, response):
    SurveyRound.objects.update(ends_on=date(2099, 12, 31))
    tomorrow = timezone.localdate() + timedelta(days=2)
    answer = corrected(client, response, responded_on=tomorrow.isoformat())
    assert list(answer.context["form"].errors) == ["responded_on"]


def test_the_first_and_the_last_day_of_the_round_and_today_are_days_of_it(region):
    survey_round = a_mixed_round(region)
    days = (survey_round.starts_on, survey_round.ends_on)
    assert [why_not_day(survey_round, day) for day in days] == [None, None]
    survey_round.ends_on = date(2099, 12, 31)
    today = timezone.localdate(timezone=EASTERNMOST)
    told = [why_not_day(survey_round, today + timedelta(days=n)) for n in (0, 1)]
    assert told == [None, "Tanggal ini belum tiba."]


def test_a_response_keeps_at_least_one_word(client, region, officer):
    response = an_answered(a_mixed_round(region), region, answers={"SARAN": "Baik."})
    answer = corrected(client, response, q_SARAN="")
    assert answer.status_code == 422
    assert "tanpa satu pun isi" in answer.context["form"].non_field_errors()[0]


@pytest.mark.parametrize("reason", ["", "Sudah dibaca lagi."])
def test_a_page_sent_as_it_came_leaves_nothing_whether_with_a_reason_or_not(client, response, reason):
    answer = corrected(client, response, reason=reason)
    assert (answer.status_code, response.revision) == (302, 1)
    assert (PastResponse.objects.count(), Event.objects.about(response).count()) == (0, 0)


def test_what_is_stored_stays_on_offer_and_as_it_was_written(client, region, officer):
    odd = ANSWERS | {"WAKTU": "7", "KANAL": ["faks", "wa"], "SARAN": "Satu\nDua", "LAMA": "x"}
    response = an_answered(a_mixed_round(region), region, answers=odd, missing={"HARI": "na"})
    assert corrected(client, response, sex="L").status_code == 302
    assert (response.answers, response.missing, response.sex) == (odd, {"HARI": "na"}, "L")


def test_another_field_changed_meanwhile_is_kept_beside_ones_own(client, response, region):
    page = client.get(f"/survei/jawaban/{response.pk}/ubah/")
    _other_corrects(response, region, SARAN="Ruang tunggu.")

    answer = _sent_from(client, page, response, q_WAKTU="4")

    assert answer.status_code == 302
    response.refresh_from_db()
    assert response.answers == ANSWERS | {"SARAN": "Ruang tunggu.", "WAKTU": "4"}
    assert PastResponse.objects.count() == 2
    assert_tallies_are_right(response.round)


def test_the_same_answer_changed_by_two_comes_back_with_both_in_words(client, response, region):
    page = client.get(f"/survei/jawaban/{response.pk}/ubah/")
    other = _other_corrects(response, region, WAKTU="1", KANAL=["web"])

    answer = _sent_from(client, page, response, q_WAKTU="4", q_KANAL=["wa"])

    text = answer.content.decode()
    assert answer.status_code == 409
    told = [(one.label, one.mine, one.theirs) for one in answer.context["form"].conflicts]
    assert told == [("Waktu", "4 – Sangat cepat", "1 – Lambat"), ("Kanal", "WhatsApp", "Situs web")]
    assert (str(other) in text, "Salah baca." in text) == (True, True)
    response.refresh_from_db()
    assert response.answers["WAKTU"] == "1"

    choices = {"choice-q_WAKTU": "mine", "choice-q_KANAL": "theirs"}
    assert _sent_from(client, answer, response, **choices).status_code == 302
    response.refresh_from_db()
    assert (response.answers["WAKTU"], response.answers["KANAL"]) == ("4", ["web"])


def test_who_saves_upon_an_older_reading_is_refused(response, region, officer):
    _other_corrects(response, region, WAKTU="1")
    response.answers = response.answers | {"WAKTU": "4"}
    with pytest.raises(ValidationError) as refused:
        correct_response(response=response, reason="Salah baca.", by=officer)
    assert refused.value.code == "conflict"


def test_a_response_set_aside_may_be_corrected_and_stays_out_of_the_tallies(client, response):
    sent(client, f"/survei/jawaban/{response.pk}/langkah/sisihkan/", reason="Ganda.")
    assert corrected(client, response, q_WAKTU="4").status_code == 302
    assert (response.state, response.answers["WAKTU"]) == ("set_aside", "4")
    assert_tallies_are_right(response.round)


@pytest.mark.parametrize(("state", "status"), [("open", 302), ("closed", 302), ("locked", 409)])
def test_only_a_locked_round_refuses_a_correction_and_shows_what_was_typed(client, response, state, status):
    page = client.get(f"/survei/jawaban/{response.pk}/ubah/")
    SurveyRound.objects.update(state=state)
    answer = _sent_from(client, page, response, q_WAKTU="4")
    assert (answer.status_code, "Salah baca." in answer.content.decode()) == (status, status == 409)
    response.refresh_from_db()
    assert response.answers["WAKTU"] == ("3" if status == 409 else "4")


def test_the_action_asks_the_rules_of_the_questionnaire_itself(response, officer):
    Question.objects.filter(code="SARAN").update(required=True)
    for changes, words in (
        ({"answers": {"WAKTU": "3"}}, "Saran: Pertanyaan ini wajib dijawab."),
        ({"responded_on": None}, "masuk evaluasi"),
        ({"answers": {}, "missing": {}}, "wajib dijawab"),
    ):
        asked = Response.objects.get()
        for name, value in changes.items():
            setattr(asked, name, value)
        with pytest.raises(ValidationError, match=words):
            correct_response(response=asked, reason="Salah baca.", by=officer)


@pytest.mark.parametrize(("is_locked", "words"), [(True, "dikunci"), (False, "tidak dapat dikembalikan")])
def test_the_action_corrects_nothing_that_is_locked_or_withdrawn(response, officer, is_locked, words):
    if is_locked:
        SurveyRound.objects.update(state="locked")
    else:
        withdraw_response(response=response, reason="Responden meminta.", by=officer)
    asked = Response.objects.get()
    asked.answers = ANSWERS | {"WAKTU": "4"}
    with pytest.raises(ValidationError, match=words):
        correct_response(response=asked, reason="Salah baca.", by=officer)


def test_the_action_leaves_nothing_where_nothing_is_said_otherwise(response, officer):
    asked = Response.objects.get()
    correct_response(response=asked, reason="Salah baca.", by=officer)
    asked.refresh_from_db()
    assert (asked.revision, PastResponse.objects.count(), Event.objects.about(asked).count()) == (1, 0, 0)


def _other_corrects(response, region, **answers):
    other, theirs = an_officer(of=region), Response.objects.get(pk=response.pk)
    theirs.answers = theirs.answers | answers
    correct_response(response=theirs, reason="Menurut berkas.", by=other)
    return other


def _sent_from(client, page, response, **changes):
    content = form_of(page).sent | {"reason": "Salah baca."} | changes
    return client.post(f"/survei/jawaban/{response.pk}/ubah/", content)
