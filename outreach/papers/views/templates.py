"""The document templates of the portal and of the staff, as files."""

from django.http import Http404
from django.shortcuts import get_object_or_404

from outreach.models import DocumentTemplate
from outreach.papers.answers import download
from outreach.papers.documents.files import WORD_TYPE
from outreach.papers.documents.word import own_template
from pmi_portal.accounts.access import requires
from pmi_portal.accounts.permissions import Permission


@requires(Permission.ADMIN_USE)
def document_template_own(request, kind):
    """The portal's own template, as a start for one of the staff's."""
    if kind not in DocumentTemplate.Kind.values:
        raise Http404
    return download(own_template(kind).read_bytes(), WORD_TYPE, f"templat-{kind}.docx")


@requires(Permission.ADMIN_USE)
def document_template_file(request, pk):
    template = get_object_or_404(DocumentTemplate, pk=pk)
    with template.file.open("rb") as file:
        return download(file.read(), WORD_TYPE, f"templat-{template.pk}.docx")
