"""What the actions share: a refusal with its reason, and a save that names the person in the history."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from pmi_portal.editing.records import VersionedMixin


def refuse_if(reason):
    """Raise ValidationError with the reason, when there is one."""
    if reason:
        raise ValidationError(reason)


def conflict():
    """The refusal of a change to something that somebody else changed since it was read."""
    return ValidationError(
        _("Catatan ini baru saja diubah orang lain. Simpan sekali lagi untuk melihat perbedaannya."),
        code="conflict",
    )


def save_record(record, by):
    """Save a record with history; the history names `by` wherever the save comes from."""
    if isinstance(record, VersionedMixin) and record.pk:
        raise_revision(record)
    record._history_user = by
    record.save()


def changed_fields(before, after):
    """Names of the fields people edit in which two readings of one record differ, in the model's order."""
    fields = [field for field in after._meta.concrete_fields if field.editable]
    return [field.name for field in fields if getattr(before, field.attname) != getattr(after, field.attname)]


def differs(record, *names):
    """Whether a record is new, or holds something else in one of these fields than what is stored."""
    now = {name: getattr(record, record._meta.get_field(name).attname) for name in names}
    return record._state.adding or not type(record)._base_manager.filter(pk=record.pk, **now).exists()


def raise_revision(record):
    """Go on only from what was read of a record or of its rows; from here on its row is locked for us."""
    read = type(record)._base_manager.filter(pk=record.pk, revision=record.revision)
    if not read.update(revision=record.revision + 1):
        raise conflict()
    record.revision += 1
