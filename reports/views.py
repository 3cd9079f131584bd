"""Home and dashboard."""

from django.shortcuts import render

from pmi_portal.accounts.access import Access, requires
from pmi_portal.accounts.permissions import Permission


@requires(Access.SIGNED_IN)
def home(request):
    return render(request, "reports/home.html")


@requires(Permission.DASHBOARD_VIEW)
def dashboard(request):
    return render(request, "reports/dashboard.html")
