"""The pocket regions and their districts; they are edited on the admin screens."""

from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from pmi_portal.accounts.access import requires
from pmi_portal.accounts.permissions import Permission
from pmi_portal.lists.pages import list_page
from stakeholders.counts import with_region_counts
from stakeholders.models import Contact, Institution, Region
from stakeholders.tables import RegionTable


@requires(Permission.INSTITUTIONS_VIEW)
def region_list(request):
    regions = with_region_counts(Region.objects.visible_to(request.user), on=timezone.localdate())
    return list_page(request, "stakeholders/region_list.html", regions, RegionTable, name="wilayah")


@requires(Permission.INSTITUTIONS_VIEW)
def region_detail(request, code):
    regions = Region.objects.visible_to(request.user)
    region = get_object_or_404(with_region_counts(regions, on=timezone.localdate()), code=code)
    context = {
        "region": region,
        "districts": region.districts.all(),
        "institution_count": Institution.objects.visible_to(request.user).filter(region=region).count(),
    }
    if request.user.holds(Permission.CONTACTS_VIEW, region):
        context["contact_count"] = Contact.objects.visible_to(request.user).filter(region=region).count()
    return render(request, "stakeholders/region_detail.html", context)
