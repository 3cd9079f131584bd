"""Pages of FGD events."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from outreach.fgd.actions.sessions import create_event, edit_event
from outreach.fgd.forms.sessions import EventForm, NewEventForm, NewSessionForm
from outreach.fgd.views.session_pages import what_next
from outreach.models import FgdEvent
from pmi_portal.accounts.access import requires
from pmi_portal.accounts.permissions import Permission
from pmi_portal.drafts.submissions import taken_once
from pmi_portal.editing.conflicts import tell_merged
from pmi_portal.editing.forms import JoinedForms, posted, status_of
from pmi_portal.editing.history import record_timeline


@requires(Permission.SESSIONS_VIEW)
def event_detail(request, pk):
    events = FgdEvent.objects.visible_to(request.user).select_related("region", "district")
    event = get_object_or_404(events, pk=pk)
    context = {
        "event": event,
        "sessions": event.sessions.for_list().order_by("held_on", "starts_at", "pk"),
        "timeline": record_timeline(event),
        "may_edit": request.user.holds(Permission.SESSIONS_EDIT, event.region_id),
    }
    return render(request, "outreach/fgd/event_detail.html", context)


@requires(Permission.SESSIONS_EDIT)
def event_create(request):
    """An event together with its first session: what somebody comes for who writes down an FGD."""
    event_form = NewEventForm(posted(request), user=request.user)
    session_form = NewSessionForm(posted(request), prefix="sesi")
    form = JoinedForms(event_form, session_form)
    event, session = event_form.instance, session_form.instance
    about = {"event": event, "session": session, "by": request.user}
    if form.is_valid() and (url := taken_once(form, create_event, leads_to=session, **about)):
        messages.success(request, _("FGD “%(title)s” dicatat.") % {"title": event})
        if session.pk:  # not for a form that was sent twice
            messages.info(request, what_next(session))
        return redirect(url)
    context = {"form": form, "event_form": event_form, "session_form": session_form}
    return render(request, "outreach/fgd/event_create.html", context, status=status_of(form))


@requires(Permission.SESSIONS_EDIT)
def event_edit(request, pk):
    event = get_object_or_404(FgdEvent.objects.editable_by(request.user), pk=pk)
    form = EventForm(posted(request), instance=event, user=request.user)
    if form.is_valid() and form.applies(edit_event, event=form.instance, by=request.user):
        messages.success(request, _("Perubahan kegiatan FGD “%(title)s” disimpan.") % {"title": event})
        tell_merged(request, form)
        return redirect(event)
    context = {"form": form, "event": event}
    return render(request, "outreach/fgd/event_edit.html", context, status=status_of(form))
