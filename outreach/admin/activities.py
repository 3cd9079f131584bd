"""Admin screen of the topics an activity must cover."""

from django.contrib import admin

from outreach.models import OutreachTopic
from pmi_portal.audit.admin import RecordedAdmin


@admin.register(OutreachTopic)
class OutreachTopicAdmin(RecordedAdmin):
    list_display = ["code", "name", "source", "order", "active"]
    list_display_links = ["code", "name"]
    list_filter = ["active"]
