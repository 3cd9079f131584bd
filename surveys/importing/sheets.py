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

    def table_of(self, called):
        """The place of the table that is so called, "" for the first of the only sheet."""
        tables = self.batch.tables_read
        return tables.index(called) if called in tables else 0
