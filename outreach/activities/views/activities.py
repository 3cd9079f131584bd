"""Pages of outreach activities."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from outreach.activities.actions import DETAILS_CHANGED, create_activity, edit_activity
from outreach.activities.filters import ActivityFilters
from outreach.activities.forms.activities import ActivityForm
from outreach.activities.tables import ActivityTable
from outreach.models import OutreachActivity, OutreachTopic
from pmi_portal.accounts.access import requires
from pmi_portal.accounts.permissions import Permission
from pmi_portal.drafts.submissions import taken_once
from pmi_portal.editing.conflicts import tell_merged
from pmi_portal.editing.forms import posted, status_of
from pmi_portal.editing.history import record_timeline
from pmi_portal.lists.pages import list_page


@requires(Permission.ACTIVITIES_VIEW)
def activity_list(request):
    return list_page(
        request,
        "outreach/activities/activity_list.html",
        OutreachActivity.objects.visible_to(request.user).for_list(),
        ActivityTable,
        ActivityFilters,
        name="sosialisasi",
        may_create=request.user.holds_somewhere(Permission.ACTIVITIES_EDIT),
    )


@requires(Permission.ACTIVITIES_VIEW)
def activity_detail(request, pk):
    activities = OutreachActivity.objects.visible_to(request.user).for_list()
    activity = get_object_or_404(activities, pk=pk)
    topics = OutreachTopic.objects.checklist_of(activity)
    context = {
        "activity": activity,
        "topics": topics,
        "topic_count": sum(topic.is_covered for topic in topics),
        "audiences": activity.audiences.all(),
        "timeline": record_timeline(activity, reasons={DETAILS_CHANGED: _("materi atau rincian peserta")}),
        "may_edit": request.user.holds(Permission.ACTIVITIES_EDIT, activity.region_id),
    }
    return render(request, "outreach/activities/activity_detail.html", context)


@requires(Permission.ACTIVITIES_EDIT)
def activity_create(request):
    form = ActivityForm(posted(request), user=request.user)
    if form.is_valid() and (url := taken_once(form, create_activity, **form.about, by=request.user)):
        messages.success(request, _("Sosialisasi “%(title)s” dicatat.") % {"title": form.instance})
        return redirect(url)
    return render(request, "outreach/activities/activity_create.html", {"form": form}, status=status_of(form))


@requires(Permission.ACTIVITIES_EDIT)
def activity_edit(request, pk):
    activity = get_object_or_404(OutreachActivity.objects.editable_by(request.user), pk=pk)
    form = ActivityForm(posted(request), instance=activity, user=request.user)
    if form.is_valid() and form.applies(edit_activity, **form.about, by=request.user):
        messages.success(request, _("Perubahan sosialisasi “%(title)s” disimpan.") % {"title": activity})
        tell_merged(request, form)
        return redirect(activity)
    context = {"form": form, "activity": activity}
    return render(request, "outreach/activities/activity_edit.html", context, status=status_of(form))
