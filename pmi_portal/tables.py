"""The look every list shares."""

import django_tables2
from django.utils.translation import gettext_lazy as _

PER_PAGE = 50


class ListTable(django_tables2.Table):
    """Typeset table: numbers right, an empty state that says what to do next."""

    class Meta:
        attrs = {"class": "table list-table"}
        empty_text = _("Belum ada catatan.")


class NumberColumn(django_tables2.TemplateColumn):
    """A number in tabular figures, right-aligned; an unknown number is a dash."""

    def __init__(self, **kwargs):
        kwargs.setdefault("attrs", {"th": {"class": "number"}, "td": {"class": "number"}})
        super().__init__("{% load formats %}{{ value|number }}", **kwargs)


class DateColumn(django_tables2.TemplateColumn):
    def __init__(self, **kwargs):
        kwargs.setdefault("attrs", {"td": {"class": "text-nowrap"}})
        super().__init__("{% load formats %}{{ value|local_date }}", **kwargs)


def listed(request, table_class, records, **kwargs):
    """The table of this request: sorted and cut into pages as its query string asks."""
    table = table_class(records, request=request, **kwargs)
    django_tables2.RequestConfig(request, paginate={"per_page": PER_PAGE}).configure(table)
    return table
