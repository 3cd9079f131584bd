"""One page for each step of a follow-up: what it asks, who may take it, and what it is called."""

from dataclasses import dataclass
from functools import partial

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _

from outreach.follow_ups import forms, rules
from outreach.follow_ups.actions import steps as actions
from outreach.ground.steps import Step, step_page
from outreach.models import FollowUp, FollowUpStep
from pmi_portal.accounts.access import requires
from pmi_portal.accounts.permissions import Permission
from pmi_portal.editing.forms import posted

What = FollowUpStep.What


@dataclass(frozen=True, kw_only=True)
class FollowUpStepPage(Step):
    url_name: str
    permission: Permission = Permission.FOLLOW_UPS_EDIT


def _after(what):
    return partial(rules.why_not_step, what=what)


NOTE = FollowUpStepPage(
    url_name="follow_up_note",
    verb=_("Catat kemajuan"),
    why_not=lambda follow_up: None,  # a note may be added at any time
    form=forms.NoteForm,
    action=actions.note_progress,
    done=_("Kemajuan dicatat."),
)
START = FollowUpStepPage(
    url_name="follow_up_start",
    verb=_("Mulai tindak lanjut"),
    why_not=_after(What.STARTED),
    form=forms.StepForm,
    action=actions.start_follow_up,
    done=_("Tindak lanjut dimulai."),
)
FINISH = FollowUpStepPage(
    url_name="follow_up_finish",
    verb=_("Nyatakan selesai"),
    why_not=_after(What.FINISHED),
    form=forms.FinishForm,
    action=actions.finish_follow_up,
    done=_("Tindak lanjut dinyatakan selesai. KPKP memeriksanya berdasarkan bukti."),
    hint=_("Lampirkan buktinya di halaman tindak lanjut, supaya KPKP dapat memeriksa."),
)
GIVE_UP = FollowUpStepPage(
    url_name="follow_up_give_up",
    verb=_("Nyatakan tidak dapat ditindaklanjuti"),
    why_not=_after(What.GIVEN_UP),
    form=forms.ReasonForm,
    action=actions.give_up_follow_up,
    done=_("Tindak lanjut dinyatakan tidak dapat ditindaklanjuti."),
)
RESUME = FollowUpStepPage(
    url_name="follow_up_resume",
    verb=_("Lanjutkan tindak lanjut"),
    why_not=_after(What.RESUMED),
    form=forms.ReasonForm,
    action=actions.resume_follow_up,
    done=_("Tindak lanjut dilanjutkan kembali."),
)
VERIFY = FollowUpStepPage(
    url_name="follow_up_verify",
    verb=_("Setujui hasil"),
    why_not=rules.why_not_verify,
    form=forms.VerifyForm,
    action=actions.verify_follow_up,
    done=_("Hasil disetujui KPKP. Sekarang tanyakan kepada kelompok yang mengangkatnya."),
    permission=Permission.FOLLOW_UPS_VERIFY,
    hint=_("KPKP melihat sendiri buktinya: lampiran, atau tempat penyimpanannya."),
)
SEND_BACK = FollowUpStepPage(
    url_name="follow_up_send_back",
    verb=_("Kembalikan untuk dikerjakan"),
    why_not=rules.why_not_send_back,
    form=forms.ReasonForm,
    action=actions.send_back_follow_up,
    done=_("Tindak lanjut dikembalikan untuk dikerjakan."),
    permission=Permission.FOLLOW_UPS_VERIFY,
)
CONFIRM = FollowUpStepPage(
    url_name="follow_up_confirm",
    verb=_("Catat: kelompok mengonfirmasi"),
    why_not=rules.why_not_confirm,
    form=forms.AnswerForm,
    action=actions.confirm_follow_up,
    done=_("Tanggapan kelompok dicatat: hasilnya dikonfirmasi."),
)
DISPUTE = FollowUpStepPage(
    url_name="follow_up_dispute",
    verb=_("Catat: kelompok menyanggah"),
    why_not=rules.why_not_dispute,
    form=forms.AnswerForm,
    action=actions.dispute_follow_up,
    done=_("Tanggapan kelompok dicatat: hasilnya disanggah. Tindak lanjut kembali ke proses."),
    hint=_("Tindak lanjut kembali ke proses, dan pemeriksaan KPKP tidak berlaku lagi."),
)
# In the order of the way a follow-up goes.
STEPS = (START, RESUME, FINISH, VERIFY, CONFIRM, DISPUTE, SEND_BACK, NOTE, GIVE_UP)


def steps_open_to(user, follow_up):
    """The steps that this person may take now, the next on the way first."""
    return [
        step
        for step in STEPS
        if user.holds(step.permission, follow_up.region_id) and step.why_not(follow_up) is None
    ]


def _page(request, pk, step):
    verifying = step.permission == Permission.FOLLOW_UPS_VERIFY
    allowed = FollowUp.objects.verifiable_by if verifying else FollowUp.objects.editable_by
    follow_ups = allowed(request.user).with_people().select_related("statement__session", "session")
    follow_up = get_object_or_404(follow_ups, pk=pk)
    form = step.form(posted(request), follow_up=follow_up)
    return step_page(request, "outreach/follow_ups/follow_up_step.html", step, form, follow_up=follow_up)


@requires(Permission.FOLLOW_UPS_EDIT)
def follow_up_note(request, pk):
    return _page(request, pk, NOTE)


@requires(Permission.FOLLOW_UPS_EDIT)
def follow_up_start(request, pk):
    return _page(request, pk, START)


@requires(Permission.FOLLOW_UPS_EDIT)
def follow_up_finish(request, pk):
    return _page(request, pk, FINISH)


@requires(Permission.FOLLOW_UPS_EDIT)
def follow_up_give_up(request, pk):
    return _page(request, pk, GIVE_UP)


@requires(Permission.FOLLOW_UPS_EDIT)
def follow_up_resume(request, pk):
    return _page(request, pk, RESUME)


@requires(Permission.FOLLOW_UPS_VERIFY)
def follow_up_verify(request, pk):
    return _page(request, pk, VERIFY)


@requires(Permission.FOLLOW_UPS_VERIFY)
def follow_up_send_back(request, pk):
    return _page(request, pk, SEND_BACK)


@requires(Permission.FOLLOW_UPS_EDIT)
def follow_up_confirm(request, pk):
    return _page(request, pk, CONFIRM)


@requires(Permission.FOLLOW_UPS_EDIT)
def follow_up_dispute(request, pk):
    return _page(request, pk, DISPUTE)
