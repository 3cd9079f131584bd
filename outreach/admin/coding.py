"""Admin screens of the codebook, and of second codings to look at."""

from django.contrib import admin

from outreach.models import Coding, Theme
from pmi_portal.audit.admin import RecordedAdmin


@admin.register(Theme)
class ThemeAdmin(RecordedAdmin):
    list_display = ["code", "name", "definition", "order", "active"]
    list_display_links = ["code", "name"]
    list_filter = ["active"]
    search_fields = ["code", "name", "definition"]
    fields = ["code", "name", "definition", "order", "active"]


@admin.register(Coding)
class CodingAdmin(admin.ModelAdmin):
    """Codings are given blind on their own page and stay as they are."""

    list_display = ["statement", "coder", "coded_at"]
    list_select_related = ["statement", "coder"]
    fields = readonly_fields = [*list_display, "theme"]

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
