"""Which rows may be taken: the rules about a row as a whole, once its cells are understood."""

import re
from dataclasses import dataclass, field

from pmi_portal.words.formats import show_date, show_period
from pmi_portal.words.programme import PROGRAMME_START
from surveys.importing.columns import REGION, RESPONDED_ON
from surveys.importing.problems import Problem, shown

TOTALS = re.compile(
    r"(?:σ|sum|jumlah|jml|total|sub ?(?:total|jumlah)|grand total|rata rata|rata2|rerata|persentase)\b"
    r"|(?:nrr|ikm|nilai|mutu|indeks)(?: [a-z ]+)?$"
)
FEW_CELLS = 3  # no more has a signature, a note, or the name of a part


@dataclass
class JudgedRow:
    """A row with what it says; refused when it has problems, empty when it holds nothing."""

    number: int
    region: str | None = None
    values: dict = field(default_factory=dict)
    answers: dict = field(default_factory=dict)
    missing: dict = field(default_factory=dict)
    problems: list = field(default_factory=list)
    is_empty: bool = False


def judge(rows, terms, *, fallback_region=None):
    """Yield a JudgedRow for each ReadRow by the rules of the round and of the uploader.

    `fallback_region` is the code of the region of rows that name none.
    """
    required = [column for column in terms.columns if column.required]
    for row in rows:
        yield judge_row(row, terms, required=required, fallback_region=fallback_region)


def judge_row(row, terms, *, required=(), fallback_region=None):
    """A row of a foreign region keeps no value and no problem but that one: nothing of it is shown."""
    if row.is_empty:
        return JudgedRow(row.number, is_empty=True)
    if row.is_ragged:  # nobody knows which cell is which
        return JudgedRow(row.number, problems=row.problems)
    if problem := _why_no_response(row):
        return JudgedRow(row.number, problems=[problem])
    region = terms.region_on(row.values.get("region", fallback_region), row.values.get("responded_on"))
    if region and terms.own_regions is not None and region not in terms.own_regions:
        return JudgedRow(row.number, problems=[Problem(row.number, "region_foreign")])
    found = [
        _why_not_region(row, region, terms),
        _why_not_date(row, terms),
        *(_why_not_blank(row, column) for column in required),
        None if row.answers or row.missing or row.problems else Problem(row.number, "no_answer"),
    ]
    problems = [*row.problems, *filter(None, found)]
    return JudgedRow(row.number, region, row.values, row.answers, row.missing, problems)


def _why_no_response(row):
    """A total, or a heading printed again: a row that never was a respondent."""
    if row.repeats_heading or row.counts_columns:
        return Problem(row.number, "repeated_heading")
    if (TOTALS.fullmatch if row.begins_in_own_words else TOTALS.match)(row.first_text):
        return Problem(row.number, "total_row", detail={"text": shown(row.first_text)})
    if row.filled <= FEW_CELLS and _says_nothing(row):
        return Problem(row.number, "note_row")
    return None


def _says_nothing(row):
    """No answer but own words, and at most one fact of the profile: a signature, a note, a part's name."""
    facts = row.values.keys() - {"respondent"}
    return len(row.answers) == row.own_words and not row.missing and len(facts) <= 1


def _why_not_region(row, region, terms):
    if REGION.identity in row.refused:
        return None
    if not region:
        return Problem(row.number, "region_blank") if terms.needs_region else None
    if terms.round_regions and region not in terms.round_regions:
        return Problem(row.number, "region_not_in_round", cell=region)
    return None


def _why_not_date(row, terms):
    day = row.values.get("responded_on")
    if not day:
        blank = terms.in_evaluation and RESPONDED_ON.identity not in row.refused
        return Problem(row.number, "date_blank") if blank else None
    code = _fault_of_date(day, terms)
    if code is None:
        return None
    detail = {"day": show_date(day), "period": show_period(terms.starts_on, terms.ends_on)}
    return Problem(row.number, code, detail=detail)


def _fault_of_date(day, terms):
    if day > terms.today:
        return "date_in_future"
    if terms.in_evaluation and day < PROGRAMME_START:
        return "date_before_programme"
    return None if terms.starts_on <= day <= terms.ends_on else "date_outside_round"


def _why_not_blank(row, column):
    if column.key in row.answers or column.key in row.missing or column.identity in row.refused:
        return None
    return Problem(row.number, "required_blank", heading=str(column.label))
