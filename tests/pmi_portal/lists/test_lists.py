"""Lists stay within bounds whatever the query string asks."""

import pytest

from tests.support.records import a_session, a_staff_member


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
