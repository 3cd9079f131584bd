"""The number of queries on the pages of complaints does not grow with what they show."""

from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from outreach.models import Complaint
from tests.outreach.complaints.complaint_cases import a_complaint_in, a_referral
from tests.support.records import (
    a_category,
    a_complaint,
    a_district,
    a_follow_up,
    a_holiday,
    a_region,
    a_session,
    a_staff_member,
    a_statement,
    an_event,
    the_limits,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff(client):
    the_limits()
    client.force_login(a_staff_member())


def queries_of(client, address):
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        answer = client.get(address)
    assert answer.status_code == 200
    return len(captured)


def a_full_complaint():
    """With everything a row or a page could ask the database for."""
    district = a_district(region=a_region())
    event = an_event(region=district.region, district=district)
    complaint = a_complaint_in(
        "referred",
        region=district.region,
        district=district,
        category=a_category(parent=a_category()),
        severity="emergency",
        urgent_on=date(2024, 5, 6),
        statement=a_statement(session=a_session(event=event)),
    )
    fill(complaint)
    return complaint


def fill(complaint):
    a_referral(complaint, state="refused")
    a_follow_up(complaint=complaint)
    a_complaint_in("duplicate", region=complaint.region, original=complaint)
    complaint.steps.create(what="edited", after="referred", fields=["people", "identity"])


def test_the_list_takes_as_many_queries_for_fifty_rows_as_for_one(client, staff):
    a_full_complaint()
    for_one = queries_of(client, "/pengaduan/?per_page=1")
    for _number in range(24):
        a_full_complaint()
    a_holiday(date=date(2024, 5, 9))

    assert queries_of(client, "/pengaduan/?per_page=50") == for_one
    page = client.get("/pengaduan/?per_page=50")
    assert len(page.context["table"].page.object_list) == 50


def test_the_pages_of_the_list_together_hold_each_complaint_once_and_in_order(client, staff):
    made = [a_complaint(received_at=datetime(2024, 5, day, tzinfo=UTC)) for day in range(1, 6)]

    pages = [client.get(f"/pengaduan/?per_page=2&page={number}").context["table"] for number in (1, 2, 3)]

    assert [[row.record for row in page.paginated_rows] for page in pages] == [
        [made[4], made[3]],
        [made[2], made[1]],
        [made[0]],
    ]


def test_a_page_takes_as_many_queries_for_much_as_for_little(client, staff):
    complaint = a_full_complaint()
    address = complaint.get_absolute_url()
    for_little = queries_of(client, address)
    for _number in range(5):
        fill(complaint)

    assert queries_of(client, address) == for_little


@pytest.mark.parametrize("page", ["/pengaduan/{}/ubah/", "/pengaduan/{}/langkah/teruskan/"])
def test_a_form_takes_as_many_queries_whatever_else_there_is(client, staff, page):
    complaint = a_full_complaint()
    address = page.format(complaint.pk)
    for_one = queries_of(client, address)
    for _number in range(3):
        a_full_complaint()

    assert queries_of(client, address) == for_one


def test_the_first_page_of_the_list_needs_no_sorting_of_all(django_assert_num_queries):
    """The order of the list is that of an index, so that not all complaints are sorted to show fifty."""
    a_complaint()
    plan = Complaint.objects.all().only("pk")[:50].explain()
    if connection.vendor == "sqlite":
        assert "complaint_rank_received" in plan
        assert "TEMP B-TREE" not in plan
