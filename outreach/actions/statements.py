"""Recording of what was said in a session."""

from copy import copy

from django.db import transaction

from outreach import rules
from outreach.models import FgdSession
from outreach.writing import refuse_if, save_record
from pmi_portal.audit.trail import record


@transaction.atomic
def record_statement(*, statement, by):
    """Add a statement to its session; the group that spoke was there, so it is marked present."""
    _save(statement, by)
    record("statement.recorded", about=statement, by=by, session=statement.session_id)
    return statement


@transaction.atomic
def edit_statement(*, statement, by):
    _save(statement, by)
    record("statement.edited", about=statement, by=by, session=statement.session_id)
    return statement


@transaction.atomic
def delete_statement(*, statement, by):
    FgdSession.objects.locked(statement.session_id)
    # Rows before the audit log, as in every action, so that two writers cannot wait crosswise.
    gone = copy(statement)
    statement._history_user = by
    statement.delete()
    record("statement.deleted", about=gone, by=by, session=gone.session_id)


def _save(statement, by):
    session = statement.session
    FgdSession.objects.locked(session.pk)
    refuse_if(rules.why_not_record_statements(session, rules.today_at(session)))
    refuse_if(rules.why_not_text(statement.text))
    save_record(statement, by)
    if not session.participations.filter(group_id=statement.group_id).exists():
        session.participations.create(group_id=statement.group_id)
