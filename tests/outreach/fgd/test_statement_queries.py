"""What it costs to write down one statement while the table talks."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from outreach.models import GroupVoice
from tests.outreach.forms import statement_form
from tests.support.records import (
    a_group,
    a_guide,
    a_participation,
    a_region,
    a_session,
    a_staff_member,
    a_theme,
)

pytestmark = pytest.mark.django_db

TO_THE_REDIRECT, OF_THE_ANSWER = 20, 15
# Asked of the connection, and not of the data.
OF_TRANSACTIONS = ("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT", "ROLLBACK")


def queries_of_a_statement(client, *, told=(), **headers):
    """How many questions it takes when the group is at the table and said something of the kind before."""
    client.force_login(a_staff_member())
    session, group, theme = a_session(region=a_region(), guide=a_guide()), a_group(), a_theme()
    a_participation(session=session, group=group)
    question = session.guide.questions.get().pk
    for number in range(2):  # the first one makes what is kept from request to request
        form = statement_form(group, theme, question=question, **dict(told))
        form |= {"submission": f"00000000-0000-4000-8000-00000000000{number}"}
        with CaptureQueriesContext(connection) as asked:
            answer = client.post(f"/fgd/{session.pk}/pernyataan/tambah/", form, headers=headers)
        assert answer.status_code == (200 if headers else 302)
    return len([one for one in asked if not one["sql"].startswith(OF_TRANSACTIONS)])


def test_a_statement_is_written_with_few_queries(client):
    assert queries_of_a_statement(client) <= TO_THE_REDIRECT


def test_one_with_a_tone_and_objections_too(client):
    told = {"sentiment": "negative", "opposing": [a_group().pk, a_group().pk]}
    assert queries_of_a_statement(client, told=told) <= TO_THE_REDIRECT
    assert GroupVoice.objects.filter(times=2).count() == 3


def test_the_row_the_counters_and_a_new_form_take_few_more(client):
    assert queries_of_a_statement(client, **{"HX-Request": "true"}) <= TO_THE_REDIRECT + OF_THE_ANSWER
