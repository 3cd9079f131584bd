"""Lists stay within bounds whatever the query string asks."""

import re
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.template import Context, Template
from django.template.loader import get_template
from django.urls import get_resolver
from django.utils.html import format_html, strip_tags

from outreach.complaints.tables import ComplaintTable
from pmi_portal.lists.tables import DateColumn, ListTable, NumberColumn
from tests.support.records import a_complaint, a_session, a_staff_member


@pytest.fixture
def staff(client, db):
    client.force_login(a_staff_member())
    for _number in range(3):
        a_session()


@pytest.mark.parametrize(
    ("query", "shown", "page"),
    [
        ("", 3, 1),
        ("?per_page=1", 1, 1),
        ("?per_page=1&page=3", 1, 3),
        ("?per_page=1&page=99", 1, 3),
        ("?per_page=-1", 3, 1),
        ("?per_page=0", 1, 1),
        ("?per_page=1e9", 3, 1),
        ("?page=\u0663", 3, 1),
        ("?page=" + "9" * 400, 3, 1),
        ("?sort=password", 3, 1),
    ],
)
def test_list_answers_within_bounds(client, staff, query, shown, page):
    table = client.get(f"/fgd/{query}").context["table"]

    assert (len(table.page.object_list), table.page.number) == (shown, page)


def test_a_page_never_holds_more_than_a_hundred_rows(client, staff):
    assert client.get("/fgd/?per_page=100000").context["table"].paginator.per_page == 25
    assert client.get("/fgd/?per_page=999").context["table"].paginator.per_page == 100


def kinds_of(table):
    return [one for kind in table.__subclasses__() for one in (kind, *kinds_of(kind))]


def test_numbers_stand_below_each_other_and_no_day_is_broken_over_two_lines():
    _ = get_resolver().url_patterns  # enters every room
    columns = [one for table in kinds_of(ListTable) for one in table.base_columns.values()]
    numbers = [one.attrs for one in columns if isinstance(one, NumberColumn)]
    days = [one.attrs for one in columns if isinstance(one, DateColumn)]

    assert numbers == [{"th": {"class": "number"}, "td": {"class": "number"}}] * len(numbers)
    assert days == [{"td": {"class": "text-nowrap"}}] * len(days)
    assert min(len(numbers), len(days)) > 1


def read_of_record(column):
    """The attributes that the template of a column reads; what it handed on would be read unseen."""
    source = re.sub(r"{#.*?#}", "", get_template(column.template).template.source)
    assert "record" not in re.sub(r"record\.\w", "", source)
    return {re.sub(r"get_(\w+)_display", r"\1", name) for name in re.findall(r"record\.(\w+)", source)}


def test_a_cell_that_records_share_reads_only_what_they_agree_in():
    _ = get_resolver().url_patterns  # enters every room
    columns = [(table, *named) for table in kinds_of(ListTable) for named in table.base_columns.items()]
    further = {
        f"{table.__name__}.{name}": read_of_record(column) - set(column.by)
        for table, name, column in columns
        if getattr(column, "by", ()) and column.template
    }

    assert "ComplaintTable.status" in further
    assert {cell: read for cell, read in further.items() if read} == {}


def test_records_that_agree_share_a_cell_and_each_of_the_others_tells_its_own(client, db):
    client.force_login(a_staff_member())
    for status, place in [("received", "Malang"), ("handled", "Malang"), ("received", "Tuban")]:
        a_complaint(status=status, outside_district=place)

    table = client.get("/pengaduan/?sort=number").context["table"]
    shared = [tuple(strip_tags(cells[n][1]).split()[-1] for n in (2, 4)) for cells in table.lines()]

    assert shared == [("Malang", "baru"), ("Malang", "ditangani"), ("Tuban", "baru")]


def test_a_row_tells_its_cells_as_a_loop_of_a_template_would():
    values = ["<b>", format_html("<i>{}</i>", "x"), Decimal("1234.5"), 7, date(2024, 2, 1), None]
    values.append(datetime(2024, 2, 1, 20, tzinfo=UTC))
    cells = [(format_html('data-label="{}"', "A&B"), value) for value in values]
    loop = Template("{% for attrs, cell in cells %}<td {{ attrs }}>{{ cell }}</td>{% endfor %}")

    told = Template("{% load formats %}{{ cells|as_cells }}").render(Context({"cells": cells}))

    assert told == loop.render(Context({"cells": cells}))
    assert "2 Feb. 2024" in told  # by the clock of the reader


def test_two_tables_of_a_kind_have_columns_of_their_own(db):
    first, second = (ComplaintTable([], calendar=None) for _number in range(2))
    first.columns["status"].column.visible = False

    assert second.columns["status"].column.visible
