"""Follow-ups in the admin, to read only: what happens to them happens in steps, each with who and why."""

from django.contrib import admin

from outreach.models import FollowUp, FollowUpStep


class StepInline(admin.TabularInline):
    model = FollowUpStep
    fields = readonly_fields = ["at", "what", "before", "after", "note", "by"]
    extra = 0

    def has_add_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


@admin.register(FollowUp)
class FollowUpAdmin(admin.ModelAdmin):
    list_display = ["number", "region", "institution", "due_on", "state", "confirmation", "is_sample"]
    list_select_related = ["region", "institution"]
    list_filter = ["region", "state", "confirmation"]
    search_fields = ["number", "recommendation"]
    fields = [
        *("number", "region", "recommendation", "basis", "statement", "complaint", "session"),
        *("raised_by", "institution", "contact", "partners", "plan", "indicator", "due_on"),
        *("state", "state_reason", "done_on", "evidence_note", "verified_at", "verified_by"),
        *("confirmation", "confirmed_on", "confirmation_note"),
    ]
    inlines = [StepInline]

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
