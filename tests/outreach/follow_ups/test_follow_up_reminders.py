"""The reminders: who is told what, when again, once a day however often the timer runs."""

import json
from datetime import UTC, date, datetime, timedelta
from io import StringIO

import pytest
from django.core import mail
from django.core.management import call_command
from django.utils import timezone

from outreach.follow_ups.actions.reminders import put_reminders
from outreach.follow_ups.reminders import digests
from outreach.models import FollowUp
from pmi_portal.outbox.models import OutgoingMail
from tests.support.racing import at_once
from tests.support.records import (
    a_board_member,
    a_complaint,
    a_contact,
    a_follow_up,
    a_holiday,
    a_region,
    a_staff_member,
    an_administrator,
    an_institution,
    an_observer,
    an_officer,
)

pytestmark = pytest.mark.django_db

NOON = datetime(2024, 6, 10, 5, 0, tzinfo=UTC)  # 12.00 WIB
TODAY = NOON.date()


@pytest.fixture(autouse=True)
def clock(monkeypatch, settings):
    """The time it is; `clock.at = ...` moves it."""
    settings.PORTAL_URL = "https://portal.example.go.id"

    class Clock:
        at = NOON

    monkeypatch.setattr(timezone, "now", lambda: Clock.at)
    return Clock


def due(days, **fields):
    """A follow-up due so many days from the first day of the test."""
    return a_follow_up(due_on=TODAY + timedelta(days=days), **fields)


def remind(**options):
    """Exit status and counts of a run."""
    told, status = StringIO(), 0
    try:
        call_command("remind_follow_ups", json=True, stdout=told, **options)
    except SystemExit as ended:
        status = ended.code
    return status, json.loads(told.getvalue())


def test_officers_of_the_region_and_national_staff_are_told_of_theirs_and_nobody_else():
    here, there = a_region(), a_region()
    ours, theirs = due(3, region=here), due(3, region=there)
    staff, officer = a_staff_member(), an_officer(of=here)
    for other in (an_administrator, a_board_member, an_observer):
        other()
    an_officer(of=a_region())
    a_staff_member(is_active=False)

    found = {digest.to: digest.follow_ups for digest in digests()}

    assert found == {staff.email: [ours, theirs], officer.email: [ours]}


def test_the_person_in_charge_is_told_where_an_address_is_known_and_nobody_twice():
    region = a_region()
    officer = an_officer(of=region)
    office = an_institution(region=region)
    reachable = a_contact(institution=office, email="kasi@dinas.example")
    mine = due(1, region=region, institution=office, contact=reachable)
    due(1, region=region, contact=a_contact(email=""))
    due(1, region=region, contact=a_contact(email="lama@dinas.example", active=False))
    due(1, region=region, contact=a_contact(email=officer.email.upper()))

    found = {digest.to: len(digest.follow_ups) for digest in digests()}

    assert found == {officer.email: 4, "kasi@dinas.example": 1}
    assert [digest.follow_ups for digest in digests() if digest.to == "kasi@dinas.example"] == [[mine]]


def test_only_what_is_open_and_due_within_a_week_or_late_is_told():
    a_staff_member()
    told = [due(-400), due(-1), due(0), due(7)]
    due(8)
    due(-1, state="done", done_on=TODAY)
    due(-1, state="impossible")

    (digest,) = digests()

    assert digest.follow_ups == told


def test_one_mail_a_day_however_often_the_timer_runs(clock):
    staff = a_staff_member()
    due(3)
    due(-2)

    assert remind() == (0, {"put": 1, "sent": 1, "postponed": 0, "failed": 0})
    for hours in (0, 1, 5):
        clock.at = NOON + timedelta(hours=hours)
        assert remind() == (0, {"put": 0, "sent": 0, "postponed": 0, "failed": 0})

    assert [one.to for one in mail.outbox] == [[staff.email]]
    assert OutgoingMail.objects.get().key == f"reminder:user-{staff.pk}:2024-06-10"


def test_it_is_told_a_week_ahead_on_the_day_and_then_every_seven_days(clock):
    a_staff_member()
    due(9)
    days = []
    for day in range(40):
        clock.at = NOON + timedelta(days=day)
        if remind()[1]["put"]:
            days.append(day - 9)

    assert days == [-7, 0, 1, 8, 15, 22, 29]


@pytest.mark.parametrize(
    ("zone", "at", "is_told"),
    [
        ("Asia/Jakarta", "2024-06-14T15:59+07:00", True),
        ("Asia/Jakarta", "2024-06-14T16:00+07:00", False),
        ("Asia/Jakarta", "2024-06-16T12:00+07:00", False),  # a Sunday
        ("Asia/Jakarta", "2024-06-17T12:00+07:00", False),  # a holiday
        ("Asia/Jakarta", "2024-06-18T07:59+07:00", False),
        ("Asia/Jakarta", "2024-06-18T08:00+07:00", True),
        ("Asia/Jayapura", "2024-06-18T06:00+07:00", True),
        ("Asia/Jayapura", "2024-06-18T14:00+07:00", False),
    ],
)
def test_mail_goes_out_on_working_days_in_the_office_hours_of_the_region(clock, zone, at, is_told):
    a_holiday(date=date(2024, 6, 17))
    region = a_region(time_zone=zone)
    an_officer(of=region)
    due(0, region=region)

    clock.at = datetime.fromisoformat(at)
    assert remind()[1]["put"] == is_told


def test_a_timer_that_is_due_on_a_sunday_mails_on_monday_morning(clock):
    a_staff_member()
    due(6)
    clock.at = datetime(2024, 6, 16, 1, tzinfo=UTC)
    sent_at = []
    for hour in range(48):
        if remind()[1]["put"]:
            sent_at.append(hour)
        clock.at += timedelta(hours=1)

    assert sent_at == [24]


def test_a_day_without_a_run_is_made_up_for(clock):
    a_staff_member()
    due(0)
    clock.at = NOON + timedelta(days=3)

    assert remind()[1]["put"] == 1


def test_a_moved_due_date_is_told_anew(clock):
    a_staff_member()
    follow_up = due(2)
    remind()
    FollowUp.objects.filter(pk=follow_up.pk).update(due_on=TODAY + timedelta(days=30))

    clock.at = NOON + timedelta(days=22)
    assert remind()[1]["put"] == 0
    clock.at = NOON + timedelta(days=23)
    assert remind()[1]["put"] == 1


def test_what_was_recorded_after_todays_mail_is_told_tomorrow(clock):
    a_staff_member()
    due(3)
    remind()
    late = due(-2)
    assert remind()[1]["put"] == 0

    clock.at = NOON + timedelta(days=1)

    assert remind()[1]["put"] == 1
    assert late.number in mail.outbox[-1].body


def test_the_mail_says_what_is_late_today_and_soon_with_whole_addresses(settings):
    region = a_region(name="Kupang")
    an_officer(of=region)
    office = an_institution(name="Dinas A & B", region=region)
    late = due(-5, region=region, institution=office, recommendation="Buka loket\njam istirahat " + "x" * 300)
    today, soon = due(0, region=region), due(7, region=region)

    remind()

    (letter,) = mail.outbox
    assert letter.subject == "Portal PMI: 3 tindak lanjut perlu perhatian"
    body = letter.body
    order = ["TERLAMBAT (1)", late.number, "BATAS WAKTU HARI INI (1)", today.number]
    order += ["BATAS WAKTU DALAM 7 HARI (1)", soon.number]
    assert sorted(order, key=body.index) == order
    assert f"{late.number}: terlambat 5 hari, batas waktunya 5 Juni 2024\nBuka loket jam istirahat x" in body
    assert "Dinas A & B (Kupang)" in body
    assert f"https://portal.example.go.id/tindak-lanjut/{late.pk}/" in body
    assert "https://portal.example.go.id/tindak-lanjut/batas-waktu/" in body
    assert "x" * 200 not in body


def test_who_cannot_sign_in_gets_no_addresses_but_is_told_whom_to_answer():
    office = an_institution(region=None)
    due(0, institution=office, contact=a_contact(institution=office, email="kasi@dinas.example"))

    remind()

    (letter,) = mail.outbox
    assert "https://" not in letter.body
    assert "Sampaikan kemajuannya kepada petugas KPKP" in letter.body


def test_nothing_of_a_complaint_goes_into_a_mail():
    a_staff_member()
    complaint = a_complaint(text="Dipukul majikan di Johor")
    follow_up = due(
        0, complaint=complaint, recommendation="Jemput korban di Johor", basis="Kesaksian keluarga"
    )

    remind()

    reminder, warning = (letter.body for letter in mail.outbox)
    assert follow_up.number in reminder
    assert complaint.number in warning
    for word in ("Johor", "korban", "Kesaksian", "majikan"):
        assert word not in reminder + warning


def test_a_long_list_is_cut_and_says_how_many_more():
    a_staff_member()
    region, office = a_region(), an_institution(region=None)
    for _number in range(53):
        due(-1, region=region, institution=office, basis="Temuan")

    remind()

    assert mail.outbox[0].body.count("terlambat 1 hari") == 50
    assert "... dan 3 lainnya." in mail.outbox[0].body


def test_days_are_those_of_the_region(clock, settings):
    settings.OFFICE_OPENS, settings.OFFICE_CLOSES = 0, 24
    clock.at = datetime(2024, 6, 10, 15, 30, tzinfo=UTC)  # 22.30 WIB and already 11 June in Jayapura
    a_staff_member()
    a_follow_up(region=a_region(time_zone="Asia/Jayapura"), due_on=TODAY)

    remind()

    assert "terlambat 1 hari" in mail.outbox[0].body


def test_a_dry_run_tells_and_writes_nothing():
    a_staff_member()
    due(0)
    due(2)

    assert remind(dry_run=True) == (0, {"would_put": 1, "follow_ups": 2, "complaints": 0})
    assert (OutgoingMail.objects.count(), len(mail.outbox)) == (0, 0)
    assert FollowUp.objects.filter(reminded_on=None).count() == 2

    remind()
    assert remind(dry_run=True) == (0, {"would_put": 0, "follow_ups": 0, "complaints": 0})


def test_a_mail_server_that_does_not_answer_ends_with_1_and_the_mail_waits(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9  # nobody listens there
    a_staff_member()
    due(0)

    assert remind() == (1, {"put": 1, "sent": 0, "postponed": 1, "failed": 0})
    assert OutgoingMail.objects.get().state == "waiting"


def test_plain_counts_are_printed_for_people():
    told = StringIO()

    call_command("remind_follow_ups", stdout=told)

    assert told.getvalue() == "put: 0\nsent: 0\npostponed: 0\nfailed: 0\n"


def test_the_mail_is_indonesian_whatever_the_language_of_who_starts_the_run():
    from django.utils.translation import override

    a_staff_member()
    due(0)

    with override("en"):
        put_reminders()

    assert "BATAS WAKTU HARI INI" in OutgoingMail.objects.get().body


@pytest.mark.django_db(transaction=True)
def test_three_timers_at_once_remind_each_person_once():
    people = sorted(a_staff_member().email for _number in range(5))
    due(0)

    at_once(lambda _timer: call_command("remind_follow_ups", stdout=StringIO()), range(3))

    assert sorted(one.to[0] for one in mail.outbox) == people
