"""Rows, columns and terms for tests of single steps of the import; no file, no database."""

from array import array
from base64 import b64encode
from dataclasses import replace
from datetime import date

from pmi_portal.files.reading.table import Table
from stakeholders.models import Region
from surveys.importing import kinds
from surveys.importing.columns import (
    PROFILE,
    REGION,
    RESPONDED_ON,
    RESPONDENT,
    RUNNING_NUMBER,
    Column,
    Option,
)
from surveys.importing.interpretation import Interpreted
from surveys.importing.judging import judge
from surveys.importing.matching import match
from surveys.importing.plan import Outcome
from surveys.importing.problems import row_by_row
from surveys.importing.stored import Known, Stored
from surveys.importing.terms import Terms
from surveys.models import Response
from surveys.responses.content import PROFILE_FIELDS

BLANK = ["", ""]
EMPTY = {"responded_on": None}


def options(*labels):
    return tuple(Option(str(score), label, score) for score, label in enumerate(labels, start=1))


WAKTU = Column(
    "WAKTU",
    "Waktu penyelesaian",
    kinds.ANSWER,
    also=("U3", "unsur 3"),
    options=options("Tidak cepat", "Kurang cepat", "Cepat", "Sangat cepat"),
    text="Bagaimana pendapat Saudara tentang kecepatan waktu dalam memberikan pelayanan",
    is_question=True,
    mandatory=True,
)
SARANA = replace(
    WAKTU,
    key="SARANA",
    label="Sarana dan prasarana",
    also=("U8", "unsur 8"),
    options=options("Buruk", "Cukup", "Baik", "Sangat baik"),
    text="",
)
SARAN = Column("SARAN", "Saran", kinds.TEXT, is_question=True)
REGIONS = (
    Option("KUPANG", "Kupang", also=("Kota Kupang",)),
    Option("CILACAP", "Cilacap", also=("Kab. Cilacap",)),
)
PROFILE_COLUMNS = (
    RESPONDENT,
    RUNNING_NUMBER,
    replace(REGION, options=REGIONS, mandatory=True),
    replace(RESPONDED_ON, mandatory=True),
    *PROFILE,
)
COLUMNS = (*PROFILE_COLUMNS, WAKTU, SARANA)


def column(key, columns=COLUMNS):
    return next(each for each in columns if each.key == key)


def terms(**changes):
    """A round of Kupang and Cilacap in 2019, importing for the whole country."""
    usual = {
        "columns": COLUMNS,
        "in_evaluation": True,
        "starts_on": date(2019, 1, 1),
        "ends_on": date(2019, 12, 31),
        "today": date(2020, 6, 1),
        "round_regions": frozenset({"KUPANG", "CILACAP"}),
        "own_regions": None,
        "whole_region": None,
        "region_pks": (("KUPANG", 1), ("CILACAP", 2)),
    }
    return Terms(**(usual | changes))


def rows(*lines, first=1):
    """A Table as the reader gives it: texts, numbers, dates and None become typed cells; a pair stays one."""
    width = max((len(line) for line in lines), default=0)
    table, columns = Table(), []
    for place in range(width):
        cells = [_cell(line[place]) if place < len(line) else BLANK for line in lines]
        known = {tuple(cell): None for cell in (BLANK, *cells)}
        codes = {cell: code for code, cell in enumerate(known)}
        written = b64encode(array("I", [codes[tuple(cell)] for cell in cells])).decode()
        columns.append({"cells": [list(cell) for cell in known][1:], "codes": written})
    numbers = list(range(first, first + len(lines)))
    table.add_block({"numbers": numbers, "ragged": [], "columns": width}, columns)
    return table


def interpreted(*lines, columns=COLUMNS):
    """(Interpreted, Matching) of lines, the first of which is the heading."""
    table = rows(*lines)
    matching = match(table, columns)
    return Interpreted(table, matching), matching


def judged(*lines, fallback_region=None, columns=COLUMNS, **changes):
    """The Judged rows of such lines under these terms."""
    asked = terms(columns=columns, **changes)
    return judge(*interpreted(*lines, columns=columns), asked, fallback_region=fallback_region)


def stored_of(plan, *, corrected=(), states=None):
    """What a round holds once the new rows of this Plan are stored, some corrected or in another state."""
    known = {}
    for pk, row in enumerate((each for each in plan.rows if each.outcome is Outcome.NEW), start=1):
        number = row.values.get(RESPONDENT.key, "")
        response = Response(
            pk=pk,
            number=number,
            row_key=row.key,
            content_digest=row.digest,
            region=Region(pk=pk, code=row.region) if row.region else None,
            state=(states or {}).get(number, Response.State.COUNTED),
            answers=row.answers,
            missing=row.missing,
            **{name: row.values.get(name) or EMPTY.get(name, "") for name in PROFILE_FIELDS[:-1]},
            district_id=row.values.get("district"),
        )
        known[row.key] = Known(response, number in corrected)
    return Stored(
        lambda keys: {key: (known[key].response.content_digest, 7) for key in keys if key in known},
        lambda keys: {key: known[key] for key in keys if key in known},
    )


def row_problems(judged):
    """[(row of the file, Problem), ...] of judged or planned rows."""
    return row_by_row(judged.problems, judged.table.numbers)


def _cell(value):
    if value is None:
        return BLANK
    if isinstance(value, (tuple, list)):
        return list(value)
    if isinstance(value, bool):
        return ["b", value]
    if isinstance(value, date):
        return ["d", value.isoformat()]
    return ["s" if isinstance(value, str) else "n", value]
