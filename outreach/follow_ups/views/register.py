"""Pages of follow-ups: the list and its matrix, what is due, one record, and its form."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from outreach.follow_ups import rules
from outreach.follow_ups.actions.steps import create_follow_up, edit_follow_up, note_export
from outreach.follow_ups.filters import DueFilters, FollowUpFilters
from outreach.follow_ups.forms.register import FollowUpForm
from outreach.follow_ups.matrix import WIDTHS, matrix_rows
from outreach.follow_ups.reminders import DAYS_AHEAD
from outreach.follow_ups.tables import DueTable, FollowUpTable
from outreach.follow_ups.views.pages import follow_up_page
from outreach.models import Complaint, FgdSession, FollowUp, Statement
from pmi_portal.accounts.access import requires
from pmi_portal.accounts.permissions import Permission
from pmi_portal.drafts.submissions import taken_once
from pmi_portal.editing.conflicts import tell_merged
from pmi_portal.editing.forms import posted, status_of
from pmi_portal.files.few_at_once import TooManyAtOnce, turn
from pmi_portal.files.sheets import Sheet, xlsx_download
from pmi_portal.lists.filters import chips
from pmi_portal.lists.pages import list_page
from pmi_portal.lists.tables import listed

ORIGIN = ("session__event", "group", "theme")


@requires(Permission.FOLLOW_UPS_VIEW)
def follow_up_list(request):
    return list_page(
        request,
        "outreach/follow_ups/follow_up_list.html",
        FollowUp.objects.visible_to(request.user).for_list(),
        FollowUpTable,
        FollowUpFilters,
        name="tindak-lanjut",
        query=request.GET.urlencode(),
        may_create=request.user.holds_somewhere(Permission.FOLLOW_UPS_EDIT),
        may_take=request.user.holds_somewhere(Permission.LISTS_EXPORT),
    )


@requires(Permission.LISTS_EXPORT)
def follow_up_matrix(request):
    """The filtered list as a workbook."""
    follow_ups = FollowUp.objects.exportable_by(request.user).for_list()
    filters = FollowUpFilters(request.GET, follow_ups, request=request)
    name = f"matriks-tindak-lanjut-{timezone.localdate():%Y-%m-%d}.xlsx"
    try:
        with turn():
            rows = matrix_rows(filters.qs, request.user)
            note_export(rows=len(rows) - 1, by=request.user)
            return xlsx_download(name, [Sheet(_("Matriks tindak lanjut"), rows, WIDTHS)])
    except TooManyAtOnce as busy:
        messages.error(request, str(busy))
        return redirect(f"{reverse('follow_up_list')}?{request.GET.urlencode()}")


@requires(Permission.FOLLOW_UPS_VIEW)
def follow_up_due(request):
    """What the reminders tell, for who has no mail."""
    due = FollowUp.objects.visible_to(request.user).due_within(DAYS_AHEAD).for_list()
    due = due.order_by("institution__name", "institution", "due_on", "pk")
    filters = DueFilters(request.GET, due, request=request)
    context = {
        "filter": filters,
        "chips": chips(request, filters),
        "table": listed(request, DueTable, filters.qs),
    }
    return render(request, "outreach/follow_ups/follow_up_due.html", context)


@requires(Permission.FOLLOW_UPS_VIEW)
def follow_up_detail(request, pk):
    follow_ups = FollowUp.objects.visible_to(request.user).with_people()
    follow_ups = follow_ups.prefetch_related("partners__former_names")
    follow_ups = follow_ups.select_related(
        "verified_by",
        "session__event",
        *(f"{chain}__{part}" for chain in ("statement", "complaint__statement") for part in ORIGIN),
    )
    follow_up = get_object_or_404(follow_ups, pk=pk)
    return render(
        request, "outreach/follow_ups/follow_up_detail.html", follow_up_page(follow_up, request.user)
    )


@requires(Permission.FOLLOW_UPS_EDIT)
def follow_up_create(request):
    """A follow-up of a statement, a complaint or a session that the address names, or one on its own."""
    follow_up = _born_of(request)
    form = FollowUpForm(posted(request), instance=follow_up, user=request.user)
    if form.is_valid():
        about = {"follow_up": follow_up, "partners": form.cleaned_data["partners"], "by": request.user}
        if url := taken_once(form, create_follow_up, **about):
            messages.success(request, _("Tindak lanjut dicatat."))
            return redirect(url)
    context = {"form": form, "follow_up": follow_up}
    return render(request, "outreach/follow_ups/follow_up_create.html", context, status=status_of(form))


@requires(Permission.FOLLOW_UPS_EDIT)
def follow_up_edit(request, pk):
    follow_up = get_object_or_404(FollowUp.objects.editable_by(request.user).with_people(), pk=pk)
    form = FollowUpForm(posted(request), instance=follow_up, user=request.user)
    if form.is_valid():
        typed = {name: form.cleaned_data[name] for name in ("partners", "reason")}
        if url := taken_once(form, edit_follow_up, follow_up=follow_up, **typed, by=request.user):
            told = {"number": follow_up}
            messages.success(request, _("Perubahan tindak lanjut %(number)s disimpan.") % told)
            tell_merged(request, form)
            return redirect(url)
    context = {"form": form, "follow_up": follow_up, "why_not": rules.why_not_edit(follow_up)}
    return render(request, "outreach/follow_ups/follow_up_edit.html", context, status=status_of(form))


def _born_of(request):
    """An unsaved follow-up with its origin and the region of it; 404 where the person may not work there."""
    asked = {name: request.GET[name] for name in ("pernyataan", "pengaduan", "sesi") if name in request.GET}
    if not asked:
        return FollowUp()
    name, pk = next(iter(asked.items()))
    follow_up = _made(name, _record(name, pk, request.user))
    if not request.user.holds(Permission.FOLLOW_UPS_EDIT, follow_up.region_id):
        raise Http404
    return follow_up


def _record(name, pk, user):
    models = {"pernyataan": Statement, "pengaduan": Complaint, "sesi": FgdSession}
    if not (pk.isascii() and pk.isdigit() and len(pk) < 19):
        raise Http404
    return get_object_or_404(models[name].objects.visible_to(user), pk=int(pk))


def _made(name, origin):
    if name == "pernyataan":
        return FollowUp(statement=origin, region=origin.session.event.region, raised_by=origin.group)
    if name == "sesi":
        return FollowUp(session=origin, region=origin.event.region)
    raised_by = origin.statement.group if origin.statement else None
    return FollowUp(complaint=origin, region=origin.desk_region, raised_by=raised_by)
