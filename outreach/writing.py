"""What the actions share: a refusal with its reason, and a save that names the person in the history."""

from django.core.exceptions import ValidationError


def refuse_if(reason):
    """Raise ValidationError with the reason, when there is one."""
    if reason:
        raise ValidationError(reason)


def save_record(record, by):
    """Save a record with history; the history names `by` wherever the save comes from."""
    record._history_user = by
    record.save()
