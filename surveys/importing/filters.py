"""The filters of the list of imports."""

import django_filters
from django.utils.translation import gettext_lazy as _

from surveys.models import ImportBatch, SurveyRound


class ImportFilter(django_filters.FilterSet):
    state = django_filters.ChoiceFilter(
        label=_("Status"), choices=ImportBatch.State.choices, empty_label=_("Semua status")
    )
    round = django_filters.ModelChoiceFilter(
        label=_("Putaran survei"),
        queryset=SurveyRound.objects.none(),
        to_field_name="code",
        empty_label=_("Semua putaran"),
    )

    class Meta:
        model = ImportBatch
        fields = ["state", "round"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.filters["round"].queryset = SurveyRound.objects.importable_by(self.request.user)
