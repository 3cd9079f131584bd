"""The way of a follow-up: every step from every state, each refusal with its reason, each line signed."""

from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.utils import timezone

from outreach.follow_ups import rules
from outreach.follow_ups.actions import steps as actions
from outreach.follow_ups.facts import facts_of
from outreach.models import Attachment, FollowUp, FollowUpStep
from pmi_portal.audit.models import Event
from tests.outreach.forms import words
from tests.support.files import PDF
from tests.support.records import (
    a_contact,
    a_follow_up,
    a_group,
    a_region,
    a_session,
    a_staff_member,
    a_statement,
    an_institution,
    an_officer,
)

pytestmark = pytest.mark.django_db

State, What = FollowUp.State, FollowUpStep.What
DAY = date(2024, 6, 10)
# What must be true of a follow-up in each state, beside the state.
FACTS = {
    State.NOT_STARTED: {},
    State.IN_PROGRESS: {},
    State.DONE: {"done_on": DAY},
    State.IMPOSSIBLE: {"state_reason": "Tidak berwenang"},
}
ADDRESS = {
    What.STARTED: "mulai",
    What.FINISHED: "selesai",
    What.GIVEN_UP: "tidak-dapat",
    What.RESUMED: "lanjutkan",
    What.VERIFIED: "periksa",
    What.SENT_BACK: "kembalikan",
    What.CONFIRMED: "konfirmasi",
    What.DISPUTED: "sanggah",
}
TYPED = {"note": "Sudah kami bahas.", "done_on": "2024-06-10", "answered_on": "2024-06-20"}
AFTER_VERIFICATION = {What.CONFIRMED, What.DISPUTED}


@pytest.fixture
def staff(client):
    member = a_staff_member()
    client.force_login(member)
    return member


def in_state(state, **facts):
    return a_follow_up(state=state, **(FACTS[state] | facts))


def verified(**facts):
    return in_state(State.DONE, **({"verified_at": timezone.now(), "evidence_note": "Map 3"} | facts))


def step(follow_up, slug):
    return f"/tindak-lanjut/{follow_up.pk}/langkah/{slug}/"


def take(client, what, follow_up):
    return client.post(step(follow_up, ADDRESS[what]), TYPED)


def test_the_table_names_every_state_and_every_step_that_moves():
    assert set(rules.NEXT) == set(State)
    moving = set(What) - {What.CREATED, What.EDITED, What.NOTED}
    assert {what for steps in rules.NEXT.values() for what in steps} == moving == set(ADDRESS)


@pytest.mark.parametrize("what", ADDRESS)
@pytest.mark.parametrize("state", State)
def test_a_hand_made_post_takes_only_the_steps_of_the_table(client, staff, state, what):
    group_may_be_asked = state == State.DONE and what in AFTER_VERIFICATION
    follow_up = verified() if group_may_be_asked else in_state(state)
    before = FollowUp.objects.values().get()

    answer = take(client, what, follow_up)

    follow_up.refresh_from_db()
    if what in rules.NEXT[state]:
        assert answer.status_code == 302
        assert follow_up.state == rules.NEXT[state][what]
        line = follow_up.steps.get()
        assert (line.what, line.before, line.after, line.by) == (what, state, follow_up.state, staff)
        assert Event.objects.get().action == f"follow_up.{what}"
    else:
        assert answer.status_code == 409
        assert rules.why_not_step(facts_of(follow_up, staff), what) in words(answer)
        assert FollowUp.objects.values().get() == before
        assert not FollowUpStep.objects.exists()


@pytest.mark.parametrize("what", ADDRESS)
def test_the_page_of_a_forbidden_step_says_why_and_offers_no_form(client, staff, what):
    state = next(state for state in State if what not in rules.NEXT[state])
    follow_up = in_state(state)

    page = client.get(step(follow_up, ADDRESS[what]))

    assert rules.why_not_step(facts_of(follow_up, staff), what) in words(page)
    assert 'name="note"' not in page.content.decode()


def test_verification_asks_for_evidence(client, staff):
    follow_up = in_state(State.DONE)

    answer = client.post(step(follow_up, "periksa"), {"note": ""})

    assert answer.status_code == 422
    assert "Belum ada bukti." in words(answer)
    with pytest.raises(ValidationError, match="Belum ada bukti"):
        actions.verify_follow_up(follow_up=follow_up, by=staff)


def test_who_reported_it_done_does_not_verify_it(client, staff, settings):
    follow_up = in_state(State.IN_PROGRESS)
    take(client, What.FINISHED, follow_up)

    answer = take(client, What.VERIFIED, follow_up)

    assert answer.status_code == 409
    assert "Minta rekan lain memeriksanya." in words(answer)
    page = client.get(follow_up.get_absolute_url())
    assert "Setujui hasil" not in words(page)
    assert "btn-primary" not in page.content.decode().split("Rekomendasi</h2>")[0]
    settings.FOLLOW_UPS_VERIFIED_BY_REPORTER = True
    assert take(client, What.VERIFIED, follow_up).status_code == 302


def test_a_second_person_verifies_what_was_reported_last(client, staff):
    follow_up = in_state(State.IN_PROGRESS)
    take(client, What.FINISHED, follow_up)
    take(client, What.SENT_BACK, follow_up)
    client.force_login(a_staff_member())
    take(client, What.FINISHED, follow_up)

    assert take(client, What.VERIFIED, follow_up).status_code == 409
    client.force_login(staff)
    assert take(client, What.VERIFIED, follow_up).status_code == 302


def test_progress_evidence_and_day_stand_on_one_form_with_today_filled_in(client, staff):
    follow_up = in_state(State.IN_PROGRESS)

    page = client.get(step(follow_up, "selesai"))
    file = SimpleUploadedFile("bukti.pdf", PDF, content_type="application/pdf")
    answer = client.post(
        step(follow_up, "selesai"), {"note": "Loket dibuka.", "done_on": "2024-06-10", "file": file}
    )

    form = page.context["form"]
    assert list(form.fields)[:3] == ["done_on", "note", "file"]
    assert form["done_on"].value() == timezone.localdate(timezone=ZoneInfo(follow_up.zone))
    assert 'enctype="multipart/form-data"' in page.content.decode()
    follow_up.refresh_from_db()
    kept = follow_up.attachments.get()
    assert (answer.status_code, follow_up.done_on, follow_up.steps.get().note) == (302, DAY, "Loket dibuka.")
    assert (kept.kind, kept.original_name) == ("evidence", "bukti.pdf")


def test_progress_with_a_file_that_is_refused_leaves_no_line(client, staff):
    follow_up = in_state(State.IN_PROGRESS)
    file = SimpleUploadedFile("bukti.exe", b"MZ", content_type="application/pdf")

    answer = client.post(step(follow_up, "kemajuan"), {"note": "Surat dikirim.", "file": file})

    assert (answer.status_code, follow_up.steps.count(), follow_up.attachments.count()) == (422, 0, 0)


def test_who_was_overtaken_hears_by_whom_and_keeps_what_was_typed(client, staff):
    follow_up = in_state(State.IN_PROGRESS)
    seen = client.get(step(follow_up, "tidak-dapat")).context["form"]["seen"].value()
    colleague = a_staff_member()
    actions.finish_follow_up(follow_up=follow_up, done_on=DAY, by=colleague)
    actions.send_back_follow_up(follow_up=follow_up, note="Belum tuntas.", by=colleague)

    answer = client.post(step(follow_up, "tidak-dapat"), {"note": "Bukan kewenangan kami.", "seen": seen})

    assert answer.status_code == 409
    assert f"Dikembalikan KPKP untuk dikerjakan, oleh {colleague}" in words(answer)
    assert "Bukan kewenangan kami." in words(answer)
    follow_up.refresh_from_db()
    assert follow_up.state == State.IN_PROGRESS
    again = {"note": "Bukan kewenangan kami.", "seen": answer.context["form"]["seen"].value()}
    assert client.post(step(follow_up, "tidak-dapat"), again).status_code == 302


def test_one_attachment_is_evidence_enough(client, staff):
    follow_up = in_state(State.DONE)
    Attachment.objects.create(follow_up=follow_up, kind="evidence", original_name="a.pdf", size=1)

    client.post(step(follow_up, "periksa"), {"note": ""})

    follow_up.refresh_from_db()
    assert (follow_up.verified_by, follow_up.evidence_note) == (staff, "")


def test_a_note_where_the_evidence_lies_is_enough_and_is_kept(client, staff):
    follow_up = in_state(State.DONE)

    client.post(step(follow_up, "periksa"), {"note": "Arsip dinas, map 7"})

    follow_up.refresh_from_db()
    assert (follow_up.verified_by, follow_up.evidence_note) == (staff, "Arsip dinas, map 7")


def test_an_officer_may_work_on_it_but_not_verify_it(client):
    follow_up = in_state(State.DONE)
    client.force_login(an_officer(of=follow_up.region))

    assert take(client, What.VERIFIED, follow_up).status_code == 403
    assert take(client, What.SENT_BACK, follow_up).status_code == 403
    page = words(client.get(follow_up.get_absolute_url()))
    assert "Catat kemajuan" in page
    assert "Setujui hasil" not in page


def test_the_group_is_asked_only_after_kpkp_has_looked(client, staff):
    follow_up = in_state(State.DONE)

    for what in AFTER_VERIFICATION:
        answer = take(client, what, follow_up)
        assert answer.status_code == 409
        assert "Kelompok baru ditanya setelah KPKP memeriksa hasilnya." in words(answer)


def test_without_a_group_there_is_nobody_to_ask(client, staff):
    follow_up = verified(raised_by=None)

    answer = take(client, What.CONFIRMED, follow_up)

    assert answer.status_code == 409
    assert "tidak ada yang dapat ditanya" in words(answer)


def test_a_confirmation_keeps_day_and_words_of_the_group(client, staff):
    follow_up = verified()

    take(client, What.CONFIRMED, follow_up)

    follow_up.refresh_from_db()
    assert (follow_up.confirmation, follow_up.confirmed_on, follow_up.confirmation_note) == (
        "confirmed",
        date(2024, 6, 20),
        "Sudah kami bahas.",
    )
    assert take(client, What.CONFIRMED, follow_up).status_code == 409
    assert take(client, What.SENT_BACK, follow_up).status_code == 409


def test_a_dispute_reopens_and_takes_the_verification_back(client, staff):
    follow_up = verified()

    take(client, What.DISPUTED, follow_up)

    follow_up.refresh_from_db()
    assert (follow_up.state, follow_up.confirmation, follow_up.done_on, follow_up.verified_at) == (
        State.IN_PROGRESS,
        "disputed",
        None,
        None,
    )
    assert follow_up.verified_by is None


def test_a_group_that_said_yes_may_find_out_later_that_it_is_not_done(client, staff):
    follow_up = verified(confirmation="confirmed", confirmed_on=DAY)

    assert take(client, What.DISPUTED, follow_up).status_code == 302


def test_after_a_dispute_it_can_be_done_verified_and_confirmed_again(client, staff):
    follow_up = verified()

    for what in (What.DISPUTED, What.FINISHED):
        assert take(client, what, follow_up).status_code == 302
    client.force_login(a_staff_member())
    for what in (What.VERIFIED, What.CONFIRMED):
        assert take(client, what, follow_up).status_code == 302

    follow_up.refresh_from_db()
    assert (follow_up.state, follow_up.confirmation) == (State.DONE, "confirmed")
    assert [line.what for line in follow_up.steps.all()] == [
        What.DISPUTED,
        What.FINISHED,
        What.VERIFIED,
        What.CONFIRMED,
    ]


def test_giving_up_keeps_the_reason_until_the_work_goes_on(client, staff):
    follow_up = in_state(State.IN_PROGRESS)
    assert client.post(step(follow_up, "tidak-dapat"), {"note": ""}).status_code == 422

    take(client, What.GIVEN_UP, follow_up)
    follow_up.refresh_from_db()
    assert follow_up.state_reason == "Sudah kami bahas."

    take(client, What.RESUMED, follow_up)
    follow_up.refresh_from_db()
    assert follow_up.state_reason == ""


@pytest.mark.parametrize(
    ("day", "reason"),
    [
        ("2999-01-01", "Tanggal selesai tidak boleh di masa depan."),
        ("2024-05-05", "Tanggal selesai tidak boleh sebelum 6 Mei 2024, hari hal ini diangkat."),
        ("", "Wajib diisi."),
    ],
)
def test_it_is_finished_between_the_words_and_today(client, staff, day, reason):
    follow_up = in_state(State.IN_PROGRESS)

    answer = client.post(step(follow_up, "selesai"), TYPED | {"done_on": day})

    assert answer.status_code == 422
    assert reason in words(answer)


@pytest.mark.parametrize(
    ("day", "reason"),
    [
        ("2999-01-01", "Tanggal tanggapan tidak boleh di masa depan."),
        ("2024-06-09", "Tanggal tanggapan tidak boleh sebelum 10 Juni 2024, hari dinyatakan selesai."),
    ],
)
def test_the_group_answers_between_the_end_of_the_work_and_today(client, staff, day, reason):
    follow_up = verified()

    answer = client.post(step(follow_up, "konfirmasi"), TYPED | {"answered_on": day})

    assert answer.status_code == 422
    assert reason in words(answer)
    with pytest.raises(ValidationError, match=reason):
        actions.confirm_follow_up(
            follow_up=follow_up, answered_on=date.fromisoformat(day), note="ya", by=staff
        )


def test_a_note_changes_nothing_but_the_timeline(client, staff):
    follow_up = in_state(State.IN_PROGRESS)

    client.post(step(follow_up, "kemajuan"), {"note": "Surat dikirim."})

    line = follow_up.steps.get()
    assert (line.what, line.before, line.after, line.note) == (
        What.NOTED,
        State.IN_PROGRESS,
        State.IN_PROGRESS,
        "Surat dikirim.",
    )
    assert "Surat dikirim." in words(client.get(follow_up.get_absolute_url()))


def test_a_nik_is_refused_in_every_note(client, staff):
    follow_up = in_state(State.IN_PROGRESS)

    answer = client.post(step(follow_up, "kemajuan"), {"note": "NIK 3504014107908901"})

    assert answer.status_code == 422
    assert not FollowUpStep.objects.exists()


def test_the_next_steps_on_the_page_are_those_that_are_possible(client, staff):
    follow_up = in_state(State.NOT_STARTED)

    steps = client.get(follow_up.get_absolute_url()).context["next_steps"]

    assert [one.slug for one in steps] == [
        "mulai",
        "selesai",
        "kemajuan",
        "tidak-dapat",
    ]


def test_no_button_stands_out_that_would_undo_what_is_settled(client, staff):
    confirmed = in_state(State.DONE, verified_at=timezone.now(), confirmation="confirmed", confirmed_on=DAY)
    settled = (confirmed, in_state(State.IMPOSSIBLE))
    going_on = in_state(State.NOT_STARTED)

    pages = [client.get(one.get_absolute_url()).content.decode() for one in (*settled, going_on)]

    parts = [page.split("Rekomendasi</h2>")[0] for page in pages]
    assert ["btn-primary" in part for part in parts] == [False, False, True]


@pytest.mark.parametrize(
    "broken",
    [
        {"state": "done"},
        {"done_on": DAY},
        {"state": "in_progress", "verified_at": "2024-06-11T00:00Z"},
        {"confirmation": "confirmed", "confirmed_on": DAY},
        {"confirmation": "disputed"},
        {"confirmed_on": DAY},
    ],
)
def test_the_database_keeps_states_and_dates_together(broken):
    follow_up = a_follow_up()

    with pytest.raises(IntegrityError), transaction.atomic():
        FollowUp.objects.filter(pk=follow_up.pk).update(**broken)


def test_the_database_wants_one_origin_or_a_basis():
    with pytest.raises(IntegrityError), transaction.atomic():
        a_follow_up(basis="")
    with pytest.raises(IntegrityError), transaction.atomic():
        said = a_statement()
        a_follow_up(statement=said, session=said.session)
    assert a_follow_up(basis="Temuan kunjungan").pk


def test_being_late_is_told_by_the_calendar_of_the_region(monkeypatch):
    now = timezone.datetime(2024, 6, 1, 15, 30, tzinfo=timezone.get_fixed_timezone(0))  # 22.30 WIB, 00.30 WIT
    monkeypatch.setattr(timezone, "now", lambda: now)
    west = a_follow_up(region=a_region(time_zone="Asia/Jakarta"), due_on=date(2024, 6, 1))
    east = a_follow_up(region=a_region(time_zone="Asia/Jayapura"), due_on=date(2024, 6, 1))

    assert list(FollowUp.objects.overdue()) == [east]
    assert (west.days_late, east.days_late) == (0, 1)


def test_what_is_done_is_never_late():
    done = in_state(State.DONE, due_on=date(2020, 1, 1))

    assert done.days_late == 0
    assert not FollowUp.objects.overdue().exists()


def test_an_institution_answers_in_its_region_or_everywhere():
    here, there = a_region(), a_region()

    assert rules.why_not_institution(here, an_institution(region=here)) is None
    assert rules.why_not_institution(here, an_institution(region=None)) is None
    assert "bukan instansi" in rules.why_not_institution(here, an_institution(region=there))


def test_a_person_answers_for_the_own_institution_only():
    ours, theirs = an_institution(), an_institution()

    assert rules.why_not_contact(ours, None) is None
    assert rules.why_not_contact(ours, a_contact(institution=ours)) is None
    assert "bukan narahubung" in rules.why_not_contact(ours, a_contact(institution=theirs))


def test_the_action_refuses_what_the_form_would_not_offer(staff):
    here, there = a_region(), a_region()
    follow_up = FollowUp(
        region=here,
        session=a_session(region=here),
        recommendation="Perbaiki",
        institution=an_institution(region=there),
        raised_by=a_group(),
        due_on=timezone.localdate() + timedelta(days=9),
    )

    with pytest.raises(ValidationError, match="bukan instansi"):
        actions.create_follow_up(follow_up=follow_up, by=staff)
    assert not FollowUp.objects.exists()
