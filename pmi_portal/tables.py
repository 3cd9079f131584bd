"""The look every list shares."""

import django_tables2
from django.core.paginator import EmptyPage
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from pmi_portal.formats import show_date, show_number

PER_PAGE, MOST_PER_PAGE, MOST_PAGES = 50, 100, 1_000_000
NUMBER = {"th": {"class": "number"}, "td": {"class": "number"}}
WIDE = {"td": {"class": "wide-text"}}


class ListTable(django_tables2.Table):
    """Typeset table: numbers right, an empty state that says what to do next."""

    class Meta:
        attrs = {"class": "table list-table"}
        empty_text = _("Belum ada catatan.")


class NumberColumn(django_tables2.Column):
    """A number in tabular figures, right-aligned; an unknown number is a dash."""

    empty_values = ()

    def __init__(self, **kwargs):
        kwargs.setdefault("attrs", NUMBER)
        super().__init__(**kwargs)

    def render(self, value):
        return show_number(value)


class DateColumn(django_tables2.Column):
    empty_values = ()

    def __init__(self, **kwargs):
        kwargs.setdefault("attrs", {"td": {"class": "text-nowrap"}})
        super().__init__(**kwargs)

    def render(self, value):
        return show_date(value)


class CellColumn(django_tables2.Column):
    """A cell told by a small template of its own, which gets the record and nothing else.

    Not django-tables2's TemplateColumn, which would make the layout's menu anew for every cell.
    """

    empty_values = ()

    def __init__(self, template, **kwargs):
        self.template = template
        super().__init__(**kwargs)

    def render(self, record):
        return render_to_string(self.template, {"record": record})


def listed(request, table_class, records, **kwargs):
    """The table of this request: sorted and cut into pages as its query string asks, within bounds."""
    table = table_class(records, **kwargs)
    django_tables2.RequestConfig(request, paginate=False).configure(table)
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
