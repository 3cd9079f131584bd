"""Filters of the list of complaints."""

import django_filters
from django.utils.translation import gettext_lazy as _

from outreach.models import Complaint, ComplaintCategory
from pmi_portal.accounts.permissions import Permission
from pmi_portal.lists.filters import ANY, CodeFilter, DayFilter, ListFilters
from pmi_portal.words.countries import country_choices
from stakeholders.filters import RegionFilter

ATTENTION = [
    ("overdue", _("terlambat dijawab")),
    ("urgent", _("darurat yang belum selesai")),
    ("waiting", _("menunggu jawaban")),
]


class ComplaintFilters(ListFilters):
    region = RegionFilter(Permission.COMPLAINTS_VIEW)
    status = django_filters.ChoiceFilter(label=_("Status"), choices=Complaint.Status.choices, empty_label=ANY)
    category = CodeFilter(label=_("Kategori"), queryset=ComplaintCategory.objects.all(), method="in_category")
    severity = django_filters.ChoiceFilter(
        label=_("Prioritas"), choices=Complaint.Severity.choices, empty_label=ANY
    )
    attention = django_filters.ChoiceFilter(
        label=_("Perhatian"), choices=ATTENTION, method="needing", empty_label=ANY
    )
    since = DayFilter(label=_("Diterima sejak"), method="since_day")
    until = DayFilter(label=_("Diterima sampai"), method="until_day")
    destination = django_filters.ChoiceFilter(
        label=_("Negara tujuan"), choices=country_choices, empty_label=ANY
    )

    def in_category(self, complaints, name, category):
        return complaints.in_category(category)

    def needing(self, complaints, name, attention):
        answers = {
            "overdue": complaints.overdue,
            "urgent": complaints.urgent,
            "waiting": complaints.waiting,
        }
        return answers[attention]()

    def since_day(self, complaints, name, day):
        return complaints.received_in(first=day)

    def until_day(self, complaints, name, day):
        return complaints.received_in(last=day)
