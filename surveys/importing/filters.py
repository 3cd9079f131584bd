"""The filters of the list of imports."""

import django_filters
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from pmi_portal.lists.filters import ANY, CodeFilter, ListFilters
from surveys.models import ImportBatch, SurveyRound


def _rounds(request):
    return SurveyRound.objects.importable_by(request.user)


class ImportFilter(ListFilters):
    q = None  # an import has no words but the name of its file
    state = django_filters.ChoiceFilter(label=_("Status"), choices=ImportBatch.State.choices, empty_label=ANY)
    round = CodeFilter(label=pgettext_lazy("satu", "Putaran survei"), queryset=_rounds)
