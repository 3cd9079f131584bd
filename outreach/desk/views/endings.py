"""The page on which an institution ends or merges into another."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from outreach.desk.actions import end_institution
from outreach.desk.forms import EndingForm
from pmi_portal.accounts.access import requires
from pmi_portal.accounts.permissions import Permission
from pmi_portal.drafts.submissions import taken_once
from pmi_portal.editing.forms import posted, status_of
from stakeholders.models import Institution


@requires(Permission.INSTITUTIONS_EDIT)
def institution_end(request, pk):
    institution = get_object_or_404(Institution.objects.editable_by(request.user), pk=pk)
    form = EndingForm(posted(request), institution=institution, user=request.user)
    about = {"institution": institution, "leads_to": institution, "by": request.user}
    if form.is_valid() and (url := taken_once(form, end_institution, **form.facts, **about)):
        messages.success(request, _("Perubahan disimpan: %(name)s.") % {"name": institution})
        return redirect(url)
    context = {"institution": institution, "form": form}
    return render(request, "outreach/desk/institution_end.html", context, status=status_of(form))
