"""The team and the invitations of a session, on its admin screen."""

from django.contrib import admin

from outreach.models import Invitation, TeamMember
from pmi_portal.audit.admin import ReadOnly


class TeamMemberInline(ReadOnly, admin.TabularInline):
    model = TeamMember
    extra = 0


class InvitationInline(ReadOnly, admin.TabularInline):
    model = Invitation
    raw_id_fields = ["institution"]
    extra = 0
