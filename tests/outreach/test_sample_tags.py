"""Wherever a record that was invented for the demo is shown or counted, that is said beside it."""

from datetime import date
from io import BytesIO

import pytest
from openpyxl import load_workbook

from outreach.activities.realisation import realisation
from outreach.models import OutreachActivity
from tests.support.records import (
    a_complaint,
    a_follow_up,
    a_group,
    a_region,
    a_session,
    a_staff_member,
    a_statement,
    a_theme,
    an_activity,
    an_event,
    an_institution,
)

pytestmark = pytest.mark.django_db
TAG = '<span class="tag tag-sample">data contoh</span>'


@pytest.fixture
def region():
    return a_region()


@pytest.fixture
def staff(client):
    staff = a_staff_member()
    client.force_login(staff)
    return staff


def tags(client, address):
    page = client.get(address)
    assert page.status_code == 200
    return page.content.decode().count(TAG)


def a_said(region, is_sample, **fields):
    event = an_event(region=region, is_sample=is_sample)
    return a_statement(session=a_session(event=event), **fields)


def test_the_words_of_a_contradiction_say_which_are_invented(client, staff, region):
    theme = a_theme()
    a_said(region, True, theme=theme, group=a_group(), sentiment="positive")
    a_said(region, False, theme=theme, group=a_group(), sentiment="negative")

    assert tags(client, "/fgd/beda-pendapat/?since=2019") == 1


def test_what_a_search_finds_says_what_is_invented(client, staff, region):
    for is_sample in (True, False):
        statement = a_said(region, is_sample, text="Loket tutup")
        statement.session.venue = "Loket"
        statement.session.save()
        fields = {"region": region, "is_sample": is_sample}
        a_complaint(text="Loket tutup", **fields)
        a_follow_up(recommendation="Loket dibuka", session=statement.session, statement=None, **fields)
        an_activity(village="Loket", **fields)
        an_institution(name=f"Loket {is_sample}", **fields)

    assert tags(client, "/cari/?q=loket") == 6


def test_each_link_of_a_chain_says_whether_it_is_invented(client, staff, region):
    statement = a_said(region, True)
    complaint = a_complaint(region=region, statement=statement, is_sample=True)
    follow_up = a_follow_up(region=region, complaint=complaint, is_sample=True)
    real = a_follow_up(region=region, statement=a_said(region, False))

    for address in (f"/fgd/pernyataan/{statement.pk}/", f"/pengaduan/{complaint.pk}/rantai/"):
        assert tags(client, address) == 3, address
    assert tags(client, f"/tindak-lanjut/{follow_up.pk}/rantai/") == 3
    assert tags(client, f"/tindak-lanjut/{real.pk}/rantai/") == 0


def test_the_plan_says_where_invented_activities_are_counted(client, staff, region):
    other = a_region()
    an_activity(region=region, status="planned", held_on=date(2024, 5, 6), is_sample=True)
    an_activity(region=region, status="held", held_on=date(2023, 5, 6), is_sample=False)
    an_activity(region=other, status="held", held_on=date(2024, 5, 6), is_sample=False)

    rows = realisation(OutreachActivity.objects.visible_to(staff), [region, other])

    assert [([row.is_sample for row in each], total.is_sample) for each, total in rows] == [
        ([True, False], True),
        ([False, False], False),
    ]
    assert tags(client, "/sosialisasi/rencana/") == 2


def test_the_matrix_says_which_rows_are_invented(client, staff, region):
    a_follow_up(region=region, is_sample=True)
    a_follow_up(region=region)

    answer = client.get("/tindak-lanjut/matriks.xlsx")

    rows = load_workbook(BytesIO(answer.content)).active.iter_rows(min_row=2, values_only=True)
    assert sorted("data contoh" in (row[-1] or "") for row in rows) == [False, True]
