"""The benchmark of the desk measures every page it names, for those who work there."""

import random

import pytest
from django.core.management import call_command
from django.test import Client

from pmi_portal.accounts.permissions import Role
from pmi_portal.loading.demo import load_demo
from pmi_portal.running import desk_benchmark
from tests.support.records import a_region

SMALL = 0.3


@pytest.fixture
def desk(db):
    call_command("load_reference", verbosity=0)
    load_demo(seed=1, scale=SMALL, only="stakeholders")
    load_demo(seed=1, scale=SMALL, only="outreach")


@pytest.mark.django_db
def test_every_page_and_the_drafts_are_measured_with_as_many_queries_for_many_rows(desk):
    measures = list(desk_benchmark.pages(requests=1))

    pages = [one for one in measures if one["measure"] == "desk_page"]
    named = {role: [one["page"] for one in pages if one["role"] == role] for role in desk_benchmark.ROLES}
    asked = {*desk_benchmark.LISTS, *desk_benchmark.OTHERS, *desk_benchmark.CHAINS, "search_all former"}
    for role in (Role.KPKP_STAFF, Role.REGIONAL_OFFICER):
        assert asked - set(named[role]) == set()
        assert len(named[role]) == len(set(named[role]))
    for page in pages:
        if page["page"] in desk_benchmark.LISTS:
            assert page["queries_1_row"] == page["queries_50_rows"], page
            assert page["rows_seen"][0] == 1, page
            assert page["role"] != Role.KPKP_STAFF or page["rows_seen"][1] > 1, page
    saved = [one for one in measures if one["measure"] == "desk_autosave"]
    assert [one["role"] for one in saved] == list(desk_benchmark.ROLES)
    assert all(one["cpu_ms"] > 0 and one["limit_cpu_ms"] == 20 for one in saved)


@pytest.mark.django_db
def test_the_words_searched_for_are_as_common_as_they_say(desk):
    client = Client()
    client.force_login(desk_benchmark.demo_users()[Role.KPKP_STAFF])
    addresses = dict(desk_benchmark.addresses(client))

    def hits(page):
        return sum(len(section.hits) for section in client.get(addresses[page]).context["sections"])

    assert hits("search_all common") > hits("search_all rare") == 1 > hits("search_all nowhere") == 0
    assert hits("search_all former") > 0


def test_the_time_of_95_in_a_hundred_leaves_out_the_slowest_twentieth():
    times = list(range(1, 101))
    random.Random(1).shuffle(times)

    assert desk_benchmark.p95(times) == 95
    assert desk_benchmark.p95([7]) == 7


@pytest.mark.django_db
def test_a_database_that_holds_something_is_not_filled(tmp_path):
    a_region()
    if desk_benchmark.connection.vendor == "sqlite":
        with desk_benchmark.empty_database(str(tmp_path)) as environment:
            assert environment["DATABASE_URL"] == f"sqlite:///{tmp_path}/demo.sqlite3"
        return
    with pytest.raises(desk_benchmark.DatabaseInUse), desk_benchmark.empty_database(str(tmp_path)):
        pass
