"""The history of a session with its attendance and its statements."""

from django.utils.translation import gettext as _

from outreach.models import Statement
from pmi_portal.audit.models import Event
from pmi_portal.history import MOST_ROWS, Entry, gathered, name_of, versions


def session_timeline(session):
    return gathered([*versions(session), *_attendances(session), *_statements(session)])


def _attendances(session):
    events = Event.objects.about(session).filter(action="session.attendance_recorded")
    for event in events.select_related("actor")[:MOST_ROWS]:
        what = _("Kehadiran dicatat: %(groups)s kelompok") % {"groups": event.detail.get("groups")}
        yield Entry(event.at, name_of(event.actor), what)


def _statements(session):
    deeds = {
        "+": _("Pernyataan dicatat"),
        "~": _("Pernyataan diubah"),
        "-": _("Pernyataan dihapus"),
    }
    rows = Statement.history.filter(session_id=session.pk).select_related("history_user")
    for row in rows[:MOST_ROWS]:
        yield Entry(row.history_date, name_of(row.history_user), deeds[row.history_type])
