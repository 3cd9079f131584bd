"""Groups heard and statements by theme: counts of what the FGD records hold."""

from datetime import date

import pytest
from django.http import QueryDict
from django.urls import reverse
from django.utils.html import escape

from outreach.fgd.tallies import recount_hearings
from outreach.models import Statement
from reports.dashboards.catalogue import Asked
from reports.indicators.groups_heard import never_heard
from tests.reports.asking import figure, shown
from tests.support.records import (
    LONG_AGO,
    a_board_member,
    a_group,
    a_participation,
    a_region,
    a_session,
    a_statement,
    a_theme,
    an_event,
    an_institution,
)

pytestmark = pytest.mark.django_db


def test_group_counts_a_session_once_however_many_institutions_it_sent():
    region, group = a_region(name="Kupang"), a_group(name="Kepala desa")
    session = a_session(region=region)
    a_participation(session=session, group=group, institution=an_institution(group=group))
    a_participation(session=session, group=group, institution=an_institution(group=group))

    (row,) = figure("kelompok", regions=[region]).rows

    assert row == {
        "group": "Kepala desa",
        "region": "Kupang",
        "sessions": 1,
        "last_on": session.held_on,
        "refusals": 0,
    }


def test_gaps_are_named_and_the_title_tells_the_region_with_most_of_them():
    here, there = a_region(name="Cilacap"), a_region(name="Kupang")
    heard, never = a_group(name="LSM"), a_group(name="Perbankan")
    for region in (here, there):
        a_participation(session=a_session(region=region), group=heard)
    a_participation(session=a_session(region=here), group=never)

    told = figure("kelompok", regions=[here, there])

    assert told.title == "Kupang: 1 dari 2 kelompok sudah didengar, paling sedikit di antara wilayah"
    assert told.notes == ("Belum pernah didengar di Kupang: Perbankan.",)


def test_invented_sessions_move_nothing_where_there_are_real_ones():
    here, there = a_region(name="Cilacap"), a_region(name="Kupang")
    group, theme = a_group(), a_theme()
    for region in (here, here, there):
        invented = a_session(region=region, event=an_event(region=region, is_sample=True))
        a_participation(session=invented, group=group)
        a_statement(session=invented, theme=theme, group=group)
    session_of = {row["region"]: row["sessions"] for row in figure("kelompok").rows}
    assert (session_of, figure("kelompok").sampled) == ({"Cilacap": 2, "Kupang": 1}, True)

    real = a_session(region=here)
    a_participation(session=real, group=group)
    a_statement(session=real, theme=theme, group=group)

    for told in (figure("kelompok"), figure("pernyataan")):
        assert ({row["region"]: row["sessions"] for row in told.rows}, told.sampled) == (
            {"Cilacap": 1, "Kupang": 0},
            False,
        )
    assert never_heard(regions=[here, there], on=date(2024, 5, 6)) == {there: [group]}
    assert {row["last_on"] for row in figure("kelompok").rows} == {real.held_on, None}


def test_inactive_group_is_not_asked_for():
    a_group(valid_to=LONG_AGO)

    assert figure("kelompok", regions=[a_region()]).rows == ()


def test_themes_are_counted_by_groups_and_sessions_however_often_it_was_noted():
    here, there = a_region(name="Cilacap"), a_region(name="Kupang")
    claims, cards = a_theme(code="T4", name="klaim"), a_theme(code="T5", name="kartu")
    unions, villages = a_group(name="Serikat"), a_group(name="Desa")
    a_group(name="Perbankan")
    session = a_session(region=here)
    for _time in range(5):
        a_statement(session=session, theme=cards, group=unions)
    a_statement(session=session, theme=claims, group=unions)
    a_statement(session=a_session(region=here), theme=claims, group=unions)
    a_statement(session=a_session(region=there), theme=claims, group=villages)

    told = figure("pernyataan", regions=[here, there])

    rows = [(row["region"], row["theme"], row["groups"], row["sessions"], row["count"]) for row in told.rows]
    assert rows == [
        ("Cilacap", "T4 klaim", 1, 2, 2),
        ("Cilacap", "T5 kartu", 1, 1, 5),
        ("Kupang", "T4 klaim", 1, 1, 1),
        ("Kupang", "T5 kartu", 0, 0, 0),
    ]
    assert told.title == "Tema yang diangkat paling banyak kelompok: klaim, 2 dari 3 kelompok"


def test_tied_themes_are_all_named():
    region, groups = a_region(), [a_group(), a_group()]
    themes = [
        a_theme(name=name, order=order) for order, name in enumerate(("klaim", "kartu", "biaya", "data"))
    ]
    session = a_session(region=region)
    for theme in themes[:2]:
        for group in groups:
            a_statement(session=session, theme=theme, group=group)
    a_statement(session=session, theme=themes[2], group=groups[0])
    tied = "Tema yang diangkat paling banyak kelompok: klaim dan kartu, 2 dari 2 kelompok"
    assert figure("pernyataan").title == tied

    for theme in themes[2:]:
        for group in groups:
            a_statement(session=session, theme=theme, group=group)
    assert figure("pernyataan").title == "4 tema sama-sama diangkat oleh 2 dari 2 kelompok"


def test_tied_regions_are_all_named():
    kupang, cilacap, cirebon = (a_region(name=name) for name in ("Kupang", "Cilacap", "Cirebon"))
    heard, _never = a_group(), a_group()
    for region in (kupang, cilacap, cirebon):
        a_participation(session=a_session(region=region), group=heard)
    assert figure("kelompok").title == "Kupang, Cilacap dan Cirebon: 1 dari 2 kelompok sudah didengar"

    a_participation(session=a_session(region=cirebon), group=_never)
    assert figure("kelompok").title == (
        "Kupang dan Cilacap: 1 dari 2 kelompok sudah didengar, paling sedikit di antara wilayah"
    )


def test_statements_of_one_kind_only():
    region, theme = a_region(), a_theme()
    session = a_session(region=region, held_on=date(2024, 1, 1))
    for kind in (Statement.Kind.COMPLAINT, Statement.Kind.PRAISE, Statement.Kind.PRAISE):
        a_statement(session=session, theme=theme, kind=kind)

    assert [row["count"] for row in figure("pernyataan", "jenis=praise", regions=[region]).rows] == [2]
    assert shown("pernyataan", "jenis=praise").question.filters == (("jenis", "praise"),)


def test_a_number_of_statements_leads_to_the_list_of_just_those(client):
    region, theme = a_region(), a_theme(order=1)
    a_theme(order=2)
    session = a_session(region=region)
    counted = [a_statement(session=session, theme=theme, kind="praise") for _ in range(2)]
    a_statement(session=session, theme=theme, kind="complaint")
    a_statement(theme=theme, kind="praise")
    client.force_login(a_board_member())

    told = figure("pernyataan", "jenis=praise", regions=[region])
    (*_, number), (*_, nothing) = told.table
    page = client.get(number.url)

    assert (number.text, nothing.text, nothing.url) == ("2", "0", "")
    assert {row.record for row in page.context["table"].rows} == set(counted)
    assert (
        f'<a href="{escape(number.url)}">2</a>'
        in client.get("/dasbor/pernyataan/?jenis=praise").content.decode()
    )
    assert reverse("statement_detail", args=[counted[0].pk]) in page.content.decode()


def test_statements_of_a_region_not_asked_for_do_not_leak_into_the_title():
    region = a_region()
    a_statement(theme=a_theme(name="rahasia"))

    told = figure("pernyataan", regions=[region])

    assert told.title == "Belum ada pernyataan yang dicatat"


def test_a_group_that_was_heard_stays_in_the_figure_after_it_is_switched_off():
    region = a_region(name="Kupang")
    heard, never, ended = a_group(), a_group(), a_group(valid_to=date(2022, 1, 1))
    a_group(valid_to=LONG_AGO)
    for group in (heard, ended):
        a_participation(session=a_session(region=region, held_on=date(2017, 9, 4)), group=group)

    told = figure("kelompok", regions=[region])

    assert [row["sessions"] for row in told.rows] == [1, 0, 1]
    assert told.title == "Kupang: 2 dari 3 kelompok sudah didengar"
    assert never_heard(regions=[region], on=date(2021, 1, 1)) == {region: [never]}
    ended.participations.all().delete()
    recount_hearings()
    assert never_heard(regions=[region], on=date(2021, 1, 1)) == {region: [never, ended]}
    assert never_heard(regions=[region], on=date(2023, 1, 1)) == {region: [never]}


def test_a_region_switched_off_since_keeps_its_place_on_the_dashboard():
    ended, never = a_region(valid_to=date(2022, 1, 1)), a_region(valid_to=LONG_AGO)
    assert Asked(a_board_member(), QueryDict()).regions == [ended] != [never]
