"""The measures, one after another: each with what is to be reached."""

import json
import resource
from statistics import median

import tablib
from import_export import resources
from import_export.fields import Field
from import_export.widgets import JSONWidget

from surveys.importing.actions.undoing import undo_batch
from surveys.importing.undoing import undoing_of
from surveys.models import Response
from tests.spreadsheets.bench.clock import now
from tests.spreadsheets.bench.limit import seconds_to_load
from tests.spreadsheets.bench.maker import NAMES, Maker, rows_of
from tests.support.records import a_region, a_staff_member

ROWS, FEW, UNDONE, WRONG_CELLS = 50_000, 5_000, 28_000, 17_000
TIMES, TIMES_LOADED = 3, 5
OF_RESPONSE = (
    "round",
    "row_key",
    "number",
    "content_digest",
    "region",
    "responded_on",
    "respondent_kind",
    "sex",
    "age_band",
    "destination",
    "answers",
    "missing",
)


def everything(share=1.0):
    """In an empty database; `share` makes all of it smaller, for a look at whether it works."""
    rows, few, undone, wrong = (int(share * number) for number in (ROWS, FEW, UNDONE, WRONG_CELLS))
    a_region(name="Kupang")
    maker = Maker(a_staff_member())
    maker.imported(maker.file("xlsx", few))
    small = peak()
    files = {kind: maker.file(kind, rows) for kind in ("xlsx", "csv")}
    batch, _seconds = maker.imported(files["xlsx"])
    yield memory(few, small, rows)
    stored = rows_of(batch)
    limit = median(seconds_to_load(Response, NAMES, stored) for _each in range(TIMES_LOADED))
    yield {"measure": "limit", "rows": rows, "seconds": round(limit, 2)}
    for kind, reach in (("xlsx", 0.25), ("csv", 0.4)):
        taken = [maker.imported(files[kind]) for _each in range(TIMES)]
        seconds = median(each for _batch, each in taken)
        yield of_limit(f"import_{kind}", limit, seconds, reach)
        target = taken[-1][0].round
        again = median(maker.checked(files[kind], target)[1] for _each in range(TIMES))
        yield of_limit(f"import_{kind}_again", limit, again, 0.4)
    yield with_faults(maker, files["xlsx"], maker.file("xlsx", rows, wrong=wrong), wrong)
    yield against_package(maker, batch, few, rows / seconds)
    yield undoing(maker, undone)


def peak(whose=resource.RUSAGE_SELF):
    """The most memory, in MB, that this process ever held, or a child of it that ended."""
    return round(resource.getrusage(whose).ru_maxrss / 1024)


def memory(few, small, rows):
    """With the files made here, which a worker does not hold."""
    large, child = peak(), peak(resource.RUSAGE_CHILDREN)
    return {
        "measure": "memory",
        "rows": [few, rows],
        "mb": [small, large],
        "ratio": round(large / small, 2),
        "child_mb": child,
        "reach": [1.5, 1024],
    }


def of_limit(name, limit, seconds, reach):
    return {
        "measure": name,
        "seconds": round(seconds, 2),
        "of_limit": round(limit / seconds, 3),
        "reach": reach,
    }


def with_faults(maker, clean, wrong, cells):
    """How much longer a check takes that finds so many wrong cells."""
    usual, longer = (
        median(maker.checked(file, maker.round())[1] for _each in range(TIMES)) for file in (clean, wrong)
    )
    return {
        "measure": "check_with_faults",
        "cells": cells,
        "seconds": [round(usual, 2), round(longer, 2)],
        "ratio": round(longer / usual, 2),
        "reach": 1.5,
    }


def against_package(maker, batch, few, ours):
    """Rows a second beside those of django-import-export on the same rows, read already, in its bulk mode."""
    stored, target = Response.objects.filter(batch=batch).values_list(*OF_RESPONSE)[:few], maker.round().pk
    table = tablib.Dataset(
        *((target, *row[1:-2], *map(json.dumps, row[-2:])) for row in stored), headers=OF_RESPONSE
    )
    began = now()
    ResponseResource().import_data(table, raise_errors=True, use_transactions=True)
    theirs = few / (now() - began)
    return {
        "measure": "against_import_export",
        "rows_a_second": [round(ours), round(theirs)],
        "times": round(ours / theirs, 1),
        "reach": 25,
    }


class ResponseResource(resources.ModelResource):
    answers = Field("answers", "answers", JSONWidget())
    missing = Field("missing", "missing", JSONWidget())

    class Meta:
        model = Response
        fields = OF_RESPONSE
        import_id_fields = ("round", "row_key")
        use_bulk = skip_unchanged = True
        batch_size = 500


def undoing(maker, rows):
    batch, _seconds = maker.imported(maker.file("csv", rows))
    began = now()
    undo_batch(batch=batch, reason="ukuran", shown=undoing_of(batch).shown, reverted=(), by=maker.by)
    seconds = round(now() - began, 1)
    return {"measure": "undo", "rows": rows, "seconds": seconds, "reach": 15}
