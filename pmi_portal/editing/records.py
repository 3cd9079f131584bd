"""What several kinds of record share."""

import hashlib
import json

from django.db import models
from django.utils.translation import gettext_lazy as _

LONGEST_TEXT = 250_000  # signs; whole notes pasted at once are stored as they were written


class Record(models.Model):
    """What every record can do: tell the word of a choice by itself.

    Django's way to it asks for the words of all other choices too, row after row of a list.
    """

    class Meta:
        abstract = True

    def _get_FIELD_display(self, field):  # noqa: N802 - Django's name, behind each get_..._display
        chosen = getattr(self, field.attname)
        return next((str(word) for choice, word in field.flatchoices if choice == chosen), chosen)


class SampleMixin(models.Model):
    """A record that says of itself whether it was invented for the demo."""

    is_sample = models.BooleanField(_("data contoh"), default=False, editable=False)

    class Meta:
        abstract = True


class ReferenceMixin(models.Model):
    """A row that the project ships; the digest tells an edited row from one as it was loaded."""

    reference_digest = models.CharField(max_length=64, blank=True, editable=False)

    class Meta:
        abstract = True


class VersionedMixin(models.Model):
    """A record several people may have open at once; every change raises the number (optimistic locking)."""

    revision = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        abstract = True


def digest(values):
    """SHA-256 of a dict of plain values, independent of order."""
    return hashlib.sha256(json.dumps(values, sort_keys=True, default=str).encode()).hexdigest()
