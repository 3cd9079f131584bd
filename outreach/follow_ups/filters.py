"""Filters of the list of follow-ups."""

from django.utils.translation import gettext_lazy as _

from outreach.models import FollowUp
from pmi_portal.accounts.permissions import Permission
from pmi_portal.lists.filters import ChoiceFilter, ListFilters, RecordFilter
from stakeholders.filters import RegionFilter
from stakeholders.models import Institution

ATTENTION = {
    "overdue": _("terlambat"),
    "unverified": _("selesai, belum diperiksa KPKP"),
    "unconfirmed": _("diperiksa, belum dikonfirmasi kelompok"),
    "disputed": _("disanggah kelompok"),
}


def _institutions(request):
    offered = Institution.objects.visible_to(request.user)
    return offered.visible_to(request.user, Permission.FOLLOW_UPS_VIEW).order_by("name", "pk")


class FollowUpFilters(ListFilters):
    region = RegionFilter(Permission.FOLLOW_UPS_VIEW)
    state = ChoiceFilter(label=_("Status"), choices=FollowUp.State.choices)
    institution = RecordFilter(label=_("Instansi"), queryset=_institutions)
    attention = ChoiceFilter(label=_("Perlu perhatian"), choices=list(ATTENTION.items()), method="needing")

    def needing(self, follow_ups, name, value):
        """Those the named question of the queryset asks for."""
        questions = {
            "overdue": follow_ups.overdue,
            "unverified": follow_ups.unverified,
            "unconfirmed": follow_ups.unconfirmed,
            "disputed": follow_ups.disputed,
        }
        return questions[value]()


class DueFilters(ListFilters):
    region = RegionFilter(Permission.FOLLOW_UPS_VIEW)
    institution = RecordFilter(label=_("Instansi"), queryset=_institutions)
