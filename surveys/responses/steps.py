"""The steps of a response: what each asks, when it may be taken, and what it is called."""

from functools import partial

from django.utils.translation import gettext_lazy as _

from pmi_portal.accounts.permissions import Permission
from pmi_portal.editing.steps import Step, Way
from surveys.models import PastResponse, Response
from surveys.responses import actions, rules
from surveys.responses.facts import Case, may_touch
from surveys.responses.forms import ReasonForm

Change = PastResponse.Change
_step = partial(Step, permission=Permission.RESPONSES_EDIT, form=ReasonForm)


def _after(change):
    return lambda case: rules.why_not_step(case.record, change)


STEPS = (
    _step(
        slug="hitung-lagi",
        verb=_("Hitung lagi"),
        why_not=_after(Change.TAKEN_BACK),
        action=actions.take_back_response,
        done=_("Jawaban dihitung lagi."),
        hint=_("Jawaban ini masuk lagi ke semua angka putarannya."),
    ),
    _step(
        slug="sisihkan",
        verb=_("Sisihkan dari hitungan"),
        why_not=_after(Change.SET_ASIDE),
        action=actions.set_aside_response,
        done=_("Jawaban disisihkan; angka putarannya tidak lagi menghitungnya."),
        hint=_("Isinya tetap tersimpan, tetapi tidak lagi dihitung. Langkah ini dapat dibatalkan."),
    ),
    _step(
        slug="tarik",
        verb=_("Hapus isi jawaban"),
        why_not=_after(Change.WITHDRAWN),
        action=actions.withdraw_response,
        done=_("Isi jawaban dihapus, dan tidak dapat dikembalikan."),
        hint=_("Untuk responden yang menarik persetujuannya. Langkah ini tidak dapat dibatalkan."),
    ),
)


def _records(user, permission):
    return Response.objects.visible_to(user, permission).select_related("round__version", "region")


RESPONSE_STEPS = Way(
    name="response",
    steps=STEPS,
    records=_records,
    facts_of=Case,
    may=may_touch,
    template="surveys/responses/response_step.html",
)
