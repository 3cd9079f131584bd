"""The filters of the list of responses."""

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django_filters import CharFilter

from pmi_portal.accounts.permissions import Permission
from pmi_portal.lists.filters import ChoiceFilter, CodeFilter, DayFilter, ListFilters
from pmi_portal.words.formats import show_date
from stakeholders.filters import RegionFilter
from stakeholders.models import District, Region
from surveys.models import ImportBatch, Response, SurveyRound

BATCHES_OFFERED = 25
STATES = [one for one in Response.State.choices if one[0] != Response.State.GONE]


def _rounds(request):
    return SurveyRound.objects.visible_to(request.user)


def _districts(request):
    """Those of the regions whose responses this person sees, and those that belonged there before."""
    regions = Region.objects.visible_to(request.user, Permission.RESPONSES_VIEW)
    there = Q(region__in=regions) | Q(former_regions__region__in=regions)
    return District.objects.filter(there).distinct()


class ResponseFilter(ListFilters):
    q = CharFilter(
        label=_("Nomor responden"),
        field_name="number",
        lookup_expr="icontains",
        max_length=60,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    round = CodeFilter(label=pgettext_lazy("satu", "Putaran survei"), queryset=_rounds)
    region = RegionFilter(
        Permission.RESPONSES_VIEW,
        method="in_region",
        null_label=_("tanpa wilayah"),
        null_value="tanpa",
    )
    district = CodeFilter(label=_("Kabupaten/kota"), queryset=_districts, to_field_name="kemendagri_code")
    batch = ChoiceFilter(label=_("Berkas"), field_name="batch")
    since = DayFilter(label=_("Wawancara sejak"), field_name="responded_on", lookup_expr="gte")
    until = DayFilter(label=_("Wawancara sampai"), field_name="responded_on", lookup_expr="lte")
    state = ChoiceFilter(label=_("Status"), choices=STATES)

    def __init__(self, data=None, *args, **kwargs):
        super().__init__(data, *args, **kwargs)
        self.filters["batch"].extra["choices"] = self._batches()

    def in_region(self, responses, name, region):
        return responses.filter(region=None if region == "tanpa" else region)

    def _batches(self):
        """The newest saved files, and the one that is asked for."""
        files = ImportBatch.objects.visible_to(self.request.user).exclude(committed_at=None)
        asked = (self.data or {}).get("batch", "")
        newest = list(files.only("original_name", "committed_at")[:BATCHES_OFFERED])
        if asked.isdecimal() and len(asked) < 10 and asked not in {str(one.pk) for one in newest}:
            newest += files.only("original_name", "committed_at").filter(pk=asked)
        return [(str(one.pk), f"{one.original_name}, {show_date(one.committed_at.date())}") for one in newest]
