"""An examination as plain JSON, as it is kept with the batch and shown on the check page."""

from itertools import groupby, islice

import numpy as np

from pmi_portal.files.reading.messages import of_sheet
from pmi_portal.files.reading.parser_rows import FOR_PROGRAMS
from pmi_portal.files.sheets import sheet_address
from surveys.importing.asking import values_of
from surveys.importing.columns import DISTRICT, REGION, Column, Option
from surveys.importing.judging import NO_REGION
from surveys.importing.kinds import IGNORED, PLACE, Missing
from surveys.importing.parts import recognised
from surveys.importing.plan import NEW, UNCHANGED
from surveys.importing.problems import NOTHING_TO_MEND, row_by_row
from surveys.responses.words import REASONS, field_name, place_in_file

LISTED = 1000  # problems kept with the report; all of them are kept in a file
FAULTS_TOLD, PLACES_TOLD = 100, 20
PREVIEWED = 10
CHANGES_TOLD = 50
BROUGHT_TOLD = 5
SHOWN_IN_PREVIEW = (NEW, UNCHANGED)


def shortened(report):
    """The report with its first 1,000 problems; `problem_count` and `groups` still count all."""
    return report | {"problems": report.get("problems", [])[:LISTED]}


# What is kept of a report once the file is gone: nothing that says what stood in a cell.
WITHOUT_CELLS = {"refusal", "sheet", "sheets", "encoding", "delimiter", "heading_row", "columns", "letters"}
WITHOUT_CELLS |= {"tables", "recognised"}
WITHOUT_CELLS |= {"counts", "problem_count", "fingerprint", "regions", "row_regions", "by_region", "undone"}


def without_rows(report):
    """The report with its counts, and without a word of any row: of problems, how many of which kind."""
    kept = {name: told for name, told in report.items() if name in WITHOUT_CELLS}
    if "groups" in report:
        kept["groups"] = [[*group[:5], 0, [], *group[7:]] for group in report["groups"]]
    return kept


def full_report_of(found):
    """The report of an Examination; one whose table was refused has a "refusal"."""
    of_tables = (told for part in found.read_parts for told in map(part.notice, part.matching.notices))
    notices = found.notices or of_tables
    problems = list(problem_rows(found.row_by_row))
    return {
        **_refusal(found.table_problems),
        **_reading_facts(found),
        "tables": [_table(part) for part in found.parts],
        "notices": [*(warning.message for warning in found.reading.warnings), *notices],
        "counts": found.counts,
        "groups": _groups(found),
        "problems": problems,
        "problem_count": len(problems),
        "preview": _preview(found),
        "changes": _changes(found),
        "neighbours": len(found.plan.neighbours) if found.plan else 0,
        "brought_by": found.plan.brought_by.most_common(BROUGHT_TOLD) if found.plan else [],
        **values_of(found),
        "headings": found.matching.headings,
        "fingerprint": found.digest if found.plan else "",
        "regions": _regions(found.terms),
        "row_regions": _row_regions(found),
        "is_read_in_part": _is_read_in_part(found.reading),
    }


def _regions(terms):
    """Codes of the regions whose rows were read, None for all: who works in fewer may not see the rows."""
    return None if terms.own_regions is None else sorted(terms.own_regions)


def _row_regions(found):
    """Codes of the regions whose rows stand in the tables, read or not; None where nobody knows."""
    if found.plan is None:
        return None
    judged, begin = found.plan.judged, 0
    is_judged = judged.has_content | judged.foreign
    named = {judged.region_codes[at] for at in {*judged.regions[is_judged].tolist()} - {NO_REGION}}
    of_district = {
        each.option: {each.region, *(former for _last, former in each.formers)}
        for each in found.terms.districts
    }
    for table in found.plan.table.parts:
        left = ~is_judged[begin : begin + len(table)]
        for column in filter(None, (table.column(each.identity) for each in (REGION, DISTRICT))):
            for said in column.said_in(left):
                named |= of_district.get(said, {said})
        begin += len(table)
    return sorted(named)


def _is_read_in_part(reading):
    """Whether the file has rows that nobody looked at: in other sheets, or below a long gap."""
    read = {table.name for table in reading.tables}
    others = [each.name for each in reading.sheets if not each.name.startswith(FOR_PROGRAMS)]
    is_cut = any(warning.code == "stopped_at_gap" for warning in reading.warnings)
    return is_cut or not read.issuperset(others)


def _refusal(table_faults):
    """The first fault of the table as a whole stands for all; the list of problems has every one."""
    if not table_faults:
        return {}
    message = of_sheet(table_faults[0].message, table_faults[0].sheet or None)
    return {"refusal": {"code": table_faults[0].code, "message": message, "row": None}}


def by_region(before, after):
    """[name of a region or "", responses before, after saving] where their number changed."""
    changed = [region for region in {**before, **after} if before.get(region) != after.get(region)]
    return [[str(region or ""), before.get(region, 0), after.get(region, 0)] for region in changed]


def report_of_unreadable(error):
    """The report of a file that gave no rows."""
    return {"refusal": {"code": error.code, "message": error.message, "row": error.row}}


def problem_rows(placed):
    """[row, column letter, heading, cell, code, message, suggestion, sheet] of each: shorter than a dict."""
    said = {}
    for row, problem in placed:
        if id(problem) not in said:
            facts = problem.column, problem.heading, problem.cell, problem.code
            said[id(problem)] = [*facts, problem.message, problem.suggestion, problem.sheet]
        yield [row, *said[id(problem)]]


def _in_order(matching):
    return sorted(matching.placed, key=lambda placed: placed.index)


def _table(part):
    """How a table was read: its sheet, its heading row, and what each column was taken for.

    `called` tells it from others of the file, `is_left_out` that an officer did not want it.
    """
    return {
        "sheet": part.table.name,
        "called": part.table.called,
        "is_left_out": not part.is_read,
        "is_joined": part.matching.is_joined,
        "heading_row": part.matching.heading_row,
        "columns": [
            [placed.letter, placed.heading, str(placed.column.label)] for placed in _in_order(part.matching)
        ],
        "letters": {placed.column.name: placed.letter for placed in part.matching.placed},
        "is_refused": bool(part.problems),
    }


def _reading_facts(found):
    """`sheets` are all that can be chosen, `recognised` those which have the columns of the round."""
    reading = found.reading
    return {
        "sheets": [sheet.name for sheet in reading.sheets if not sheet.hidden],
        "recognised": recognised(reading, found.parts, found.terms.columns),
        "encoding": reading.encoding,
        "delimiter": reading.delimiter,
        "mark": reading.mark,
        "drawn_on": reading.is_drawn_on,
    }


def _groups(found):
    """Problems of one kind in one column of a sheet: commonest first, those with nothing to mend last.

    Each is [code, title, column letter, heading, count, kinds of fault, faults, sheet], a fault being
    [message, suggestion, count, first places]: the same fault in 900 cells is told once.
    """
    groups = {}
    for each in sorted(found.problems, key=_first_row):
        kind = (each.code, each.title, each.column, each.heading), each.sheet
        groups.setdefault(kind, {}).setdefault((each.message, each.suggestion), []).append(each)
    numbers = found.plan.table.numbers if found.plan else ()
    told = [[*_group(kind, faults, numbers), sheet] for (kind, sheet), faults in groups.items()]
    return sorted(told, key=lambda group: (group[0] in NOTHING_TO_MEND, -group[4]))


def _first_row(problem):
    return int(problem.places[0]) if len(problem.places) else -1


def _group(kind, faults, numbers):
    counts = {fault: sum(max(1, len(each.places)) for each in same) for fault, same in faults.items()}
    commonest = sorted(faults, key=counts.get, reverse=True)[:FAULTS_TOLD]
    told = [[*fault, counts[fault], _cells(faults[fault], numbers)] for fault in commonest]
    return [*kind, sum(counts.values()), len(faults), told]


def _cells(problems, numbers):
    """“H7”, “H27”, ...: the first of the cells or rows in which these problems stand.

    Where several sheets were read, the first of each is told with its own.
    """
    told, before = [], ""
    for row, each in row_by_row(problems, numbers)[:PLACES_TOLD]:
        cell = f"{each.column}{row or ''}"
        told.append(cell if each.sheet == before else sheet_address(each.sheet, cell))
        before = each.sheet
    return told


def _preview(found):
    """The first rows as they were understood; the number of a row is that of the file."""
    columns = {
        each.column.identity: each.column for part in found.read_parts for each in _in_order(part.matching)
    }
    if DISTRICT.identity in columns:
        columns[DISTRICT.identity] = _district_column(found.terms)
    shown = [column for column in columns.values() if column.kind is not IGNORED]
    return {
        "headings": [str(column.label) for column in shown],
        "rows": [[row.address, *(_in_words(column, row) for column in shown)] for row in _first_rows(found)],
    }


def _first_rows(found):
    """As many of each table."""
    if not found.plan:
        return
    places = np.flatnonzero(np.isin(found.plan.outcomes, SHOWN_IN_PREVIEW)).tolist()
    for _part, some in groupby(places, key=found.plan.table.part_of):
        yield from map(found.plan.row, islice(some, -(-PREVIEWED // len(found.read_parts))))


def _changes(found):
    """The first, each [row of the file, respondent's number, [[column, stored, in the file], ...]]."""
    columns = {column.key: column for column in found.terms.columns}
    columns["district"] = _district_column(found.terms)
    updates = found.plan.updates.items() if found.plan else ()
    return [
        [
            found.plan.table.address(place),
            update.response.number or place_in_file(update.response),
            [
                [str(columns[key].label), *(value_in_words(columns[key], value) for value in old_and_new)]
                for key, *old_and_new in update.differences
            ],
        ]
        for place, update in islice(updates, CHANGES_TOLD)
    ]


def _district_column(terms):
    """What is told of a district, which a row holds by its key."""
    labels = {option.code: option.label for column in terms.columns for option in column.options}
    options = (Option(each.pk, labels.get(each.option, each.option)) for each in terms.districts)
    return Column("district", field_name("district"), PLACE, options=tuple(options))


def _in_words(column, row):
    return value_in_words(column, (row.answers if column.is_question else row.values).get(column.key))


def value_in_words(column, value):
    if value in (None, ""):
        return ""
    return str(REASONS[value]) if isinstance(value, Missing) else column.kind.in_words(column, value)
