"""What an officer said about one upload: its heading row, its columns, what cells of it mean.

Everything here is kept as JSON with the upload, and nothing is written into the file itself.
"""

from dataclasses import dataclass, replace
from itertools import groupby

from pmi_portal.files.sheets import parts_of_name
from surveys.importing.kinds import as_shown

YES, NO = "yes", "no"


@dataclass(frozen=True)
class Decided:
    """What an officer said about a table; a decision about what is no longer there goes for nothing.

    Where several tables are read, this is said of the first one and, but for heading row, columns, fixes,
    `joins_above` and `without_table`, of the whole upload; `others` are (what a further table is `called`,
    what was Decided about it alone).

    `columns` are (place, `Column.name`) pairs, the name "" for a column that is not to be read. `values` are
    (`Column.name`, `spelling_of` a cell, text): wherever the column says this, it is read as if the text
    stood there, "" for nothing; the code of one of its options is that option, whatever else the column
    says. `fixes` are (row of the file, place of the column, text): the same for one cell. `learns` are the
    (`Column.name`, spelling) of those values that later files shall be read by as well.
    """

    heading_row: int | None = None
    columns: tuple = ()
    values: tuple = ()
    fixes: tuple = ()
    learns: tuple = ()
    joins_above: str = ""  # YES or NO: the heading is read together with the row of groups above it
    without_table: bool = False  # nothing of this table is read, of which the file has others
    without_hidden: bool = False  # rows that Excel hides are not read
    masks_texts: bool = False  # long numbers in somebody's own words are not stored
    neighbours_are_new: bool = False  # rows that look like stored ones are of other people
    others: tuple = ()

    @classmethod
    def from_json(cls, kept):
        columns = ((int(place), name) for place, name in kept.get("columns", {}).items())
        fixes = ((int(row), int(place), text) for (row, place), text in _pairs(kept.get("fixes", {})))
        return cls(
            kept.get("heading_row"),
            tuple(sorted(columns)),
            tuple(sorted((*key, text) for key, text in _pairs(kept.get("values", {})))),
            tuple(sorted(fixes)),
            tuple(sorted(map(tuple, kept.get("learns", ())))),
            kept.get("joins_above", ""),
            kept.get("without_table", False),
            kept.get("without_hidden", False),
            kept.get("masks_texts", False),
            kept.get("neighbours_are_new", False),
            tuple((name, cls.from_json(each)) for name, each in sorted(kept.get("others", {}).items())),
        )

    def as_json(self):
        """As it is kept; {} where nothing was decided."""
        kept = {
            "heading_row": self.heading_row,
            "columns": {str(at): name for at, name in self.columns},
            "values": _nested(self.values),
            "fixes": _nested((str(row), str(place), text) for row, place, text in self.fixes),
            "learns": list(map(list, self.learns)),
            "joins_above": self.joins_above,
            "without_table": self.without_table,
            "without_hidden": self.without_hidden,
            "masks_texts": self.masks_texts,
            "neighbours_are_new": self.neighbours_are_new,
            "others": {called: said for called, each in self.others if (said := each.as_json())},
        }
        return {key: value for key, value in kept.items() if value}

    def counted(self, name):
        """How many columns, values or fixes were decided about, in all tables."""
        return sum(len(getattr(each, name)) for each in (self, *(other for _sheet, other in self.others)))

    def of_table(self, place, called):
        """What holds for the table at this place, so called."""
        if place == 0:
            return self
        own = dict(self.others).get(called, NOTHING_DECIDED)
        whole = {name: getattr(self, name) for name in OF_ALL}
        return replace(own, **whole)

    def with_table(self, place, called, decided):
        """The same with what was decided about this table; what it says of the whole upload holds for all."""
        if place == 0:
            return replace(decided, others=self.others)
        whole = {name: getattr(decided, name) for name in OF_ALL}
        others = dict(self.others) | {called: replace(decided, **OF_ALL_NOTHING)}
        return replace(self, **whole, others=tuple(sorted(others.items(), key=lambda pair: pair[0])))

    def for_sheets(self, before, after):
        """What still holds when these sheets are read instead of those before; names in the order of reading.

        What was decided about a sheet goes with it, and what a sheet is called does not matter for values.
        """
        said = dict(zip(before[:1], [replace(self, others=())], strict=False)) | dict(self.others)
        whole = {name: getattr(self, name) for name in OF_ALL}
        first = replace(said.pop(after[0], NOTHING_DECIDED), **whole, others=())
        others = [
            (called, replace(each, **OF_ALL_NOTHING))
            for called, each in said.items()
            if parts_of_name(called)[0] in after
        ]
        return replace(first, others=tuple(sorted(others, key=lambda pair: pair[0])))

    def with_values(self, values, learns=()):
        """The same with these {(`Column.name`, spelling): text, None to take an earlier word back}.

        Of these values later files are read by those that `learns` names, and by no other.
        """
        kept = [each for each in self.learns if each not in values]
        values = _laid_over(self.values, values)
        said = {(name, spelling) for name, spelling, _text in values}
        return replace(self, values=values, learns=tuple(sorted(said.intersection([*kept, *learns]))))

    def with_fixes(self, fixes):
        """The same with these {(row of the file, place): text, None to take an earlier fix back}."""
        return replace(self, fixes=_laid_over(self.fixes, fixes))

    def values_of(self, column):
        """{spelling: text} of a column of the round."""
        return {spelling: text for name, spelling, text in self.values if name == column.name}


OF_ALL = (
    "values",
    "learns",
    "without_hidden",
    "masks_texts",
    "neighbours_are_new",
)  # what is decided about a whole upload
NOTHING_DECIDED = Decided()
OF_CELLS = {"values": (), "fixes": (), "learns": ()}
OF_ALL_NOTHING = {name: getattr(NOTHING_DECIDED, name) for name in OF_ALL}


def without_cells(kept):
    """Decisions as they are kept, without what they hold of cells in any of the tables."""
    decided = Decided.from_json(kept)
    others = tuple((sheet, replace(each, **OF_CELLS)) for sheet, each in decided.others)
    return replace(decided, **OF_CELLS, others=others).as_json()


def spelling_of(kind, value):
    """What a cell shows, in the one form by which it is known among the cells of its column."""
    return " ".join(str(as_shown(kind, value)).casefold().split())


def _laid_over(kept, new):
    there = {(first, second): text for first, second, text in kept} | new
    return tuple(sorted((*key, text) for key, text in there.items() if text is not None))


def _pairs(nested):
    return [((first, second), text) for first, inner in nested.items() for second, text in inner.items()]


def _nested(triples):
    by_first = groupby(sorted(triples), key=lambda triple: triple[0])
    return {first: {second: text for _first, second, text in inner} for first, inner in by_first}
