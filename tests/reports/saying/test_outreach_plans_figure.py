"""Outreach planned and held, counted by hand from the records of each test."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from outreach.models import OutreachTopic
from reports.results.readers import Reader
from reports.saying.outreach_plans import say_outreach_plans
from tests.reports.asking import figure, result_of, shown_to
from tests.support.records import a_board_member, a_region, a_user, an_activity, an_officer

pytestmark = pytest.mark.django_db
TODAY = date(2024, 6, 15)
DAY = date(2024, 5, 6)


def held(region, on=DAY, planned_on=None, **fields):
    return an_activity(region=region, status="held", held_on=on, planned_on=planned_on, **fields)


def planned(region, on=DAY, **fields):
    return an_activity(region=region, status="planned", held_on=on, planned_on=on, **fields)


def told(query="", **fields):
    return figure("sosialisasi", query, today=TODAY, **fields)


def a_topic(code, **fields):
    return OutreachTopic.objects.create(code=code, name=f"Materi {code}", **fields)


def parts(*names, query=""):
    return [(row["region"], row["period"], *(row[name] for name in names)) for row in told(query).rows]


def test_what_was_planned_was_held_on_its_day_or_another_called_off_or_is_open():
    region = a_region(name="Kupang")
    held(region, DAY, DAY)
    held(region, DAY, DAY)
    held(region, date(2024, 5, 9), DAY)
    an_activity(region=region, status="cancelled", held_on=DAY, planned_on=DAY)
    planned(region)
    planned(region, date(2024, 6, 20))
    held(region)

    (row,) = told().rows

    names = ("planned", "as_planned", "moved_held", "cancelled", "open", "held", "unplanned")
    assert [row[name] for name in names] == [6, 2, 1, 1, 2, 4, 1]
    assert (row["told"], row["flags"][:2]) == ("3/6", "p:")
    assert told().title == "3 dari 6 sosialisasi terencana terlaksana; 1 dibatalkan, 2 belum"


def test_a_plan_counts_in_the_part_of_its_day_and_attendance_in_that_of_the_activity():
    here, there = a_region(name="Cilacap"), a_region(name="Kupang")
    held(here, date(2024, 1, 9), date(2023, 12, 20), women=5)
    held(there, date(2022, 3, 1), date(2022, 3, 1), women=2, men=1)

    assert parts("planned", "held", "people") == [
        ("Cilacap", "2023", 1, 0, None),
        ("Cilacap", "Semester I 2024", 0, 1, 5),
        ("Kupang", "2022", 1, 1, 3),
    ]
    assert parts("held", query="per=triwulan&dari=2024-01") == [("Cilacap", "Triwulan I 2024", 1)]
    assert parts("planned", "held", query="per=semua&dari=2023-12&sampai=2024-01") == [
        ("Cilacap", "Desember 2023 – Januari 2024", 1, 1)
    ]
    assert told().chart.rows == ("2022", "2023", "Semester I 2024")


def test_attendance_and_people_are_known_of_so_many_activities():
    region = a_region()
    held(region, women=10, men=5, distinct_people=12)
    held(region, men=7)
    held(region, distinct_people=0)
    held(region)
    an_activity(region=region, status="cancelled", held_on=DAY, women=100, distinct_people=100)

    assert parts("held", "people", "people_known", "distinct", "distinct_known")[0][2:] == (4, 22, 2, 12, 2)
    assert "jadi kehadiran bukan jangkauan" in told().notes[1]


def test_registrations_count_after_ninety_days_only_and_the_younger_are_told():
    region = a_region()
    held(region, date(2024, 3, 17), registrations=4)  # 90 days before 15 June
    held(region, date(2024, 3, 17))
    held(region, date(2024, 3, 18), registrations=100)

    assert parts("registered", "registered_known", "young")[0][2:] == (4, 1, 1)
    assert told().notes[2] == "1 kegiatan belum 90 hari; pendaftaran setelahnya belum dihitung."


def test_young_activities_alone_tell_no_registrations_at_all():
    held(a_region(), registrations=3)

    assert parts("registered", "registered_known", "young")[0][2:] == (None, 0, 1)


def test_a_topic_counts_once_a_part_however_often_it_was_covered():
    region = a_region()
    rights, cost, unused = a_topic("a"), a_topic("b"), a_topic("z", active=False)
    for _time in range(2):
        held(region, DAY).topics.set([rights, unused])
    held(region, date(2024, 2, 1)).topics.set([rights, cost])
    held(region, date(2023, 2, 1)).topics.set([cost])
    planned(region).topics.set([a_topic("c")])

    assert [row[2] for row in parts("topics")] == [1, 2]
    assert told().column("topics").heading == "Materi wajib disampaikan (dari 3)"


def test_without_any_and_without_a_plan_the_title_says_so():
    region = a_region()
    assert (told().title, told().rows) == ("Belum ada kegiatan sosialisasi dalam periode ini", ())

    held(region)
    assert told().title == "1 kegiatan sosialisasi terlaksana, tanpa rencana yang dicatat"
    assert [row["drawn"] for row in told().rows] == [None]


def test_a_reader_of_one_region_is_told_of_that_region_only():
    here, there = a_region(name="Cilacap"), a_region(name="Kupang")
    held(here, DAY, DAY)
    planned(there)

    part = say_outreach_plans(shown_to(Reader((here,)), "sosialisasi", today=TODAY))

    assert [row["region"] for row in part.rows] == ["Cilacap"]
    assert part.title == "1 dari 1 sosialisasi terencana terlaksana; 0 dibatalkan, 0 belum"
    assert part.subtitle.endswith("; periode belum selesai; bagian wilayah Anda")


def test_invented_activities_count_only_where_there_is_nothing_real():
    here, there = a_region(name="Cilacap"), a_region(name="Kupang")
    held(here, is_sample=True)
    assert (told().sampled, parts()) == (True, [("Cilacap", "Semester I 2024")])

    held(there)
    assert (told().sampled, parts()) == (False, [("Kupang", "Semester I 2024")])


def test_what_was_held_leads_to_the_list_of_just_those(client):
    here, there = a_region(), a_region()
    for day in (date(2023, 12, 31), date(2024, 1, 1), date(2024, 5, 31), DAY):
        held(here, day)
    held(there)
    planned(here)
    client.force_login(a_board_member())

    for row in told("per=semester").rows:
        assert len(client.get(row["held_url"]).context["table"].rows) == row["held"]
    assert [row["held"] for row in told("per=semester").rows] == [1, 3, 1]


def test_the_figure_opens_to_who_may_open_activities(client):
    client.force_login(an_officer(of=a_region()))
    assert client.get("/dasbor/sosialisasi/").status_code == 200
    client.force_login(a_user())
    assert client.get("/dasbor/sosialisasi/").status_code == 403


def test_queries_do_not_grow_with_regions_and_activities():
    def queries():
        with CaptureQueriesContext(connection) as run:
            result_of("sosialisasi", today=TODAY)
        return len(run)

    held(a_region())
    first = queries()
    for _time in range(3):
        held(a_region(), date(2023, 1, 1))

    assert queries() == first
