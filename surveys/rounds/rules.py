"""How a round may change once it has responses, each refusal with its reason."""

from enum import StrEnum

from django.utils.translation import gettext as _

from pmi_portal.accounts.permissions import Permission
from pmi_portal.words.formats import show_date, show_number
from surveys.models import Response, SurveyRound

State = SurveyRound.State


class Step(StrEnum):
    CLOSED = "closed"
    REOPENED = "reopened"
    LOCKED = "locked"
    UNLOCKED = "unlocked"


# From which state which step leads where: open takes imports, closed only corrections, locked nothing at all.
NEXT = {
    State.OPEN: {Step.CLOSED: State.CLOSED},
    State.CLOSED: {Step.REOPENED: State.OPEN, Step.LOCKED: State.LOCKED},
    State.LOCKED: {Step.UNLOCKED: State.CLOSED},
}


def why_not_step(survey_round, step, *, by):
    """The reason `by` may not take this step with the round, or None."""
    if step not in NEXT[survey_round.state]:
        return {
            State.OPEN: _("Putaran ini masih terbuka. Tutup dahulu."),
            State.CLOSED: _("Putaran ini sudah ditutup."),
            State.LOCKED: _("Putaran ini dikunci. Buka dahulu kuncinya."),
        }[survey_round.state]
    if step == Step.UNLOCKED and by.regions_for(Permission.ROUNDS_EDIT) is not None:
        return _("Kunci putaran dibuka oleh staf yang bekerja untuk seluruh Indonesia.")
    return None


def why_not_edit(survey_round):
    """The reason nothing about the round may be changed, or None."""
    if survey_round.state == State.LOCKED:
        return _("Putaran ini dikunci. Buka dahulu kuncinya.")
    return None


def why_not_change_round(survey_round, *, version, regions, starts_on, ends_on, in_evaluation):
    """The reason a round may not get these values, or None; locked, or with responses that contradict."""
    if reason := why_not_edit(survey_round):
        return reason
    responses = survey_round.responses.exclude(state=Response.State.WITHDRAWN)
    if version != survey_round.version and holds_answers(survey_round):
        return _("Kuesioner tidak dapat diganti: putaran ini sudah berisi responden.")
    lost = responses.exclude(region__in=regions).exclude(region=None).values_list("region__name", flat=True)
    if names := sorted(set(lost)):
        return _("Wilayah yang sudah berisi responden tidak dapat dilepas: %(names)s.") % {
            "names": ", ".join(names)
        }
    outside = responses.filter(responded_on__lt=starts_on) | responses.filter(responded_on__gt=ends_on)
    if day := outside.order_by("responded_on").values_list("responded_on", flat=True).first():
        return _("Ada responden bertanggal %(day)s; periode putaran harus mencakupnya.") % {
            "day": show_date(day)
        }
    if in_evaluation and not survey_round.in_evaluation:
        return _why_not_evaluate(responses)
    return None


def holds_answers(survey_round):
    """Whether anybody ever answered: of what an undone import brought, the way back must stay open."""
    return survey_round.responses.exists() or survey_round.pastresponses.exists()


def _why_not_evaluate(responses):
    """The evaluation takes no row without date or region: neither from a file, nor with the whole round."""
    undated, regionless = responses.filter(responded_on=None).count(), responses.filter(region=None).count()
    if not undated and not regionless:
        return None
    return _(
        "Putaran ini belum dapat masuk evaluasi: %(undated)s responden tanpa tanggal "
        "wawancara dan %(regionless)s responden tanpa wilayah. Buat putaran baru untuk "
        "evaluasi, lalu unggah berkas yang mengisi tanggal dan wilayah di setiap baris."
    ) % {"undated": show_number(undated), "regionless": show_number(regionless)}
