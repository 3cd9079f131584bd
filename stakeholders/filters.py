"""Filters above the lists of institutions and contacts."""

import django_filters
from django import forms
from django.utils.translation import gettext_lazy as _

from stakeholders.models import Contact, Institution, Region, StakeholderGroup

ACTIVE = [("ya", _("Aktif")), ("tidak", _("Tidak aktif"))]


class RegisterFilter(django_filters.FilterSet):
    """Search text, region, group and state; the regions offered are those the person may see."""

    q = django_filters.CharFilter(
        label=_("Cari"), method="search", max_length=100, widget=forms.TextInput(attrs={"type": "search"})
    )
    region = django_filters.ModelChoiceFilter(
        label=_("Wilayah"),
        queryset=Region.objects.none(),
        to_field_name="code",
        method="in_region",
        null_label=_("Tingkat nasional"),
        null_value="nasional",
        empty_label=_("Semua wilayah"),
    )
    group = django_filters.ModelChoiceFilter(
        label=_("Kelompok"),
        queryset=StakeholderGroup.objects.all(),
        to_field_name="code",
        empty_label=_("Semua kelompok"),
    )
    active = django_filters.ChoiceFilter(
        label=_("Status"), choices=ACTIVE, method="in_state", empty_label=_("Semua status")
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.filters["region"].queryset = Region.objects.visible_to(
            self.request.user, self._meta.model.VIEW_PERMISSION
        )

    def search(self, records, name, text):
        return records.searched(text)

    def in_region(self, records, name, region):
        return records.filter(region=None if region == "nasional" else region)

    def in_state(self, records, name, state):
        active = records.active()
        return active if state == "ya" else records.exclude(pk__in=active.order_by().values("pk"))


class InstitutionFilter(RegisterFilter):
    class Meta:
        model = Institution
        fields = ["q", "region", "group", "active"]


class ContactFilter(RegisterFilter):
    class Meta:
        model = Contact
        fields = ["q", "region", "group", "active"]
