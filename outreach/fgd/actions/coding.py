"""Second coding of statements, blind to the first."""

from django.db import transaction

from outreach.fgd.rules import coding as rules
from outreach.models import Coding, FgdSession, Statement
from pmi_portal.audit.trail import record
from pmi_portal.editing.writing import conflict, refuse_if


@transaction.atomic
def code_statement(*, statement, theme, by):
    """Keep the theme a coder gave; each coder gives one, and it is never changed, only withdrawn."""
    FgdSession.objects.locked(statement.session_id)
    stored = Statement.objects.with_coder(by).get(pk=statement.pk)
    refuse_if(rules.why_not_code(stored, by))
    refuse_if(rules.why_not_theme(theme))
    coding = Coding.objects.create(statement=statement, coder=by, theme=theme, words=stored.words)
    # The theme stays out of the log, which other coders may read.
    record("statement.coded", about=statement, by=by, session=statement.session_id)
    return coding


@transaction.atomic
def withdraw_coding(*, coding, by):
    """Take back the theme a coder gave by mistake; that it was given stays in the log."""
    FgdSession.objects.locked(coding.statement.session_id)
    if not Coding.objects.filter(pk=coding.pk).exists():
        raise conflict()
    refuse_if(rules.why_not_withdraw(coding, by))
    record("statement.coding_withdrawn", about=coding.statement, by=by, session=coding.statement.session_id)
    coding.delete()
