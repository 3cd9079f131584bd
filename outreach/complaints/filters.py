"""Filters of the list of complaints."""

import django_filters
from django.utils.translation import gettext_lazy as _

from outreach.ground.filters import ANY, RecordFilters, regions_for
from outreach.models import Complaint, ComplaintCategory
from pmi_portal.accounts.permissions import Permission
from pmi_portal.lists.filters import DayFilter
from pmi_portal.words.countries import country_choices

ATTENTION = [
    ("overdue", _("terlambat dijawab")),
    ("urgent", _("darurat yang belum selesai")),
    ("waiting", _("menunggu jawaban")),
]


class ComplaintFilters(RecordFilters):
    region = django_filters.ModelChoiceFilter(
        label=_("Wilayah"), queryset=regions_for(Permission.COMPLAINTS_VIEW), empty_label=ANY
    )
    status = django_filters.ChoiceFilter(label=_("Status"), choices=Complaint.Status.choices, empty_label=ANY)
    category = django_filters.ModelChoiceFilter(
        label=_("Kategori"),
        queryset=ComplaintCategory.objects.all(),
        method="in_category",
        empty_label=ANY,
    )
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
