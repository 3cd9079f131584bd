"""Plan against realisation, per region and year."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from outreach.activities.realisation import realisation
from outreach.models import OutreachActivity, OutreachTopic
from tests.outreach.forms import words
from tests.support.records import a_district, a_region, a_staff_member, an_activity, an_officer

pytestmark = pytest.mark.django_db


@pytest.fixture
def here():
    return a_region(name="Cilacap")


@pytest.fixture
def staff():
    return a_staff_member()


def a_held(here, **fields):
    return an_activity(region=here, **{"status": "held", "held_on": date(2024, 5, 6)} | fields)


def counted(staff, here, *names, year=2024):
    ((row,), _total) = realisation(OutreachActivity.objects.visible_to(staff), [here], year=year)[0]
    return tuple(getattr(row, name) for name in names)


def test_what_was_planned_is_counted_in_the_year_it_was_planned_for(staff, here):
    a_held(here, planned_on=date(2024, 5, 6))
    a_held(here, planned_on=date(2023, 12, 20), held_on=date(2024, 1, 9))
    an_activity(region=here, status="cancelled", held_on=date(2024, 3, 1), planned_on=date(2024, 3, 1))
    an_activity(region=here, status="planned", held_on=date(2024, 11, 1), planned_on=date(2024, 10, 1))

    names = ("planned", "done", "moved", "cancelled", "open", "held", "unplanned")
    assert counted(staff, here, *names) == (3, 1, 1, 1, 1, 2, 0)
    assert counted(staff, here, *names, year=2023) == (1, 1, 1, 0, 0, 0, 0)


def test_what_was_held_without_a_plan_is_in_no_plan(staff, here):
    a_held(here)

    assert counted(staff, here, "planned", "done", "held", "unplanned", "share_done") == (0, 0, 1, 1, None)


def test_an_older_record_without_a_planned_day_was_planned_for_its_day(staff, here):
    an_activity(region=here, status="cancelled", held_on=date(2024, 5, 6))
    an_activity(region=here, status="planned", held_on=date(2024, 5, 6))

    assert counted(staff, here, "planned", "moved", "cancelled", "open") == (2, 0, 1, 1)


def test_people_villages_and_topics_come_from_what_was_held(staff, here):
    topics = [OutreachTopic.objects.create(code=code, name=code) for code in "abc"]
    district = a_district(region=here)
    a_held(here, women=10, men=None, village="Sukamaju", district=district).topics.set(topics)
    a_held(here, women=None, men=None, village="sukamaju", district=district)
    a_held(here, women=3, men=4, village="Sukamaju").topics.set(topics[:1])
    a_held(here, village="")
    an_activity(region=here, status="cancelled", village="Desa lain").topics.set(topics)

    assert counted(staff, here, "people", "villages", "topics_each") == (17, 2, 1.0)


def test_nobody_counted_is_not_nobody_came(staff, here):
    a_held(here)

    assert counted(staff, here, "people") == (None,)


def test_every_region_stands_in_every_year_and_the_sum_at_its_head(staff, here):
    there = a_region()
    a_held(here, planned_on=date(2024, 5, 6), women=5)
    a_held(there, held_on=date(2022, 5, 6), women=7)
    a_held(there, held_on=date(2024, 5, 7), women=1)

    years = realisation(OutreachActivity.objects.visible_to(staff), [here, there])

    assert [
        (total.year, total.held, total.people, [(row.region, row.held, row.people) for row in rows])
        for rows, total in years
    ] == [
        (2024, 2, 6, [(here, 1, 5), (there, 1, 1)]),
        (2022, 1, 7, [(here, 0, None), (there, 1, 7)]),
    ]


def test_the_page_shows_only_what_the_officer_may_see(client, here):
    theirs = a_held(a_region(name="Kupang"))
    a_held(here, women=1234)
    client.force_login(an_officer(of=here))

    page = words(client.get("/sosialisasi/rencana/"))

    assert "1.234" in page
    assert theirs.region.name not in page


def test_the_page_is_filtered_by_year_and_region(client, staff, here):
    a_held(here, held_on=date(2023, 5, 6))
    a_held(a_region(name="Kupang"))
    client.force_login(staff)

    def shown(query):
        years = client.get(f"/sosialisasi/rencana/?{query}").context["years"]
        return [(total.year, [str(row.region) for row in rows]) for rows, total in years]

    assert shown(f"tahun=2023&region={here.code}") == [(2023, ["Cilacap"])]
    assert shown("tahun=2020") == []
    assert shown("tahun=x&region=0") == shown("")


def test_a_plan_for_years_to_come_can_be_chosen(client, staff, here):
    year = timezone.localdate().year + 3
    client.force_login(staff)
    an_activity(region=here, status="planned", held_on=date(year, 2, 1))

    page = client.get(f"/sosialisasi/rencana/?tahun={year}")

    assert [rows[0].year for rows, _total in page.context["years"]] == [year]
    assert f'<option value="{year}" selected' in page.content.decode()


def test_the_file_holds_the_same_numbers(client, staff, here):
    a_held(here, planned_on=date(2024, 5, 1), women=10, village="A")
    client.force_login(staff)

    file = client.get(f"/sosialisasi/rencana/?region={here.code}&unduh=csv").content.decode("utf-8-sig")

    heading, line = file.splitlines()
    assert heading.startswith('"Tahun";"Wilayah";"Direncanakan"')
    assert line == '2024;"Cilacap";1;1;1;0;0;1;0;10;1;0,00'


def test_the_page_takes_as_many_queries_for_three_activities_as_for_one(client, staff, here):
    client.force_login(staff)

    def queries():
        with CaptureQueriesContext(connection) as captured:
            client.get("/sosialisasi/rencana/")
        return len(captured)

    a_held(here)
    queries()
    before = queries()
    a_held(here, held_on=date(2020, 1, 1))
    a_held(a_region(), village="A")
    assert queries() == before


def test_a_year_says_whether_old_lists_are_counted_in_it(staff, here):
    a_held(here)
    assert counted(staff, here, "held", "is_past") == (1, False)
    a_held(here, past_import=1, past_row=2)
    [(rows, total)] = realisation(OutreachActivity.objects.visible_to(staff), [here], year=2024)
    assert [(row.held, row.is_past) for row in (*rows, total)] == [(2, True), (2, True)]
