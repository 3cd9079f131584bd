"""What is still open at an institution, asked before it ends."""

from outreach.models import FollowUp, Referral


def open_follow_ups(institution):
    found = FollowUp.objects.open().filter(institution=institution)
    return found.select_related("region").order_by("due_on", "pk")


def open_referrals(institution):
    found = Referral.objects.open().filter(institution=institution)
    return found.select_related("complaint__region").order_by("sent_at", "pk")
