"""Background work, to read only: what runs, what failed, and what has not been heard of."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _
from django_tasks_db.admin import DBTaskResult

from pmi_portal.jobs.models import Job

# The queue's own list is in English and counts a failed import as done: the failure stands in our Job.
admin.site.unregister(DBTaskResult)


@admin.register(Job)
class JobAdmin(admin.ModelAdmin):
    list_display = ["created_at", "shown_state", "done", "total", "created_by", "ended_at"]
    list_select_related = ["created_by"]
    list_filter = ["state"]
    fields = readonly_fields = [*list_display, "heartbeat_at", "message", "kind"]

    @admin.display(description=_("status"), ordering="state")
    def shown_state(self, job):
        return _("berhenti tanpa kabar") if job.has_stalled else job.get_state_display()

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
