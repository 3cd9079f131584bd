"""Admin screen of reference figures."""

from urllib.parse import urlsplit

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from pmi_portal.audit.admin import RecordedAdmin
from reports.models import ReferenceFigure


@admin.register(ReferenceFigure)
class ReferenceFigureAdmin(RecordedAdmin):
    list_display = ["series", "measure", "as_of", "value", "conflict", "publisher"]
    list_filter = ["series", "measure", "conflict"]

    @admin.display(description=_("sumber"), ordering="source")
    def publisher(self, figure):
        """The site of an address, which in full is longer than the list is wide."""
        return (urlsplit(figure.source).hostname or figure.source).removeprefix("www.")
