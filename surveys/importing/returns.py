"""A workbook that came back: what the portal left in it tells which upload it mends, and is but a hint."""

from bisect import bisect_left
from contextlib import suppress

from django.core.signing import BadSignature, Signer

from pmi_portal.audit.models import Event
from pmi_portal.editing.records import digest
from surveys.importing.decisions import without_cells
from surveys.models import ImportBatch

SIGNED = Signer(salt="surveys.importing.returns")
SIGNS_OF_HEADINGS = 16
DECIDED = "import.decided"  # the audit event


def mark_of(batch, sheet, headings=""):
    """The mark of a workbook made of this upload; `headings` are `headings_of` its table."""
    return f"{SIGNED.sign(f'{batch.pk}-{headings}')}|{sheet or ''}"


def heading_numbers(headings):
    """The numbers of the rows of headings, each (its row, whether the one above is part of it)."""
    return [each for row, is_joined in headings for each in ([row - 1] if is_joined else []) + [row]]


def headings_of(table, numbers):
    """A word for what stands in the heading rows of these numbers, "" where one is not there."""
    places = [bisect_left(table.numbers, number or 0) for number in numbers]
    rows = [table.row(place) for place in places if place < len(table)]
    if [row.number for row in rows] != list(numbers):
        return ""
    cells = [row.cells for row in rows]
    return digest({"cells": cells if len(cells) > 1 else cells[0]})[:SIGNS_OF_HEADINGS]


def upload_of(mark, batch, *, by):
    """(the upload a marked workbook came from, the word for its headings); (None, "") where none is sure.

    Only what the portal signed counts, of the same round, and an upload that `by` may see anyway.
    """
    with suppress(BadSignature, ValueError):
        pk, _dash, headings = SIGNED.unsign(mark.partition("|")[0]).partition("-")
        same_round = ImportBatch.objects.visible_to(by).filter(round=batch.round_id)
        if found := same_round.exclude(pk=batch.pk).filter(pk=int(pk)).first():
            return found, headings
    return None, ""


def decisions_taken_over(reading, batch, *, by):
    """What was decided about the columns of the upload that this one mends, while they are the same; or {}.

    Also {} once somebody decided about this one, be it that nothing of that holds any more. What was said
    of its cells stands in the workbook itself, and whose rows they are is asked anew.
    """
    earlier, headings = upload_of(reading.mark, batch, by=by)
    if earlier is None or earlier.sheets_read != [reading.sheet]:
        return {}
    if Event.objects.about(batch).filter(action=DECIDED).exists():
        return {}
    rows = heading_numbers((table["heading_row"], table.get("is_joined")) for table in earlier.tables)
    if not headings or headings != headings_of(reading.rows, rows):
        return {}
    kept = without_cells(earlier.decisions)
    return {name: decided for name, decided in kept.items() if name != "neighbours_are_new"}
