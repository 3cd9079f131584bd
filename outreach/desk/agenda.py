"""What is on in a span of days: FGD sessions and outreach activities that a person may see."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from outreach.models import FgdSession, OutreachActivity
from pmi_portal.words.formats import show_time_range

MONDAY_TO_SUNDAY = 7


@dataclass(frozen=True)
class Entry:
    """One thing in the calendar; `kind` is “fgd” or “activity”."""

    day: date
    kind: str
    title: str
    time: str
    place: str
    url: str
    is_sample: bool
    off: str = ""  # why it does not take place then: postponed or cancelled


def sessions_between(user, region, first, last):
    """Sessions on these days that this person may see, of one region or, with none, of all."""
    sessions = FgdSession.objects.visible_to(user).filter(held_on__range=(first, last))
    if region:
        sessions = sessions.filter(event__region=region)
    return sessions.with_place().order_by("held_on", "starts_at", "pk")


def activities_between(user, region, first, last):
    activities = OutreachActivity.objects.visible_to(user).filter(held_on__range=(first, last))
    if region:
        activities = activities.filter(region=region)
    return activities.select_related("region", "district").order_by("held_on", "pk")


def weeks_of(month):
    """The weeks of a month, from Monday; a day of another month is None. `month` is its first day."""
    blank = month.weekday()
    length = (next_month(month) - month).days
    days = [None] * blank + [month + timedelta(days=number) for number in range(length)]
    days += [None] * (-len(days) % MONDAY_TO_SUNDAY)
    return [days[start : start + MONDAY_TO_SUNDAY] for start in range(0, len(days), MONDAY_TO_SUNDAY)]


def next_month(month):
    return (month + timedelta(days=31)).replace(day=1)


def month_before(month):
    return (month - timedelta(days=1)).replace(day=1)


def entries_of(user, region, month):
    """{day: entries} of a month, sessions before activities."""
    first, last = month, next_month(month) - timedelta(days=1)
    found = {}
    for session in sessions_between(user, region, first, last):
        found.setdefault(session.held_on, []).append(_of_session(session))
    for activity in activities_between(user, region, first, last):
        found.setdefault(activity.held_on, []).append(_of_activity(activity))
    return found


def _of_session(session):
    return Entry(
        day=session.held_on,
        kind="fgd",
        title=session_title(session),
        time=show_time_range(session.starts, session.ends, session.zone) if session.starts_at else "",
        place=str(session.event.district or session.event.region),
        url=session.get_absolute_url(),
        is_sample=session.event.is_sample,
        off=session.get_called_off_display(),
    )


def _of_activity(activity):
    return Entry(
        day=activity.held_on,
        kind="activity",
        title=activity.title,
        time="",
        place=place_of(activity),
        url=activity.get_absolute_url(),
        is_sample=activity.is_sample,
        off=activity.get_status_display() if activity.status == OutreachActivity.Status.CANCELLED else "",
    )


def session_title(session):
    if not session.title:
        return session.event.title
    return _("%(event)s: %(session)s") % {"event": session.event.title, "session": session.title}


def place_of(activity):
    return ", ".join(filter(None, [activity.village, str(activity.district or activity.region)]))
