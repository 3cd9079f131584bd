"""The steps of a round: what each asks, when it may be taken, and what it is called."""

from functools import cached_property, partial

from django.utils.translation import gettext_lazy as _

from pmi_portal.accounts.permissions import Permission
from pmi_portal.editing.steps import Step, Way
from surveys.models import SurveyRound
from surveys.rounds import actions, rules
from surveys.rounds.forms import RoundStepForm


class Case:
    """A round and who acts."""

    def __init__(self, survey_round, by):
        self.record, self.by = survey_round, by

    @cached_property
    def may_arrange(self):
        """Whether who acts may arrange rounds in every region of this one."""
        return SurveyRound.objects.editable_by(self.by).filter(pk=self.record.pk).exists()


def _after(what):
    return lambda case: rules.why_not_step(case.record, what, by=case.by)


_step = partial(Step, permission=Permission.ROUNDS_EDIT, form=RoundStepForm)
STEPS = (
    _step(
        slug="tutup",
        verb=_("Tutup putaran"),
        why_not=_after(rules.Step.CLOSED),
        action=actions.close_round,
        done=_("Putaran ditutup: berkas tidak lagi diterima, jawaban masih dapat dikoreksi."),
        hint=_("Berkas tidak lagi diterima. Jawaban yang tersimpan masih dapat dikoreksi dan disisihkan."),
    ),
    _step(
        slug="kunci",
        verb=_("Kunci putaran"),
        why_not=_after(rules.Step.LOCKED),
        action=actions.freeze_round,
        done=_("Putaran dikunci: tidak ada yang dapat diubah lagi."),
        hint=_("Putaran dan semua jawabannya tidak dapat diubah lagi. Hanya staf nasional yang membukanya."),
    ),
    _step(
        slug="buka-lagi",
        verb=_("Buka lagi putaran"),
        why_not=_after(rules.Step.REOPENED),
        action=actions.reopen_round,
        done=_("Putaran dibuka lagi: berkas diterima."),
        hint=_("Berkas diterima lagi."),
    ),
    _step(
        slug="buka-kunci",
        verb=_("Buka kunci putaran"),
        why_not=_after(rules.Step.UNLOCKED),
        action=actions.unfreeze_round,
        done=_("Kunci dibuka: jawaban dapat dikoreksi lagi."),
        hint=_("Putaran menjadi ditutup: jawabannya dapat dikoreksi, berkas belum diterima."),
    ),
)


def _records(user, permission):
    return SurveyRound.objects.visible_to(user, permission)  # each step asks for that of `editable_by`


ROUND_STEPS = Way(
    name="survey_round",
    steps=STEPS,
    records=_records,
    facts_of=Case,
    may=lambda case, _permission: case.may_arrange,
    template="surveys/rounds/round_step.html",
)
