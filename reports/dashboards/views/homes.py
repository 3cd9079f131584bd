"""The first page after signing in: what needs this person now."""

from django.http import QueryDict
from django.shortcuts import render

from outreach.models import Complaint
from pmi_portal.accounts.access import Access, requires
from pmi_portal.accounts.permissions import Permission
from reports.dashboards.attention import matters_for
from reports.dashboards.catalogue import Asked
from reports.dashboards.panels import headlines

MOST_HELD = 10


@requires(Access.SIGNED_IN)
def home(request):
    user = request.user
    sees_figures = user.holds_somewhere(Permission.DASHBOARD_VIEW)
    held = Complaint.objects.visible_to(user)
    context = {
        "matters": matters_for(user),
        "held": held.held_by(f"officer-{user.pk}")
        .select_related("category")
        .order_by("answer_by")[:MOST_HELD],
        "headlines": headlines(Asked(user, QueryDict())) if sees_figures else [],
        "postings": user.postings.select_related("region"),
    }
    return render(request, "reports/home.html", context)
