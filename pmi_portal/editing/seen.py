"""What a page showed, carried in one hidden field of the form, to be compared with what is stored by then."""

from datetime import datetime
from decimal import Decimal

from django import forms
from django.db.models import Model, QuerySet

from pmi_portal.editing.records import digest


class SeenField(forms.JSONField):
    """How the page showed each field, {"seen": {name: fingerprint}, "open": [names that were asked]}."""

    widget = forms.HiddenInput

    def __init__(self, **kwargs):
        super().__init__(required=False, **kwargs)

    def clean(self, value):
        """A form sent without it, or with something else in its place, is judged as one just read."""
        read = super().clean(value)
        is_whole = isinstance(read, dict) and isinstance(read.get("seen"), dict)
        return read if is_whole and isinstance(read.get("open"), list) else None

    def has_changed(self, initial, data):
        return False  # nobody types it


class RevisionField(forms.IntegerField):
    """The revision of the record that the page showed, for what is decided on the record as a whole."""

    widget = forms.HiddenInput

    def __init__(self, **kwargs):
        super().__init__(required=False, **kwargs)

    def has_changed(self, initial, data):
        return False  # nobody types it


def fingerprint(value):
    """Equal for equal values, however a form or the database writes them."""
    return digest({"": _plain(value)})[:16]


def _plain(value):
    if isinstance(value, Model):
        return str(value.pk)
    if isinstance(value, list | QuerySet):
        parts = [_plain(one) for one in value]
        return sorted(parts) if any(isinstance(one, Model) for one in value) else parts
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    if isinstance(value, datetime):
        return value.timestamp()
    if isinstance(value, str):
        return value.replace("\r\n", "\n").strip()
    return "" if value is None else str(value)
