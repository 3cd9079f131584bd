"""The stakeholder groups; they are edited on the admin screens."""

from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from pmi_portal.accounts.access import requires
from pmi_portal.accounts.permissions import Permission
from pmi_portal.lists.pages import list_page
from pmi_portal.lists.tables import listed
from stakeholders.counts import with_group_counts
from stakeholders.models import Contact, Institution, StakeholderGroup
from stakeholders.tables import GroupTable, InstitutionTable


@requires(Permission.INSTITUTIONS_VIEW)
def group_list(request):
    return list_page(
        request,
        "stakeholders/group_list.html",
        with_group_counts(StakeholderGroup.objects.all(), request.user),
        GroupTable,
        name="kelompok",
        active_count=StakeholderGroup.objects.valid_on(timezone.localdate()).count(),
    )


@requires(Permission.INSTITUTIONS_VIEW)
def group_detail(request, code):
    group = get_object_or_404(StakeholderGroup, code=code)
    institutions = Institution.objects.visible_to(request.user).filter(group=group).for_list()
    context = {"group": group, "table": listed(request, InstitutionTable, institutions, exclude=["group"])}
    if request.user.holds_somewhere(Permission.CONTACTS_VIEW):
        context["contact_count"] = Contact.objects.visible_to(request.user).filter(group=group).count()
    return render(request, "stakeholders/group_detail.html", context)
