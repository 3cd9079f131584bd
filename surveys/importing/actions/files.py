"""The original of an import: opened by who may, for a reason that stays in the audit log."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from pmi_portal.audit.trail import record
from pmi_portal.editing.writing import refuse_if
from surveys.importing import beside, rules
from surveys.responses.rules import why_not_silent


@transaction.atomic
def open_original(*, batch, reason, by):
    """The original as an open file, for whoever asked to close; raises WrongKey where it does not open."""
    refuse_if(rules.why_not_open(batch, by=by))
    refuse_if(why_not_silent(reason))
    try:
        original = beside.opened(batch)
    except FileNotFoundError as error:
        raise ValidationError(
            _("Berkas ini tidak ditemukan di penyimpanan portal. Hubungi administrator.")
        ) from error
    record("import.opened", about=batch, by=by, reason=reason)
    return original
