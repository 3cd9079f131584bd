"""Groups down, regions across."""

from dataclasses import dataclass

from pmi_portal.words import formats
from reports.renderers.charts.parts import (
    HEADING_CHARACTERS,
    in_order,
    layer,
    named_columns,
    named_rows,
    number,
    one_view,
    sign,
    wrapped,
)


@dataclass(frozen=True)
class Matrix:
    """Groups down, regions across; a cell shows its count, and a cell of nothing the word `gap`.

    Where `text` names a column, its words stand in the cells instead, in those of nothing too; no more than
    a few letters. `columns` and `rows` are the orders across and down, where the first rows do not have all.
    """

    down: str
    across: str
    value: str
    gap: str = ""
    text: str = ""
    columns: tuple = ()
    rows: tuple = ()

    def spec(self, figure):
        rows = [self._cell(row) for row in figure.rows]
        order = [wrapped(name, HEADING_CHARACTERS) for name in self.columns] or in_order(rows, "across")
        down = named_rows(rows)
        if self.rows:
            down["sort"] = [wrapped(name) for name in self.rows]
        place = {"x": named_columns(order, "across"), "y": down}
        narrow = f"datum.kind === 'empty' && width < {len(order) * len(self.gap) * 9}"
        written = {"field": "text", "condition": {"test": narrow, "value": "0"}}
        layers = [
            layer("filled-cell", place, "datum.kind === 'filled'"),
            layer("empty-cell", place, "datum.kind === 'empty'"),
            *(
                layer(text, place | {"text": written}, f"datum.kind === '{kind}'")
                for kind, text in (("filled", "value-text"), ("empty", "warn-text"), ("hidden", "quiet-text"))
            ),
        ]
        return one_view(rows, layers, height=34 * len(in_order(rows, "down")))

    def _cell(self, row):
        value = row.get(self.value)
        known = number(value)
        kind = "hidden" if known is None else "filled" if known else "empty"
        text = {"hidden": sign(value), "empty": self.gap}
        if self.text and kind != "hidden":
            text[kind] = row[self.text]
        return {
            "down": wrapped(row[self.down]),
            "across": wrapped(row[self.across], HEADING_CHARACTERS),
            "kind": kind,
            "text": str(text[kind]) if kind in text else formats.show_number(value, 0),
        }
