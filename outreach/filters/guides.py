"""Filters of the list of discussion guides."""

import django_filters
from django.utils.translation import gettext_lazy as _

from outreach.filters.records import ANY, RecordFilters


class GuideFilters(RecordFilters):
    active = django_filters.ChoiceFilter(
        label=_("Dipakai"),
        choices=[("True", _("masih dipakai")), ("False", _("tidak dipakai lagi"))],
        empty_label=ANY,
    )
