"""The filters of the list of rounds."""

import django_filters
from django import forms
from django.utils.translation import gettext_lazy as _

from pmi_portal.accounts.permissions import Permission
from stakeholders.models import Region
from surveys.models import SurveyRound

EVALUATED = [("ya", _("Masuk evaluasi")), ("tidak", _("Di luar evaluasi"))]


class RoundFilter(django_filters.FilterSet):
    q = django_filters.CharFilter(
        label=_("Cari"), method="search", max_length=100, widget=forms.TextInput(attrs={"type": "search"})
    )
    region = django_filters.ModelChoiceFilter(
        label=_("Wilayah"),
        queryset=Region.objects.none(),
        field_name="regions",
        to_field_name="code",
        empty_label=_("Semua wilayah"),
    )
    sampling = django_filters.ChoiceFilter(
        label=_("Cara memilih responden"),
        field_name="sampling_method",
        choices=SurveyRound.Sampling.choices,
        empty_label=_("Semua cara"),
    )
    evaluation = django_filters.ChoiceFilter(
        label=_("Evaluasi"), choices=EVALUATED, method="by_evaluation", empty_label=_("Semua putaran")
    )

    class Meta:
        model = SurveyRound
        fields = ["q", "region", "sampling", "evaluation"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        regions = Region.objects.visible_to(self.request.user, Permission.ROUNDS_VIEW)
        self.filters["region"].queryset = regions

    def search(self, rounds, name, text):
        return rounds.searched(text)

    def by_evaluation(self, rounds, name, answer):
        return rounds.filter(in_evaluation=answer == "ya")
