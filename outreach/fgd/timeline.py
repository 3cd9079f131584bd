"""The history of a session with its attendance and its statements."""

from django.utils.translation import gettext as _

from outreach.models import Statement
from pmi_portal.audit.models import Event
from pmi_portal.editing.history import MOST_ROWS, Entry, gathered, name_of, versions


def session_timeline(session):
    return gathered([*versions(session), *_lists(session), *_statements(session)])


def _lists(session):
    """What was recorded around the session that has no history of its own."""
    deeds = {
        "session.attendance_recorded": _("Kehadiran dicatat: %(groups)s kelompok"),
        "session.team_recorded": _("Tim dicatat: %(people)s orang"),
        "session.invitations_recorded": _("Undangan dicatat: %(invitations)s"),
        "session.points_recorded": _("Pokok pembahasan dicatat: %(points)s"),
    }
    events = Event.objects.about(session).filter(action__in=deeds)
    for event in events.select_related("actor")[:MOST_ROWS]:
        yield Entry(event.at, name_of(event.actor), deeds[event.action] % event.detail)


def _statements(session):
    deeds = {
        "+": _("Pernyataan dicatat"),
        "~": _("Pernyataan diubah"),
        "-": _("Pernyataan dihapus"),
    }
    rows = Statement.history.filter(session_id=session.pk).select_related("history_user")
    for row in rows[:MOST_ROWS]:
        yield Entry(row.history_date, name_of(row.history_user), deeds[row.history_type])
