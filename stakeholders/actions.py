"""Everything that writes institutions and contacts; each step is audited, without personal values."""

from django.db import transaction
from simple_history.utils import bulk_create_with_history, bulk_update_with_history

from pmi_portal.audit.trail import record
from pmi_portal.editing.writing import refuse_if, save_record
from stakeholders import rules
from stakeholders.models import Contact, District, Exposure, Institution

# An update tries every row of its batch on every row, so its batches are small.
CREATED_AT_ONCE, CHANGED_AT_ONCE = 500, 100
# Stands in the history where former names changed, which have no history of their own.
FORMER_NAMES_CHANGED = "former_names"


@transaction.atomic
def save_institution(*, institution, former_names, by):
    """Write an institution and its former names; `former_names` is the valid formset of them."""
    _check_districts([institution])
    action = "institution.edited" if institution.pk else "institution.created"
    if former_names.has_changed():
        institution._change_reason = FORMER_NAMES_CHANGED
    _save(institution, by)
    former_names.instance = institution
    former_names.save()
    refuse_if(rules.why_not_together(institution.former_names.all()))
    record(action, about=institution, by=by)
    return institution


@transaction.atomic
def end_institution(*, institution, last_day, successor=None, by):
    """Let it hold up to a day, and name whom it merged into; without a last day it holds again."""
    institution = Institution.objects.select_for_update(of=("self",), no_key=True).get(pk=institution.pk)
    if last_day:
        refuse_if(rules.why_not_succeed(institution, successor, last_day))
    institution.valid_to, institution.successor = last_day, successor if last_day else None
    _save(institution, by)
    record("institution.ended" if last_day else "institution.reopened", about=institution, by=by)
    return institution


@transaction.atomic
def save_contact(*, contact, by):
    _check_institutions([contact])
    action = "contact.edited" if contact.pk else "contact.created"
    _save(contact, by)
    record(action, about=contact, by=by)
    return contact


@transaction.atomic
def import_institutions(*, created, changed, fields, by):
    """Write new institutions and the `fields` of changed ones, all or none, with history."""
    _check_districts([*created, *changed])
    _write_all(Institution, created, changed, fields, by)
    record("institutions.imported", by=by, created=len(created), changed=len(changed))


@transaction.atomic
def import_contacts(*, created, changed, fields, by):
    """Write new contacts and the `fields` of changed ones, all or none, with history."""
    _check_institutions([*created, *changed])
    _write_all(Contact, created, changed, fields, by)
    record("contacts.imported", by=by, created=len(created), changed=len(changed))


@transaction.atomic
def import_exposures(*, created, changed, fields, by):
    """Write new exposures and the `fields` of changed ones, all or none, with history."""
    _write_all(Exposure, created, changed, fields, by)
    record("exposures.imported", by=by, created=len(created), changed=len(changed))


def export_register(*, model, rows, form, by):
    """Note that somebody took records out of the portal; `form` is the kind of file."""
    record(f"{model._meta.model_name}s.exported", by=by, rows=rows, form=form)


def _check_districts(institutions):
    """Ask the rule of the districts as they are now, which the form or the review read a moment ago."""
    now = _as_they_are(District, {row.district_id for row in institutions})
    for row in _differing(institutions, "district_id", "region_id"):
        refuse_if(rules.why_not_district(now.get(row.district_id), row.region))


def _check_institutions(contacts):
    now = _as_they_are(Institution, {row.institution_id for row in contacts})
    for row in _differing(contacts, "institution_id", "region_id"):
        refuse_if(rules.why_not_institution(now.get(row.institution_id), row.region))


def _differing(rows, *names):
    """Those that are new, or hold something else in these fields than what is stored."""
    stored = type(rows[0])._base_manager.filter(pk__in=[row.pk for row in rows]) if rows else ()
    before = {row.pk: [getattr(row, name) for name in names] for row in stored}
    return [row for row in rows if before.get(row.pk) != [getattr(row, name) for name in names]]


def _as_they_are(model, pks):
    """The records by pk, locked until the transaction ends, so that what the rule allowed stays true."""
    return model.objects.select_for_update(of=("self",), no_key=True).in_bulk(pks - {None})


def _write_all(model, created, changed, fields, by):
    for row in [*created, *changed]:
        refuse_if(rules.why_not_write(row, by, may=rules.may_import))
    if created:
        bulk_create_with_history(created, model, batch_size=CREATED_AT_ONCE, default_user=by)
    if changed:
        bulk_update_with_history(changed, model, fields, batch_size=CHANGED_AT_ONCE, default_user=by)


def _save(row, by):
    refuse_if(rules.why_not_write(row, by))
    save_record(row, by)
