"""The steps of a follow-up: what each asks, when it may be taken, by whom, and what it is called."""

from functools import partial

from django.utils.translation import gettext_lazy as _

from outreach.follow_ups import rules
from outreach.follow_ups.actions import steps as actions
from outreach.follow_ups.facts import facts_of
from outreach.follow_ups.forms import steps as forms
from outreach.ground.rules import may_at_desk
from outreach.models import FollowUp, FollowUpStep
from pmi_portal.accounts.permissions import Permission
from pmi_portal.editing.steps import Step, Way

What = FollowUpStep.What
_step = partial(Step, permission=Permission.FOLLOW_UPS_EDIT)


def _after(what):
    return partial(rules.why_not_step, what=what)


# In the order of the way a follow-up goes.
STEPS = (
    _step(
        slug="mulai",
        verb=_("Mulai tindak lanjut"),
        form=forms.NoteForm,
        why_not=_after(What.STARTED),
        action=actions.start_follow_up,
        done=_("Tindak lanjut dimulai."),
    ),
    _step(
        slug="lanjutkan",
        verb=_("Lanjutkan tindak lanjut"),
        form=forms.ReasonForm,
        why_not=_after(What.RESUMED),
        action=actions.resume_follow_up,
        done=_("Tindak lanjut dilanjutkan kembali."),
    ),
    _step(
        slug="selesai",
        verb=_("Nyatakan selesai"),
        form=forms.FinishForm,
        why_not=_after(What.FINISHED),
        action=actions.finish_follow_up,
        done=_("Tindak lanjut dinyatakan selesai. KPKP memeriksanya berdasarkan bukti."),
        hint=_("Kemajuan, bukti, dan tanggal sekaligus. Tanpa bukti pun dapat disimpan; lampirkan kemudian."),
    ),
    _step(
        slug="periksa",
        permission=Permission.FOLLOW_UPS_VERIFY,
        verb=_("Setujui hasil"),
        form=forms.VerifyForm,
        why_not=rules.why_not_verify,
        action=actions.verify_follow_up,
        done=_("Hasil disetujui KPKP. Sekarang tanyakan kepada kelompok yang mengangkatnya."),
        hint=_("KPKP melihat sendiri buktinya: lampiran, atau tempat penyimpanannya."),
    ),
    _step(
        slug="konfirmasi",
        verb=_("Catat: kelompok mengonfirmasi"),
        form=forms.AnswerForm,
        why_not=rules.why_not_confirm,
        action=actions.confirm_follow_up,
        done=_("Tanggapan kelompok dicatat: hasilnya dikonfirmasi."),
    ),
    _step(
        slug="sanggah",
        verb=_("Catat: kelompok menyanggah"),
        form=forms.AnswerForm,
        why_not=partial(rules.why_not_ask_group, what=What.DISPUTED),
        action=actions.dispute_follow_up,
        done=_("Tanggapan kelompok dicatat: hasilnya disanggah. Tindak lanjut kembali ke proses."),
        hint=_("Tindak lanjut kembali ke proses, dan pemeriksaan KPKP tidak berlaku lagi."),
    ),
    _step(
        slug="kembalikan",
        permission=Permission.FOLLOW_UPS_VERIFY,
        verb=_("Kembalikan untuk dikerjakan"),
        form=forms.ReasonForm,
        why_not=rules.why_not_send_back,
        action=actions.send_back_follow_up,
        done=_("Tindak lanjut dikembalikan untuk dikerjakan."),
    ),
    _step(
        slug="kemajuan",
        verb=_("Catat kemajuan"),
        form=forms.ProgressForm,
        why_not=lambda case: None,  # a note may be added at any time
        action=actions.note_progress,
        done=_("Kemajuan dicatat."),
    ),
    _step(
        slug="tidak-dapat",
        verb=_("Nyatakan tidak dapat ditindaklanjuti"),
        form=forms.ReasonForm,
        why_not=_after(What.GIVEN_UP),
        action=actions.give_up_follow_up,
        done=_("Tindak lanjut dinyatakan tidak dapat ditindaklanjuti."),
    ),
)


def _records(user, permission):
    follow_ups = FollowUp.objects.visible_to(user, permission)
    return follow_ups.with_people().select_related("statement__session", "session", "complaint")


FOLLOW_UP_STEPS = Way(
    name="follow_up",
    steps=STEPS,
    records=_records,
    facts_of=facts_of,
    may=may_at_desk,
    template="outreach/follow_ups/follow_up_step.html",
)
