"""One page for each step of a complaint: what it asks, who may take it, and what it is called."""

from dataclasses import dataclass

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _

from outreach.complaints import rules
from outreach.complaints.actions import referrals
from outreach.complaints.actions import steps as actions
from outreach.complaints.forms import steps as forms
from outreach.ground.steps import Step, step_page
from outreach.models import Complaint
from pmi_portal.accounts.access import requires
from pmi_portal.accounts.permissions import Permission
from pmi_portal.editing.forms import posted


@dataclass(frozen=True, kw_only=True)
class ComplaintStepPage(Step):
    slug: str


def _why_not_reply(complaint):
    return rules.why_not_reply(complaint.referrals.open().select_related("complaint", "institution").first())


def _why_not_accept(complaint):
    return rules.why_not_accept(complaint.referrals.open().select_related("complaint", "institution").first())


def _why_not_answer(complaint):
    return rules.why_not_answer(complaint, holder=complaint.referrals.holder())


def _why_not_close(complaint):
    return rules.why_not_close(complaint, open_follow_ups=complaint.follow_ups.open().count())


def _why_not_mark_duplicate(complaint):
    return rules.why_not_mark_duplicate(complaint, own_duplicates=complaint.duplicates.count())


# In the order of a case on its way; the first that may be taken is the one that is usually next.
STEPS = (
    ComplaintStepPage(
        slug="verifikasi",
        verb=_("Verifikasi pengaduan"),
        form=forms.NoteForm,
        why_not=rules.why_not_verify,
        action=actions.verify_complaint,
        done=_("Pengaduan diverifikasi."),
        hint=_("Isinya jelas, cukup lengkap, dan menjadi kewenangan BPJS Ketenagakerjaan."),
    ),
    ComplaintStepPage(
        slug="lanjutkan",
        verb=_("Lanjutkan penanganan"),
        form=forms.ReasonForm,
        why_not=rules.why_not_resume,
        action=actions.resume_complaint,
        done=_("Pengaduan dilanjutkan; batas waktunya bergeser sepanjang penundaan."),
        hint=_("Penundaan berakhir, dan batas waktu bergeser sebanyak hari kerja yang tertunda."),
    ),
    ComplaintStepPage(
        slug="instansi-menjawab",
        verb=_("Catat tanggapan instansi"),
        form=forms.ReplyForm,
        why_not=_why_not_reply,
        action=referrals.answer_referral,
        done=_("Tanggapan instansi dicatat. Sampaikan kepada pelapor."),
    ),
    ComplaintStepPage(
        slug="instansi-menerima",
        verb=_("Catat: diterima instansi"),
        form=forms.AcceptForm,
        why_not=_why_not_accept,
        action=referrals.accept_referral,
        done=_("Instansi tercatat menerima pengaduan ini."),
    ),
    ComplaintStepPage(
        slug="instansi-menolak",
        verb=_("Catat: ditolak instansi"),
        form=forms.ReplyForm,
        why_not=_why_not_reply,
        action=referrals.refuse_referral,
        done=_("Penolakan instansi dicatat. Tentukan siapa yang menangani."),
        hint=_("Pengaduan kembali ke status diverifikasi."),
    ),
    ComplaintStepPage(
        slug="jawab",
        verb=_("Catat jawaban kepada pelapor"),
        form=forms.AnswerForm,
        why_not=_why_not_answer,
        action=actions.answer_complaint,
        done=_("Jawaban kepada pelapor dicatat."),
    ),
    ComplaintStepPage(
        slug="teruskan",
        verb=_("Catat penerusan ke instansi"),
        form=forms.ReferForm,
        why_not=rules.why_not_refer,
        action=referrals.refer_complaint,
        done=_("Penerusan dicatat."),
        hint=_(
            "Bila sedang berada di instansi lain, pengaduan ditarik dari sana dan dihitung diteruskan lagi."
        ),
    ),
    ComplaintStepPage(
        slug="tangani",
        verb=_("Tangani pengaduan sendiri"),
        form=forms.NoteForm,
        why_not=rules.why_not_handle,
        action=actions.handle_complaint,
        done=_("Penanganan dimulai."),
        hint=_("Bila sedang berada di instansi, pengaduan ditarik dari sana."),
    ),
    ComplaintStepPage(
        slug="selesaikan",
        verb=_("Catat: pelapor menerima jawaban"),
        form=forms.NoteForm,
        why_not=rules.why_not_finish,
        action=actions.finish_complaint,
        done=_("Pengaduan dinyatakan selesai."),
        hint=_("Pelapor menerima jawabannya. Bila tidak, buka kembali pengaduan ini."),
    ),
    ComplaintStepPage(
        slug="tutup",
        verb=_("Tutup pengaduan"),
        form=forms.NoteForm,
        why_not=_why_not_close,
        action=actions.close_complaint,
        done=_("Pengaduan ditutup."),
    ),
    ComplaintStepPage(
        slug="tanda-terima",
        verb=_("Catat tanda terima"),
        form=forms.NoteForm,
        why_not=rules.why_not_acknowledge,
        action=actions.acknowledge_complaint,
        done=_("Tanda terima dicatat."),
        hint=_("Catat bahwa pelapor sudah diberi tahu, dan lewat apa."),
    ),
    ComplaintStepPage(
        slug="tunda",
        verb=_("Tunda pengaduan"),
        form=forms.ReasonForm,
        why_not=rules.why_not_pause,
        action=actions.pause_complaint,
        done=_("Pengaduan ditunda; batas waktunya berhenti."),
        hint=_("Misalnya karena data dari pelapor belum lengkap. Selama ditunda, batas waktu berhenti."),
    ),
    ComplaintStepPage(
        slug="bukan-wewenang",
        verb=_("Nyatakan bukan kewenangan"),
        form=forms.OutsideForm,
        why_not=rules.why_not_mark_outside,
        action=actions.mark_outside,
        done=_("Pengaduan dinyatakan bukan kewenangan."),
    ),
    ComplaintStepPage(
        slug="duplikat",
        verb=_("Tandai duplikat"),
        form=forms.DuplicateForm,
        why_not=_why_not_mark_duplicate,
        action=actions.mark_duplicate,
        done=_("Pengaduan ditandai sebagai duplikat."),
    ),
    ComplaintStepPage(
        slug="buka-kembali",
        verb=_("Buka kembali pengaduan"),
        form=forms.ReasonForm,
        why_not=rules.why_not_reopen,
        action=actions.reopen_complaint,
        done=_("Pengaduan dibuka kembali; batas jawaban dihitung dari hari ini."),
        hint=_("Batas jawaban dihitung lagi mulai hari ini."),
    ),
    ComplaintStepPage(
        slug="arsipkan",
        verb=_("Arsipkan pengaduan"),
        form=forms.ReasonForm,
        why_not=rules.why_not_archive,
        action=actions.archive_complaint,
        done=_("Pengaduan diarsipkan."),
        hint=_("Untuk pengaduan yang tidak dapat diteruskan, misalnya tanpa isi atau tanpa kejadian."),
    ),
)


def steps_now(complaint):
    """The steps that may be taken as the complaint stands."""
    return [step for step in STEPS if step.why_not(complaint) is None]


@requires(Permission.COMPLAINTS_EDIT)
def complaint_step(request, pk, step):
    step = next((one for one in STEPS if one.slug == step), None)
    if step is None:
        raise Http404
    complaints = Complaint.objects.editable_by(request.user).with_place()
    complaint = get_object_or_404(complaints.select_related("category"), pk=pk)
    form = step.form(posted(request), complaint=complaint, user=request.user)
    return step_page(request, "outreach/complaints/complaint_step.html", step, form, complaint=complaint)
