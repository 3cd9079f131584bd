"""The steps of a complaint: what each asks, when it may be taken, and what it is called."""

from functools import partial

from django.utils.translation import gettext_lazy as _

from outreach.complaints import holding_rules, rules
from outreach.complaints.actions import holding, referrals
from outreach.complaints.actions import steps as actions
from outreach.complaints.facts import facts_of
from outreach.complaints.forms import steps as forms
from outreach.ground.rules import may_at_desk
from outreach.models import Complaint, ComplaintStep
from pmi_portal.accounts.permissions import Permission
from pmi_portal.editing.steps import Step, Way

What = ComplaintStep.What
_step = partial(Step, permission=Permission.COMPLAINTS_EDIT)


def _after(what):
    return partial(rules.why_not_step, what=what)


# In the order of a case on its way; the first that may be taken is the one that is usually next.
STEPS = (
    _step(
        slug="verifikasi",
        verb=_("Verifikasi pengaduan"),
        form=forms.NoteForm,
        why_not=rules.why_not_verify,
        action=actions.verify_complaint,
        done=_("Pengaduan diverifikasi."),
        hint=_("Isinya jelas, cukup lengkap, dan menjadi kewenangan BPJS Ketenagakerjaan."),
    ),
    _step(
        slug="lanjutkan",
        verb=_("Lanjutkan penanganan"),
        form=forms.ReasonForm,
        why_not=rules.why_not_resume,
        action=actions.resume_complaint,
        done=_("Pengaduan dilanjutkan; batas waktunya bergeser sepanjang penundaan."),
        hint=_("Penundaan berakhir, dan batas waktu bergeser sebanyak hari kerja yang tertunda."),
    ),
    _step(
        slug="instansi-menjawab",
        verb=_("Catat tanggapan instansi"),
        form=forms.ReplyForm,
        why_not=rules.why_not_reply,
        action=referrals.answer_referral,
        done=_("Tanggapan instansi dicatat. Sampaikan jawabannya kepada pelapor."),
    ),
    _step(
        slug="instansi-menerima",
        verb=_("Catat: diterima instansi"),
        form=forms.AcceptForm,
        why_not=rules.why_not_accept,
        action=referrals.accept_referral,
        done=_("Instansi tercatat menerima pengaduan ini."),
    ),
    _step(
        slug="instansi-menolak",
        verb=_("Catat: ditolak instansi"),
        form=forms.ReplyForm,
        why_not=rules.why_not_reply,
        action=referrals.refuse_referral,
        done=_("Penolakan instansi dicatat. Tentukan siapa yang menangani."),
        hint=_("Pengaduan kembali ke status diverifikasi."),
    ),
    _step(
        slug="jawab",
        verb=_("Catat jawaban kepada pelapor"),
        form=forms.AnswerForm,
        why_not=rules.why_not_answer,
        action=actions.answer_complaint,
        done=_("Jawaban kepada pelapor dicatat."),
    ),
    _step(
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
    _step(
        slug="tangani",
        verb=_("Tangani pengaduan sendiri"),
        form=forms.NoteForm,
        why_not=_after(What.HANDLED),
        action=actions.handle_complaint,
        done=_("Penanganan dimulai."),
        hint=_("Bila sedang berada di instansi, pengaduan ditarik dari sana."),
    ),
    _step(
        slug="selesaikan",
        verb=_("Catat: pelapor menerima jawaban"),
        form=forms.NoteForm,
        why_not=_after(What.DONE),
        action=actions.finish_complaint,
        done=_("Pengaduan dinyatakan selesai."),
        hint=_("Pelapor menerima jawabannya. Bila tidak, buka kembali pengaduan ini."),
    ),
    _step(
        slug="tutup",
        verb=_("Tutup pengaduan"),
        form=forms.NoteForm,
        why_not=rules.why_not_close,
        action=actions.close_complaint,
        done=_("Pengaduan ditutup."),
    ),
    _step(
        slug="tanda-terima",
        verb=_("Catat tanda terima"),
        form=forms.ReceiptForm,
        why_not=rules.why_not_acknowledge,
        action=actions.acknowledge_complaint,
        done=_("Tanda terima dicatat."),
        hint=_("Portal tidak mengirim apa pun: catat bahwa pelapor sudah diberi tahu, dan lewat apa."),
    ),
    _step(
        slug="serahkan",
        verb=_("Serahkan pengaduan"),
        form=forms.AssignForm,
        why_not=holding_rules.why_not_assign,
        action=holding.assign_complaint,
        done=_("Pengaduan diserahkan."),
        hint=_("Menentukan siapa yang memegangnya di kantor; batas waktunya tetap."),
    ),
    _step(
        slug="tunda",
        verb=_("Tunda pengaduan"),
        form=forms.ReasonForm,
        why_not=_after(What.PAUSED),
        action=actions.pause_complaint,
        done=_("Pengaduan ditunda; batas waktunya berhenti."),
        hint=_("Misalnya karena data dari pelapor belum lengkap. Selama ditunda, batas waktu berhenti."),
    ),
    _step(
        slug="bukan-wewenang",
        verb=_("Nyatakan bukan kewenangan"),
        form=forms.OutsideForm,
        why_not=_after(What.OUTSIDE),
        action=actions.mark_outside,
        done=_("Pengaduan dinyatakan bukan kewenangan."),
    ),
    _step(
        slug="duplikat",
        verb=_("Tandai duplikat"),
        form=forms.DuplicateForm,
        why_not=rules.why_not_mark_duplicate,
        action=actions.mark_duplicate,
        done=_("Pengaduan ditandai sebagai duplikat."),
    ),
    _step(
        slug="buka-kembali",
        verb=_("Buka kembali pengaduan"),
        form=forms.ReasonForm,
        why_not=_after(What.REOPENED),
        action=actions.reopen_complaint,
        done=_("Pengaduan dibuka kembali; batas jawaban dihitung dari hari ini."),
        hint=_("Batas jawaban dihitung lagi mulai hari ini."),
    ),
    _step(
        slug="arsipkan",
        verb=_("Arsipkan pengaduan"),
        form=forms.ReasonForm,
        why_not=_after(What.ARCHIVED),
        action=actions.archive_complaint,
        done=_("Pengaduan diarsipkan."),
        hint=_("Untuk pengaduan yang tidak dapat diteruskan, misalnya tanpa isi atau tanpa kejadian."),
    ),
)


def _records(user, permission):
    complaints = Complaint.objects.visible_to(user, permission)
    return complaints.with_place().select_related("category", "limit", "assignee")


COMPLAINT_STEPS = Way(
    name="complaint",
    steps=STEPS,
    records=_records,
    facts_of=facts_of,
    may=may_at_desk,
    template="outreach/complaints/complaint_step.html",
)
