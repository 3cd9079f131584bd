"""A Figure is data: its title states the finding, and table, CSV and chart show the same rows."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.utils.translation import gettext as _

from pmi_portal.words import formats
from reports.renderers.charts import theme as chart_theme
from reports.renderers.symbols import Symbol

KINDS = ("text", "number", "integer", "date", "percent")
LONG_TEXT = 40


@dataclass(frozen=True)
class Column:
    """One column; a percent holds the share from 0 to 1, and `decimals` says how it is rounded when shown.

    `link` is the key under which a row keeps the address of the records this value counts, if any. What is
    `in_file_only` would fill the page and is wanted by who computes further.
    """

    key: str
    label: str
    unit: str = ""
    kind: str = "text"
    decimals: int = 0
    link: str = ""
    in_file_only: bool = False

    def __post_init__(self):
        if self.kind not in KINDS:
            raise ValueError(f"unknown kind of column: {self.kind}")

    @property
    def heading(self):
        return f"{self.label} ({self.unit})" if self.unit else str(self.label)

    @property
    def is_number(self):
        return self.kind in ("number", "integer", "percent")

    def shown(self, value):
        """The text for a reader."""
        if value is None:
            return formats.NOTHING
        if isinstance(value, Symbol) or self.kind == "text":
            return str(value)
        if self.kind == "date":
            return formats.show_date(value)
        show = formats.show_percent if self.kind == "percent" else formats.show_number
        return show(value, self.decimals)

    def exact(self, value):
        """The plain value for a file: a number rounded as on the page, a date, a text, or None."""
        if value is None or self.kind == "date" and not isinstance(value, Symbol):
            return value
        if isinstance(value, Symbol) or not self.is_number:
            return str(value)
        return formats.rounded(value, self.decimals + 2 if self.kind == "percent" else self.decimals)


@dataclass(frozen=True)
class Cell:
    text: str
    is_number: bool
    meaning: str = ""
    url: str = ""
    heading: str = ""

    @property
    def css_class(self):
        return "number" if self.is_number else "wide-text" if len(self.text) > LONG_TEXT else ""


@dataclass(frozen=True)
class Figure:
    """`rows` are dicts by column key; a value is a number, text, date, Symbol or None.

    `chart` is one of the charts of `charts.py`, or None for a figure that is only a table. Build a figure
    where its language is known: it holds finished texts.
    """

    id: str
    title: str
    subtitle: str
    columns: tuple[Column, ...]
    rows: tuple[dict, ...]
    chart: object = None
    notes: tuple[str, ...] = ()
    source: str = ""
    method: str = ""
    sampled: bool = False  # whether invented records are counted here
    as_of: date | None = None  # the day on which the data were read

    @property
    def description(self):
        """What the drawing shows, for those who do not see it."""
        return f"{self.title}. {self.subtitle}"

    def column(self, key):
        """The column of this key; raises KeyError."""
        return {column.key: column for column in self.columns}[key]

    @cached_property
    def table(self):
        """The rows as lists of Cell, in the order of `page_columns`."""
        return [[self._cell(column, row) for column in self.page_columns] for row in self.rows]

    @property
    def page_columns(self):
        return tuple(column for column in self.columns if not column.in_file_only)

    @cached_property
    def all_notes(self):
        """The notes, of invented records too, and the meaning of every symbol that stands in the table."""
        meanings = [f"{symbol.sign} = {symbol.meaning}" for symbol in self._symbols()]
        return [str(note) for note in self.notes] + self._sample_notes + meanings

    @property
    def sheet_rows(self):
        """Heading and rows as plain values; further columns tell of invented records, symbols and the day."""
        explained = bool(self._symbols()) or self.sampled
        more = ([_("Keterangan")] if explained else []) + ([_("Data per")] if self.as_of else [])
        yield [column.heading for column in self.columns] + more
        for row in self.rows:
            values = [row.get(column.key) for column in self.columns]
            exact = [column.exact(value) for column, value in zip(self.columns, values, strict=True)]
            meanings = {str(value.meaning): None for value in values if isinstance(value, Symbol)}
            told = ["; ".join([*self._sample_notes, *meanings])] if explained else []
            yield exact + told + ([self.as_of] if self.as_of else [])

    @cached_property
    def drawing(self):
        """What the browser draws, {spec, config}, or None; it brings its own width and colours."""
        return {"spec": self._spec, "config": chart_theme.config()} if self._spec else None

    @cached_property
    def print_spec(self):
        """The same drawing as one complete specification of fixed size on white, or None."""
        return chart_theme.for_print(self._spec) if self._spec else None

    @cached_property
    def _spec(self):
        """The chart's specification, or None where there is no chart or nothing to draw."""
        spec = self.chart.spec(self) if self.chart and self.rows else None
        return spec and {"$schema": chart_theme.SCHEMA, "description": self.description} | spec

    def _cell(self, column, row):
        value = row.get(column.key)
        meaning = str(value.meaning) if isinstance(value, Symbol) else ""
        url = row.get(column.link, "")
        return Cell(column.shown(value), column.is_number, meaning, url, column.heading)

    @property
    def _sample_notes(self):
        return [_("Memuat data contoh.")] if self.sampled else []

    def _symbols(self):
        values = [row.get(column.key) for row in self.rows for column in self.columns]
        return list(dict.fromkeys(value for value in values if isinstance(value, Symbol)))
