"""Pages of FGD sessions and their attendance."""

from django.contrib import messages
from django.forms import model_to_dict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from outreach.fgd.actions.sessions import create_session, edit_session, record_attendance
from outreach.fgd.filters import SessionFilters
from outreach.fgd.forms.attendance import AttendanceSheet
from outreach.fgd.forms.sessions import NewSessionForm, SessionForm
from outreach.fgd.rules import sessions as rules
from outreach.fgd.tables import SessionTable
from outreach.fgd.views.session_pages import session_page, what_next
from outreach.ground import rules as ground
from outreach.models import FgdEvent, FgdSession
from pmi_portal.accounts.access import requires
from pmi_portal.accounts.permissions import Permission
from pmi_portal.drafts.submissions import taken_once
from pmi_portal.editing.conflicts import tell_merged
from pmi_portal.editing.forms import posted, status_of
from pmi_portal.lists.pages import list_page


@requires(Permission.SESSIONS_VIEW)
def session_list(request):
    return list_page(
        request,
        "outreach/fgd/session_list.html",
        FgdSession.objects.visible_to(request.user).for_list(),
        SessionTable,
        SessionFilters,
        name="sesi-fgd",
        is_long=True,
        may_create=request.user.holds_somewhere(Permission.SESSIONS_EDIT),
    )


@requires(Permission.SESSIONS_VIEW)
def session_detail(request, pk):
    session = get_object_or_404(FgdSession.objects.visible_to(request.user).for_list(), pk=pk)
    return render(request, "outreach/fgd/session_detail.html", session_page(session, request.user))


@requires(Permission.SESSIONS_EDIT)
def session_create(request, event_pk):
    events = FgdEvent.objects.editable_by(request.user).select_related("region", "district")
    event = get_object_or_404(events, pk=event_pk)
    form = NewSessionForm(posted(request), event=event, initial=_as_the_first(event))
    about = {"session": form.instance, "event": event, "by": request.user}
    if form.is_valid() and (url := taken_once(form, create_session, **about)):
        done = _("Sesi baru dicatat.")
        messages.success(request, f"{done} {what_next(form.instance)}")
        return redirect(url)
    context = {"form": form, "event": event}
    return render(request, "outreach/fgd/session_create.html", context, status=status_of(form))


@requires(Permission.SESSIONS_EDIT)
def session_edit(request, pk):
    session = get_object_or_404(FgdSession.objects.editable_by(request.user).with_place(), pk=pk)
    form = SessionForm(posted(request), instance=session, event=session.event)
    if form.is_valid() and form.applies(edit_session, session=form.instance, by=request.user):
        messages.success(request, _("Perubahan sesi disimpan."))
        tell_merged(request, form)
        return redirect(session)
    context = {"form": form, "session": session}
    return render(request, "outreach/fgd/session_edit.html", context, status=status_of(form))


@requires(Permission.SESSIONS_EDIT)
def session_attendance(request, pk):
    session = get_object_or_404(FgdSession.objects.editable_by(request.user).with_place(), pk=pk)
    starts = request.GET.get("dari") == "undangan"
    sheet = AttendanceSheet(session, request.user, posted(request), from_invitations=starts)
    about = {"session": session, "by": request.user}
    if sheet.is_valid() and sheet.applies(record_attendance, present=sheet.present, gone=sheet.gone, **about):
        messages.success(request, _("Kehadiran disimpan."))
        tell_merged(request, sheet)
        return redirect(session)
    context = {
        "session": session,
        "sheet": sheet,
        "why_not": rules.why_not_record_attendance(session, ground.today_at(session)),
    }
    return render(request, "outreach/fgd/session_attendance.html", context, status=status_of(sheet))


def _as_the_first(event):
    """What a further session of an event most often has in common with its first one."""
    first = event.sessions.order_by("held_on", "starts_at", "pk").first()
    return model_to_dict(first, ["venue", "starts_at", "ends_at", "guide"]) if first else {}
