"""Groups heard and statements by theme: counts of what the FGD records hold."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils.html import escape

from outreach.fgd.tallies import recount_hearings
from outreach.models import Statement
from reports.catalogue import Sources
from reports.indicators.groups_heard import groups_heard_figure, never_heard
from reports.indicators.statements import statements_figure
from tests.support.records import (
    LONG_AGO,
    a_board_member,
    a_group,
    a_participation,
    a_region,
    a_session,
    a_statement,
    a_theme,
    an_institution,
)

pytestmark = pytest.mark.django_db


def test_group_counts_a_session_once_however_many_institutions_it_sent():
    region, group = a_region(name="Kupang"), a_group(name="Kepala desa")
    session = a_session(region=region)
    a_participation(session=session, group=group, institution=an_institution(group=group))
    a_participation(session=session, group=group, institution=an_institution(group=group))

    (row,) = groups_heard_figure(regions=[region]).rows

    assert row == {"group": "Kepala desa", "region": "Kupang", "sessions": 1}


def test_gaps_are_named_and_the_title_tells_the_region_with_most_of_them():
    here, there = a_region(name="Cilacap"), a_region(name="Kupang")
    heard, never = a_group(name="LSM"), a_group(name="Perbankan")
    for region in (here, there):
        a_participation(session=a_session(region=region), group=heard)
    a_participation(session=a_session(region=here), group=never)

    figure = groups_heard_figure(regions=[here, there])

    assert figure.title == "Kupang: 1 dari 2 kelompok sudah didengar, paling sedikit di antara wilayah"
    assert figure.notes == ("Belum pernah didengar di Kupang: Perbankan.",)


def test_inactive_group_is_not_asked_for():
    a_group(valid_to=LONG_AGO)

    assert groups_heard_figure(regions=[a_region()]).rows == ()


def test_statements_are_counted_by_theme_and_region_and_title_names_the_top_theme():
    here, there = a_region(name="Cilacap"), a_region(name="Kupang")
    claims, cards = a_theme(code="T4", name="klaim"), a_theme(code="T5", name="kartu")
    for region, theme in ((here, claims), (here, claims), (there, claims), (there, cards)):
        a_statement(session=a_session(region=region), theme=theme)

    figure = statements_figure(regions=[here, there])

    assert [(row["region"], row["theme"], row["count"]) for row in figure.rows] == [
        ("Cilacap", "T4 klaim", 2),
        ("Cilacap", "T5 kartu", 0),
        ("Kupang", "T4 klaim", 1),
        ("Kupang", "T5 kartu", 1),
    ]
    assert figure.title == "Tema yang paling sering diangkat: klaim, 3 dari 4 pernyataan"


def test_statements_of_one_kind_only():
    region, theme = a_region(), a_theme()
    session = a_session(region=region, held_on=date(2024, 1, 1))
    for kind in (Statement.Kind.COMPLAINT, Statement.Kind.PRAISE, Statement.Kind.PRAISE):
        a_statement(session=session, theme=theme, kind=kind)

    assert [row["count"] for row in statements_figure(regions=[region], kind="praise").rows] == [2]


def test_a_number_of_statements_leads_to_the_list_of_just_those(client):
    region, theme = a_region(), a_theme(order=1)
    a_theme(order=2)
    session = a_session(region=region)
    counted = [a_statement(session=session, theme=theme, kind="praise") for _ in range(2)]
    a_statement(session=session, theme=theme, kind="complaint")
    a_statement(theme=theme, kind="praise")
    client.force_login(a_board_member())

    figure = statements_figure(regions=[region], kind="praise")
    (*_, number), (*_, nothing) = figure.table
    page = client.get(number.url)

    assert (number.text, nothing.text, nothing.url) == ("2", "0", "")
    assert {row.record for row in page.context["table"].rows} == set(counted)
    assert f'<a href="{escape(number.url)}">2</a>' in client.get("/dasbor/?jenis=praise").content.decode()
    assert reverse("statement_detail", args=[counted[0].pk]) in page.content.decode()


def test_statements_of_a_region_not_asked_for_do_not_leak_into_the_title():
    region = a_region()
    a_statement(theme=a_theme(name="rahasia"))

    figure = statements_figure(regions=[region])

    assert figure.title == "Belum ada pernyataan yang dicatat"


def test_a_group_that_was_heard_stays_in_the_figure_after_it_is_switched_off():
    region = a_region(name="Kupang")
    heard, never, ended = a_group(), a_group(), a_group(valid_to=date(2022, 1, 1))
    a_group(valid_to=LONG_AGO)
    for group in (heard, ended):
        a_participation(session=a_session(region=region, held_on=date(2017, 9, 4)), group=group)

    figure = groups_heard_figure(regions=[region])

    assert [row["sessions"] for row in figure.rows] == [1, 0, 1]
    assert figure.title == "Kupang: 2 dari 3 kelompok sudah didengar, paling sedikit di antara wilayah"
    assert never_heard(regions=[region], on=date(2021, 1, 1)) == {region: [never]}
    ended.participations.all().delete()
    recount_hearings()
    assert never_heard(regions=[region], on=date(2021, 1, 1)) == {region: [never, ended]}
    assert never_heard(regions=[region], on=date(2023, 1, 1)) == {region: [never]}


def test_a_region_switched_off_since_keeps_its_place_on_the_dashboard():
    ended, never = a_region(valid_to=date(2022, 1, 1)), a_region(valid_to=LONG_AGO)
    assert Sources(a_board_member(), chosen={}).regions == [ended] != [never]
