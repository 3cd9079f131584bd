"""What home says of complaints: those in one's own hands, and those whose reporter can be answered."""

from datetime import date

import pytest
from django.utils import timezone

from outreach.complaints.actions.holding import assign_complaint
from outreach.models import Complaint
from tests.outreach.complaints.complaint_cases import a_complaint_in, a_referral
from tests.outreach.forms import words
from tests.support.records import a_complaint, a_follow_up, a_group, a_staff_member, an_officer

pytestmark = pytest.mark.django_db
SETTLED = {"state": "done", "done_on": date(2024, 6, 10), "verified_at": timezone.now()}


def a_settled_follow_up(complaint):
    said = {"confirmation": "confirmed", "confirmed_on": date(2024, 6, 20), "raised_by": a_group()}
    return a_follow_up(complaint=complaint, **SETTLED, **said)


def test_home_lists_what_this_person_holds_and_nothing_else(client):
    staff, other = a_staff_member(), a_staff_member()
    mine, theirs = a_complaint(), a_complaint()
    assign_complaint(complaint=mine, to="officer", officer=staff, by=staff)
    assign_complaint(complaint=theirs, to="officer", officer=other, by=staff)
    client.force_login(staff)

    page = words(client.get("/"))

    assert f"Pengaduan yang Anda pegang {mine.number}" in page
    assert theirs.number not in page


def test_what_was_given_is_not_shown_where_the_posting_is_gone(client):
    complaint, officer = a_complaint(), an_officer()
    Complaint.objects.update(assignee=officer, holder=f"officer-{officer.pk}")
    client.force_login(officer)

    assert complaint.number not in words(client.get("/"))


def test_home_says_when_the_reporter_can_be_answered(client):
    client.force_login(a_staff_member())
    ready, half, asked, sent = (a_complaint_in("handled") for _number in range(4))
    for complaint in (ready, half, sent):
        a_settled_follow_up(complaint)
    a_follow_up(complaint=half)
    a_follow_up(complaint=asked, raised_by=a_group(), **SETTLED)
    Complaint.objects.filter(pk=sent.pk).update(status="referred")
    a_referral(Complaint.objects.get(pk=sent.pk))

    assert list(Complaint.objects.ready_to_answer()) == [ready]
    assert "1 pengaduan: tindak lanjutnya selesai, pelapor belum dijawab." in words(client.get("/"))
    listed = client.get("/pengaduan/", {"attention": "answer"}).context["filter"].qs
    assert list(listed) == [ready]
