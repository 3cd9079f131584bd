"""Pages of complaints: the list, one complaint, and its forms."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from outreach.complaints import rules
from outreach.complaints.actions.register import edit_complaint, register_complaint, show_identity
from outreach.complaints.clocks import Calendar
from outreach.complaints.filters import ComplaintFilters
from outreach.complaints.forms.register import ComplaintEditForm, ComplaintForm
from outreach.complaints.tables import ComplaintTable
from outreach.complaints.views.pages import complaint_page
from outreach.models import Complaint, Statement
from pmi_portal.accounts.access import requires
from pmi_portal.accounts.permissions import Permission
from pmi_portal.drafts.submissions import taken_once
from pmi_portal.editing.conflicts import tell_merged
from pmi_portal.editing.forms import posted, status_of
from pmi_portal.lists.pages import list_page


@requires(Permission.COMPLAINTS_VIEW)
def complaint_list(request):
    return list_page(
        request,
        "outreach/complaints/complaint_list.html",
        Complaint.objects.visible_to(request.user),
        ComplaintTable,
        ComplaintFilters,
        name="pengaduan",
        about={"calendar": Calendar.read()},
        is_long=True,
        may_create=request.user.holds_somewhere(Permission.COMPLAINTS_EDIT),
    )


@requires(Permission.COMPLAINTS_VIEW)
def complaint_detail(request, pk):
    complaint = _complaint(Complaint.objects.visible_to(request.user), pk)
    context = complaint_page(complaint, request.user)
    return render(request, "outreach/complaints/complaint_detail.html", context)


@requires(Permission.COMPLAINTS_IDENTIFY)
def complaint_identify(request, pk):
    """Shows who reported, once asked by the button; that somebody asked is audited."""
    complaint = _complaint(Complaint.objects.visible_to(request.user), pk)
    if not request.user.holds(Permission.COMPLAINTS_IDENTIFY, complaint.desk_region_id):
        raise Http404
    if request.method != "POST":
        return redirect(complaint)
    identity = show_identity(complaint=complaint, by=request.user)
    context = complaint_page(complaint, request.user, identity=identity)
    return render(request, "outreach/complaints/complaint_detail.html", context)


@requires(Permission.COMPLAINTS_EDIT)
def complaint_create(request):
    """A new complaint; `?pernyataan=<pk>` names the statement it is born from."""
    form = ComplaintForm(posted(request), instance=_born_from(request), user=request.user)
    complaint = form.instance
    about = {"complaint": complaint, "by": request.user}
    if form.is_valid() and (url := taken_once(form, register_complaint, **form.told, **about)):
        messages.success(request, _("Pengaduan dicatat."))
        return redirect(url)
    context = {"form": form, "statement": complaint.statement, "raised": _raised(complaint, request.user)}
    return render(request, "outreach/complaints/complaint_create.html", context, status=status_of(form))


@requires(Permission.COMPLAINTS_EDIT)
def complaint_edit(request, pk):
    complaint = _complaint(Complaint.objects.editable_by(request.user), pk)
    why_not = rules.why_not_edit(complaint)
    form = ComplaintEditForm(posted(request), instance=complaint, user=request.user)
    about = {"complaint": form.instance, "by": request.user}
    if not why_not and form.is_valid() and (url := taken_once(form, edit_complaint, **form.told, **about)):
        messages.success(request, _("Perubahan pengaduan disimpan."))
        tell_merged(request, form)
        return redirect(url)
    status = 409 if why_not and request.method == "POST" else status_of(form)
    context = {"form": form, "complaint": complaint, "why_not": why_not}
    return render(request, "outreach/complaints/complaint_edit.html", context, status=status)


def _complaint(complaints, pk):
    related = ("category__parent", "limit", "statement__session__event__region")
    counted = complaints.with_place().with_referral_count().with_waiting_count()
    return get_object_or_404(counted.select_related(*related, "assignee", "holding_institution"), pk=pk)


def _raised(complaint, user):
    """Complaints that were born from the same statement before."""
    if complaint.statement is None:
        return []
    return Complaint.objects.visible_to(user).filter(statement=complaint.statement).order_by("pk")


def _born_from(request):
    """A complaint that begins with what a statement this person may raise tells; None without one."""
    asked = request.GET.get("pernyataan")
    if asked is None:
        return None
    if not asked.isdecimal():
        raise Http404
    related = ("session__event__region", "session__event__district")
    statement = get_object_or_404(
        Statement.objects.visible_to(request.user).select_related(*related), pk=asked
    )
    event = statement.session.event
    if not request.user.holds(Permission.COMPLAINTS_EDIT, event.region_id):
        raise Http404
    return Complaint(
        statement=statement,
        region=event.region,
        district=event.district,
        channel=Complaint.Channel.FGD,
        text=statement.text,
        **{name: getattr(statement, name) for name in Statement.FACTS},
    )
