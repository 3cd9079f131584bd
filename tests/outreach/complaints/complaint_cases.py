"""Complaints in every state, and what a person types into their forms."""

from datetime import UTC, date, datetime

from outreach.complaints.facts import facts_of
from outreach.complaints.holding import settle_holder
from outreach.models import Complaint, ComplaintStep, Referral
from outreach.querysets.complaints import ENDED
from tests.support.records import a_complaint, an_institution

Status, What = Complaint.Status, ComplaintStep.What
NOON = datetime(2024, 5, 7, 5, tzinfo=UTC)
PAUSABLE = ["received", "verified", "referred", "handled", "reopened"]


def a_complaint_in(status, *, paused_from="handled", **fields):
    """A complaint in that status, with what the database asks of it there."""
    if status != "received" and not (status == "paused" and paused_from == "received"):
        fields = {"verified_at": NOON} | fields
    if status == "paused":
        fields = {"paused_on": date(2024, 5, 7), "paused_from": paused_from} | fields
    if status in ("answered", "done", "closed"):
        fields = {"answered_at": NOON, "outcome": "Gaji sudah dibayar."} | fields
    if status in ENDED:
        fields = {"closed_at": NOON} | fields
    if status == "duplicate" and "original" not in fields:
        fields["original"] = a_complaint(region=fields.get("region"))
    complaint = a_complaint(status=status, **fields)
    if status == "paused":
        complaint.steps.create(what="paused", before=paused_from, after="paused", at=NOON)
    return complaint


def a_referral(complaint, **fields):
    institution = fields.pop("institution", None) or an_institution(region=complaint.region)
    fields = {"question": "Mohon gaji dibayar."} | fields
    referral = Referral.objects.create(complaint=complaint, institution=institution, **fields)
    settle_holder(facts_of(complaint, by=None))
    complaint.save()
    return referral


def complaint_form(region, category, limit, /, **typed):
    return {
        "received_at": "2024-05-06T09:00",
        "channel": "phone",
        "region": region.pk,
        "district": "",
        "text": "Gaji tiga bulan belum dibayar.",
        "remedy_sought": "",
        "category": category.pk,
        "limit": limit.pk,
        "destination": "MY",
        "procedural": "yes",
        "people": "1",
        "severity": "medium",
        "reporter": "family",
        "name": "",
        "contact": "",
    } | typed


def step(complaint, slug):
    return f"/pengaduan/{complaint.pk}/langkah/{slug}/"
