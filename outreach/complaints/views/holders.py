"""Who holds what: the page by holder, and many complaints given to one officer."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import ngettext

from outreach.complaints.actions.holding import assign_complaints
from outreach.complaints.filters import ComplaintFilters
from outreach.complaints.forms.steps import AssignManyForm
from outreach.complaints.holder_words import holder_rows
from outreach.complaints.holding import OFFICER
from outreach.models import Complaint
from pmi_portal.accounts.access import requires
from pmi_portal.accounts.permissions import Permission
from pmi_portal.drafts.submissions import taken_once
from pmi_portal.editing.forms import posted, status_of
from pmi_portal.lists.filters import chips
from pmi_portal.words.formats import show_number

MOST_AT_ONCE = 100


@requires(Permission.COMPLAINTS_VIEW)
def complaint_holders(request):
    """Every holder with what is in these hands: how many, how old, how late."""
    complaints = Complaint.objects.visible_to(request.user)
    filters = ComplaintFilters(request.GET, complaints, request=request)
    context = {
        "rows": holder_rows(filters.qs),
        "filter": filters,
        "chips": chips(request, filters),
        "may_assign": request.user.holds_somewhere(Permission.COMPLAINTS_EDIT),
    }
    return render(request, "outreach/complaints/complaint_holders.html", context)


@requires(Permission.COMPLAINTS_EDIT)
def complaint_assign(request):
    """Tick complaints of the list as it was narrowed, and give them to one officer."""
    held = Complaint.objects.editable_by(request.user).held().for_list()
    filters = ComplaintFilters(request.GET, held, request=request)
    shown = held.filter(pk__in=list(filters.qs.values_list("pk", flat=True)[:MOST_AT_ONCE]))
    form = AssignManyForm(posted(request), complaints=shown, user=request.user)
    if form.is_valid():
        goal = f"{reverse('complaint_list')}?holder={OFFICER}-{form.cleaned_data['officer'].pk}"
        if url := taken_once(form, assign_complaints, **form.facts, leads_to=goal, by=request.user):
            n = len(form.cleaned_data["complaints"])
            told = ngettext("%(n)s pengaduan diserahkan.", "%(n)s pengaduan diserahkan.", n)
            messages.success(request, told % {"n": show_number(n)})
            return redirect(url)
    context = {"form": form, "filter": filters, "chips": chips(request, filters), "most": MOST_AT_ONCE}
    return render(request, "outreach/complaints/complaint_assign.html", context, status=status_of(form))
