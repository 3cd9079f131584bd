"""Faults that were planted once and noticed by no test: each would be noticed here."""

from datetime import UTC, date, datetime

import pytest

from outreach.complaints.actions.register import edit_complaint, register_complaint
from outreach.complaints.actions.steps import archive_complaint, pause_complaint, resume_complaint
from outreach.models import Complaint, ComplaintReporter, FollowUp, Referral
from pmi_portal.accounts.models import User
from pmi_portal.accounts.permissions import Role
from stakeholders.models import Posting
from tests.outreach.complaints.complaint_cases import NOON, a_complaint_in, a_referral
from tests.outreach.complaints.test_complaint_clocks import clocks, happened, taken_in
from tests.support.records import (
    a_category,
    a_complaint,
    a_follow_up,
    a_limit,
    a_region,
    a_staff_member,
    an_officer,
    the_limits,
)

pytestmark = pytest.mark.django_db


def test_referrals_are_seen_in_the_own_region_only():
    here, there = a_complaint_in("referred"), a_complaint_in("referred")
    ours, _theirs = a_referral(here), a_referral(there)

    assert list(Referral.objects.visible_to(an_officer(of=here.region))) == [ours]


def test_an_emergency_edited_later_keeps_its_day_and_its_limit():
    the_limits()
    staff = a_staff_member()
    complaint = taken_in(staff, violence=True)
    before = clocks(complaint)

    complaint.text = "Gaji, dan paspor ditahan."
    edit_complaint(complaint=complaint, reason="Ditambah.", by=staff)

    complaint.refresh_from_db()
    assert complaint.urgent_on == date(2024, 5, 6)
    assert clocks(complaint) == before


def test_follow_ups_are_verified_only_where_the_person_is_posted_to_verify():
    works, verifies = a_region(), a_region()
    person = an_officer(of=works)
    Posting.objects.create(user=person, role=Role.KPKP_STAFF, region=verifies)
    a_follow_up(region=works)
    there = a_follow_up(region=verifies)

    assert list(FollowUp.objects.verifiable_by(person)) == [there]


def test_an_outside_case_that_is_archived_keeps_the_day_it_was_closed():
    the_limits()
    complaint = a_complaint_in("outside")

    archive_complaint(complaint=complaint, reason="Selesai.", by=a_staff_member())

    complaint.refresh_from_db()
    assert (complaint.status, complaint.closed_at) == ("archived", NOON)


def test_a_pause_on_the_day_of_receipt_stretches_the_limit():
    the_limits()
    staff = a_staff_member()
    complaint = taken_in(staff)  # on Monday 6 May, to be answered by Monday 13
    pause_complaint(complaint=complaint, reason="Data kurang.", by=staff)
    happened(complaint, "paused", date(2024, 5, 6))
    resume_complaint(complaint=complaint, reason="Data datang.", by=staff)
    happened(complaint, "resumed", date(2024, 5, 8))

    edit_complaint(complaint=Complaint.objects.get(), reason="Dibaca lagi.", by=staff)

    assert clocks(complaint)[2] == date(2024, 5, 15)


def test_a_complaint_is_taken_in_whole_or_not_at_all():
    the_limits()
    complaint = Complaint(
        region=a_region(),
        category=a_category(),
        limit=a_limit(),
        received_at=datetime(2024, 5, 6, 2, tzinfo=UTC),
        channel="phone",
        reporter="pmi",
        text="Gaji.",
    )

    with pytest.raises(ValueError, match="unsaved"):  # its step has nobody to be signed by
        register_complaint(complaint=complaint, name="Siti", by=User())

    assert not Complaint.objects.exists()
    assert not ComplaintReporter.objects.exists()


def test_a_complaint_of_another_region_is_no_reason_to_see_a_referral():
    a_referral(a_complaint_in("referred", region=a_complaint().region))

    assert list(Referral.objects.visible_to(an_officer())) == []
