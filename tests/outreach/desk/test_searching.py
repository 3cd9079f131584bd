"""A search finds the newest records with every word, however common or rare the words are."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from outreach.desk.questions.search import search
from outreach.models import FgdSession, FollowUp, Statement
from pmi_portal.lists import filters
from stakeholders import searching
from tests.outreach.forms import words
from tests.support.records import (
    a_follow_up,
    a_region,
    a_session,
    a_staff_member,
    a_statement,
    an_event,
    an_institution,
    an_officer,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def few(monkeypatch):
    """A list shows two, and only the newest four are looked at first."""
    monkeypatch.setattr(searching, "MOST_FOUND", 2)
    monkeypatch.setattr(filters, "MOST_FOUND", 2)
    monkeypatch.setattr(searching, "RECENT", 2)


def found(text, most=2):
    return Statement.objects.newest_with(text, most)


def test_a_common_word_is_found_among_the_newest(few, django_assert_num_queries):
    said = [a_statement(text=f"Loket tutup {number}").pk for number in range(6)]

    with django_assert_num_queries(2):  # one for the terms that were renamed
        assert found("loket TUTUP") == [said[5], said[4]]


def test_a_rare_word_is_found_however_old(few, django_assert_num_queries):
    old = a_statement(text="Kartu tertahan di P3MI")
    for number in range(6):
        a_statement(text=f"Loket tutup {number}")

    with django_assert_num_queries(3 if connection.vendor == "sqlite" else 2):
        assert found("kartu") == [old.pk]
    assert found("kartu loket") == []


def test_only_what_the_person_may_see_is_looked_at(few):
    here = a_region()
    ours = a_statement(session=a_session(region=here), text="Loket tutup")
    for _number in range(6):
        a_statement(text="Loket tutup")

    visible = Statement.objects.visible_to(an_officer(of=here))

    assert visible.newest_with("loket", 2) == [ours.pk]


def test_signs_of_patterns_are_letters_like_others(few):
    exact = a_statement(text="Biaya 100%_\\ dari gaji")
    a_statement(text="Biaya 1000 dari gaji")

    assert found("100%") == found("%_\\") == [exact.pk]


def test_the_name_of_a_related_record_counts_too():
    institution = an_institution(region=None, name="Disnaker Cilacap")
    ours = a_follow_up(institution=institution, recommendation="Buka loket")
    a_follow_up(recommendation="Buka loket")

    assert list(FollowUp.objects.searched("cilacap loket")) == [ours]


@pytest.mark.parametrize("few_events", [0, 200])
def test_words_of_an_event_find_its_sessions_whether_few_or_many_bear_them(monkeypatch, few_events):
    monkeypatch.setattr(searching, "FEW", few_events)
    event = an_event(title="Loket Kupang")
    ours = [a_session(event=event, venue="Balai desa"), a_session(event=event, venue="Aula")]
    a_session(event=an_event(title="Loket Cilacap"), venue="Balai desa")

    assert list(FgdSession.objects.searched("kupang").order_by("pk")) == ours
    assert list(FgdSession.objects.searched("balai kupang")) == [ours[0]]


def test_a_search_of_everything_asks_each_kind_once_however_much_is_found(django_assert_num_queries):
    staff, session = a_staff_member(), a_session()
    a_statement(session=session, text="Antrean panjang")
    search("antrean", staff)  # reads what the person may do
    with CaptureQueriesContext(connection) as asked:
        (section,) = search("antrean", staff)
    assert (section.found, section.more_url) == (1, None)
    for _number in range(20):
        a_statement(session=session, text="Antrean panjang")

    with django_assert_num_queries(len(asked)):
        (section,) = search("antrean", staff)

    assert (len(section.hits), section.found) == (8, 21)


def test_a_list_that_does_not_show_everything_found_says_so(client, few):
    client.force_login(a_staff_member())
    said = [a_statement(text="Loket tutup", kind=kind) for kind in ("risk", "praise", "risk", "risk")]

    def listed(query):
        page = client.get(f"/fgd/pernyataan/{query}")
        return {
            row.record for row in page.context["table"].rows
        }, "lebih dari 2; ditampilkan 2 yang terbaru" in words(page)

    assert listed("?q=loket") == ({said[3], said[2]}, True)
    assert listed("?q=loket&kind=praise") == ({said[1]}, False)
    assert listed("?q=loket&kind=risk")[1]
    said[3].delete()
    assert listed("?q=loket&kind=risk") == ({said[2], said[0]}, False)
    assert listed("") == (set(said[:3]), False)


def test_a_search_comes_after_the_other_filters(client, few):
    client.force_login(a_staff_member())
    here = a_region()
    ours = a_session(event=an_event(title="Loket", region=here))
    for _number in range(6):
        a_session(event=an_event(title="Loket"))

    page = client.get(f"/fgd/?q=loket&region={here.code}")

    assert [row.record for row in page.context["table"].rows] == [ours]
