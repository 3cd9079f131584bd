"""Pages of FGD events."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from outreach import rules
from outreach.actions.sessions import create_event, edit_event
from outreach.forms.base import JoinedForms, posted
from outreach.forms.sessions import EventForm, SessionForm
from outreach.models import FgdEvent
from pmi_portal.accounts.access import requires
from pmi_portal.accounts.permissions import Permission
from pmi_portal.history import record_timeline
from stakeholders.models import StakeholderGroup


@requires(Permission.SESSIONS_VIEW)
def event_detail(request, pk):
    events = FgdEvent.objects.visible_to(request.user).select_related("region", "district")
    event = get_object_or_404(events, pk=pk)
    context = {
        "event": event,
        "sessions": event.sessions.for_list().order_by("held_on", "starts_at", "pk"),
        "group_total": StakeholderGroup.objects.active().count(),
        "timeline": record_timeline(event),
        "may_edit": rules.may_edit(request.user, Permission.SESSIONS_EDIT, event.region_id),
    }
    return render(request, "outreach/event_detail.html", context)


@requires(Permission.SESSIONS_EDIT)
def event_create(request):
    """An event together with its first session: what somebody comes for who writes down an FGD."""
    event_form = EventForm(posted(request), user=request.user)
    session_form = SessionForm(posted(request), prefix="sesi")
    form = JoinedForms(event_form, session_form)
    event, session = event_form.instance, session_form.instance
    if form.is_valid() and form.applies(create_event, event=event, session=session, by=request.user):
        messages.success(
            request, _("FGD “%(title)s” dicatat. Isi kehadiran dan pernyataannya.") % {"title": event}
        )
        return redirect(session)
    context = {"form": form, "event_form": event_form, "session_form": session_form}
    return render(request, "outreach/event_create.html", context, status=422 if form.errors else 200)


@requires(Permission.SESSIONS_EDIT)
def event_edit(request, pk):
    event = get_object_or_404(FgdEvent.objects.editable_by(request.user), pk=pk)
    form = EventForm(posted(request), instance=event, user=request.user)
    if form.is_valid() and form.applies(edit_event, event=form.instance, by=request.user):
        messages.success(request, _("Perubahan kegiatan “%(title)s” disimpan.") % {"title": event})
        return redirect(event)
    context = {"form": form, "event": event}
    return render(request, "outreach/event_edit.html", context, status=422 if form.errors else 200)
