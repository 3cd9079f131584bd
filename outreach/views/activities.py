"""Pages of outreach activities."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from outreach import rules
from outreach.actions.activities import create_activity, edit_activity
from outreach.filters import ActivityFilters
from outreach.forms.activities import ActivityForm
from outreach.forms.base import posted
from outreach.models import OutreachActivity
from outreach.tables import ActivityTable
from pmi_portal.accounts.access import requires
from pmi_portal.accounts.permissions import Permission
from pmi_portal.filters import chips
from pmi_portal.history import record_timeline
from pmi_portal.tables import listed


@requires(Permission.ACTIVITIES_VIEW)
def activity_list(request):
    activities = OutreachActivity.objects.visible_to(request.user).for_list()
    filters = ActivityFilters(request.GET, activities, request=request)
    context = {
        "filter": filters,
        "chips": chips(request, filters),
        "table": listed(request, ActivityTable, filters.qs),
        "may_create": request.user.holds(Permission.ACTIVITIES_EDIT),
    }
    return render(request, "outreach/activity_list.html", context)


@requires(Permission.ACTIVITIES_VIEW)
def activity_detail(request, pk):
    activities = OutreachActivity.objects.visible_to(request.user).for_list()
    activity = get_object_or_404(activities, pk=pk)
    context = {
        "activity": activity,
        "timeline": record_timeline(activity),
        "may_edit": rules.may_edit(request.user, Permission.ACTIVITIES_EDIT, activity.region_id),
    }
    return render(request, "outreach/activity_detail.html", context)


@requires(Permission.ACTIVITIES_EDIT)
def activity_create(request):
    form = ActivityForm(posted(request), user=request.user)
    if form.is_valid() and form.applies(create_activity, activity=form.instance, by=request.user):
        messages.success(request, _("Kegiatan “%(title)s” dicatat.") % {"title": form.instance})
        return redirect(form.instance)
    return render(
        request, "outreach/activity_create.html", {"form": form}, status=422 if form.errors else 200
    )


@requires(Permission.ACTIVITIES_EDIT)
def activity_edit(request, pk):
    activity = get_object_or_404(OutreachActivity.objects.editable_by(request.user), pk=pk)
    form = ActivityForm(posted(request), instance=activity, user=request.user)
    if form.is_valid() and form.applies(edit_activity, activity=form.instance, by=request.user):
        messages.success(request, _("Perubahan kegiatan “%(title)s” disimpan.") % {"title": activity})
        return redirect(activity)
    context = {"form": form, "activity": activity}
    return render(request, "outreach/activity_edit.html", context, status=422 if form.errors else 200)
