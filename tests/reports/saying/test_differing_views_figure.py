"""Themes on which groups differ, counted by hand from the records of each test."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from reports.results.readers import Reader
from reports.saying.differing_views import say_differing_views
from tests.reports.asking import figure, result_of, shown_to
from tests.support.records import (
    a_board_member,
    a_group,
    a_region,
    a_session,
    a_statement,
    a_theme,
    a_user,
    an_event,
    an_objection,
    an_observer,
)

pytestmark = pytest.mark.django_db
TODAY = date(2024, 6, 15)


@pytest.fixture
def kupang():
    return a_region(name="Kupang")


@pytest.fixture
def groups():
    return [a_group(name=name) for name in "ABCDE"]


def said(region, theme, group, sentiment, *, session=None, **fields):
    session = session or a_session(region=region, **fields)
    return a_statement(session=session, theme=theme, group=group, sentiment=sentiment)


def told(query="", **fields):
    return figure("pertentangan", query, today=TODAY, **fields)


def rows(query=""):
    names = ("theme", "region", "positive", "negative", "objections", "sessions", "statements")
    return [tuple(row[name] for name in names) for row in told(query).rows]


def test_groups_are_counted_once_on_each_side_whatever_was_noted_of_them(kupang, groups):
    claims, session = a_theme(name="Klaim"), a_session(region=kupang)
    for group in (groups[0], groups[0], groups[1]):
        said(kupang, claims, group, "positive", session=session)
    for group in (groups[2], groups[3], groups[4]):
        said(kupang, claims, group, "negative")
    said(kupang, claims, groups[4], "neutral")
    said(kupang, claims, groups[4], "")

    assert rows() == [("Klaim", "Kupang", 2, 3, 0, 4, 8)]
    assert told().title == (
        "Kelompok berbeda pendapat tentang 1 tema; "
        "paling banyak kelompok di kedua sisi: Klaim di Kupang (2 menilai baik, 3 menilai buruk)"
    )
    assert told().rows[0]["who"] == "Baik: A · B; Buruk: C · D · E"
    assert told().notes[0] == "2:3 = 2 kelompok menilai baik, 3 menilai buruk."
    assert len(told().notes) == 2
    (cell,) = told().drawing["spec"]["data"]["values"]
    assert (cell["down"], cell["across"], cell["text"], cell["kind"]) == ("Klaim", "Kupang", "2:3", "filled")


def test_a_group_of_two_minds_contradicts_only_others(kupang, groups):
    claims, cards = a_theme(), a_theme(name="Kartu")
    for theme in (claims, cards):
        for sentiment in ("positive", "negative"):
            said(kupang, theme, groups[0], sentiment)
    said(kupang, cards, groups[1], "negative")

    assert [(row["theme"], row["positive"], row["negative"]) for row in told().rows] == [("Kartu", 1, 2)]


def test_the_same_theme_in_two_regions_is_no_contradiction(kupang, groups):
    theme = a_theme()
    said(kupang, theme, groups[0], "positive")
    said(a_region(), theme, groups[1], "negative")

    assert told().title == "Tidak ada beda pendapat antarkelompok yang tercatat"
    assert (told().rows, told().drawing) == ((), None)


def test_objections_are_pairs_of_groups_who_oppose_each_other(kupang, groups):
    theme = a_theme(name="Klaim")
    first, second = (said(kupang, theme, groups[0], "") for _time in range(2))
    for statement in (first, second):
        an_objection(statement=statement, group=groups[1])
    an_objection(statement=first, group=groups[2])
    first.stances.create(group=groups[3], side="for")

    assert rows() == [("Klaim", "Kupang", 0, 0, 2, 2, 2)]
    assert told().title == "Kelompok berbeda pendapat tentang 1 tema, hanya dengan sanggahan di sesi"
    assert told().rows[0]["objectors"] == "B menyanggah A; C menyanggah A"
    assert told().drawing["spec"]["data"]["values"][0]["text"] == "2×"
    assert told().notes[0].startswith("4× = tanpa dua sisi")


def test_most_groups_on_the_smaller_side_come_first_and_those_alike_are_named_or_left_out(kupang, groups):
    def opposed(name, positive, negative):
        theme = a_theme(name=name)
        for sentiment, some in (("positive", groups[:positive]), ("negative", groups[-negative:])):
            for group in some:
                said(kupang, theme, group, sentiment)
        return theme

    opposed("Satu", 1, 4)
    theme = opposed("Sanggahan", 1, 1)
    an_objection(statement=said(kupang, theme, groups[0], ""), group=groups[1])
    opposed("Dua", 2, 2)

    assert [row["theme"] for row in told().rows] == ["Dua", "Sanggahan", "Satu"]
    assert told().title.endswith(
        "3 tema; paling banyak kelompok di kedua sisi: Dua di Kupang (2 menilai baik, 2 menilai buruk)"
    )
    for name in ("Tiga", "Empat", "Lima"):
        opposed(name, 2, 3)
    assert told().title == "Kelompok berbeda pendapat tentang 6 tema"


def test_nothing_judged_is_told(kupang, groups):
    said(kupang, a_theme(), groups[0], "neutral")
    assert told().title == "Belum ada pernyataan bernada baik atau buruk, dan belum ada yang disanggah"


def test_the_months_asked_count_by_the_day_of_the_session(kupang, groups):
    theme = a_theme()
    said(kupang, theme, groups[0], "positive", held_on=date(2024, 4, 1))
    said(kupang, theme, groups[1], "negative", held_on=date(2024, 4, 30))
    said(kupang, theme, groups[2], "negative", held_on=date(2024, 5, 1))
    said(kupang, theme, groups[3], "negative", held_on=date(2024, 3, 31))

    assert [row[3] for row in rows("dari=2024-04&sampai=2024-04")] == [1]
    assert [row[3] for row in rows()] == [3]


def test_a_reader_of_one_region_is_told_of_that_one(kupang, groups):
    theme, there = a_theme(), a_region()
    for region in (kupang, there):
        said(region, theme, groups[0], "positive")
        said(region, theme, groups[1], "negative")

    part = say_differing_views(shown_to(Reader((kupang,)), "pertentangan", today=TODAY))

    assert [row["region"] for row in part.rows] == ["Kupang"]
    assert part.subtitle.endswith("; periode belum selesai; bagian wilayah Anda")
    assert [row["region"] for row in told(f"wilayah={there.code}").rows] == [there.name]


def test_invented_statements_count_only_where_there_is_nothing_real(kupang, groups):
    theme, invented = a_theme(), a_session(event=an_event(region=kupang, is_sample=True))
    said(kupang, theme, groups[0], "positive", session=invented)
    said(kupang, theme, groups[1], "negative", session=invented)
    assert (told().sampled, len(told().rows)) == (True, 1)

    said(kupang, theme, groups[2], "negative")
    assert (told().sampled, told().rows) == (False, ())


def test_the_number_of_statements_leads_to_just_those(client, kupang, groups):
    theme = a_theme()
    said(kupang, theme, groups[0], "positive")
    said(kupang, theme, groups[1], "negative")
    said(kupang, theme, groups[1], "")
    said(kupang, a_theme(), groups[1], "negative")
    said(kupang, theme, groups[1], "negative", held_on=date(2024, 2, 1))
    client.force_login(a_board_member())

    (row,) = told("dari=2024-05").rows

    assert row["statements"] == 3
    assert len(client.get(row["listed"]).context["table"].rows) == 3


def test_the_figure_opens_to_who_may_open_sessions(client):
    client.force_login(an_observer())
    assert client.get("/dasbor/pertentangan/").status_code == 200
    client.force_login(a_user())
    assert client.get("/dasbor/pertentangan/").status_code == 403


def test_queries_do_not_grow_with_regions_themes_and_groups(kupang, groups):
    def queries():
        with CaptureQueriesContext(connection) as run:
            result_of("pertentangan", today=TODAY)
        return len(run)

    an_objection(statement=said(kupang, a_theme(), groups[0], "positive"))
    first = queries()
    for region in (a_region(), a_region()):
        for sentiment in ("positive", "negative"):
            an_objection(statement=said(region, a_theme(), a_group(), sentiment))

    assert queries() == first
