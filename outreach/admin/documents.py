"""Admin screens of document templates and calendar addresses."""

from django.contrib import admin
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy as _

from outreach.models import CalendarFeed, DocumentTemplate
from outreach.papers.forms.documents import DocumentTemplateForm
from pmi_portal.audit.admin import RecordedAdmin


@admin.register(DocumentTemplate)
class DocumentTemplateAdmin(RecordedAdmin):
    """A template is uploaded once; a better one is a new template, so that it is known what was in use."""

    list_display = ["name", "kind", "active", "uploaded_at", "download"]
    list_filter = ["kind", "active"]

    def get_fieldsets(self, request, obj=None):
        fields = ["kind", "name", "download" if obj else "file", "active"]
        return [(None, {"fields": fields, "description": _start() if obj is None else ""})]

    def get_readonly_fields(self, request, obj=None):
        return ["kind", "download"] if obj else []

    def get_form(self, request, obj=None, **kwargs):
        """Only a new template has a file to be checked."""
        form = {} if obj else {"form": DocumentTemplateForm}
        return super().get_form(request, obj, **form, **kwargs)

    @admin.display(description=_("berkas Word (.docx)"))
    def download(self, template):
        url = reverse("document_template_file", args=[template.pk])
        return format_html('<a href="{}">{}</a>', url, _("unduh"))


def _start():
    """The portal's own templates, which hold every field there is."""
    links = [
        (reverse("document_template_own", args=[kind]), label)
        for kind, label in DocumentTemplate.Kind.choices
    ]
    return format_html(
        "{} {}.",
        _("Mulailah dari templat milik portal, yang memuat semua isian:"),
        format_html_join(", ", '<a href="{}">{}</a>', links),
    )


@admin.register(CalendarFeed)
class CalendarFeedAdmin(RecordedAdmin):
    """Administrators see which addresses there are and may withdraw them; the address itself is not kept."""

    list_display = ["user", "region", "made_at"]
    list_filter = ["region"]
    fields = readonly_fields = ["user", "region", "made_at"]

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False
