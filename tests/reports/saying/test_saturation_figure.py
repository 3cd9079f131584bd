"""Whether sessions still bring new themes, counted by hand from the records of each test."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from reports.results.readers import Reader
from reports.saying.saturation import say_saturation
from reports.statistics.saturation import chao2, interval
from tests.reports.asking import figure, result_of, shown, shown_to
from tests.support.records import (
    a_board_member,
    a_region,
    a_session,
    a_statement,
    a_theme,
    a_user,
    an_event,
    an_observer,
)

pytestmark = pytest.mark.django_db
TODAY = date(2024, 6, 15)


@pytest.fixture
def themes():
    return {name: a_theme(name=name) for name in "ABCDEF"}


def held(region, themes, *sessions, month=5, **event):
    """A session for each word of theme names, on the first days of the month."""
    made = []
    for day, names in enumerate(sessions, start=1):
        event_of = {"event": an_event(region=region, **event)} if event else {"region": region}
        made.append(a_session(held_on=date(2024, month, day), **event_of))
        for name in names:
            a_statement(session=made[-1], theme=themes[name])
    return made


def told(query="", **fields):
    return figure("kejenuhan", query, today=TODAY, **fields)


def steps(query=""):
    return [(row["region"], row["session"], row["new"], row["seen"]) for row in told(query).rows]


def test_each_session_adds_the_themes_that_none_before_it_raised(themes):
    region = a_region(name="Kupang")
    held(region, themes, "AAB", "", "A", "BC")
    (earlier,) = held(region, themes, "AD", month=4)

    assert steps() == [("Kupang", 1, 2, 2), ("Kupang", 2, 1, 3), ("Kupang", 3, 0, 3), ("Kupang", 4, 1, 4)]
    assert told().rows[0]["day"] == earlier.held_on


def test_from_six_sessions_the_themes_not_seen_are_estimated(themes):
    region = a_region(name="Kupang")
    held(region, themes, "AB", "ABC", "AB", "AC", "AD", "AE")
    table = [
        [1, 1, 0, 0, 0],
        [1, 1, 1, 0, 0],
        [1, 1, 0, 0, 0],
        [1, 0, 1, 0, 0],
        [1, 0, 0, 1, 0],
        [1, 0, 0, 0, 1],
    ]

    (cell,) = shown("kejenuhan", today=TODAY).cells
    last = told().rows[-1]

    # Q1 is 2 (D, E), Q2 is 1 (C): 5 + 5/6 * 4/2.
    assert cell.value == chao2(table)
    assert last["estimate"] == pytest.approx(5 + 5 / 6 * 4 / 2)
    assert (last["low"], last["high"]) == interval(chao2(table))
    assert [row.get("estimate") for row in told().rows[:-1]] == [None] * 5
    assert told().title == "Sesi tambahan masih mungkin membawa tema baru di Kupang"
    # SE^2 is 5/6 * 2 + 25/36 * 8 + 25/36 * 4 = 10, so K = exp(1.96 sqrt(ln 4.6)) = 11.26 for T = 1.667.
    assert told().notes[0] == (
        "Kupang: 6 sesi, 5 tema, 2 baru dalam tiga sesi terakhir; perkiraan semua tema 6,7 (5,1–23,8)."
    )


def test_where_nothing_new_came_and_none_is_missing_more_sessions_bring_little(themes):
    here, there = a_region(name="Cilacap"), a_region(name="Kupang")
    held(here, themes, *["AB"] * 6)
    held(there, themes, *["AC"] * 6)
    assert told().title == "Sesi tambahan kecil kemungkinannya membawa tema baru di Cilacap dan Kupang"
    assert told().notes[0].endswith("0 baru dalam tiga sesi terakhir; perkiraan semua tema 2,0.")

    held(there, themes, "D", month=6)
    assert told().title == "Sesi tambahan masih mungkin membawa tema baru di Kupang"


def test_a_theme_of_the_last_three_sessions_counts_and_an_earlier_one_does_not(themes):
    region = a_region(name="Kupang")
    held(region, themes, "AB", "AB", "ABC", "AB", "ABC", "AB")
    assert shown("kejenuhan", today=TODAY).cells[0].about["late"] == 0
    assert told().title.startswith("Sesi tambahan kecil")

    held(region, themes, "D", "DA", month=6)
    assert shown("kejenuhan", today=TODAY).cells[0].about["late"] == 1
    assert told().title.startswith("Sesi tambahan masih mungkin")


def test_themes_that_one_early_session_raised_alone_tell_of_others_not_raised_yet(themes):
    held(a_region(name="Kupang"), themes, "AD", "AB", "AB", "AB", "AB", "AB")
    assert told().title.startswith("Sesi tambahan kecil")

    held(a_region(name="Cilacap"), themes, "AD", "AE", "AB", "AB", "AB", "AB")
    # Two themes of one session and none of two: 4 + 5/6 * 2/2.
    assert told().title == "Sesi tambahan masih mungkin membawa tema baru di Cilacap"


def test_once_all_themes_of_the_list_were_raised_no_session_can_bring_another(themes):
    here, there = a_region(name="Cilacap"), a_region(name="Kupang")
    held(here, themes, "ABCDEF")
    held(there, themes, "ABCDE", "AB", "AB", "AB", "AB", "F")
    a_theme(name="Lama", active=False)

    assert told().title == (
        "Semua tema di daftar sudah muncul di Cilacap dan Kupang; yang di luar daftar tidak terlihat"
    )
    assert told().notes[0] == "Cilacap: 1 sesi, semua tema di daftar sudah muncul."
    assert [str(row["estimate"]) for row in told().rows if "estimate" in row] == ["z", "z"]

    a_theme(name="Baru")
    assert told().title == "Sesi tambahan masih mungkin membawa tema baru di Kupang"


def test_with_too_few_sessions_it_says_how_many_are_missing(themes):
    here = a_region(name="Cilacap")
    a_region(name="Kupang")
    assert told().title == "Belum ada sesi FGD dengan pernyataan"
    assert (told().rows, told().drawing) == ((), None)

    held(here, themes, "A", "AB", "A", "A", "A")
    assert told().title == "Belum dapat dinilai: belum ada wilayah dengan 6 sesi berisi pernyataan"
    assert told().notes[:2] == (
        "Cilacap: 5 sesi, 2 tema; kemungkinan tema baru belum dinilai, diperlukan 1 sesi lagi.",
        "Kupang: belum ada sesi dengan pernyataan.",
    )
    assert str(told().rows[-1]["estimate"]) == "u"
    assert "6 tema aktif" in told().notes[2]

    held(here, themes, "A", month=6)
    assert told().title == "Sesi tambahan kecil kemungkinannya membawa tema baru di Cilacap"


def test_the_months_asked_and_the_region_asked_count(themes):
    here, there = a_region(name="Cilacap"), a_region(name="Kupang")
    for region in (here, there):
        held(region, themes, "A", "B", month=4)
        held(region, themes, "C")

    assert [row[3] for row in steps("dari=2024-05")] == [1, 1]
    assert [row[3] for row in steps(f"sampai=2024-04&wilayah={there.code}")] == [1, 2]
    part = say_saturation(shown_to(Reader((here,)), "kejenuhan", today=TODAY))
    assert {row["region"] for row in part.rows} == {"Cilacap"}
    assert part.subtitle.endswith("; bagian wilayah Anda")


def test_invented_sessions_count_only_where_there_is_nothing_real(themes):
    region = a_region()
    held(region, themes, "A", "B", is_sample=True)
    assert (told().sampled, len(told().rows)) == (True, 2)

    held(region, themes, "C")
    assert (told().sampled, [row["seen"] for row in told().rows]) == (False, [1])


def test_each_session_leads_to_its_page(client, themes):
    (session,) = held(a_region(), themes, "A")
    client.force_login(a_board_member())

    page = client.get(told().rows[0]["page"])

    assert page.context["session"] == session


def test_the_figure_opens_to_who_may_open_sessions(client):
    client.force_login(an_observer())
    assert client.get("/dasbor/kejenuhan/").status_code == 200
    client.force_login(a_user())
    assert client.get("/dasbor/kejenuhan/").status_code == 403


def test_queries_do_not_grow_with_regions_sessions_and_themes(themes):
    def queries():
        with CaptureQueriesContext(connection) as run:
            result_of("kejenuhan", today=TODAY)
        return len(run)

    held(a_region(), themes, "A")
    first = queries()
    held(a_region(), themes, "A", "BC", "D")

    assert queries() == first
