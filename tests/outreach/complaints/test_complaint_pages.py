"""Pages of complaints: list, one complaint, forms, steps, and who reported."""

import re
from datetime import UTC, date, datetime, time, timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from outreach.models import Complaint, ComplaintReporter
from pmi_portal.audit.models import Event
from tests.outreach.complaints.complaint_cases import a_complaint_in, a_referral, complaint_form, step
from tests.outreach.forms import sent_by, words
from tests.support.records import (
    LONG_AGO,
    a_category,
    a_complaint,
    a_district,
    a_follow_up,
    a_holiday,
    a_limit,
    a_region,
    a_session,
    a_staff_member,
    a_statement,
    a_user,
    an_event,
    an_institution,
    an_officer,
    the_limits,
)
from tests.support.sent_forms import form_of

pytestmark = pytest.mark.django_db

MINUTES = timedelta(minutes=5)


@pytest.fixture
def here():
    return a_region()


@pytest.fixture
def officer(client, here):
    the_limits()
    officer = an_officer(of=here)
    client.force_login(officer)
    return officer


@pytest.fixture
def kinds():
    return a_category(), a_limit()


def listed(client, query=""):
    return list(client.get(f"/pengaduan/{query}").context["table"].data)


# --- the list


def test_complaint_list_shows_only_the_officers_region(client, officer, here):
    ours, theirs = a_complaint(region=here), a_complaint()

    page = client.get("/pengaduan/")

    assert list(page.context["table"].data) == [ours]
    assert theirs.number not in page.content.decode()


def test_emergencies_that_wait_stand_first_and_say_so(client, officer, here):
    urgent = {"region": here, "severity": "emergency", "urgent_on": date(2024, 1, 2)}
    old = datetime(2024, 1, 2, 2, tzinfo=UTC)
    calm = a_complaint(region=here)
    waiting = a_complaint(received_at=old, **urgent)
    answered = a_complaint_in("answered", received_at=old, **urgent)

    page = client.get("/pengaduan/")

    assert list(page.context["table"].data) == [waiting, calm, answered]
    urgent_rows = ["darurat" in row.get_cell("number") for row in page.context["table"].rows]
    assert urgent_rows == [True, False, False]


def test_complaint_list_is_filtered(client, here):
    whole = a_category()
    part = a_category(parent=whole)
    wanted = a_complaint(
        region=here,
        category=part,
        severity="emergency",
        urgent_on=date(2024, 5, 6),
        destination="TW",
        text="Paspor ditahan agensi",
    )
    other = a_complaint_in("answered", received_at=datetime(2023, 1, 2, 2, tzinfo=UTC))
    client.force_login(a_staff_member())

    for query in (
        f"q={wanted.number}",
        "q=agensi+paspor",
        f"region={here.code}",
        "status=received",
        f"category={whole.code}",
        f"category={part.code}",
        "severity=emergency",
        "attention=overdue",
        "attention=urgent",
        "attention=waiting",
        "since=2024-05-06",
        "destination=TW",
    ):
        assert listed(client, f"?{query}") == [wanted], query
    assert listed(client, "?until=2024-05-05") == [other]
    assert listed(client, "?since=2024-05-07") == []


def test_the_day_of_a_filter_is_meant_at_home(client):
    client.force_login(a_staff_member())
    late_evening = datetime(2024, 5, 6, 16, 30, tzinfo=UTC)  # already Tuesday in Kupang
    there = a_complaint(received_at=late_evening, region=a_region(time_zone="Asia/Makassar"))
    here = a_complaint(received_at=late_evening)

    assert listed(client, "?until=2024-05-06") == [here]
    assert listed(client, "?since=2024-05-07") == [there]


def test_the_list_says_how_late_an_answer_is_and_how_often_a_case_was_sent(client, officer, here):
    complaint = a_complaint_in("referred", region=here, answer_by=timezone.localdate() - timedelta(days=14))
    a_referral(complaint, state="refused")
    a_referral(complaint)

    answer = client.get("/pengaduan/")

    assert "terlambat 10 hari kerja" in answer.context["table"].rows[0].get_cell("answer_by")
    told = list(answer.context["table"].told(1))
    assert dict(zip(*told, strict=True))["Penerusan"] == 2


def test_a_long_list_sorts_by_every_column(client, officer, here):
    for _number in range(3):
        a_complaint(region=here)

    for column in ("number", "received_at", "region", "category", "status", "answer_by", "holder"):
        assert len(listed(client, f"?sort={column}")) == 3, column


# --- taking in


def test_an_officer_takes_in_a_complaint_of_the_own_region(client, officer, here, kinds):
    district = a_district(region=here)
    typed = complaint_form(here, *kinds, district=district.pk, name="Siti", contact="0812", people="4")

    answer = client.post("/pengaduan/baru/", typed)

    complaint = Complaint.objects.get()
    assert answer.url == f"/pengaduan/{complaint.pk}/"
    assert (complaint.region, complaint.district, complaint.people) == (here, district, 4)
    assert complaint.received_at == datetime(2024, 5, 6, 2, tzinfo=UTC)
    assert (complaint.status, complaint.acknowledge_by) == ("received", date(2024, 5, 9))
    assert ComplaintReporter.objects.count() == 1
    assert Event.objects.first().action == "complaint.registered"


def test_the_only_region_of_an_officer_is_chosen_and_its_clock_shown(client):
    the_limits()
    kupang = a_region(time_zone="Asia/Makassar")
    client.force_login(an_officer(of=kupang))

    form = client.get("/pengaduan/baru/").context["form"]

    assert form["region"].value() == kupang.pk
    shown = form["received_at"].value().replace(tzinfo=None)
    assert abs(shown - timezone.localtime(timezone=ZoneInfo("Asia/Makassar")).replace(tzinfo=None)) < MINUTES


def test_a_clock_time_is_meant_where_the_complaint_is_at_home(client, kinds):
    the_limits()
    kupang = a_region(time_zone="Asia/Makassar")
    client.force_login(a_staff_member())

    client.post("/pengaduan/baru/", complaint_form(kupang, *kinds))

    complaint = Complaint.objects.get()
    assert complaint.received_at == datetime(2024, 5, 6, 1, tzinfo=UTC)
    page = client.get(f"/pengaduan/{complaint.pk}/ubah/")
    assert 'value="2024-05-06T09:00"' in page.content.decode()
    assert "6 Mei 2024, 09.00 WITA" in words(client.get(complaint.get_absolute_url()))


@pytest.mark.parametrize("is_refused_first", [False, True])
def test_who_leaves_the_moment_alone_means_the_moment_of_sending(
    client, officer, here, kinds, is_refused_first, monkeypatch
):
    opened, sent = (datetime(2024, 5, 6, 2, minute, 30, tzinfo=UTC) for minute in (20, 45))
    monkeypatch.setattr(timezone, "now", lambda: opened)
    page = client.get("/pengaduan/baru/")
    if is_refused_first:
        page = client.post("/pengaduan/baru/", sent_by(page))
        assert page.status_code == 422
    shown = {name: value for name, value in sent_by(page).items() if "received_at" in name}
    monkeypatch.setattr(timezone, "now", lambda: sent)

    answer = client.post("/pengaduan/baru/", complaint_form(here, *kinds) | shown)

    assert answer.status_code == 302
    assert Complaint.objects.get().received_at == sent


def test_who_sets_the_moment_means_it(client, officer, here, kinds, monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: datetime(2024, 5, 6, 2, 20, 30, tzinfo=UTC))
    shown = sent_by(client.get("/pengaduan/baru/"))
    typed = {"initial-received_at": shown["initial-received_at"], "received_at": "2024-05-06T09:05"}

    client.post("/pengaduan/baru/", complaint_form(here, *kinds) | typed)

    assert Complaint.objects.get().received_at == datetime(2024, 5, 6, 2, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    ("typed", "faults"),
    [
        ({"text": ""}, ["text"]),
        ({"text": "x" * 250_001}, ["text"]),
        ({"text": "NIK 3209124107909012"}, ["text"]),
        ({"remedy_sought": "3209124107909012"}, ["remedy_sought"]),
        ({"received_at": ""}, ["received_at"]),
        ({"received_at": "2017-07-31T09:00"}, ["received_at"]),
        ({"received_at": "2999-01-01T09:00"}, ["received_at"]),
        ({"channel": "pigeon"}, ["channel"]),
        ({"reporter": ""}, ["reporter"]),
        ({"category": "99999"}, ["category"]),
        ({"limit": "99999"}, ["limit"]),
        ({"destination": "XX"}, ["destination"]),
        ({"people": "0"}, ["people"]),
        ({"people": "10001"}, ["people"]),
        ({"severity": "mild"}, ["severity"]),
        ({"is_anonymous": "on", "name": "Siti"}, ["name"]),
        ({"is_anonymous": "on", "contact": "0812"}, ["name"]),
    ],
)
def test_a_faulty_complaint_is_refused_and_nothing_is_written(client, officer, here, kinds, typed, faults):
    answer = client.post("/pengaduan/baru/", complaint_form(here, *kinds, **typed))

    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == faults
    assert (Complaint.objects.count(), Event.objects.count()) == (0, 0)


def test_an_empty_form_is_refused(client, officer):
    answer = client.post("/pengaduan/baru/", {})

    assert answer.status_code == 422
    assert {"region", "received_at", "text", "category", "limit"} <= set(answer.context["form"].errors)


def test_another_region_and_a_district_of_elsewhere_are_refused(client, officer, here, kinds):
    foreign = client.post("/pengaduan/baru/", complaint_form(a_region(), *kinds))
    astray = client.post("/pengaduan/baru/", complaint_form(here, *kinds, district=a_district().pk))

    assert list(foreign.context["form"].errors) == ["region"]
    assert list(astray.context["form"].errors) == ["district"]
    assert Complaint.objects.count() == 0


def test_a_category_out_of_use_on_that_day_is_refused(client, officer, here):
    ended = a_category(valid_to=date(2024, 5, 5))

    answer = client.post("/pengaduan/baru/", complaint_form(here, ended, a_limit()))

    assert list(answer.context["form"].errors) == ["category"]


def test_an_urgent_sign_outweighs_the_chosen_severity(client, officer, here, kinds):
    client.post("/pengaduan/baru/", complaint_form(here, *kinds, severity="low", minor="on"))

    complaint = Complaint.objects.get()
    assert (complaint.severity, complaint.is_urgent) == ("emergency", True)
    assert "darurat: tangani segera" in words(client.get(complaint.get_absolute_url()))


def test_the_same_complaint_from_a_page_of_another_minute_is_asked_about(client, officer, here, kinds):
    moments = ("2024-05-06T09:05", "2024-05-06T09:07")
    answers = [
        client.post(
            "/pengaduan/baru/",
            complaint_form(here, *kinds, submission=uuid4(), received_at=at) | {"initial-received_at": at},
        )
        for at in moments
    ]

    assert [answer.status_code for answer in answers] == [302, 422]
    assert "Bila memang perlu catatan kedua, simpan sekali lagi." in words(answers[1])


def test_text_is_shown_as_it_was_typed_and_never_as_markup(client, officer, here, kinds):
    text = '<script>alert(1)</script> =1+1 😀 \u202eabc "kutip"'

    client.post("/pengaduan/baru/", complaint_form(here, *kinds, text=text))

    complaint = Complaint.objects.get()
    assert complaint.text == text
    page = client.get(complaint.get_absolute_url())
    assert "<script>alert" not in page.content.decode()
    assert text in page.context["complaint"].text


# --- born from a statement


def test_a_complaint_is_born_from_a_statement_and_keeps_to_its_session(client, here, kinds):
    the_limits()
    district = a_district(region=here)
    said = a_statement(session=a_session(event=an_event(region=here, district=district)))
    client.force_login(a_staff_member())
    address = f"/pengaduan/baru/?pernyataan={said.pk}"

    page = client.get(address)
    told = {"channel": "letter", "district": district.pk, "received_at": "session"}
    typed = complaint_form(a_region(), *kinds, **told)
    answer = client.post(address, typed)

    assert said.text in words(page)
    assert [name for name in page.context["form"].fields if name.startswith("outside_")] == []
    complaint = Complaint.objects.get()
    assert answer.url == complaint.get_absolute_url()
    assert (complaint.statement, complaint.region, complaint.channel) == (said, here, "fgd")
    assert said.text in words(client.get(answer.url))
    assert complaint.number in words(client.get(address))


SAID_ON, NINE_TO_ELEVEN = date(2024, 8, 7), {"starts_at": time(9), "ends_at": time(11, 30)}


@pytest.mark.parametrize(
    ("hours", "received"),
    [
        (NINE_TO_ELEVEN, "2024-08-07T11:30+08:00"),
        ({"starts_at": time(9)}, "2024-08-07T09:00+08:00"),
        ({}, "2024-08-07T12:00+08:00"),
    ],
)
def test_it_was_received_on_the_day_of_the_session_unless_today_is_chosen(
    client, here, kinds, hours, received
):
    the_limits()
    district = a_district(region=here, time_zone="Asia/Makassar")
    session = a_session(event=an_event(region=here, district=district), held_on=SAID_ON, **hours)
    address = f"/pengaduan/baru/?pernyataan={a_statement(session=session).pk}"
    client.force_login(a_staff_member())

    page = client.get(address)
    assert page.context["form"]["received_at"].value() == "session"
    assert "pada hari sesi FGD, 7 Agustus 2024" in words(page)
    told = complaint_form(here, *kinds, district=district.pk)
    client.post(address, told | {"received_at": "session"})
    as_said = Complaint.objects.get()
    assert as_said.received_at == datetime.fromisoformat(received)
    assert as_said.number.startswith("P-2024-")

    before = timezone.now()
    client.post(address, told | {"received_at": "today", "text": "Yang lain lagi."})
    now = Complaint.objects.exclude(pk=as_said.pk).get()
    assert before <= now.received_at <= timezone.now()
    assert now.acknowledge_by > as_said.acknowledge_by


def test_a_day_that_is_neither_is_refused(client, here, kinds):
    said = a_statement(session=a_session(event=an_event(region=here)))
    client.force_login(a_staff_member())

    answer = client.post(f"/pengaduan/baru/?pernyataan={said.pk}", complaint_form(here, *kinds))
    assert answer.status_code == 422
    assert "received_at" in answer.context["form"].errors


@pytest.mark.parametrize("asked", ["abc", "", "99999", "-1", "9" * 30])
def test_a_statement_that_is_none_is_not_found(client, officer, asked):
    assert client.get(f"/pengaduan/baru/?pernyataan={asked}").status_code == 404


def test_a_statement_of_another_region_is_not_found(client, officer):
    assert client.get(f"/pengaduan/baru/?pernyataan={a_statement().pk}").status_code == 404


# --- one complaint


def test_the_page_tells_clocks_institutions_steps_and_what_hangs_together(client, officer, here):
    complaint = a_complaint_in("referred", region=here, people=12, destination="TW")
    referral = a_referral(complaint, reply="Sedang dicek.", state="accepted")
    duplicate = a_complaint_in("duplicate", region=here, original=complaint)
    complaint.steps.create(
        what="edited", after="referred", reason="Diperbaiki.", fields=["people"], by=officer
    )
    follow_up = a_follow_up(complaint=complaint)

    page = words(client.get(complaint.get_absolute_url()))

    for fact in (
        "1 kejadian, 12 orang",
        "Taiwan",
        "24 Mei 2024",
        "Sudah diteruskan 1 kali.",
        referral.institution.name,
        "Sedang dicek.",
        duplicate.number,
        follow_up.number,
        f"Isian diubah: jumlah orang yang terdampak oleh {officer} Diperbaiki.",
    ):
        assert fact in page, fact
    assert complaint.number in words(client.get(duplicate.get_absolute_url()))


def test_a_reader_sees_no_step_and_no_button(client, here):
    complaint = a_complaint(region=here)
    client.force_login(a_user("board", of=here))

    page = client.get(complaint.get_absolute_url())

    assert page.context["steps"] == []
    for button in ("Langkah berikutnya", "Ubah pengaduan", "Catat tindak lanjut", "Tampilkan identitas"):
        assert button not in words(page), button


def test_an_original_elsewhere_is_named_without_its_number(client, officer, here):
    complaint = a_complaint_in("duplicate", region=here, original=a_complaint(number="P-2024-777777"))

    page = client.get(complaint.get_absolute_url())

    assert "Duplikat dari pengaduan di wilayah lain." in words(page)
    assert "777777" not in page.content.decode()


# --- who reported


def a_known_reporter(complaint):
    reporter = ComplaintReporter(complaint=complaint)
    reporter.seal(name="Siti Rahayu", contact="0812-99")
    reporter.save()
    return reporter


def test_who_reported_is_shown_only_after_the_button_and_each_time_is_audited(client, officer, here):
    complaint = a_complaint(region=here)
    a_known_reporter(complaint)
    page = words(client.get(complaint.get_absolute_url()))
    assert "Siti" not in page
    assert "Tampilkan identitas" in page

    shown = client.post(f"/pengaduan/{complaint.pk}/identitas/")

    assert "Siti Rahayu 0812-99" in words(shown)
    assert "no-store" in shown.headers["Cache-Control"]
    event = Event.objects.get()
    assert (event.action, event.actor) == ("complaint.identity_shown", officer)
    assert "Siti" not in client.get(complaint.get_absolute_url()).content.decode()


def test_a_complaint_of_somebody_unknown_offers_no_button_though_another_reporter_is_known(
    client, officer, here
):
    a_known_reporter(a_complaint(region=here))
    page = words(client.get(a_complaint(region=here).get_absolute_url()))
    assert "Tampilkan identitas" not in page


def test_looking_at_the_address_of_the_button_shows_nothing(client, officer, here):
    complaint = a_complaint(region=here)
    a_known_reporter(complaint)

    answer = client.get(f"/pengaduan/{complaint.pk}/identitas/")

    assert (answer.status_code, answer.url) == (302, complaint.get_absolute_url())
    assert Event.objects.count() == 0


def test_who_may_only_read_never_learns_who_reported(client, here):
    complaint = a_complaint(region=here)
    a_known_reporter(complaint)
    client.force_login(a_user("board", of=here))

    page = client.get(complaint.get_absolute_url())
    answer = client.post(f"/pengaduan/{complaint.pk}/identitas/")

    assert "hanya untuk petugas yang berhak" in words(page)
    assert answer.status_code == 403
    assert "Siti" not in page.content.decode() + answer.content.decode()


def test_who_reported_is_in_no_list_and_in_no_form(client, officer, here):
    complaint = a_complaint(region=here)
    a_known_reporter(complaint)

    for address in ("/pengaduan/?q=Siti", "/pengaduan/", f"/pengaduan/{complaint.pk}/ubah/"):
        assert "Rahayu" not in client.get(address).content.decode(), address
    assert listed(client, "?q=Rahayu") == []


# --- editing


def edit_form(client, complaint, **typed):
    """What the edit page holds, as a browser would send it."""
    form = client.get(f"/pengaduan/{complaint.pk}/ubah/").context["form"]
    sent = {name: form[name].value() for name in form.fields}
    return {name: value for name, value in sent.items() if value not in (None, False)} | typed


def test_editing_needs_a_reason_and_tells_what_changed(client, officer, here):
    complaint = a_complaint(region=here)
    address = f"/pengaduan/{complaint.pk}/ubah/"

    silent = client.post(address, edit_form(client, complaint, people="2"))
    told = client.post(address, edit_form(client, complaint, people="2", reason="Dua orang."))

    assert (silent.status_code, list(silent.context["form"].errors)) == (422, ["reason"])
    assert told.status_code == 302
    assert complaint.steps.get().fields == ["people"]


def test_an_edit_that_changes_nothing_else_keeps_the_moment_of_receipt(client, officer, here):
    complaint = a_complaint(region=here)

    client.post(
        f"/pengaduan/{complaint.pk}/ubah/", edit_form(client, complaint, text="Baru.", reason="Diperjelas.")
    )

    assert complaint.steps.get().fields == ["text"]


def test_what_was_typed_for_a_step_that_came_too_late_is_shown_to_be_copied(client, officer, here):
    complaint = a_complaint_in("closed", region=here)

    answer = client.post(step(complaint, "verifikasi"), {"reason": "Sudah saya telepon <b>dua kali</b>."})

    assert answer.status_code == 409
    assert "Yang Anda tulis di “Catatan” tidak disimpan:" in words(answer)
    assert "Sudah saya telepon <b>dua kali</b>." in words(answer)
    assert b"<b>dua" not in answer.content
    assert complaint.steps.count() == 0


def test_an_edit_sent_twice_leaves_one_step(client, officer, here):
    complaint = a_complaint(region=here)
    address = f"/pengaduan/{complaint.pk}/ubah/"
    told = {"people": "2", "reason": "Dua orang.", "name": "Siti", "contact": "0812"}
    typed = edit_form(client, complaint, **told)

    assert [client.post(address, typed).status_code for _ in range(2)] == [302, 302]
    assert complaint.steps.get().fields == ["people", "identity"]

    client.post(address, edit_form(client, complaint, reason="Ternyata memang dua orang."))
    assert [step.fields for step in complaint.steps.all()] == [["people", "identity"], []]

    client.post(step(complaint, "verifikasi"), {"reason": "Jelas."})
    client.post(address, edit_form(client, complaint, reason="Ternyata memang dua orang."))
    assert complaint.steps.count() == 3


def test_seconds_that_the_page_does_not_show_are_nobodys_change(client, officer, here):
    received_at = datetime(2024, 6, 3, 9, 30, 45, tzinfo=ZoneInfo("Asia/Jakarta"))
    complaint = a_complaint(region=here, received_at=received_at)
    address = f"/pengaduan/{complaint.pk}/ubah/"
    mine = edit_form(client, complaint, people="2", reason="Dua orang.")
    moved = {"received_at": "2024-06-03T09:40", "reason": "Salah jam."}
    assert client.post(address, edit_form(client, complaint, **moved)).status_code == 302

    assert client.post(address, mine).status_code == 302
    assert [step.fields for step in complaint.steps.all()] == [["received_at"], ["people"]]
    complaint.refresh_from_db()
    assert complaint.received_at == received_at.replace(minute=40, second=0)

    Complaint.objects.filter(pk=complaint.pk).update(received_at=received_at)
    client.post(address, edit_form(client, complaint, people="3", reason="Tiga orang."))
    complaint.refresh_from_db()
    assert (complaint.people, complaint.received_at) == (3, received_at)


def test_an_ended_complaint_is_not_edited_by_a_hand_made_post(client, officer, here, kinds):
    complaint = a_complaint_in("closed", region=here)
    address = f"/pengaduan/{complaint.pk}/ubah/"

    answer = client.post(address, complaint_form(here, *kinds, reason="x"))

    assert answer.status_code == 409
    assert "Buka kembali pengaduan ini" in words(client.get(address))
    assert Event.objects.count() == 0


def test_two_people_who_change_different_fields_lose_nothing(client, officer, here):
    complaint = a_complaint(region=here)
    mine = edit_form(client, complaint, people="7", reason="Tujuh orang.")
    theirs = edit_form(client, complaint, text="Diperjelas.", reason="Diperjelas.")

    for sent in (theirs, mine):
        answer = client.post(f"/pengaduan/{complaint.pk}/ubah/", sent)
        assert answer.status_code == 302

    complaint.refresh_from_db()
    assert (complaint.people, complaint.text) == (7, "Diperjelas.")


# --- steps


def test_a_step_without_its_reason_is_refused_at_its_field(client, officer, here):
    complaint = a_complaint(region=here)

    answer = client.post(step(complaint, "tunda"), {"reason": ""})

    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["reason"])
    complaint.refresh_from_db()
    assert complaint.status == "received"


def test_a_step_that_is_none_is_not_found(client, officer, here):
    assert client.get(step(a_complaint(region=here), "terbang")).status_code == 404


def test_the_page_of_a_step_that_cannot_be_taken_says_why(client, officer, here):
    page = client.get(step(a_complaint(region=here), "tutup"))

    assert page.status_code == 200
    assert "Status pengaduan ini “baru”, jadi tidak dapat ditutup" in words(page)
    assert "<textarea" not in page.content.decode()


def test_only_institutions_of_the_region_and_national_ones_are_offered(client, officer, here):
    near, national = an_institution(region=here), an_institution()
    an_institution(region=a_region())
    an_institution(region=here, valid_to=LONG_AGO)

    form = client.get(step(a_complaint_in("verified", region=here), "teruskan")).context["form"]

    assert set(form.fields["institution"].queryset) == {near, national}


def test_referring_and_replying_are_played_through_the_pages(client, officer, here):
    complaint, institution = a_complaint_in("verified", region=here), an_institution(region=here)
    day = timezone.localdate() + timedelta(days=7)
    sent = {"institution": institution.pk, "question": "Mohon cek.", "due_on": day.isoformat()}

    for slug, typed in (
        ("teruskan", sent),
        ("instansi-menerima", {"reply": ""}),
        ("instansi-menjawab", {"reply": "Sudah dibayar."}),
        ("jawab", {"outcome": "Gaji dibayar."}),
        ("selesaikan", {"reason": ""}),
        ("tutup", {"reason": ""}),
    ):
        assert client.post(step(complaint, slug), typed).status_code == 302, slug

    complaint.refresh_from_db()
    referral = complaint.referrals.get()
    assert (complaint.status, complaint.outcome) == ("closed", "Gaji dibayar.")
    assert (referral.state, referral.reply, referral.due_on) == ("answered", "Sudah dibayar.", day)


def test_an_institution_that_has_it_and_a_day_that_is_past_are_refused_at_their_fields(client, officer, here):
    complaint = a_complaint_in("referred", region=here)
    holder = a_referral(complaint).institution

    typed = {"institution": holder.pk, "question": "Lagi.", "due_on": "2024-01-01"}
    answer = client.post(step(complaint, "teruskan"), typed)

    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {"institution", "due_on"}


@pytest.mark.parametrize("number", ["P-2024-999999", "x", "' OR 1=1", "😀"])
def test_a_duplicate_needs_the_number_of_a_complaint_one_sees(client, officer, here, number):
    a_complaint(number="P-2024-999999")  # of another region

    answer = client.post(step(a_complaint(region=here), "duplikat"), {"number": number, "reason": "Sama."})

    assert answer.status_code == 422
    assert answer.context["form"].errors["number"] == ["Tidak ada pengaduan dengan nomor itu."]


def test_a_number_that_looks_like_a_nik_is_refused_at_the_field_that_holds_it(client, officer, here):
    complaint = a_complaint_in("handled", region=here)

    answer = client.post(step(complaint, "tunda"), {"reason": "NIK 3504014107908901 belum jelas"})

    told = "Tulisan ini memuat angka 16 digit yang tampak seperti NIK. Hapus nomor itu."
    assert (answer.status_code, answer.context["form"].errors) == (422, {"reason": [told]})


def test_a_complaint_is_no_duplicate_of_itself_and_its_number_is_told_so(client, officer, here):
    complaint = a_complaint(region=here)

    answer = client.post(step(complaint, "duplikat"), {"number": complaint.number, "reason": "Sama."})

    told = "Pengaduan tidak dapat menjadi duplikat dari dirinya sendiri."
    assert (answer.status_code, answer.context["form"].errors) == (422, {"number": [told]})


def test_the_number_of_an_original_may_be_typed_in_small_letters(client, officer, here):
    original, complaint = a_complaint(region=here), a_complaint(region=here)

    typed = {"number": f" {original.number.lower()} ", "reason": "Sama."}
    assert client.post(step(complaint, "duplikat"), typed).status_code == 302

    complaint.refresh_from_db()
    assert complaint.original == original


def test_a_holiday_is_taken_into_account_by_the_words_of_the_list(client, officer, here):
    a_complaint(region=here, answer_by=timezone.localdate() - timedelta(days=7))
    before = client.get("/pengaduan/").context["table"].rows[0].get_cell("answer_by")
    for back in range(1, 7):
        a_holiday(date=timezone.localdate() - timedelta(days=back))

    after = client.get("/pengaduan/").context["table"].rows[0].get_cell("answer_by")

    assert "terlambat 5 hari kerja" in before
    assert "terlambat 5 hari kerja" not in after


def test_no_button_stands_out_that_would_undo_what_is_ended(client, here):
    client.force_login(an_officer(of=here))
    cases = [a_complaint_in(status, region=here) for status in ("closed", "outside", "handled")]

    pages = [client.get(case.get_absolute_url()).content.decode() for case in cases]

    parts = [page.split("Langkah berikutnya</h2>")[1].split("</section>")[0] for page in pages]
    assert ["btn-primary" in part for part in parts] == [False, False, True]


def test_referrals_stack_with_the_name_of_each_column_on_a_narrow_screen(client, here):
    client.force_login(an_officer(of=here))
    complaint = a_complaint_in("referred", region=here)
    a_referral(complaint)

    page = client.get(complaint.get_absolute_url()).content.decode()

    table = re.search(r"<table.*?</table>", page, re.DOTALL)[0]
    heads = re.findall(r"<th [^>]*>(.*?)</th>", table)
    assert 'class="table list-table stacked"' in table
    assert re.findall(r'data-label="(.*?)"', table) == heads


@pytest.mark.parametrize("is_officer", [True, False], ids=["officer", "KPKP"])
def test_a_district_that_moved_to_another_region_stays_with_its_complaint(client, officer, here, is_officer):
    ende = a_district(region=here, name="Kab. Ende")
    complaint = a_complaint(region=here, district=ende)
    type(ende).objects.filter(pk=ende.pk).update(region=a_region())
    if not is_officer:
        client.force_login(a_staff_member())
    address = f"/pengaduan/{complaint.pk}/ubah/"
    typed = {"text": "Gaji dua bulan belum dibayar.", "reason": "Diperjelas."}

    answer = client.post(address, form_of(client.get(address)).sent | typed)

    complaint.refresh_from_db()
    told = (answer.status_code, complaint.text, complaint.district, complaint.steps.get().fields)
    assert told == (302, "Gaji dua bulan belum dibayar.", ende, ["text"])
