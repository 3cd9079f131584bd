"""A table as it was read: each column its distinct cells, and for every row the number of its cell."""

from array import array
from base64 import b64decode
from bisect import bisect_left, bisect_right
from copy import copy
from typing import NamedTuple

VALUES = {
    "s": str,
    "n": (int, float),
    "p": (int, float),
    "d": str,
    "b": bool,
    "e": str,
    "f": str,
    "x": str,
    "": str,
}


KINDS = {1: "B", 2: "H", 4: "I"}  # of arrays, by the bytes of a number


class Row(NamedTuple):
    """One row that holds anything: its number in the file, counted from 1, and its cells from column A on.

    A cell is [type, value]: "s" text, "n" number, "p" a number that Excel shows as percent (0.03 for 3%), "d"
    ISO date or time, "b" truth, "e" error text such as #REF!, "f" formula never calculated, "x" unusable (a
    reason for `why_cell_unusable`), "" blank; blank cells at the end are left out. `fields` is set when a csv
    row has not as many fields as the table.
    """

    number: int
    cells: list
    fields: int | None = None

    @property
    def ragged(self):
        return self.fields is not None


class Merge(NamedTuple):
    """Cells that Excel shows as one: rows by their numbers in the file, columns by their places from 0."""

    first_row: int
    last_row: int
    first_column: int
    last_column: int


class Column:
    """`codes[i]` is the place in `cells` of what stands in the i-th row; place 0 is the blank cell.

    In a table with very many different cells, the same one may stand in `cells` more than once.
    """

    def __init__(self, rows):
        self.cells, self.codes = [["", ""]], array("I", bytes(4 * rows))

    def copied(self):
        """A column of its own with the same cells."""
        column = Column(0)
        column.cells, column.codes = self.cells[:], self.codes[:]
        return column

    def put(self, texts):
        """Let the rows at these places say something else: {place of a row: text}."""
        known = {}
        for row, text in texts.items():
            if text not in known:
                known[text] = len(self.cells)
                self.cells.append(as_cell(text))
            self.codes[row] = known[text]

    def extend(self, cells, codes, wide=4):
        """Adds the rows of a block, so many bytes each; ValueError for what no parser of ours sends."""
        if not all(len(cell) == 2 and isinstance(cell[1], VALUES[cell[0]]) for cell in cells):
            raise ValueError("a cell of no known type")
        self.cells += cells
        added = array(KINDS[wide], codes)
        if max(added, default=0) >= len(self.cells):
            raise ValueError("a cell that was not sent")
        self.codes.extend(added if wide == self.codes.itemsize else array("I", added))


class Table:
    """Rows in the order of the file: ask for their number, iterate as often as needed, or take its columns.

    `numbers` are those the rows have in the file; `ragged` are {place of a row: its number of fields};
    `name` is that of the sheet, None for a csv. `hidden_rows` are numbers of rows, `hidden_columns` places of
    columns that hold something and are not seen in Excel; `empty_rows` counts those between the others.
    `typed` are {place of a column: places of the rows} of cells that are not those of the file. `begins` is
    the cell in which a further table of the same sheet begins, "" for the first.
    """

    begins = ""

    def __init__(self, name=None):
        self.name, self.numbers, self.columns, self.ragged = name, array("I"), [], {}
        self.merges, self.hidden_rows, self.hidden_columns, self.empty_rows = [], [], [], 0
        self.typed = {}

    def __len__(self):
        return len(self.numbers)

    def __iter__(self):
        cells = [map(column.cells.__getitem__, column.codes) for column in self.columns]
        rows = zip(*cells, strict=True) if cells else ((),) * len(self)
        for place, (number, row) in enumerate(zip(self.numbers, rows, strict=True)):
            yield Row(number, trimmed(list(row)), self.ragged.get(place))

    @property
    def called(self):
        """Its name among the tables of a file: that of its sheet, “Data!A14” for a further one of it."""
        return f"{self.name or ''}!{self.begins}" if self.begins else self.name or ""

    def row(self, place):
        """The Row at this place."""
        cells = [column.cells[column.codes[place]] for column in self.columns]
        return Row(self.numbers[place], trimmed(cells), self.ragged.get(place))

    @property
    def merged_across(self):
        """The merges of several columns, of which nobody can say which column the value belongs to."""
        return [merge for merge in self.merges if merge.first_column != merge.last_column]

    def merged_down(self, place, below=0):
        """The merges of several rows of this column alone that begin below a row of the file."""
        return [each for each in self.merges if each[2:] == (place, place) and each.first_row > below]

    def with_cells(self, texts):
        """The table with other texts in some cells: {(number of a row, place of a column): text}.

        A row or a column that is not there goes for nothing. The table itself stays as it is.
        """
        changed, typed = copy(self), {}
        for (number, place), text in texts.items():
            row = bisect_left(self.numbers, number)
            if place < len(self.columns) and row < len(self) and self.numbers[row] == number:
                typed.setdefault(place, {})[row] = text
        changed.columns, changed.typed = (
            list(self.columns),
            {place: list(rows) for place, rows in typed.items()},
        )
        for place, rows in typed.items():
            changed.columns[place] = self.columns[place].copied()
            changed.columns[place].put(rows)
        return changed

    def cut(self, rows, places, begins=""):
        """The rows at these rising places as a table of their own, in which all but these columns are blank.

        Its rows keep their numbers, its columns their places.
        """
        part, at = Table(self.name), {row: place for place, row in enumerate(rows)}
        part.begins, part.numbers = begins, array("I", map(self.numbers.__getitem__, rows))
        for place, column in enumerate(self.columns):
            part.columns.append(Column(len(rows)))
            if place in places:
                part.columns[-1].cells = column.cells
                part.columns[-1].codes = array("I", map(column.codes.__getitem__, rows))
        numbers = frozenset(part.numbers)
        part.ragged = {at[row]: fields for row, fields in self.ragged.items() if row in at}
        part.hidden_rows = [number for number in self.hidden_rows if number in numbers]
        part.hidden_columns = [place for place in self.hidden_columns if place in places]
        part.merges = [
            each for each in self.merges if each.first_row in numbers and each.first_column in places
        ]
        return part

    def filled_down(self, place, below=0):
        """The column at this place with the value of each merge of its own in all rows of it.

        Merges that do not begin below this row of the file are left alone. The table stays as it is. What
        else a file holds below the top of a merge, Excel does not show.
        """
        column, end = self.columns[place].copied(), 0
        typed = [(row, column.codes[row]) for row in self.typed.get(place, ())]
        for merge in sorted(self.merged_down(place, below)):
            start = bisect_left(self.numbers, merge.first_row)
            if start < end or start == len(self) or self.numbers[start] != merge.first_row:
                continue  # merges that overlap are no merges; and where the top is empty there is no value
            end = bisect_right(self.numbers, merge.last_row)
            if code := column.codes[start]:
                column.codes[start:end] = array("I", [code]) * (end - start)
        for row, code in typed:
            column.codes[row] = code
        return column

    def add_block(self, block, columns):
        """Adds rows: a document with their numbers, and one for each column; raises what odd ones raise."""
        numbers, before = block["numbers"], len(self)
        for number in numbers:
            if type(number) is not int or number <= (self.numbers[-1] if self.numbers else 0):
                raise ValueError("rows out of order")
            self.numbers.append(number)
        self.ragged |= {before + int(place): int(fields) for place, fields in block["ragged"]}
        for place, document in enumerate(columns):
            if place == len(self.columns):
                self.columns.append(Column(before))
            codes = b64decode(document["codes"], validate=True)
            self.columns[place].extend(document["cells"], codes, document.get("bytes", 4))
        for column in self.columns[block["columns"] :]:
            column.codes.frombytes(bytes(4 * len(numbers)))
        if any(len(column.codes) != len(self) for column in self.columns):
            raise ValueError("a column of another length")


def as_cell(text):
    """The cell of a text that was typed."""
    return ["s", text] if text.strip() else ["", ""]


def trimmed(cells):
    """The same cells without the blank ones at the end."""
    last = len(cells)
    while last and is_blank(cells[last - 1]):
        last -= 1
    return cells[:last]


def is_blank(cell):
    """Whether a cell shows nothing: blank, or text of white space only."""
    return cell[0] == "" or (cell[0] == "s" and not cell[1].strip())
