"""Admin screens of discussion guides; what a session used stays as it is here too."""

from django.contrib import admin

from outreach.fgd.rules import guides as rules
from outreach.models import DiscussionGuide, GuideQuestion
from pmi_portal.audit.admin import RecordedAdmin
from pmi_portal.editing.screens import SharedInline


def _is_frozen(guide):
    return bool(guide and rules.why_not_edit(session_count=guide.sessions.count()))


class GuideQuestionInline(SharedInline, admin.TabularInline):
    model = GuideQuestion
    extra = 0

    def has_add_permission(self, request, obj=None):
        return super().has_add_permission(request, obj) and not _is_frozen(obj)

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and not _is_frozen(obj)

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and not _is_frozen(obj)


@admin.register(DiscussionGuide)
class DiscussionGuideAdmin(RecordedAdmin):
    list_display = ["title", "number", "active"]
    list_filter = ["active"]
    search_fields = ["title"]
    inlines = [GuideQuestionInline]

    def get_readonly_fields(self, request, obj=None):
        return ["title", "number", "introduction"] if _is_frozen(obj) else []
