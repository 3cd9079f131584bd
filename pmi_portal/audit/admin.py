"""The audit log, to read only; and what is done in the admin goes into it."""

from django.contrib import admin

from pmi_portal.audit.models import Event
from pmi_portal.audit.trail import record


class RecordedAdmin(admin.ModelAdmin):
    """Screens that decide who may do what: each change stands in the audit log, beside Django's own list."""

    def log_addition(self, request, obj, message):
        record(f"{self.opts.model_name}.created", about=obj, by=request.user, screen="admin")
        return super().log_addition(request, obj, message)

    def log_change(self, request, obj, message):
        record(f"{self.opts.model_name}.edited", about=obj, by=request.user, screen="admin")
        return super().log_change(request, obj, message)

    def log_deletions(self, request, queryset):
        for obj in queryset:
            record(f"{self.opts.model_name}.deleted", about=obj, by=request.user, screen="admin")
        return super().log_deletions(request, queryset)


@admin.register(Event)
class EventAdmin(admin.ModelAdmin):
    list_display = ["at", "action", "actor", "subject", "subject_id"]
    list_select_related = ["actor"]
    list_filter = ["action"]
    fields = readonly_fields = [*list_display, "detail"]
    date_hierarchy = "at"

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
