"""Admin screen of reference figures."""

from django.contrib import admin

from pmi_portal.audit.admin import RecordedAdmin
from reports.models import ReferenceFigure


@admin.register(ReferenceFigure)
class ReferenceFigureAdmin(RecordedAdmin):
    list_display = ["series", "measure", "as_of", "value", "conflict", "source"]
    list_filter = ["series", "measure", "conflict"]
