"""The history of a record in words: who, when, which fields; never the values, which may be personal."""

from dataclasses import dataclass
from datetime import datetime
from itertools import groupby, pairwise

from django.utils.translation import gettext as _

MOST_ENTRIES = 30
MOST_ROWS = 200
UNTOLD = {"id", "revision"}  # they change with every save, or never


@dataclass(frozen=True)
class Entry:
    at: datetime
    who: str
    what: str
    times: int = 1


def record_timeline(record, *, reasons=None):
    """The history of one record; `reasons` words what a change reason says was changed besides its fields."""
    return gathered(versions(record, reasons=reasons or {}))


def gathered(entries):
    """Newest first; the same deed of the same person on the same day is told once, with its number."""
    entries = sorted(entries, key=lambda entry: entry.at, reverse=True)
    told = []
    for (_day, who, what), same in groupby(entries, key=lambda one: (one.at.date(), one.who, one.what)):
        same = list(same)
        told.append(Entry(same[0].at, who, what, len(same)))
    return told[:MOST_ENTRIES]


def versions(record, *, reasons=None):
    """An Entry for each kept version of a record with django-simple-history."""
    rows = list(record.history.select_related("history_user")[: MOST_ROWS + 1])
    for newer, older in pairwise(rows):
        yield Entry(newer.history_date, name_of(newer.history_user), _change(newer, older, reasons or {}))
    if rows and len(rows) <= MOST_ROWS:
        yield Entry(rows[-1].history_date, name_of(rows[-1].history_user), _("Dicatat"))


def field_names(record, names):
    """Fields of a record as its reader calls them; a record kept beside it by its own name."""
    fields = [record._meta.get_field(name) for name in names]
    return ", ".join(
        str(one.verbose_name if one.concrete else one.related_model._meta.verbose_name) for one in fields
    )


def name_of(user):
    return str(user) if user else _("Sistem")


def _change(newer, older, reasons):
    changed = [
        str(field.verbose_name)
        for field in newer.tracked_fields
        if field.name not in UNTOLD and getattr(newer, field.attname) != getattr(older, field.attname)
    ]
    if newer.history_change_reason in reasons:
        changed.append(str(reasons[newer.history_change_reason]))
    return _("Diubah: %(fields)s") % {"fields": ", ".join(changed)} if changed else _("Disimpan ulang")
