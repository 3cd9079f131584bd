"""The filters above the lists of outreach."""

from datetime import date

import pytest

from tests.outreach.forms import words
from tests.support.records import a_session, a_staff_member, a_statement, an_activity

pytestmark = pytest.mark.django_db


def statement_of(day):
    return a_statement(session=a_session(held_on=day))


def session_of(day):
    return a_session(held_on=day)


def activity_of(day):
    return an_activity(held_on=day)


LISTS = {"/sosialisasi/": activity_of, "/fgd/": session_of, "/fgd/pernyataan/": statement_of}


@pytest.mark.parametrize("address", LISTS)
def test_a_reversed_period_is_explained_and_leaves_the_list_whole(client, address):
    early, late = (LISTS[address](date(year, 1, 1)) for year in (2022, 2024))
    client.force_login(a_staff_member())

    page = client.get(f"{address}?since=2023-01-01&until=2022-06-01")

    assert "Tanggal akhir mendahului tanggal awal" in words(page)
    assert list(page.context["table"].data) == [late, early]
