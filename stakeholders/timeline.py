"""The history of a record in words: who, when, which fields; never the values, which may be personal."""

from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from stakeholders.actions import FORMER_NAMES_CHANGED

LONGEST = 20


@dataclass(frozen=True)
class Step:
    at: datetime
    who: str
    what: str
    fields: tuple


def timeline(record):
    """The newest steps first; two queries at most, however long the history."""
    history = list(record.history.select_related("history_user")[: LONGEST + 1])
    steps = [_step(newer, older) for newer, older in pairwise([*history, None]) if newer]
    return steps[:LONGEST]


def _step(newer, older):
    user = newer.history_user
    who = user.full_name if user else _("Sistem")
    if older is None and newer.history_type == "+":
        return Step(newer.history_date, who, _("Dicatat"), ())
    return Step(newer.history_date, who, _("Diubah"), tuple(_changed_fields(newer, older)))


def _changed_fields(newer, older):
    if older is not None:
        changed = newer.diff_against(older).changed_fields
        yield from (capfirst(newer._meta.get_field(name).verbose_name) for name in changed)
    if newer.history_change_reason == FORMER_NAMES_CHANGED:
        yield _("Nama lama")
