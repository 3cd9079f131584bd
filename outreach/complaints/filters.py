"""Filters of the list of complaints."""

import re

from django import forms
from django.utils.translation import gettext_lazy as _

from outreach.complaints.holder_words import KINDS, holder_names, kind_name
from outreach.complaints.holding import OFFICER
from outreach.ground.filters import PastFilter
from outreach.models import Complaint, ComplaintCategory
from pmi_portal.accounts.permissions import Permission
from pmi_portal.lists.filters import ChoiceFilter, CodeFilter, DayFilter, ListFilters, RecordFilter
from pmi_portal.words.countries import country_choices
from stakeholders.filters import RegionFilter
from stakeholders.models import Institution

MINE, OUTSIDE, INCIDENTS, KPKP = "saya", "luar", "kejadian", "kpkp"
ONE_HOLDER = re.compile(r"(desk|officer|institution)-[0-9]{1,18}", re.ASCII)
ATTENTION = [
    ("overdue", _("terlambat dijawab")),
    ("urgent", _("darurat yang belum selesai")),
    ("waiting", _("menunggu jawaban")),
    ("answer", _("tindak lanjut selesai, pelapor belum dijawab")),
]


def _institutions(request):
    return Institution.objects.visible_to(request.user)


class ComplaintFilters(ListFilters):
    region = RegionFilter(
        Permission.COMPLAINTS_VIEW,
        label=_("Wilayah asal"),
        method="from_region",
        null_label=_("luar daerah kantong"),
        null_value=OUTSIDE,
    )
    status = ChoiceFilter(
        label=_("Status"),
        choices=[*Complaint.Status.choices, (INCIDENTS, _("semua kecuali duplikat"))],
        method="in_status",
    )
    group = ChoiceFilter(
        label=_("Rumpun"), choices=ComplaintCategory.Group.choices, field_name="category__group"
    )
    category = CodeFilter(
        label=_("Kategori"), queryset=ComplaintCategory.objects.only("code", "name"), method="in_category"
    )
    severity = ChoiceFilter(label=_("Prioritas"), choices=Complaint.Severity.choices)
    attention = ChoiceFilter(label=_("Perhatian"), choices=ATTENTION, method="needing")
    holder = ChoiceFilter(label=_("Dipegang oleh"), method="held_by")
    past = PastFilter()
    since = DayFilter(label=_("Diterima sejak"), method="since_day")
    until = DayFilter(label=_("Diterima sampai"), method="until_day")
    destination = ChoiceFilter(label=_("Negara tujuan"), choices=country_choices)
    # Asked by the numbers of a figure; the form has choices enough.
    desk = RegionFilter(
        Permission.COMPLAINTS_VIEW,
        label=_("Meja"),
        method="at_desk",
        null_label="KPKP",
        null_value=KPKP,
        widget=forms.HiddenInput,
    )
    awaited = RecordFilter(
        label=_("Menunggu instansi"), queryset=_institutions, method="waiting_for", widget=forms.HiddenInput
    )

    def __init__(self, data=None, *args, **kwargs):
        super().__init__(data, *args, **kwargs)
        asked = (self.data or {}).get("holder", "")
        one = list(holder_names([asked]).items()) if ONE_HOLDER.fullmatch(asked) else []
        kinds = [(kind, kind_name(kind)) for kind in KINDS]
        self.filters["holder"].extra["choices"] = [(MINE, _("saya")), *kinds, *one]

    def from_region(self, complaints, name, region):
        return complaints.from_outside() if region == OUTSIDE else complaints.filter(region=region)

    def in_status(self, complaints, name, status):
        return complaints.incidents() if status == INCIDENTS else complaints.filter(status=status)

    def held_by(self, complaints, name, holder):
        mine = f"{OFFICER}-{self.request.user.pk}"
        return complaints.held_by(mine if holder == MINE else holder)

    def in_category(self, complaints, name, category):
        return complaints.in_category(category)

    def at_desk(self, complaints, name, region):
        return complaints.filter(desk=None if region == KPKP else region.pk)

    def waiting_for(self, complaints, name, institution):
        return complaints.waiting_for(institution)

    def needing(self, complaints, name, attention):
        answers = {
            "overdue": complaints.overdue,
            "urgent": complaints.urgent,
            "waiting": complaints.waiting,
            "answer": complaints.ready_to_answer,
        }
        return answers[attention]()

    def since_day(self, complaints, name, day):
        return complaints.received_in(first=day)

    def until_day(self, complaints, name, day):
        return complaints.received_in(last=day)
