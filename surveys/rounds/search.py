"""Survey rounds on the search page."""

from operator import attrgetter

from django.utils.translation import gettext_lazy as _

from outreach.desk.questions.search import Kind
from pmi_portal.accounts.permissions import Permission
from surveys.models import SurveyRound


def _rounds(user):
    return SurveyRound.objects.visible_to(user).prefetch_related("regions")


def _where_and_when(survey_round):
    places = [region.brief for region in survey_round.regions.all()]
    return ", ".join([*places, f"{survey_round.starts_on:%Y}"])


KINDS = [
    Kind(
        _("Putaran survei"),
        Permission.ROUNDS_VIEW,
        "round_list",
        _rounds,
        _where_and_when,
        body=attrgetter("source"),
    ),
]
