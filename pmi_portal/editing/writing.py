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
        _raise_version(record)
    record._history_user = by
    record.save()


def _raise_version(record):
    """Go on only from the version that was read; from here to the end of the action the row is ours."""
    read = type(record)._base_manager.filter(pk=record.pk, version=record.version)
    if not read.update(version=record.version + 1):
        raise conflict()
    record.version += 1
