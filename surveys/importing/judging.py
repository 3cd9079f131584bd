"""Which rows may be taken: the rules of the round and of the uploader, over whole columns."""

from dataclasses import dataclass
from datetime import date

import numpy as np

from pmi_portal.words.formats import show_date, show_period
from pmi_portal.words.programme import PROGRAMME_START
from surveys.importing.asides import asides, empty_rows
from surveys.importing.columns import CONSENT, DISTRICT, REGION, RESPONDED_ON
from surveys.importing.interpretation import CLEARED, MISSING, NOTHING, UNFIT, VALUE
from surveys.importing.kinds import as_shown
from surveys.importing.problems import Problem, problems_at, shown

NO_REGION = -1


@dataclass
class Judged:
    """The rows with what speaks against each of them; arrays have one entry a row.

    `regions` are places in `region_codes`, NO_REGION for none; `districts` are keys of districts, 0 for
    none. A row that is `foreign`, `aside`, `empty` or `ragged` has no content for anybody; one that is
    `faulty` is to be mended.
    """

    table: object
    region_codes: list
    regions: np.ndarray
    districts: np.ndarray
    empty: np.ndarray
    aside: np.ndarray
    foreign: np.ndarray
    faulty: np.ndarray
    problems: list

    @property
    def has_content(self):
        return self.table.is_read & ~self.empty & ~self.aside & ~self.foreign


def judge(table, matching, terms, *, fallback_region=None):
    """The Judged rows of an Interpreted table; `fallback_region` is the region of rows that name none.

    Of a row of a foreign region no problem is told but that one: nothing of it is shown.
    """
    empty = empty_rows(table)
    aside, foreign, faulty = (np.zeros(len(table), bool) for _each in range(3))
    problems = [
        *_ragged(table),
        *_at("declined", table.declined),
        *asides(table, matching, table.is_read & ~empty),
    ]
    for problem in problems:
        aside[problem.places] = problem.is_harmless
        faulty[problem.places] = not problem.is_harmless
    codes, regions, districts, apart = _regions(table, terms, fallback_region)
    judged = Judged(table, codes, regions, districts, empty, aside, foreign, faulty, problems)
    if terms.own_regions is not None:
        own = np.array([code in terms.own_regions for code in codes] + [True])  # NO_REGION is the last one
        foreign |= judged.has_content & ~own[regions]
        problems += _at("region_foreign", foreign)
    told = *_cell_problems(judged), *_district_problems(judged, apart), *_row_problems(judged, terms)
    for problem in told:
        faulty[problem.places] = True
        problems.append(problem)
    return judged


def _at(code, truths, **told):
    return problems_at(code, np.flatnonzero(truths), **told)


def _ragged(table):
    for place, fields in table.fields.items():
        yield Problem("ragged_row", places=np.array([place]), detail={"fields": fields})


def _regions(table, terms, fallback):
    """(codes of regions, the place of each row's region in them on its day, the key of its district or 0)

    And whether a row names a district that does not lie in its region, or is none of the district it names.
    """
    codes = sorted({code for code, _pk in terms.region_pks} | {fallback} - {None})
    named, keys = _named_in(REGION, table, terms, codes)
    regions = np.where(named == NO_REGION, codes.index(fallback) if fallback else NO_REGION, named)
    of_district, districts = _named_in(DISTRICT, table, terms, codes)
    apart = (of_district != NO_REGION) & (regions != NO_REGION) & (of_district != regions)
    apart |= (keys != 0) & (districts != 0) & (keys != districts)
    regions = np.where(regions == NO_REGION, of_district, regions).astype(np.int16)
    return codes, regions, np.where(districts == 0, keys, districts), apart


def _named_in(place, table, terms, codes):
    """(the region that each row names in this column, on its day, the key of the district it names or 0)"""
    place_of = {code: number for number, code in enumerate(codes)}
    column, days = table.column(place.identity), _days(table)
    if column is None:
        return np.full(len(table), NO_REGION, np.int16), np.zeros(len(table), np.int64)
    told = [*place_of, *(district.option for district in terms.districts)]
    named = column.by_row(lambda code: told.index(code) + 1, np.int16) - 1
    means = np.array([*place_of.values(), *(place_of[each.region] for each in terms.districts), NO_REGION])
    keys = np.array([*[0] * len(codes), *(each.pk for each in terms.districts), 0])
    regions = means[named].astype(np.int16)  # of NO_REGION the last
    for place, district in enumerate(terms.districts, start=len(codes)):
        for last, region in reversed(district.formers):
            regions[(named == place) & (days > 0) & (days <= last.toordinal())] = place_of[region]
    return regions, keys[named]


def _days(table):
    """The day of each row as an ordinal, 0 for none."""
    column = table.column(RESPONDED_ON.identity)
    return np.zeros(len(table), np.int32) if column is None else column.by_row(date.toordinal, np.int32)


def _district_problems(judged, apart):
    column = judged.table.column(DISTRICT.identity)
    places = np.flatnonzero(judged.has_content & apart)
    for code, rows in grouped(column.codes[places], places) if column else ():
        about = {"column": column.placed.letter, "heading": str(column.column.label)}
        cell = shown(as_shown(*column.cells[code]))
        yield Problem("district_elsewhere", places=rows, cell=cell, **about)


def _cell_problems(judged):
    """A Problem for each distinct cell that has no meaning in its column."""
    for column in judged.table.columns:
        places = np.flatnonzero(judged.has_content & (column.states == UNFIT))
        for code, rows in grouped(column.codes[places], places):
            unfit = column.found[code]
            yield Problem(
                unfit.code,
                places=rows,
                column=column.placed.letter,
                heading=str(column.column.label),
                cell=shown(as_shown(*column.cells[code])),
                suggestion=unfit.suggestion,
                detail=unfit.detail,
            )


def grouped(keys, places):
    """(key, its places), ... of two arrays of one length: keys ascending, places in their order."""
    order = np.argsort(keys, kind="stable")
    distinct, begins = np.unique(keys[order], return_index=True)
    return zip(distinct.tolist(), np.split(places[order], begins[1:]), strict=False)  # none of none


def _row_problems(judged, terms):
    table, content = judged.table, judged.has_content
    yield from _region_problems(judged, terms)
    yield from _date_problems(table, content, terms)
    if consent := table.column(CONSENT.identity):
        yield from _at("consent_blank", content & (consent.states == NOTHING))
    for column in terms.columns:
        if column.required:
            read = table.column(column.identity)
            blank = content if read is None else content & np.isin(read.states, (NOTHING, CLEARED))
            letter = read.placed.letter if read else ""
            yield from _at("required_blank", blank, column=letter, heading=str(column.label))
    yield from _at("no_answer", content & (_said(table) == 0))


def _said(table):
    """How many answers each row gives, reasons for none and cells of no meaning among them."""
    questions = [column for column in table.columns if column.column.is_question]
    return table.how_many(VALUE, questions) + table.how_many(MISSING, questions) + table.how_many(UNFIT)


def _region_problems(judged, terms):
    named = judged.table.column(REGION.identity)
    open_ = judged.has_content if named is None else judged.has_content & (named.states != UNFIT)
    without = open_ & (judged.regions == NO_REGION)
    if terms.needs_region:
        yield from _at("region_blank", without)
    if terms.round_regions:
        for place, code in enumerate(judged.region_codes):
            if code not in terms.round_regions:
                yield from _at("region_not_in_round", open_ & (judged.regions == place), cell=code)


def _date_problems(table, content, terms):
    column, days = table.column(RESPONDED_ON.identity), _days(table)
    if terms.in_evaluation:
        unread = np.zeros(len(table), bool) if column is None else column.states == UNFIT
        yield from _at("date_blank", content & (days == 0) & ~unread)
    if column is None:
        return
    period = show_period(terms.starts_on, terms.ends_on)
    faults = {
        day.toordinal(): (code, day)
        for day in {found for found in column.found if isinstance(found, date)}
        if (code := _fault_of_date(day, terms))
    }
    places = np.flatnonzero(content & np.isin(days, list(faults)))
    for ordinal, rows in grouped(days[places], places):
        code, day = faults[ordinal]
        yield Problem(code, places=rows, detail={"day": show_date(day), "period": period})


def _fault_of_date(day, terms):
    if day > terms.today:
        return "date_in_future"
    if terms.in_evaluation and day < PROGRAMME_START:
        return "date_before_programme"
    return None if terms.starts_on <= day <= terms.ends_on else "date_outside_round"
