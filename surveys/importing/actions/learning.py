"""Remembering what officers said of their files, putting it right, and taking it back."""

from collections import Counter, defaultdict

import numpy as np
from django.db import transaction
from django.utils import timezone

from pmi_portal.audit.trail import record
from pmi_portal.editing.steps import stale
from pmi_portal.editing.writing import refuse_if, save_record
from surveys.importing import rules
from surveys.importing.decisions import Decided
from surveys.importing.headings import BY_LEARNED, BY_OFFICER
from surveys.importing.judging import NO_REGION
from surveys.importing.learned import is_heading_word, is_teachable
from surveys.importing.learned_words import HEADING, column_of
from surveys.importing.plan import CHANGED, NEW, UNCHANGED
from surveys.importing.problems import Unfit
from surveys.importing.spelling import plain
from surveys.models import LearnedEntry
from surveys.models.learned import LONGEST_MEANING, LONGEST_SPELLING
from surveys.responses.rules import why_not_silent

TAKEN = (NEW, UNCHANGED, CHANGED)  # rows that are right teach, those that are refused do not


def learn_values(*, batch, found, by):
    """Keep for later files what the officer said of cells of this one, an Examination, as it is saved.

    Part of saving an import; what a cell of the same spelling meant so far gives way.
    """
    wanted = frozenset(Decided.from_json(batch.decisions).learns)
    for column in found.plan.table.columns:
        for code, unfit in column.written.items():
            spelling, text = column.spelling(code), column.said[code]
            if (column.column.name, spelling) not in wanted or not isinstance(unfit, Unfit):
                continue
            if not is_teachable(column.column, unfit.code, spelling):
                continue
            if column.column.kind.chosen(column.column, text) is None:
                continue
            for region in _regions(found, column.codes == code):
                _keep(batch, region, column.column.name, spelling, text, by)


def learn_headings(*, batch, found, by):
    """Keep for later files which columns the officer said that headings of this one stand over.

    Not of what a code or a label says already, nor of a heading that stands over two columns, or over others
    in another sheet.
    """
    said = defaultdict(set)
    for part in found.read_parts:
        for spelling, name in _headings_said(part.matching):
            said[spelling].add(name)
    for spelling, names in said.items():
        for region in _regions(found, np.ones(len(found.plan), bool)) if len(names) == 1 else ():
            _keep(batch, region, HEADING, spelling, *names, by)


def _headings_said(matching):
    """(spelling, `Column.name`) of the headings of a table that teach something."""
    headings = Counter(map(plain, matching.headings))
    for placed in matching.placed:
        spelling, known = plain(placed.heading), matching.dictionary.look_up(placed.heading)
        is_learnt = placed.strength == BY_OFFICER and is_heading_word(placed.heading)
        if is_learnt and headings[spelling] == 1 and not (known and known[0] > BY_LEARNED):
            yield spelling, placed.column.name


def _regions(found, saying):
    """Keys of the regions of those of these rows that are taken; None, for all, where a national file is of
    several regions. An officer of some regions teaches nothing for all."""
    judged, pks = found.plan.judged, dict(found.terms.region_pks)
    is_national, taken = found.terms.own_regions is None, np.isin(found.plan.outcomes, TAKEN)
    if is_national and len(frozenset(judged.regions[taken].tolist())) > 1:
        return [None] if (taken & saying).any() else []
    places = sorted(frozenset(judged.regions[taken & saying].tolist()))
    keys = [None if place == NO_REGION else pks[judged.region_codes[place]] for place in places]
    return keys if is_national else [key for key in keys if key]


def _keep(batch, region, column, spelling, meaning, by):
    """One entry of this spelling, if there is room for it; two imports that learn the same leave one."""
    if len(spelling) > LONGEST_SPELLING or len(meaning) > LONGEST_MEANING:
        return
    about = {"meaning": meaning, "learned_from": batch, "said_by": by}
    entry, is_new = LearnedEntry.objects.select_for_update().get_or_create(
        version=batch.round.version,
        region_id=region,
        column=column,
        spelling=spelling,
        withdrawn_at=None,
        defaults=about,
    )
    is_other = entry.meaning != meaning
    if is_other:
        _change(entry, by, **about, said_at=timezone.now())
    if is_new or is_other:
        record("import.learned", about=entry, by=by, column=column, meaning=meaning)


@transaction.atomic
def correct_entry(*, entry, meaning, seen=None, by):
    """Let a spelling mean another option from now on; what was imported stays as it is."""
    stored = _locked(entry, seen)
    refuse_if(rules.why_not_correct_entry(stored, meaning, column_of(stored)))
    record("learned.corrected", about=stored, by=by, was=stored.meaning, meaning=meaning)
    _change(stored, by, meaning=meaning, said_by=by, said_at=timezone.now())


@transaction.atomic
def withdraw_entry(*, entry, reason, seen=None, by):
    """Let a spelling mean nothing any more; the entry stays with who withdrew it, when and why."""
    stored = _locked(entry, seen)
    refuse_if(rules.why_not_touch_entry(stored))
    refuse_if(why_not_silent(reason))
    _change(stored, by, withdrawn_by=by, withdrawn_at=timezone.now(), withdrawn_because=reason)
    record("learned.withdrawn", about=stored, by=by)


def _locked(entry, seen):
    stored = LearnedEntry.objects.select_for_update(of=("self",)).select_related("version").get(pk=entry.pk)
    refuse_if(stale(stored, seen))
    return stored


def _change(entry, by, **fields):
    for name, value in fields.items():
        setattr(entry, name, value)
    save_record(entry, by)
