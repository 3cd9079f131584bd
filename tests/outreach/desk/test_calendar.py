"""The calendar: a month as a page, and as an address that calendar programs read."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from icalendar import Calendar

from outreach.activities.actions import edit_activity
from outreach.desk.actions import create_feed
from outreach.desk.agenda import weeks_of
from outreach.fgd.actions.sessions import edit_event, edit_session
from outreach.models import CalendarFeed
from pmi_portal.audit.models import Event
from stakeholders.models import Posting
from tests.outreach.forms import words
from tests.outreach.places import saved_in_the_admin
from tests.support.racing import at_once
from tests.support.records import (
    a_district,
    a_region,
    a_session,
    a_staff_member,
    a_statement,
    an_activity,
    an_administrator,
    an_event,
    an_observer,
    an_officer,
    the_limits,
)

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


@pytest.fixture
def here():
    return a_region(name="Kupang", time_zone="Asia/Makassar")


@pytest.fixture
def officer(client, here):
    officer = an_officer(of=here)
    client.force_login(officer)
    return officer


def shown(client, query="?bulan=2024-05"):
    """{day: titles} of the page."""
    weeks = client.get(f"/kalender/{query}").context["weeks"]
    days = [pair for week in weeks for pair in week]
    return {day: [entry.title for entry in entries] for day, entries in days if entries}


def events_at(client, address):
    """{uid: event} of the calendar file."""
    answer = client.get(address)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    return {str(event["UID"]): event for event in Calendar.from_ical(answer.content).walk("VEVENT")}


def address_of(user, region=None):
    return f"/kalender/umpan/{create_feed(region=region, by=user)}.ics"


# The page


def test_a_month_shows_sessions_and_activities_on_their_days(client, officer, here):
    event = an_event(region=here, title="FGD layanan")
    a_session(event=event, title="Sesi 1", held_on=date(2024, 5, 6), starts_at=time(9))
    an_activity(region=here, title="Sosialisasi", held_on=date(2024, 5, 6))
    an_activity(region=here, title="Akhir bulan", held_on=date(2024, 5, 31))
    an_activity(region=here, title="Bulan lain", held_on=date(2024, 6, 1))

    assert shown(client) == {
        date(2024, 5, 6): ["FGD layanan: Sesi 1", "Sosialisasi"],
        date(2024, 5, 31): ["Akhir bulan"],
    }


def test_times_are_those_of_the_region(client, officer, here):
    a_session(region=here, held_on=date(2024, 5, 6), starts_at=time(9), ends_at=time(11))

    assert "FGD, 09.00–11.00 WITA, Kupang" in words(client.get("/kalender/?bulan=2024-05"))


def test_only_what_the_person_may_see_is_shown(client, officer, here):
    a_session(event=an_event(region=here, title="Milik kami"))
    a_session(event=an_event(title="Milik mereka"))
    an_activity(title="Sosialisasi mereka")

    assert shown(client) == {date(2024, 5, 6): ["Milik kami"]}


def test_who_sees_no_activities_sees_none_in_the_calendar(client, here):
    a_session(event=an_event(region=here, title="FGD"))
    an_activity(region=here)
    client.force_login(an_observer())

    assert shown(client) == {date(2024, 5, 6): ["FGD"]}


def test_the_calendar_is_filtered_by_region(client, here):
    a_session(event=an_event(region=here, title="Di sini"))
    a_session(event=an_event(title="Di sana"))
    client.force_login(a_staff_member())

    assert shown(client, f"?bulan=2024-05&region={here.code}") == {date(2024, 5, 6): ["Di sini"]}
    page = client.get(f"/kalender/?bulan=2024-05&region={here.code}")
    assert page.context["before"]["url"] == f"/kalender/?bulan=2024-04&region={here.code}"
    assert page.context["after"]["url"] == f"/kalender/?bulan=2024-06&region={here.code}"


@pytest.mark.parametrize(
    "query", ["", "?bulan=2024-13", "?bulan=9999-12", "?bulan=x", "?bulan=2024-05&region=0"]
)
def test_what_cannot_be_asked_for_shows_a_month_all_the_same(client, officer, query):
    page = client.get(f"/kalender/{query}").context

    if "region" in query:
        assert page["month"] == date(2024, 5, 1)
    else:  # of this person, whose day may be another one than that of the office in Jakarta
        assert f"bulan={page['month']:%Y-%m}" in page["this_month_url"]


def test_today_is_marked_with_a_word(client, officer):
    assert words(client.get("/kalender/")).count("hari ini") == 1
    assert "hari ini" not in words(client.get("/kalender/?bulan=2024-05"))


def test_a_cancelled_activity_says_so(client, officer, here):
    an_activity(region=here, status="cancelled")

    assert "dibatalkan" in words(client.get("/kalender/?bulan=2024-05"))


def test_an_empty_month_says_so(client, officer):
    page = words(client.get("/kalender/?bulan=2024-05"))

    assert "Tidak ada sesi FGD atau kegiatan sosialisasi pada bulan ini." in page


def test_weeks_begin_on_monday_and_hold_every_day_once():
    for month in (date(2026, 2, 1), date(2024, 2, 1), date(2026, 11, 1)):
        weeks = weeks_of(month)
        days = [day for week in weeks for day in week if day]
        assert {len(week) for week in weeks} == {7}
        assert days == [month + timedelta(days=number) for number in range(len(days))]
        assert (days[-1] + timedelta(days=1)).day == 1
        assert all(day.weekday() == place for week in weeks for place, day in enumerate(week) if day)


def test_the_page_takes_as_many_queries_for_three_records_as_for_one(client, here):
    client.force_login(a_staff_member())

    def queries():
        with CaptureQueriesContext(connection) as captured:
            client.get("/kalender/?bulan=2024-05")
        return len(captured)

    a_session(region=here)
    an_activity(region=here)
    queries()
    before = queries()
    for _time in range(2):
        a_session()
        an_activity()
    assert queries() == before


# The address


def test_an_address_is_shown_once_and_only_its_digest_is_kept(client, officer, here):
    answer = client.post("/kalender/alamat/", {"region": here.pk})

    assert f"{here}: berisi kegiatan yang boleh Anda lihat" in words(answer)
    assert "berisi kegiatan yang boleh Anda lihat" in words(client.get("/kalender/"))
    address = answer.context["address"]
    token = address.removeprefix("http://testserver/kalender/umpan/").removesuffix(".ics")
    feed = CalendarFeed.objects.get()
    assert (feed.user, feed.region) == (officer, here)
    assert len(token) == 43
    assert token not in str(CalendarFeed.objects.values())
    assert token not in client.get("/kalender/").content.decode()
    event = Event.objects.get()
    assert (event.action, event.actor, event.detail) == (
        "calendar_feed.created",
        officer,
        {"region": here.code},
    )


def test_the_address_opens_without_signing_in(client, officer, here):
    a_session(region=here, held_on=TODAY)
    address = address_of(officer)
    client.logout()

    assert len(events_at(client, address)) == 1
    assert client.get(address).headers["Cache-Control"] == "no-cache, private"


def test_a_session_is_told_with_its_zone_and_a_lasting_identity(client, officer, here):
    event = an_event(region=here, title="FGD; layanan, PMI")
    session = a_session(event=event, held_on=TODAY, starts_at=time(9), ends_at=time(11), venue="Balai")

    told = events_at(client, address_of(officer))[f"sesi-{session.pk}@portal-pmi"]

    zone = ZoneInfo("Asia/Makassar")
    assert told.decoded("DTSTART") == datetime.combine(TODAY, time(9), tzinfo=zone)
    assert told.decoded("DTEND") == datetime.combine(TODAY, time(11), tzinfo=zone)
    assert told["DTSTART"].params["TZID"] == "Asia/Makassar"
    assert (str(told["SUMMARY"]), str(told["LOCATION"])) == ("FGD: FGD; layanan, PMI", "Balai, Kupang")
    assert str(told["URL"]) == f"http://testserver/fgd/{session.pk}/"


def test_a_day_without_an_hour_is_a_whole_day(client, officer, here):
    session, activity = a_session(region=here, held_on=TODAY), an_activity(region=here, held_on=TODAY)

    events = events_at(client, address_of(officer))

    for uid in (f"sesi-{session.pk}@portal-pmi", f"kegiatan-{activity.pk}@portal-pmi"):
        assert (events[uid].decoded("DTSTART"), events[uid].decoded("DTEND")) == (
            TODAY,
            TODAY + timedelta(days=1),
        )


@pytest.mark.parametrize(
    ("status", "told"), [("planned", "TENTATIVE"), ("held", "CONFIRMED"), ("cancelled", "CANCELLED")]
)
def test_the_status_of_an_activity_is_told(client, officer, here, status, told):
    activity = an_activity(region=here, held_on=TODAY, status=status, sequence=2, village="Baumata")

    event = events_at(client, address_of(officer))[f"kegiatan-{activity.pk}@portal-pmi"]

    assert (str(event["STATUS"]), event["SEQUENCE"]) == (told, 2)
    assert str(event["LOCATION"]).startswith("Baumata")


@pytest.mark.parametrize(
    ("called_off", "told"), [("", "CONFIRMED"), ("postponed", "CANCELLED"), ("cancelled", "CANCELLED")]
)
def test_a_session_that_was_called_off_is_cancelled_in_calendars_and_marked_on_the_page(
    client, officer, here, called_off, told
):
    reason = "Balai desa banjir." if called_off else ""
    session = a_session(region=here, held_on=TODAY, called_off=called_off, called_off_reason=reason)

    assert str(events_at(client, address_of(officer))[uid_of(session)]["STATUS"]) == told
    entries = client.get(f"/kalender/?bulan={TODAY:%Y-%m}").context["weeks"]
    [entry] = [entry for week in entries for _day, day_entries in week for entry in day_entries]
    assert entry.off == {"": "", "postponed": "ditunda", "cancelled": "dibatalkan"}[called_off]


def uid_of(session):
    return f"sesi-{session.pk}@portal-pmi"


def edited(record, **changes):
    """A copy of the record as it is stored, with changes, ready for an action."""
    record = type(record).objects.get(pk=record.pk)
    for name, value in changes.items():
        setattr(record, name, value)
    return record


@pytest.mark.parametrize(
    ("change", "rises"),
    [
        ({"title": "Sesi 2"}, 1),
        ({"venue": "Aula"}, 1),
        ({"held_on": date(2024, 5, 7)}, 1),
        ({"starts_at": time(10)}, 1),
        ({"ends_at": time(12)}, 1),
        ({"called_off": "cancelled", "called_off_reason": "Banjir."}, 1),
        ({"agenda": "Pembukaan"}, 0),
        ({"setting": "Balai terbuka"}, 0),
    ],
)
def test_the_number_rises_when_what_a_calendar_shows_of_a_session_changes(
    client, officer, here, change, rises
):
    session = a_session(region=here, starts_at=time(9), ends_at=time(11))

    edit_session(session=edited(session, **change), by=a_staff_member())

    session.refresh_from_db()
    assert session.sequence == rises


def test_the_number_rises_for_each_session_when_its_event_changes_title_or_district(client, officer, here):
    event = an_event(region=here)
    sessions = [a_session(event=event), a_session(event=event)]
    other = a_session(region=here)

    for change in ({"title": "FGD lain"}, {"district": a_district(region=here)}, {"note": "Catatan"}):
        edit_event(event=edited(event, **change), by=a_staff_member())

    for session in (*sessions, other):
        session.refresh_from_db()
    assert [session.sequence for session in (*sessions, other)] == [2, 2, 0]


def test_the_number_of_an_activity_rises_with_what_a_calendar_shows(client, officer, here):
    activity = an_activity(region=here)
    told = {"topics": [], "audience": {}, "by": officer}

    edit_activity(activity=edited(activity, title="Lain"), **told)
    edit_activity(activity=edited(activity, status="cancelled"), **told)
    edit_activity(activity=edited(activity, note="Catatan"), **told)

    activity.refresh_from_db()
    assert activity.sequence == 2


@pytest.mark.parametrize("change", [{"name": "Kab. Baru"}, {"time_zone": "Asia/Jayapura"}])
def test_the_numbers_rise_when_the_district_they_are_in_is_corrected(client, here, change):
    the_limits()
    client.force_login(an_administrator())
    there, elsewhere = a_district(region=here, name="Kab. Lama"), a_district(region=here)
    told = [a_session(event=an_event(region=here, district=one)) for one in (there, elsewhere)]
    held = [an_activity(region=here, district=one) for one in (there, elsewhere)]

    saved_in_the_admin(client, there, **change)
    saved_in_the_admin(client, there, population=120_000)

    for one in (*told, *held):
        one.refresh_from_db()
    assert [one.sequence for one in told] == [1, 0]
    assert [one.sequence for one in held] == [1 if "name" in change else 0, 0]


def test_the_numbers_rise_when_a_region_is_renamed_for_what_shows_its_name(client, here):
    the_limits()
    client.force_login(an_administrator())
    shown, hidden = (
        a_session(region=here),
        a_session(event=an_event(region=here, district=a_district(region=here))),
    )
    other = a_session()

    saved_in_the_admin(client, here, name="Wilayah Baru")

    for one in (shown, hidden, other):
        one.refresh_from_db()
    assert [one.sequence for one in (shown, hidden, other)] == [1, 0, 0]


def test_an_unchanged_calendar_is_not_sent_twice(client, officer, here):
    session = a_session(region=here, held_on=TODAY)
    address = address_of(officer)
    first = client.get(address)
    event = events_at(client, address)[uid_of(session)]
    assert (event.decoded("LAST-MODIFIED"), event.decoded("DTSTAMP")) == (
        session.announced_at.replace(microsecond=0),
        session.announced_at.replace(microsecond=0),
    )
    assert b"REFRESH-INTERVAL;VALUE=DURATION:PT6H" in first.content

    again = client.get(address, HTTP_IF_NONE_MATCH=first.headers["ETag"])
    assert (again.status_code, again.content) == (304, b"")

    edit_session(session=edited(session, venue="Aula"), by=a_staff_member())
    assert client.get(address, HTTP_IF_NONE_MATCH=first.headers["ETag"]).status_code == 200


def test_a_session_over_midnight_ends_on_the_next_day(client, officer, here):
    late = a_session(region=here, held_on=TODAY, starts_at=time(22), ends_at=time(0, 30))
    to_the_stroke = a_session(region=here, held_on=TODAY, starts_at=time(20), ends_at=time(0))

    events = events_at(client, address_of(officer))

    zone, tomorrow = ZoneInfo("Asia/Makassar"), TODAY + timedelta(days=1)
    ends = [events[uid_of(one)].decoded("DTEND") for one in (late, to_the_stroke)]
    assert ends == [datetime.combine(tomorrow, at, tzinfo=zone) for at in (time(0, 30), time(0))]


def test_no_word_of_what_was_said_leaves_by_the_address(client, officer, here):
    session = a_session(region=here, held_on=TODAY, conclusions="Kesimpulan rahasia", agenda="Agenda rahasia")
    said = a_statement(session=session)

    file = client.get(address_of(officer)).content.decode()

    assert [text for text in (said.text, session.conclusions, session.agenda) if text in file] == []


def test_the_address_shows_what_its_person_may_see_now(client, officer, here):
    there = a_region()
    ours, theirs = an_activity(region=here, held_on=TODAY), an_activity(region=there, held_on=TODAY)
    address = address_of(officer)
    assert list(events_at(client, address)) == [f"kegiatan-{ours.pk}@portal-pmi"]

    Posting.objects.filter(user=officer).update(region=there)

    assert list(events_at(client, address)) == [f"kegiatan-{theirs.pk}@portal-pmi"]


def test_the_address_of_a_region_shows_that_region_only(client, here):
    staff = a_staff_member()
    ours = an_activity(region=here, held_on=TODAY)
    an_activity(held_on=TODAY)

    assert list(events_at(client, address_of(staff, here))) == [f"kegiatan-{ours.pk}@portal-pmi"]


def test_the_address_tells_a_year_back_and_two_ahead(client, officer, here):
    for days in (-370, 740):
        an_activity(region=here, held_on=TODAY + timedelta(days=days))
    told = {an_activity(region=here, held_on=TODAY + timedelta(days=days)) for days in (-360, 720)}

    assert events_at(client, address_of(officer)).keys() == {f"kegiatan-{one.pk}@portal-pmi" for one in told}


def test_of_very_many_the_address_tells_what_comes_first_and_then_the_latest(
    client, officer, here, monkeypatch
):
    monkeypatch.setattr("outreach.desk.feeds.MOST", 3)
    sessions = [a_session(region=here, held_on=TODAY - timedelta(days=days)) for days in (3, 1, 2, -700, 0)]
    activities = [an_activity(region=here, held_on=TODAY + timedelta(days=days)) for days in (5, 6, 4, 3, -1)]

    told = [f"sesi-{sessions[number].pk}" for number in (1, 3, 4)]
    told += [f"kegiatan-{activities[number].pk}" for number in (0, 2, 3)]
    assert events_at(client, address_of(officer)).keys() == {f"{name}@portal-pmi" for name in told}


def test_a_wrong_or_withdrawn_address_and_one_of_a_closed_account_are_not_found(client, officer):
    address = address_of(officer)
    feed = CalendarFeed.objects.get()
    assert client.get(address.replace(".ics", "x.ics")).status_code == 404

    officer.is_active = False
    officer.save()
    assert client.get(address).status_code == 404

    officer.is_active = True
    officer.save()
    client.force_login(officer)
    assert client.get(address).status_code == 200
    assert client.post(f"/kalender/alamat/{feed.pk}/cabut/").url == "/kalender/"
    assert client.get(address).status_code == 404
    assert Event.objects.filter(action="calendar_feed.withdrawn", actor=officer).count() == 1


def test_an_account_without_its_second_factor_reads_nothing(client, officer, settings):
    address = address_of(officer)
    settings.MFA_REQUIRED_ROLES = ["regional_officer"]

    assert client.get(address).status_code == 404


def test_nobody_withdraws_the_address_of_another(client, officer):
    create_feed(region=None, by=a_staff_member())
    feed = CalendarFeed.objects.get()

    assert client.post(f"/kalender/alamat/{feed.pk}/cabut/").status_code == 404
    assert CalendarFeed.objects.count() == 1


def test_asking_before_withdrawing_withdraws_nothing(client, officer):
    create_feed(region=None, by=officer)
    feed = CalendarFeed.objects.get()

    assert client.get(f"/kalender/alamat/{feed.pk}/cabut/").status_code == 200
    assert CalendarFeed.objects.count() == 1


@pytest.mark.parametrize("everywhere", [True, False])
def test_a_person_has_one_address_for_a_region(client, officer, here, everywhere):
    region = None if everywhere else here
    create_feed(region=region, by=officer)

    answer = client.post("/kalender/alamat/", {"region": "" if everywhere else here.pk})

    assert answer.status_code == 422
    assert "sudah ada" in words(answer)
    with pytest.raises(ValidationError, match="sudah ada"):
        create_feed(region=region, by=officer)
    with pytest.raises(IntegrityError), transaction.atomic():
        CalendarFeed.objects.create(user=officer, region=region, token_digest="x")


def test_an_address_withdrawn_in_the_same_moment_hands_out_no_token_that_opens_nothing(officer, monkeypatch):
    create_feed(region=None, by=officer)
    monkeypatch.setattr("outreach.desk.rules.why_not_feed", lambda user, region: None)

    with pytest.raises(ValidationError):
        create_feed(region=None, by=officer)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("everywhere", [True, False])
def test_who_asks_twice_at_the_same_moment_gets_one_address(here, everywhere):
    officer = an_officer(of=here)
    browsers = [Client(), Client(), Client()]
    for browser in browsers:
        browser.force_login(officer)
    asked = {"region": "" if everywhere else here.pk}

    answers = at_once(lambda browser: browser.post("/kalender/alamat/", asked).status_code, browsers)

    assert sorted(answers) == [200, 422, 422]
    assert CalendarFeed.objects.count() == 1


def test_an_address_for_a_region_of_others_is_refused(client, officer):
    answer = client.post("/kalender/alamat/", {"region": a_region().pk})

    assert (answer.status_code, CalendarFeed.objects.count()) == (422, 0)


def test_the_address_takes_as_many_queries_for_three_records_as_for_one(client, here):
    address = address_of(a_staff_member())

    def queries():
        with CaptureQueriesContext(connection) as captured:
            client.get(address)
        return len(captured)

    a_session(region=here, held_on=TODAY)
    an_activity(region=here, held_on=TODAY)
    before = queries()
    for _time in range(2):
        a_session(held_on=TODAY, starts_at=time(9))
        an_activity(held_on=TODAY)
    assert queries() == before
