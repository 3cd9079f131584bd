"""The audit log, to read only; and what is done in the admin goes into it."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from simple_history.admin import SimpleHistoryAdmin

from pmi_portal.audit.models import Event
from pmi_portal.audit.trail import record
from pmi_portal.drafts.screens import AddedOnce
from pmi_portal.editing.screens import SharedScreen


class RecordedAdmin(AddedOnce, SharedScreen):
    """Screens that decide who may do what: each change stands in the audit log, beside Django's own list."""

    def log_addition(self, request, obj, message):
        record(f"{self.opts.model_name}.created", about=obj, by=request.user, screen="admin")
        return super().log_addition(request, obj, message)

    def log_change(self, request, obj, message):
        if not message:
            return None  # sent as it was
        record(f"{self.opts.model_name}.edited", about=obj, by=request.user, screen="admin")
        return super().log_change(request, obj, message)

    def log_deletions(self, request, queryset):
        for obj in queryset:
            record(f"{self.opts.model_name}.deleted", about=obj, by=request.user, screen="admin")
        return super().log_deletions(request, queryset)


class ReadOnly:
    """A screen to look at only; comes before the class of the screen or inline."""

    def has_add_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


class ReadOnlyRecordAdmin(ReadOnly, SimpleHistoryAdmin):
    """Records to look at, with their history; they are changed on their own pages, which know the rules."""

    def history_form_view(self, request, *args, **kwargs):
        """simple_history would take an old version up again for everyone who may look at it."""
        if request.method == "POST":
            raise PermissionDenied
        return super().history_form_view(request, *args, **kwargs)


@admin.register(Event)
class EventAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ["at", "action", "actor", "subject", "subject_id"]
    list_select_related = ["actor"]
    list_filter = ["action"]
    fields = readonly_fields = [*list_display, "detail"]
    date_hierarchy = "at"
