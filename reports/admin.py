"""Admin screen of reference figures."""

from django.contrib import admin

from reports.models import ReferenceFigure


@admin.register(ReferenceFigure)
class ReferenceFigureAdmin(admin.ModelAdmin):
    list_display = ["series", "measure", "as_of", "value", "conflict", "source"]
    list_filter = ["series", "measure", "conflict"]
