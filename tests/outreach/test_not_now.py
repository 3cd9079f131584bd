"""Whoever writes while the record is closed meanwhile reads why, and has the words back."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from outreach.complaints.facts import facts_of
from outreach.complaints.holding import settle_holder
from outreach.models import Complaint, FgdSession, FollowUp
from tests.support.records import (
    a_complaint,
    a_follow_up,
    a_guide,
    a_session,
    a_staff_member,
)
from tests.support.sent_forms import form_of

pytestmark = pytest.mark.django_db
WORDS = "Yang ditulis selama dua jam."


def closed_complaint():
    complaint = a_complaint()

    def close():
        complaint.status, complaint.closed_at = Complaint.Status.CLOSED, timezone.now()
        complaint.answered_at = complaint.closed_at
        settle_holder(facts_of(complaint, by=None))
        complaint.save()

    return reverse("complaint_edit", args=[complaint.pk]), close


def verified_follow_up():
    follow_up = a_follow_up(state="done", done_on=date(2024, 5, 1))
    address = reverse("follow_up_edit", args=[follow_up.pk])
    return address, lambda: FollowUp.objects.filter(pk=follow_up.pk).update(verified_at=timezone.now())


def guide_in_use():
    guide = a_guide("Apa kendalanya?")
    return reverse("guide_edit", args=[guide.pk]), lambda: a_session(guide=guide)


def session_called_off():
    session = a_session(guide=a_guide("Apa kendalanya?"))
    address = reverse("session_points", args=[session.pk])
    return address, lambda: FgdSession.objects.filter(pk=session.pk).update(
        called_off="cancelled", called_off_reason="hujan"
    )


@pytest.mark.parametrize("case", [closed_complaint, verified_follow_up, guide_in_use, session_called_off])
def test_a_page_that_was_closed_meanwhile_gives_the_words_back(client, case):
    address, close = case()
    client.force_login(a_staff_member())
    form = form_of(client.get(address))
    texts = [name for name, kind in form.kinds.items() if kind == "textarea"]
    close()
    answer = client.post(address, form.sent | dict.fromkeys(texts, WORDS))
    assert texts
    assert answer.status_code in (409, 422)
    assert answer.content.decode().count(WORDS) == len(texts)
    assert WORDS not in client.get(address).content.decode()
