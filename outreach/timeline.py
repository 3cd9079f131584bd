"""The history of a record in words: who did what, when, newest first."""

from dataclasses import dataclass
from datetime import datetime
from itertools import groupby, pairwise

from django.utils import timezone
from django.utils.translation import gettext as _

from outreach.models import Statement
from pmi_portal.audit.models import Event

MOST_ENTRIES = 30
MOST_ROWS = 200


@dataclass(frozen=True)
class Entry:
    at: datetime
    who: str
    what: str
    times: int = 1


def record_timeline(record):
    """The history of one activity, event or session."""
    return _gathered(_versions(record))


def session_timeline(session):
    """The history of a session, its attendance and its statements."""
    return _gathered([*_versions(session), *_attendances(session), *_statements(session)])


def _gathered(entries):
    """Newest first; the same deed of the same person on the same day is told once, with its number."""
    entries = sorted(entries, key=lambda entry: entry.at, reverse=True)
    told = []
    for (_day, who, what), same in groupby(entries, key=_deed):
        same = list(same)
        told.append(Entry(same[0].at, who, what, len(same)))
    return told[:MOST_ENTRIES]


def _deed(entry):
    return timezone.localdate(entry.at), entry.who, entry.what


def _versions(record):
    rows = list(record.history.select_related("history_user")[: MOST_ROWS + 1])
    for newer, older in pairwise(rows):
        yield Entry(newer.history_date, _who(newer.history_user), _change(newer, older))
    if rows and len(rows) <= MOST_ROWS:
        yield Entry(rows[-1].history_date, _who(rows[-1].history_user), _("Dicatat"))


def _change(newer, older):
    fields = [field for field in newer.tracked_fields if not field.primary_key]
    changed = [
        str(field.verbose_name)
        for field in fields
        if getattr(newer, field.attname) != getattr(older, field.attname)
    ]
    return _("Diubah: %(fields)s") % {"fields": ", ".join(changed)} if changed else _("Disimpan ulang")


def _attendances(session):
    events = Event.objects.about(session).filter(action="session.attendance_recorded")
    for event in events.select_related("actor")[:MOST_ROWS]:
        what = _("Kehadiran dicatat: %(groups)s kelompok") % {"groups": event.detail.get("groups")}
        yield Entry(event.at, _who(event.actor), what)


def _statements(session):
    deeds = {
        "+": _("Pernyataan dicatat"),
        "~": _("Pernyataan diubah"),
        "-": _("Pernyataan dihapus"),
    }
    rows = Statement.history.filter(session_id=session.pk).select_related("history_user")
    for row in rows[:MOST_ROWS]:
        yield Entry(row.history_date, _who(row.history_user), deeds[row.history_type])


def _who(user):
    return str(user) if user else _("Sistem")
