"""The team and the invitations of a session, on its admin screen."""

from django.contrib import admin

from outreach.models import Invitation, TeamMember


class TeamMemberInline(admin.TabularInline):
    model = TeamMember
    extra = 0


class InvitationInline(admin.TabularInline):
    model = Invitation
    raw_id_fields = ["institution"]
    extra = 0
