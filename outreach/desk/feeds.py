"""The events of a region as an iCalendar file: times and places only, never a word of what was said.

The same records make the same bytes, so that a calendar program can ask whether anything has changed.
"""

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _
from icalendar import Calendar, Event, vDuration

from outreach.desk.agenda import activities_between, place_of, session_title, sessions_between
from outreach.models import OutreachActivity
from outreach.papers.documents.words import clean

DAYS_BACK, DAYS_AHEAD = 365, 731
REFRESHED = timedelta(hours=6)
MOST = 1_000  # of sessions, and of activities: a file that calendar programs read within a second
STATUS = {
    OutreachActivity.Status.PLANNED: "TENTATIVE",
    OutreachActivity.Status.HELD: "CONFIRMED",
    OutreachActivity.Status.CANCELLED: "CANCELLED",
}


def calendar_file(user, region, *, absolute):
    """The iCalendar file, as bytes, of what this person may see now; `absolute` makes an address whole."""
    today = timezone.localdate()
    calendar = Calendar()
    calendar.add("prodid", "-//BPJS Ketenagakerjaan//Portal PMI//ID")
    calendar.add("version", "2.0")
    for name in ("refresh-interval", "x-published-ttl"):
        calendar.add(name, vDuration(REFRESHED), parameters={"VALUE": "DURATION"})
    calendar.add("x-wr-calname", clean(str(region or _("Portal PMI: semua wilayah"))))
    calendar.add(
        "x-wr-caldesc",
        _("Paling banyak %(n)s sesi dan %(n)s sosialisasi; yang akan datang didahulukan.") % {"n": MOST},
    )
    for session in _nearest(sessions_between, user, region, today):
        calendar.add_component(_of_session(session, absolute))
    for activity in _nearest(activities_between, user, region, today):
        calendar.add_component(_of_activity(activity, absolute))
    calendar.add_missing_timezones()
    return calendar.to_ical()


def _nearest(between, user, region, today):
    """What comes from today on, the soonest first, and up to the limit the latest of the past."""
    coming = list(between(user, region, today, today + timedelta(days=DAYS_AHEAD))[:MOST])
    past = between(user, region, today - timedelta(days=DAYS_BACK), today - timedelta(days=1))
    return coming + list(past.reverse()[: MOST - len(coming)])


def _of_session(session, absolute):
    event = _event(session, f"sesi-{session.pk}", absolute, is_sample=session.event.is_sample)
    event.add("summary", clean(f"FGD: {session_title(session)}"))
    event.add("location", clean(f"{session.venue}, {session.event.district or session.event.region}"))
    if session.starts_at:
        event.add("dtstart", session.starts)
        if session.ends_at:
            event.add("dtend", session.ends)
    else:
        _whole_day(event, session.held_on)
    # What is postponed has no day: it leaves the calendar under its old one, and comes back under the new.
    event.add("status", "CANCELLED" if session.called_off else "CONFIRMED")
    return event


def _of_activity(activity, absolute):
    event = _event(activity, f"kegiatan-{activity.pk}", absolute, is_sample=activity.is_sample)
    event.add("summary", clean(_("Sosialisasi: %(title)s") % {"title": activity.title}))
    event.add("location", clean(place_of(activity)))
    _whole_day(event, activity.held_on)
    event.add("status", STATUS[activity.status])
    return event


def _event(record, name, absolute, *, is_sample):
    """What both have: an identity that never changes, and how often and when what is shown here changed."""
    event = Event()
    event.add("uid", f"{name}@portal-pmi")
    event.add("dtstamp", record.announced_at)
    event.add("last-modified", record.announced_at)
    event.add("sequence", record.sequence)
    event.add("url", absolute(record.get_absolute_url()))
    if is_sample:
        event.add("description", _("data contoh"))
    return event


def _whole_day(event, day):
    event.add("dtstart", day)
    event.add("dtend", day + timedelta(days=1))
