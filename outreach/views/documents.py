"""Documents of a session, and the portal's own Word templates."""

import structlog
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from outreach.actions.documents import note_download
from outreach.actions.follow_ups import note_export
from outreach.documents.files import FILES, PDF_TYPE, WORD_TYPE, download_name
from outreach.documents.matrix import matrix_pdf
from outreach.documents.word import own_template
from outreach.filters.follow_ups import FollowUpFilters
from outreach.follow_up_matrix import matrix_rows
from outreach.models import DocumentTemplate, FgdSession, FollowUp
from outreach.rules import sittings
from outreach.rules.records import today_at
from pmi_portal.accounts.access import requires
from pmi_portal.accounts.permissions import Permission
from pmi_portal.lists.filters import chips
from pmi_portal.paper.pdf import TypesettingFailed

log = structlog.get_logger(__name__)


@requires(Permission.SESSIONS_VIEW)
def session_document(request, pk, name):
    """A document made from the record as it stands; that it was taken out is noted.

    Answers 409 with the reason for a document of what happened, asked for before the day.
    """
    session = get_object_or_404(FgdSession.objects.visible_to(request.user).with_place(), pk=pk)
    if name not in FILES:
        raise Http404
    why_not = FILES[name].afterwards and sittings.why_not_document(session, today_at(session))
    if why_not:
        context = {"session": session, "title": FILES[name].title, "why_not": why_not}
        return render(request, "outreach/session_document.html", context, status=409)
    try:
        content = FILES[name].written(session, request.user)
    except TypesettingFailed as failure:
        return _failed(request, failure, redirect(session))
    note_download(session=session, name=name, by=request.user)
    return _download(content, FILES[name].content_type, download_name(session, name))


@requires(Permission.FOLLOW_UPS_VIEW)
def follow_up_matrix_pdf(request):
    """The filtered list of follow-ups on paper."""
    filters = FollowUpFilters(
        request.GET, FollowUp.objects.visible_to(request.user).for_list(), request=request
    )
    rows = matrix_rows(filters.qs, request.user)
    about = "; ".join(f"{chip.label}: {chip.value}" for chip in chips(request, filters))
    is_sample = filters.qs.filter(is_sample=True).exists()
    try:
        content = matrix_pdf(rows, about=about, user=request.user, is_sample=is_sample)
    except TypesettingFailed as failure:
        return _failed(request, failure, redirect("follow_up_list"))
    note_export(rows=len(rows) - 1, by=request.user)
    return _download(content, PDF_TYPE, f"matriks-tindak-lanjut-{timezone.localdate():%Y-%m-%d}.pdf")


@requires(Permission.ADMIN_USE)
def document_template_own(request, kind):
    """The portal's own template, as a start for one of the staff's."""
    if kind not in DocumentTemplate.Kind.values:
        raise Http404
    return _download(own_template(kind).read_bytes(), WORD_TYPE, f"templat-{kind}.docx")


@requires(Permission.ADMIN_USE)
def document_template_file(request, pk):
    template = get_object_or_404(DocumentTemplate, pk=pk)
    with template.file.open("rb") as file:
        return _download(file.read(), WORD_TYPE, f"templat-{template.pk}.docx")


def _failed(request, failure, back):
    log.error("typesetting_failed", path=request.path, reason=str(failure))
    messages.error(request, _("PDF tidak dapat dibuat. Unduh sebagai Word atau Excel, atau coba lagi nanti."))
    return back


def _download(content, content_type, name):
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
