"""The filters of the list of rounds."""

from django.utils.translation import gettext_lazy as _

from pmi_portal.accounts.permissions import Permission
from pmi_portal.lists.filters import ChoiceFilter, ListFilters
from stakeholders.filters import RegionFilter
from surveys.models import SurveyRound

EVALUATED = [("ya", _("Masuk evaluasi")), ("tidak", _("Di luar evaluasi"))]


class RoundFilter(ListFilters):
    region = RegionFilter(Permission.ROUNDS_VIEW, field_name="regions")
    sampling = ChoiceFilter(
        label=_("Cara memilih responden"),
        field_name="sampling_method",
        choices=SurveyRound.Sampling.choices,
    )
    evaluation = ChoiceFilter(label=_("Evaluasi"), choices=EVALUATED, method="by_evaluation")

    def by_evaluation(self, rounds, name, answer):
        return rounds.filter(in_evaluation=answer == "ya")
