"""Merged cells: read in all of their rows where they tell of people, and told wherever they are."""

from surveys.importing.columns import RESPONDENT
from surveys.importing.problems import notice
from surveys.importing.spelling import letter

TOLD = 5


def is_filled(column):
    """Whether a merged cell of this column means all of its rows.

    An answer is somebody's own, and so is a number: that several people share one cell says nothing sure.
    """
    return not column.is_question and column.key != RESPONDENT.key


def notices(table, matching):
    """What was made of the merged cells below the heading."""
    below = matching.heading_row
    for placed in matching.placed:
        if merges := table.merged_down(placed.index, below):
            code = "merged_filled" if is_filled(placed.column) else "merged_answers"
            told = {"column": placed.letter, "heading": placed.column.label, "cells": _addresses(merges)}
            yield notice(code, **told)
    read = {placed.index for placed in matching.placed}
    if across := [
        merge
        for merge in table.merged_across
        if merge.first_row > below and read & set(range(merge.first_column, merge.last_column + 1))
    ]:
        yield notice("merged_across", cells=_addresses(across))


def _addresses(merges):
    """“E2:E4, E5:E7, …” of the first of them."""
    told = [
        f"{letter(each.first_column)}{each.first_row}:{letter(each.last_column)}{each.last_row}"
        for each in merges[:TOLD]
    ]
    return ", ".join(told) + (", …" if len(merges) > TOLD else "")
