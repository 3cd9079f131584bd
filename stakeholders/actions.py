"""Everything that writes institutions and contacts; each step is audited, without personal values."""

from django.core.exceptions import ValidationError
from django.db import transaction
from simple_history.utils import bulk_create_with_history, bulk_update_with_history

from pmi_portal.audit.trail import record
from stakeholders import rules
from stakeholders.models import Contact, Institution

# An update tries every row of its batch on every row, so its batches are small.
CREATED_AT_ONCE, CHANGED_AT_ONCE = 500, 100
# Stands in the history where former names changed, which have no history of their own.
FORMER_NAMES_CHANGED = "former_names"


@transaction.atomic
def save_institution(*, institution, former_names, by):
    """Write an institution and its former names; `former_names` is the valid formset of them."""
    _refuse_if(rules.why_not_district(institution.district, institution.region))
    action = "institution.edited" if institution.pk else "institution.created"
    if former_names.has_changed():
        institution._change_reason = FORMER_NAMES_CHANGED
    _save(institution, by)
    former_names.instance = institution
    former_names.save()
    record(action, about=institution, by=by)
    return institution


@transaction.atomic
def save_contact(*, contact, by):
    _refuse_if(rules.why_not_institution(contact.institution, contact.region))
    action = "contact.edited" if contact.pk else "contact.created"
    _save(contact, by)
    record(action, about=contact, by=by)
    return contact


@transaction.atomic
def import_institutions(*, created, changed, fields, by):
    """Write new institutions and the `fields` of changed ones, all or none, with history."""
    for institution in [*created, *changed]:
        _refuse_if(rules.why_not_district(institution.district, institution.region))
    _write_all(Institution, created, changed, fields, by)
    record("institutions.imported", by=by, created=len(created), changed=len(changed))


@transaction.atomic
def import_contacts(*, created, changed, fields, by):
    """Write new contacts and the `fields` of changed ones, all or none, with history."""
    for contact in [*created, *changed]:
        _refuse_if(rules.why_not_institution(contact.institution, contact.region))
    _write_all(Contact, created, changed, fields, by)
    record("contacts.imported", by=by, created=len(created), changed=len(changed))


def export_register(*, model, rows, form, by):
    """Note that somebody took records out of the portal; `form` is the kind of file."""
    record(f"{model._meta.model_name}s.exported", by=by, rows=rows, form=form)


def _write_all(model, created, changed, fields, by):
    for row in [*created, *changed]:
        _refuse_if(rules.why_not_write(row, by, may=rules.may_import))
    if created:
        bulk_create_with_history(created, model, batch_size=CREATED_AT_ONCE, default_user=by)
    if changed:
        bulk_update_with_history(changed, model, fields, batch_size=CHANGED_AT_ONCE, default_user=by)


def _save(row, by):
    _refuse_if(rules.why_not_write(row, by))
    row._history_user = by
    row.save()


def _refuse_if(reason):
    if reason:
        raise ValidationError(reason)
