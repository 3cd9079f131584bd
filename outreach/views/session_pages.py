"""What the page of a session shows; its statements are also a part that htmx asks for alone."""

from outreach import rules
from outreach.forms.statements import StatementForm
from outreach.timeline import session_timeline
from pmi_portal.accounts.permissions import Permission
from stakeholders.models import StakeholderGroup


def session_page(session, user, *, form):
    """Context of outreach/session_detail.html."""
    participations = session.participations.select_related("group", "institution")
    return statements_part(session, user, form=form) | {
        "participations": participations,
        "group_total": StakeholderGroup.objects.active().count(),
        "size_warning": rules.size_warning(session.attendance),
        "why_no_attendance": rules.why_not_record_attendance(session, rules.today_at(session)),
        "timeline": session_timeline(session),
    }


def statements_part(session, user, *, form):
    """Context of outreach/statements.html."""
    return {
        "session": session,
        "statements": session.statements.by_theme(),
        "may_edit": rules.may_edit(user, Permission.SESSIONS_EDIT, session.event.region_id),
        "why_no_statements": rules.why_not_record_statements(session, rules.today_at(session)),
        "form": form,
    }


def statement_form(session, user, *, chosen):
    """An empty form for who may fill it in; group and theme stay as chosen for the statement before."""
    if not rules.may_edit(user, Permission.SESSIONS_EDIT, session.event.region_id):
        return None
    return StatementForm(session=session, initial={name: chosen.get(name) for name in ("group", "theme")})
