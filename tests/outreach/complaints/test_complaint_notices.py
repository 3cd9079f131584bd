"""Mail about complaints: their holders are warned before the last day, and told of what comes back."""

from datetime import UTC, date, datetime, timedelta
from io import StringIO

import pytest
from django.core import mail
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from outreach.complaints.actions.clocks import recompute_clocks
from outreach.complaints.actions.holding import assign_complaint, return_complaints
from outreach.complaints.actions.notices import put_warnings
from outreach.complaints.actions.steps import pause_complaint, resume_complaint
from outreach.complaints.holding import DESK, KPKP, OFFICER
from outreach.models import Complaint
from pmi_portal.outbox.models import OutgoingMail
from tests.outreach.complaints.complaint_cases import a_complaint_in, a_referral
from tests.support.records import (
    a_board_member,
    a_complaint,
    a_contact,
    a_holiday,
    a_region,
    a_staff_member,
    an_administrator,
    an_observer,
    an_officer,
    the_limits,
)

pytestmark = pytest.mark.django_db

LAST_DAY = date(2024, 5, 24)  # a Friday, for each complaint of these tests
NOON = datetime(2024, 5, 22, 5, tzinfo=UTC)  # two working days before, 12.00 WIB


@pytest.fixture(autouse=True)
def clock(monkeypatch, settings):
    """The time it is; `clock.at = ...` moves it."""
    settings.PORTAL_URL = "https://portal.example.go.id"

    class Clock:
        at = NOON

    monkeypatch.setattr(timezone, "now", lambda: Clock.at)
    return Clock


def told():
    """{address: numbers of complaints} of the mail that lies in the outbox, which is emptied."""
    letters = {one.to: numbers_in(one.body) for one in OutgoingMail.objects.all()}
    OutgoingMail.objects.all().delete()
    return letters


def numbers_in(body):
    return [
        number
        for number in Complaint.objects.order_by("pk").values_list("number", flat=True)
        if number in body
    ]


def warned():
    put_warnings()
    return told()


def test_the_desk_of_the_region_is_warned_and_nobody_else():
    complaint = a_complaint()
    desk = [an_officer(of=complaint.region), a_staff_member(of=complaint.region)]
    a_staff_member(of=complaint.region, is_active=False)
    for other in (a_staff_member, an_officer, an_administrator, a_board_member, an_observer):
        other()

    assert warned() == {one.email: [complaint.number] for one in desk}


def test_whoever_holds_it_at_home_is_warned_and_where_a_desk_is_empty_kpkp():
    region = a_region()
    officer, at_desk, staff = an_officer(of=region), an_officer(of=region), a_staff_member()
    by_name, raised, nobodys = a_complaint(region=region), a_complaint(region=region), a_complaint()
    outside = a_complaint(outside_province="Bali")
    assign_complaint(complaint=by_name, to=OFFICER, officer=officer, by=staff)
    assign_complaint(complaint=raised, to=KPKP, by=staff)

    assert warned() == {
        officer.email: [by_name.number],
        staff.email: [raised.number, nobodys.number, outside.number],
    }
    assign_complaint(complaint=outside, to=DESK, region=region, by=staff)
    assert warned() == {one.email: [outside.number] for one in (officer, at_desk)}


def test_of_what_lies_at_an_institution_the_desk_is_warned_that_sent_it_there():
    complaint = a_complaint_in("referred")
    referral = a_referral(complaint)
    a_contact(institution=referral.institution, email="ibu@dinas.example")
    officer = an_officer(of=complaint.region)

    complaint.refresh_from_db()
    assert complaint.holder == f"institution-{referral.institution_id}"
    assert warned() == {officer.email: [complaint.number]}


@pytest.mark.parametrize(("days", "is_warned"), [(-1, False), (0, True), (2, True), (5, True), (400, True)])
def test_it_is_two_working_days_before_the_last_or_later(clock, days, is_warned):
    a_staff_member()
    a_complaint()
    clock.at = NOON + timedelta(days=days)

    assert bool(warned()) == is_warned


def test_a_holiday_between_brings_the_warning_forward(clock):
    a_staff_member()
    a_complaint()
    a_holiday(date=date(2024, 5, 23))
    clock.at = NOON - timedelta(days=1)

    assert len(warned()) == 1


@pytest.mark.parametrize(
    ("zone", "at", "is_warned"),
    [
        ("Asia/Jakarta", "2024-05-26T12:00+07:00", False),  # a Sunday
        ("Asia/Jakarta", "2024-05-27T07:59+07:00", False),
        ("Asia/Jakarta", "2024-05-27T08:00+07:00", True),
        ("Asia/Jayapura", "2024-05-27T06:00+07:00", True),
        ("Asia/Jayapura", "2024-05-27T14:00+07:00", False),
    ],
)
def test_it_is_in_the_office_hours_of_the_region(clock, zone, at, is_warned):
    region = a_region(time_zone=zone)
    an_officer(of=region)
    a_complaint(region=region)
    clock.at = datetime.fromisoformat(at)

    assert bool(warned()) == is_warned


@pytest.mark.parametrize("status", ["paused", "answered", "done", "closed", "outside"])
def test_nobody_is_warned_of_what_does_not_wait(status):
    a_staff_member()
    a_complaint_in(status)

    assert warned() == {}


def test_a_holder_is_warned_once_of_each_last_day(clock):
    the_limits()
    staff = a_staff_member()
    complaint = a_complaint_in("verified")

    assert warned() == {staff.email: [complaint.number]}
    clock.at += timedelta(days=1)
    assert warned() == {}
    pause_complaint(complaint=complaint, reason="Menunggu data.", by=staff)
    complaint.steps.filter(what="paused").update(at=clock.at)
    resume_complaint(complaint=complaint, reason="Data sudah ada.", by=staff)
    complaint.refresh_from_db()
    clock.at = datetime.combine(complaint.answer_by, NOON.time(), tzinfo=UTC)
    assert warned() == {staff.email: [complaint.number]}
    assert warned() == {}


def test_who_gets_it_after_the_warning_is_warned_too():
    staff, complaint = a_staff_member(), a_complaint()
    officer = an_officer(of=complaint.region)

    assert warned() == {officer.email: [complaint.number]}
    assign_complaint(complaint=complaint, to=KPKP, by=staff)
    assert warned() == {staff.email: [complaint.number]}


def test_a_holiday_that_moves_the_last_day_lets_the_holder_be_warned_anew(clock):
    the_limits()
    staff = a_staff_member()
    complaint = a_complaint()
    recompute_clocks(by=staff)
    complaint.refresh_from_db()
    clock.at = datetime.combine(complaint.answer_by, NOON.time(), tzinfo=UTC)
    assert len(warned()) == 1

    a_holiday(date=complaint.answer_by)
    recompute_clocks(by=staff)
    clock.at += timedelta(days=1)
    while clock.at.weekday() > 4:
        clock.at += timedelta(days=1)
    assert len(warned()) == 1


def test_what_comes_up_after_todays_warning_is_told_tomorrow(clock):
    staff = a_staff_member()
    first = a_complaint()
    put_warnings()
    second = a_complaint()
    assert put_warnings() == 0
    assert told() == {staff.email: [first.number]}

    clock.at += timedelta(days=1)
    assert warned() == {staff.email: [second.number]}


def test_a_mail_tells_numbers_and_addresses_and_nothing_of_the_case():
    staff = a_staff_member()
    complaint = a_complaint(text="Dipukul majikan.", remedy_sought="Dipulangkan.")

    call_command("remind_follow_ups", stdout=StringIO())

    (letter,) = mail.outbox
    assert letter.subject == "Portal PMI: batas jawaban 1 pengaduan dekat atau lewat"
    assert letter.body.split("\n\n") == [
        f"Yth. {staff.full_name},",
        "Batas jawaban pengaduan berikut sudah dekat atau sudah lewat.",
        f"{complaint.number}: https://portal.example.go.id/pengaduan/{complaint.pk}/",
        "Surel ini dikirim otomatis oleh Portal PMI; jangan dibalas.",
    ]


def test_a_long_list_is_cut_and_says_how_many_more():
    a_staff_member()
    for _number in range(52):
        a_complaint()

    put_warnings()
    assert "... dan 2 lainnya." in OutgoingMail.objects.get().body
    assert Complaint.objects.filter(told_on=None).count() == 0


def test_when_a_posting_ends_the_desk_that_gets_what_was_held_is_told(client):
    region = a_region()
    leaving, colleague = an_officer(of=region), an_officer(of=region)
    staff = a_staff_member()
    held = [a_complaint(region=region, answer_by=date(2030, 1, 1)) for _number in range(2)]
    for complaint in held:
        assign_complaint(complaint=complaint, to=OFFICER, officer=leaving, by=staff)
    client.force_login(an_administrator())

    address = reverse("admin:stakeholders_posting_delete", args=[leaving.postings.get().pk])
    client.post(address, {"post": "yes"})

    assert OutgoingMail.objects.get().subject == "Portal PMI: 2 pengaduan kembali ke meja Anda"
    assert told() == {colleague.email: [one.number for one in held]}


@pytest.mark.parametrize(
    ("at", "sent_at"),
    [
        ("2024-05-26T12:00+07:00", "2024-05-27T08:00+07:00"),
        ("2024-05-27T06:00+07:00", "2024-05-27T08:00+07:00"),
        ("2024-05-27T09:00+07:00", "2024-05-27T09:00+07:00"),
        ("2024-05-31T16:00+07:00", "2024-06-03T08:00+07:00"),
    ],
)
def test_that_mail_waits_until_the_office_opens(clock, at, sent_at):
    complaint, staff = a_complaint(), a_staff_member()
    officer = an_officer(of=complaint.region)
    assign_complaint(complaint=complaint, to=OFFICER, officer=officer, by=staff)
    officer.postings.all().delete()
    clock.at = datetime.fromisoformat(at)

    return_complaints(officer=type(officer).objects.get(pk=officer.pk), by=staff)

    letter = OutgoingMail.objects.get()
    assert (letter.to, letter.next_try_at) == (staff.email, datetime.fromisoformat(sent_at))


@pytest.mark.parametrize("many", [1, 3])
def test_the_number_of_queries_does_not_grow_with_the_complaints(many, django_assert_num_queries):
    a_staff_member()
    for _number in range(many):
        a_complaint()

    with django_assert_num_queries(10):
        put_warnings()
