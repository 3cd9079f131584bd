"""The filters of the list of imports."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from pmi_portal.lists.filters import ChoiceFilter, CodeFilter, ListFilters
from surveys.models import ImportBatch, SurveyRound


def _rounds(request):
    return SurveyRound.objects.importable_by(request.user)


class ImportFilter(ListFilters):
    q = None  # an import has no words but the name of its file
    state = ChoiceFilter(label=_("Status"), choices=ImportBatch.State.choices)
    subject = ChoiceFilter(label=_("Isi berkas"), choices=ImportBatch.Subject.choices)
    round = CodeFilter(label=pgettext_lazy("satu", "Putaran survei"), queryset=_rounds)
