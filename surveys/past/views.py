"""Old lists are sent here; from then on they go the way of every import."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from pmi_portal.accounts.access import requires
from pmi_portal.accounts.permissions import Permission
from pmi_portal.drafts.submissions import taken_once
from pmi_portal.editing.forms import status_of
from pmi_portal.files.sheets import xlsx_download
from surveys.importing.actions import imports
from surveys.importing.actions import jobs as import_jobs
from surveys.importing.subjects import SUBJECTS
from surveys.importing.templates import template_sheets
from surveys.past.forms import OFFERED, PastForm, subjects_of


@requires(Permission.IMPORTS_RUN)
def past_create(request):
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = PastForm(*sent, user=request.user)
    if form.is_valid() and (url := taken_once(form, imports.upload_file, **form.facts, by=request.user)):
        if form.made:  # not for a form that was sent twice
            import_jobs.start_check(batch=form.made, by=request.user)
            messages.success(request, _("Berkas %(name)s diunggah.") % {"name": form.made})
        return redirect(url)
    context = {"form": form, "subjects": subjects_of(request.user)}
    return render(request, "surveys/past/past_create.html", context, status=status_of(form))


@requires(Permission.IMPORTS_RUN)
def past_template(request, subject):
    """An empty list with its columns and their choices."""
    if subject not in OFFERED:
        raise Http404
    terms = SUBJECTS[subject].terms_for(None, by=request.user)
    return xlsx_download(f"templat-{terms.version.replace(' ', '-')}.xlsx", template_sheets(terms))
