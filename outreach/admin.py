"""Admin screens of the theme codebook, activities and FGD records."""

from django.contrib import admin
from simple_history.admin import SimpleHistoryAdmin

from outreach.models import FgdEvent, FgdSession, OutreachActivity, Participation, Statement, Theme


@admin.register(Theme)
class ThemeAdmin(admin.ModelAdmin):
    list_display = ["code", "name", "order", "active"]
    list_filter = ["active"]


@admin.register(OutreachActivity)
class OutreachActivityAdmin(SimpleHistoryAdmin):
    list_display = ["title", "region", "held_on", "status", "is_sample"]
    list_filter = ["region", "status"]
    search_fields = ["title", "village"]


@admin.register(FgdEvent)
class FgdEventAdmin(SimpleHistoryAdmin):
    list_display = ["title", "region", "is_sample"]
    list_filter = ["region"]
    search_fields = ["title"]


class ParticipationInline(admin.TabularInline):
    model = Participation
    raw_id_fields = ["institution"]
    extra = 0


@admin.register(FgdSession)
class FgdSessionAdmin(SimpleHistoryAdmin):
    list_display = ["event", "title", "held_on", "venue"]
    list_select_related = ["event"]
    raw_id_fields = ["event"]
    search_fields = ["event__title", "venue"]
    inlines = [ParticipationInline]


@admin.register(Statement)
class StatementAdmin(SimpleHistoryAdmin):
    list_display = ["text", "kind", "theme", "group", "session"]
    list_select_related = ["theme", "group", "session__event"]
    list_filter = ["kind", "theme"]
    raw_id_fields = ["session"]
