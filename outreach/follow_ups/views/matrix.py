"""The matrix of follow-ups as a document."""

from django.shortcuts import redirect
from django.utils import timezone

from outreach.follow_ups.actions.steps import note_export
from outreach.follow_ups.filters import FollowUpFilters
from outreach.follow_ups.matrix import matrix_rows
from outreach.models import FollowUp
from outreach.papers.answers import download, failed
from outreach.papers.documents.files import PDF_TYPE
from outreach.papers.documents.matrix import matrix_pdf
from pmi_portal.accounts.access import requires
from pmi_portal.accounts.permissions import Permission
from pmi_portal.lists.filters import chips
from pmi_portal.paper.pdf import TypesettingFailed


@requires(Permission.LISTS_EXPORT)
def follow_up_matrix_pdf(request):
    """The filtered list of follow-ups on paper."""
    follow_ups = FollowUp.objects.exportable_by(request.user).for_list()
    filters = FollowUpFilters(request.GET, follow_ups, request=request)
    rows = matrix_rows(filters.qs, request.user)
    about = "; ".join(f"{chip.label}: {chip.value}" for chip in chips(request, filters))
    is_sample = filters.qs.filter(is_sample=True).exists()
    try:
        content = matrix_pdf(rows, about=about, user=request.user, is_sample=is_sample)
    except TypesettingFailed as failure:
        return failed(request, failure, redirect("follow_up_list"))
    note_export(rows=len(rows) - 1, by=request.user)
    return download(content, PDF_TYPE, f"matriks-tindak-lanjut-{timezone.localdate():%Y-%m-%d}.pdf")
