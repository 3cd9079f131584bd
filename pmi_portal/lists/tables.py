"""The look every list shares."""

from copy import copy
from datetime import date
from operator import attrgetter

import django_tables2
from django.core.paginator import EmptyPage
from django.template import Context
from django.template.loader import get_template
from django.utils.html import strip_tags
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django_tables2.data import TableQuerysetData
from django_tables2.rows import BoundRow
from django_tables2.utils import AttributeDict

from pmi_portal.words.formats import show_date, show_number

ROWS_AT_ONCE = 1_000
PER_PAGE, MOST_PER_PAGE, MOST_PAGES = 25, 100, 1_000_000
NUMBER = {"th": {"class": "number"}, "td": {"class": "number"}}
WIDE = {"td": {"class": "wide-text"}}


class ListTable(django_tables2.Table):
    """Typeset table: numbers right, an empty state that says what to do next, rows that stack when narrow.

    A stacked table is none to a screen reader unless its parts name their roles, as the template does.
    """

    class Meta:
        attrs = {"class": "table list-table stacked", "role": "table"}
        empty_text = _("Belum ada catatan.")

    FILE_ONLY = ()  # (heading, value of a record) that a file tells beside the columns of the page
    files = ()  # (kind, address) of the list as a file, set by list_answer

    def lines(self):
        """The rows of this page, each a list of (attributes of the cell, value).

        What the cells of a column share is made once, where django-tables2 makes it for every cell.
        """
        shared = [(_cell_attrs(column), self._teller(column)) for column in self.columns]
        for row in self.paginated_rows:
            yield [(attrs, tell(row)) for attrs, tell in shared]

    def told(self, most):
        """The headings, then the plain values of each row of all pages, at most so many rows.

        The keys are read once, so that no row is told twice or left out while others are being written.
        """
        file_only = self.file_only()
        further = [str(heading) for heading, _value in file_only]
        yield [*(str(column.header) for column in self.columns), *further, gettext("Keterangan")]
        records = self.data.data
        whole = records.model._default_manager.for_list() if isinstance(self.data, WholeRows) else records
        whole = self.for_file(whole)
        keys = list(records.values_list("pk", flat=True)[:most])
        for start in range(0, len(keys), ROWS_AT_ONCE):
            some = keys[start : start + ROWS_AT_ONCE]
            found = whole.in_bulk(some)
            for row in (BoundRow(found[key], table=self) for key in some if key in found):
                values = [_plain(row, column, self) for column in self.columns]
                values += [value(row.record) for _heading, value in file_only]
                yield [*values, ", ".join(self.remarks(row.record))]

    def file_only(self):
        return self.FILE_ONLY

    def for_file(self, records):
        """The records with what only a file asks of them."""
        return records

    def remarks(self, record):
        """What tags say of a record on the page, in words."""
        tags = [gettext("data contoh")] if getattr(record, "is_sample", False) else []
        tags += [gettext("riwayat")] if getattr(record, "is_past", False) else []
        return tags if getattr(record, "active", True) else [*tags, gettext("tidak aktif")]

    def _teller(self, column):
        """How a row tells its cell in this column."""
        if isinstance(column.column, CellColumn):
            tell = column.column.teller(self)
            if column.column.by:
                tell = _once_for_all(tell, attrgetter(*column.column.by))
            return lambda row: tell(row.record)
        return lambda row: row.get_cell(column.name)


class NumberColumn(django_tables2.Column):
    """A number in tabular figures, right-aligned; an unknown number is a dash."""

    empty_values = ()

    def __init__(self, **kwargs):
        kwargs.setdefault("attrs", NUMBER)
        super().__init__(**kwargs)

    def render(self, value):
        return show_number(value)

    def value(self, value):
        return value


class DateColumn(django_tables2.Column):
    empty_values = ()

    def __init__(self, **kwargs):
        kwargs.setdefault("attrs", {"td": {"class": "text-nowrap"}})
        super().__init__(**kwargs)

    def render(self, value):
        return show_date(value)

    def value(self, value):
        return value


class CellColumn(django_tables2.Column):
    """A cell told by a small template of its own, which gets the record and nothing else.

    `plain` gives the value of the record for a file. `about` names a method of the table that tells, of a
    record, what the template asks for beside it. Where the cell reads few attributes of which a page holds
    the same again and again, as a status, `by` names them all: records that agree in them share one cell.

    Not django-tables2's TemplateColumn, which would make the layout's menu anew for every cell.
    """

    empty_values = ()

    def __init__(self, template, *, plain=None, about=None, by=(), **kwargs):
        self.template, self.plain, self.about, self.by = template, plain, about, by
        super().__init__(**kwargs)

    def __deepcopy__(self, memo):
        """Each table has columns of its own; what they are made of stays as it was declared."""
        return copy(self)

    def teller(self, table):
        """How each record tells its cell; the template is looked up once for all rows.

        Its nodes are rendered as a part of the page; as a whole template each cell would set up a state.
        """
        template, about = get_template(self.template).template, self.about and getattr(table, self.about)

        def tell(record):
            context = Context({"record": record} | (about(record) if about else {}))
            context.template = template
            return template.nodelist.render(context)

        return tell

    def render(self, record, table):
        return self.teller(table)(record)

    def told(self, record, table):
        """The value for a file: `plain`, or what a person reads in the cell."""
        return self.plain(record) if self.plain else " ".join(strip_tags(self.render(record, table)).split())


def _cell_attrs(column):
    """Of each cell of a column: a stacked row says beside the value what it is."""
    own = column.column.attrs.get("td", {})
    return AttributeDict(own | {"role": "cell", "data-label": column.header}).as_html()


def _once_for_all(tell, shared):
    """The same cell for all records of the page of which `shared` is equal."""
    told = {}

    def tell_once(record):
        if (key := shared(record)) not in told:
            told[key] = tell(record)
        return told[key]

    return tell_once


def _plain(row, column, table):
    value = (
        column.column.told(row.record, table)
        if isinstance(column.column, CellColumn)
        else row.get_cell_value(column.name)
    )
    return value if value is None or isinstance(value, (int, date)) else str(value)


class WholeRows(TableQuerysetData):
    """Rows of a long list: a page is found by keys alone, and only its own records are loaded, by `for_list`.

    A database that is asked for fifty whole records of a hundred thousand sorts them with all their texts.
    """

    def __getitem__(self, key):
        if not isinstance(key, slice):
            return super().__getitem__(key)
        keys = list(self.data.values_list("pk", flat=True)[key])
        found = self.model._default_manager.for_list().order_by().in_bulk(keys)
        return [found[one] for one in keys if one in found]


def listed(request, table_class, records, **kwargs):
    """The table of this request: sorted and cut into pages as its query string asks, within bounds."""
    table = table_class(records, **kwargs)
    django_tables2.RequestConfig(request, paginate=False).configure(table)
    if table.order_by and isinstance(table.data, TableQuerysetData):
        # Rows that are equal in what sorts them keep one order from page to page.
        table.data.data = table.data.data.order_by(*table.data.data.query.order_by, "-pk")
    per_page = _number(request.GET.get("per_page"), PER_PAGE, most=MOST_PER_PAGE)
    try:
        table.paginate(page=_number(request.GET.get("page"), 1, most=MOST_PAGES), per_page=per_page)
    except EmptyPage:
        table.paginate(page=table.paginator.num_pages, per_page=per_page)
    return table


def _number(text, default, *, most):
    """A whole number from 1 to `most` as a query string writes it; anything else is the default."""
    if not (text or "").isascii() or not (text or "").isdigit() or len(text) > len(str(most)):
        return default
    return min(max(1, int(text)), most)
