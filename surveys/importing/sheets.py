"""Which sheets of a workbook an import reads, as its page says and asks."""


class Sheets:
    """The part of a CheckPage, with its `batch` and `report`, that speaks of sheets."""

    @property
    def sheets(self):
        """[(name, whether it was read, whether its heading is known)] of a workbook that has several."""
        names, read = self.report.get("sheets", []), self.batch.sheets_read
        recognised = self.report.get("recognised", [])
        return [(name, name in read, name in recognised) for name in names] if len(names) > 1 else []

    @property
    def asks_of_sheets(self):
        """Whether there are rows in sheets that were not read, as far as their headings tell."""
        return any(known and not read for _name, read, known in self.sheets)

    @property
    def part_to_match(self):
        """The place of the first table whose columns have to be said, 0 where none has."""
        return next((place for place, table in enumerate(self.batch.tables) if table.get("is_refused")), 0)

    @property
    def tables_by_problem(self):
        """{(code, column): the first table with this problem} of what the report lists, of several sheets."""
        places, found = {name: place for place, name in enumerate(self.batch.sheets_read)}, {}
        for _row, column, _heading, _cell, code, _message, _suggestion, *sheet in self.report.get(
            "problems", []
        ):
            found.setdefault((code, column), places.get("".join(sheet), 0))
        return found
