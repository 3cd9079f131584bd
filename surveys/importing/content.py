"""The texts of `responses.content` made for whole columns: each distinct cell is written once."""

import numpy as np

from surveys.importing.interpretation import MISSING, VALUE
from surveys.responses.content import ALWAYS, LATER, document


class Content:
    """What rows of a Judged table say.

    `rows(places)` yields for each row ([region, *ALWAYS], answers, reasons for none, LATER) as texts.
    """

    def __init__(self, judged):
        self.regions, self.codes = judged.regions, np.array([*judged.region_codes, ""], object)
        columns = judged.table.columns
        fields = {column.column.key: column for column in columns if not column.column.is_question}
        self.profile = [_Texts(fields.get(name), VALUE, str) for name in ALWAYS]
        self.later = [_Texts(fields.get(name), VALUE, str) for name in LATER if name != "district"]
        self.districts = judged.districts
        questions = sorted(
            (column for column in columns if column.column.is_question), key=lambda each: each.column.key
        )
        self.answers = [_Texts(each, VALUE, _member(each.column.key)) for each in questions]
        # Nearly every file has none: what no cell says is not asked of every row.
        self.missing = [
            _Texts(each, MISSING, _member(each.column.key))
            for each in questions
            if (each.states == MISSING).any()
        ]

    def rows(self, places):
        profile = [self.codes[self.regions[places]].tolist(), *(texts.at(places) for texts in self.profile)]
        answers, missing = _documents(self.answers, places), _documents(self.missing, places)
        districts = [str(key or "") for key in self.districts[places].tolist()]
        later = zip(*(texts.at(places) for texts in self.later), districts, strict=True)
        return zip(zip(*profile, strict=True), answers, missing, later, strict=True)


class _Texts:
    """The text of a column in any of its rows, "" where the cell has another state."""

    def __init__(self, column, state, written):
        self.column, self.state = column, state
        if column is not None:
            shown = np.flatnonzero(np.bincount(column.codes[column.states == state])).tolist()
            self.texts = np.full(len(column.found), "", object)
            for code in shown:
                self.texts[code] = written(column.found[code])

    def at(self, places):
        if self.column is None:
            return [""] * len(places)
        texts = self.texts[self.column.codes[places]]
        texts[self.column.states[places] != self.state] = ""
        return texts.tolist()


def _documents(columns, places):
    if not columns:
        return ["{}"] * len(places)
    members = zip(*(column.at(places) for column in columns), strict=True)
    return ["{" + "".join(row)[:-1] + "}" for row in members]


def _member(key):
    begin = f"{document(key)}:"
    return lambda value: f"{begin}{document(value)},"
