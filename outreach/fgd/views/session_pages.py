"""What the page of a session shows."""

from django.utils.translation import gettext as _

from outreach.fgd.rules import sessions as rules
from outreach.fgd.rules import sittings
from outreach.fgd.rules.completeness import Sitting
from outreach.fgd.timeline import session_timeline
from outreach.fgd.views.completeness import meter
from outreach.fgd.views.moved import complaints_before_the_day, papers_with_another_day
from outreach.fgd.views.notes import rights_over_statements
from outreach.ground import rules as ground
from outreach.models import Coding, Invitation
from outreach.models.participations import COUNTED
from outreach.papers.views.attachments import attachments_part
from pmi_portal.words.formats import show_date

AWAY = (Invitation.Answer.REFUSED, Invitation.Answer.NO_SHOW)


def session_page(session, user):
    """Context of outreach/fgd/session_detail.html."""
    statements = list(session.statements.by_theme())
    codings = _codings(statements)
    sitting = _sitting(session, statements, codings)
    return (rights_over_statements(session, user) | attachments_part(session, user)) | {
        "session": session,
        "statements": statements,
        "team": sitting.team,
        "participations": sitting.participations,
        "totals": {name: _sum(sitting.participations, name) for name in COUNTED},
        "size_warning": rules.size_warning(session.attendance),
        **_reasons(session, sitting.today),
        "old_papers": papers_with_another_day(session),
        "early_complaints": complaints_before_the_day(session, user),
        "invitations": sitting.invitations,
        "away": [one for one in sitting.invitations if one.answer in AWAY or one.absent],
        "points": session.points.select_related("question"),
        "coded_twice": sitting.coded_twice,
        "coded_otherwise": len({one.statement_id for one in codings if one.is_of_other_words}),
        "completeness": meter(sitting),
        "timeline": session_timeline(session),
    }


def _reasons(session, today):
    """Why each of the parts cannot be filled in now; None for those that can."""
    return {
        "why_no_attendance": rules.why_not_record_attendance(session, today),
        "why_no_statements": rules.why_not_record_statements(session, today),
        "why_no_points": sittings.why_not_record_points(session, today),
        "why_no_outcome": sittings.why_not_record_outcome(session, today),
        "why_no_documents": sittings.why_not_document(session, today),
    }


def what_next(session):
    """What to do with a session that was just written down."""
    if session.held_on > ground.today_at(session):
        return _("Siapkan tim, undangan, dan panduannya sebelum %(day)s.") % {
            "day": show_date(session.held_on)
        }
    return _("Isi kehadiran dan pernyataannya.")


def _codings(statements):
    """The second codings of these statements, each with the very statement of the page."""
    by_key = {statement.pk: statement for statement in statements}
    codings = list(Coding.objects.filter(statement__in=by_key))
    for coding in codings:
        coding.statement = by_key[coding.statement_id]
    return codings


def _sitting(session, statements, codings):
    return Sitting(
        session=session,
        team=list(session.team.all()),
        invitations=_named(session.invitations),
        participations=_named(session.participations),
        statements=statements,
        coded_twice=len({one.statement_id for one in codings}),
        today=ground.today_at(session),
    )


def _named(rows):
    """The rows of a session with their group and institution, and what these were called before."""
    names = ("group__former_names", "institution__former_names")
    return list(rows.select_related("group", "institution").prefetch_related(*names))


def _sum(participations, name):
    """The people of that kind in the lines where they were counted, or None."""
    known = [number for one in participations if (number := getattr(one, name)) is not None]
    return sum(known) if known else None
