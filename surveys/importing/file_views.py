"""The page on which the original of an import is asked for, and its download."""

from django.shortcuts import get_object_or_404, render

from pmi_portal.accounts.access import requires
from pmi_portal.accounts.permissions import Permission
from pmi_portal.editing.forms import posted, status_of
from pmi_portal.files.handing_out import as_attachment
from surveys.importing import rules
from surveys.importing.actions.files import open_original
from surveys.importing.forms import OpeningForm
from surveys.models import ImportBatch

TEMPLATE = "surveys/importing/import_file.html"
GONE, FORBIDDEN = 410, 403


@requires(Permission.IMPORT_FILES_OPEN)
def import_file(request, pk):
    """Asks why, then streams the original; every opening is told in the audit log with its reason."""
    batches = ImportBatch.objects.visible_to(request.user, Permission.IMPORT_FILES_OPEN)
    batch = get_object_or_404(batches.select_related("round"), pk=pk)
    if rules.why_file_is_gone(batch):
        return file_is_gone(request, batch)
    if reason := rules.why_not_open(batch, by=request.user):
        return _refused(request, batch, reason, FORBIDDEN)
    form = OpeningForm(posted(request))
    if form.is_valid() and form.applies(open_original, **form.cleaned_data, batch=batch, by=request.user):
        return as_attachment(form.made, name=batch.original_name, size=batch.size)
    return render(request, TEMPLATE, {"batch": batch, "form": form}, status=status_of(form))


def file_is_gone(request, batch):
    """Says since when there is no such file any more, and why."""
    return _refused(request, batch, rules.why_file_is_gone(batch), GONE)


def _refused(request, batch, why_not, status):
    return render(request, TEMPLATE, {"batch": batch, "why_not": why_not}, status=status)
