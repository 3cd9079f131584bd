"""The benchmark measures what it says it measures."""

import time

import pytest
from django.test import Client
from django.urls import reverse

from pmi_portal.running import benchmarks
from tests.support.records import a_board_member, a_session, a_statement, a_user, an_institution, an_observer


def test_the_pages_measured_are_our_own_without_arguments():
    names = set(benchmarks.page_names())
    assert {"home", "dashboard", "session_list", "institution_list"} - names == set()
    assert {"session_detail", "account_login", "health", "admin:index"} & names == set()


@pytest.mark.django_db
def test_a_page_that_a_role_may_not_open_is_not_measured(client):
    client.force_login(an_observer())
    assert benchmarks.measured_page(client, reverse("institution_create")) is None


@pytest.mark.django_db
def test_a_measured_page_tells_queries_for_one_row_and_for_many(client):
    institutions = [an_institution() for _ in range(3)]
    client.force_login(a_board_member())
    page = benchmarks.measured_page(client, reverse("institution_list"), requests=1)
    assert page["rows_seen"] == [1, len(institutions)]
    assert page["queries_1_row"] == page["queries_50_rows"] == page["queries"]


@pytest.mark.django_db
def test_each_role_is_measured_with_the_first_demo_user_who_holds_it():
    first, second = a_user("board", is_sample=True), a_user("board", is_sample=True)
    a_user("observer")
    assert benchmarks.demo_users() == {"board": first}
    assert first.pk < second.pk


@pytest.mark.django_db
def test_the_session_that_is_measured_has_as_many_statements_as_an_afternoon_brings(client):
    for count in (1, 10, 14):
        session = a_session()
        for _number in range(count):
            a_statement(session=session)
        if count == 10:
            nearest = session.get_absolute_url()
    client.force_login(an_observer())

    assert benchmarks.sessions_of_an_afternoon(client) == [nearest]
    assert benchmarks.sessions_of_an_afternoon(Client()) == []


@pytest.mark.django_db
def test_every_link_from_the_home_page_is_followed(live_server):
    seen = benchmarks.visit_all(live_server.url, a_board_member())
    assert {"/", reverse("dashboard"), reverse("session_list")} - seen == set()
    assert [path for path in seen if path.startswith(("/admin/", "/akun/", "/static/"))] == []


def test_waiting_counts_by_the_clock_and_not_by_the_processor():
    class Slow(Client):
        def get(self, address):
            time.sleep(0.05)

    wall, cpu = benchmarks.timed(Slow(), "/")
    assert (wall >= 50, cpu < 50) == (True, True)
