"""Admin screens of activities and FGD records, which are only looked at here."""

from django.contrib import admin

from outreach.admin.sittings import InvitationInline, TeamMemberInline
from outreach.models import FgdEvent, FgdSession, OutreachActivity, Participation, Statement
from pmi_portal.audit.admin import ReadOnly, ReadOnlyRecordAdmin


@admin.register(OutreachActivity)
class OutreachActivityAdmin(ReadOnlyRecordAdmin):
    list_display = ["title", "region", "held_on", "status", "is_sample"]
    list_filter = ["region", "status"]
    search_fields = ["title", "village"]


@admin.register(FgdEvent)
class FgdEventAdmin(ReadOnlyRecordAdmin):
    list_display = ["title", "region", "is_sample"]
    list_filter = ["region"]
    search_fields = ["title"]


class ParticipationInline(ReadOnly, admin.TabularInline):
    model = Participation


@admin.register(FgdSession)
class FgdSessionAdmin(ReadOnlyRecordAdmin):
    list_display = ["event", "title", "held_on", "venue"]
    list_select_related = ["event"]
    search_fields = ["event__title", "venue"]
    inlines = [TeamMemberInline, InvitationInline, ParticipationInline]


@admin.register(Statement)
class StatementAdmin(ReadOnlyRecordAdmin):
    list_display = ["text", "kind", "theme", "group", "session"]
    list_select_related = ["theme", "group", "session__event"]
    list_filter = ["kind", "theme"]
