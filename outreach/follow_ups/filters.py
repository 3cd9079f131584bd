"""Filters of the list of follow-ups."""

from django.utils.translation import gettext_lazy as _

from outreach.models import FollowUp
from pmi_portal.accounts.permissions import Permission
from pmi_portal.lists.filters import ChoiceFilter, DayFilter, ListFilters, RecordFilter
from stakeholders.filters import GroupFilter, RegionFilter
from stakeholders.models import Institution

ATTENTION = {
    "overdue": _("terlambat"),
    "unverified": _("selesai, belum diperiksa KPKP"),
    "unconfirmed": _("diperiksa, belum dikonfirmasi kelompok"),
    "disputed": _("disanggah kelompok"),
}
OUTCOMES = {
    "open": _("belum selesai"),
    "on_time": _("selesai tepat waktu dengan bukti"),
    "late": _("selesai terlambat dengan bukti"),
    "confirmed": _("dikonfirmasi kelompok"),
}
NO_GROUP = "tanpa"


def _institutions(request):
    offered = Institution.objects.visible_to(request.user)
    return offered.visible_to(request.user, Permission.FOLLOW_UPS_VIEW).order_by("name", "pk")


class FollowUpFilters(ListFilters):
    region = RegionFilter(Permission.FOLLOW_UPS_VIEW)
    state = ChoiceFilter(label=_("Status"), choices=FollowUp.State.choices)
    institution = RecordFilter(label=_("Instansi"), queryset=_institutions)
    attention = ChoiceFilter(label=_("Perlu perhatian"), choices=list(ATTENTION.items()), method="needing")
    outcome = ChoiceFilter(label=_("Hasil"), choices=list(OUTCOMES.items()), method="with_outcome")
    group = GroupFilter(
        label=_("Diangkat oleh kelompok"),
        method="raised",
        null_label=_("tanpa kelompok"),
        null_value=NO_GROUP,
    )
    since = DayFilter(label=_("Batas waktu sejak"), field_name="due_on", lookup_expr="gte")
    until = DayFilter(label=_("Batas waktu sampai"), field_name="due_on", lookup_expr="lte")

    def with_outcome(self, follow_ups, name, outcome):
        questions = {
            "open": follow_ups.open,
            "on_time": follow_ups.on_time,
            "late": follow_ups.late,
            "confirmed": follow_ups.confirmed,
        }
        return questions[outcome]()

    def raised(self, follow_ups, name, group):
        return follow_ups.filter(raised_by=None if group == NO_GROUP else group)

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
