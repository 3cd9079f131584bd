"""What may happen to a complaint, each refusal with its reason; form, action, button and message ask here."""

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from outreach.ground import rules as ground
from outreach.ground.rules import why_not_date
from outreach.models import Complaint, ComplaintStep, Referral
from outreach.querysets.complaints import ENDED, OPEN
from pmi_portal.accounts.permissions import Permission
from pmi_portal.words.countries import country_names

S, W, C = Complaint.Status, ComplaintStep.What, Complaint.Channel
# The ways in which a reporter is told something.
TELLING = (C.PHONE, C.SMS, C.EMAIL, C.LETTER, C.IN_PERSON, C.ONLINE, C.SOCIAL, C.OTHER)

# Where each step leads that changes the state.
LEADS_TO = {
    W.VERIFIED: S.VERIFIED,
    W.REFERRED: S.REFERRED,
    W.REFUSED: S.VERIFIED,
    W.HANDLED: S.HANDLED,
    W.PAUSED: S.PAUSED,
    W.RESUMED: None,  # back to where it was paused
    W.ANSWERED: S.ANSWERED,
    W.DONE: S.DONE,
    W.CLOSED: S.CLOSED,
    W.REOPENED: S.REOPENED,
    W.OUTSIDE: S.OUTSIDE,
    W.DUPLICATE: S.DUPLICATE,
    W.ARCHIVED: S.ARCHIVED,
}


def _ways(*steps):
    return {what: LEADS_TO[what] for what in steps}


# From which state which step leads where; what is not named here is refused. REFERRED in REFERRED: passed on
# to another institution. That a case is known already may come out at any time before it is closed.
NEXT = {
    S.RECEIVED: _ways(W.VERIFIED, W.PAUSED, W.OUTSIDE, W.DUPLICATE, W.ARCHIVED),
    S.VERIFIED: _ways(W.REFERRED, W.HANDLED, W.PAUSED, W.OUTSIDE, W.DUPLICATE),
    S.REFERRED: _ways(W.REFERRED, W.HANDLED, W.REFUSED, W.ANSWERED, W.PAUSED, W.OUTSIDE, W.DUPLICATE),
    S.HANDLED: _ways(W.REFERRED, W.ANSWERED, W.PAUSED, W.OUTSIDE, W.DUPLICATE),
    S.PAUSED: _ways(W.RESUMED, W.ARCHIVED, W.DUPLICATE),
    S.ANSWERED: _ways(W.DONE, W.REOPENED, W.DUPLICATE),
    S.DONE: _ways(W.CLOSED, W.REOPENED, W.DUPLICATE),
    S.CLOSED: _ways(W.REOPENED),
    S.OUTSIDE: _ways(W.REOPENED, W.ARCHIVED),
    S.DUPLICATE: _ways(W.REOPENED),
    S.ARCHIVED: _ways(W.REOPENED),
    S.REOPENED: _ways(W.REFERRED, W.HANDLED, W.PAUSED, W.OUTSIDE, W.DUPLICATE),
}

BECOMING = {
    W.VERIFIED: gettext_lazy("diverifikasi"),
    W.REFERRED: gettext_lazy("diteruskan"),
    W.HANDLED: gettext_lazy("mulai ditangani"),
    W.PAUSED: gettext_lazy("ditunda"),
    W.ANSWERED: gettext_lazy("dijawab"),
    W.DONE: gettext_lazy("dinyatakan selesai"),
    W.CLOSED: gettext_lazy("ditutup"),
    W.REOPENED: gettext_lazy("dibuka kembali"),
    W.OUTSIDE: gettext_lazy("dinyatakan bukan kewenangan"),
    W.DUPLICATE: gettext_lazy("ditandai sebagai duplikat"),
    W.ARCHIVED: gettext_lazy("diarsipkan"),
}


def why_not_step(case, what):
    """The reason the table has no such step from the present state, or None."""
    if case.complaint.is_past:
        return why_not_go_on()
    if what in NEXT[case.complaint.status]:
        return None
    return _(
        "Status pengaduan ini “%(now)s”, jadi tidak dapat %(done)s; langkah itu hanya untuk: %(before)s."
    ) % {
        "now": case.complaint.get_status_display(),
        "done": BECOMING[what],
        "before": ", ".join(str(one.label) for one in S if what in NEXT[one]),
    }


def why_not_go_on():
    """The reason what came from before the portal takes no step any more."""
    return _(
        "Pengaduan ini riwayat dari berkas lama, jadi tidak ada langkah yang dicatat lagi. Catat pengaduan "
        "baru bila masalahnya masih ada."
    )


def why_not_edit(complaint):
    if complaint.status in ENDED and not complaint.is_past:
        return _("Status pengaduan ini “%(status)s”. Buka kembali pengaduan ini untuk mengubah isinya.") % {
            "status": complaint.get_status_display()
        }
    return None


def why_not_acknowledge(case):
    if case.complaint.acknowledged_at:
        return _("Tanda terima sudah dicatat.")
    if case.complaint.is_past:
        return why_not_go_on()
    if case.complaint.status not in OPEN:
        return _("Tanda terima hanya untuk pengaduan yang belum dijawab.")
    return None


def why_not_through(channel):
    """The reason nobody can have been told that way, or None."""
    return None if channel in TELLING else _("Pilih lewat apa pelapor diberi tahu.")


def why_not_verify(case):
    if case.complaint.status == S.REFERRED:
        return _("Pengaduan ini sudah diverifikasi dan sedang berada di instansi.")
    return why_not_step(case, W.VERIFIED)


def why_not_refer(case, institution=None):
    complaint = case.complaint
    if reason := why_not_step(case, W.REFERRED):
        return reason
    if institution and not institution.active:
        return _("%(institution)s tidak aktif lagi.") % {"institution": institution}
    if institution and institution.region_id not in (None, complaint.desk_region_id):
        if complaint.desk_region_id is None:
            return _("%(institution)s bukan instansi tingkat nasional.") % {"institution": institution}
        return _("%(institution)s bukan instansi wilayah %(region)s atau tingkat nasional.") % {
            "institution": institution,
            "region": complaint.desk_region,
        }
    if institution and institution == case.institution:
        return _("Pengaduan ini sudah berada di %(institution)s.") % {"institution": institution}
    return None


def why_not_resume(case):
    if case.complaint.is_past:
        return why_not_go_on()
    return None if W.RESUMED in NEXT[case.complaint.status] else _("Pengaduan ini tidak sedang ditunda.")


def why_not_answer(case):
    if reason := why_not_step(case, W.ANSWERED):
        return reason
    if case.referral:
        return _("Catat tanggapan %(institution)s lebih dahulu, atau ambil alih penanganannya.") % {
            "institution": case.institution
        }
    return None


def why_not_close(case):
    if reason := why_not_step(case, W.CLOSED):
        return reason
    if case.open_follow_ups:
        return ngettext(
            "Masih ada %(n)s tindak lanjut yang belum selesai.",
            "Masih ada %(n)s tindak lanjut yang belum selesai.",
            case.open_follow_ups,
        ) % {"n": case.open_follow_ups}
    return None


def why_not_mark_duplicate(case, original=None):
    """One step deep: the original is no duplicate and the duplicate has none, so no circle can close."""
    if reason := why_not_step(case, W.DUPLICATE):
        return reason
    if case.own_duplicates:
        return _("Pengaduan ini asal dari duplikat lain; tandai pengaduan yang satunya sebagai duplikat.")
    if original and original.pk == case.complaint.pk:
        return _("Pengaduan tidak dapat menjadi duplikat dari dirinya sendiri.")
    if original and original.status == S.DUPLICATE:
        return _("%(number)s sendiri sudah duplikat; pilih pengaduan asalnya.") % {"number": original}
    return None


def why_not_see(complaint, user):
    """The reason this person cannot name that complaint, or None; the same as for one that does not exist."""
    if user.holds(Permission.COMPLAINTS_VIEW, complaint.desk_region_id):
        return None
    return _("Tidak ada pengaduan dengan nomor itu.")


def why_not_reply(case):
    """The reason no reply of an institution can be noted, or None."""
    if case.complaint.is_past:
        return why_not_go_on()
    if case.complaint.status != S.REFERRED or case.referral is None:
        return _("Pengaduan ini tidak sedang menunggu tanggapan instansi.")
    return None


def why_not_accept(case):
    if reason := why_not_reply(case):
        return reason
    if case.referral.state == Referral.State.ACCEPTED:
        return _("%(institution)s sudah menerima pengaduan ini.") % {"institution": case.institution}
    return None


def why_not_wait_until(day, today):
    """The reason an institution cannot be given until that day, or None."""
    if day and day < today:
        return _("Tanggal yang ditunggu tidak boleh sudah lewat.")
    return None


def why_not_receive(received_at, zone):
    """The reason nothing can have been received then, or None; `zone` is the time zone of the complaint."""
    if received_at > timezone.now():
        return _("Waktu penerimaan tidak boleh di masa depan.")
    return why_not_date(received_at.astimezone(zone).date())


def why_not_happen(happened, day, received_on):
    """The reason it cannot have happened then, or None; `happened` says how well the day is known."""
    late = _("Kejadian tidak boleh setelah hari pengaduan diterima.")
    return ground.why_not_happen(happened, day, received_on, late=late)


def why_not_category(category, day):
    """The reason a case of that day cannot be sorted there, or None."""
    begun = category.valid_from is None or category.valid_from <= day
    if category.active and begun and (category.valid_to is None or day <= category.valid_to):
        return None
    return _("Kategori %(category)s tidak berlaku pada tanggal penerimaan.") % {"category": category}


def why_not_destination(code):
    if code and code not in country_names("id"):
        return _("Kode negara %(code)s tidak dikenal.") % {"code": code}
    return None


def why_not_origin(complaint, user):
    """The reason this person cannot record where it comes from, or None."""
    if not complaint.is_outside or user.holds(Permission.COMPLAINTS_EDIT, complaint.desk_region_id):
        return None
    return _("Pengaduan dari luar daerah kantong dicatat oleh KPKP.")


def why_not_limit(limit):
    if limit.active and limit.step == limit.Step.ANSWER:
        return None
    return _("%(limit)s bukan golongan pengaduan yang berlaku.") % {"limit": limit}


def why_not_statement(statement, region):
    """The reason a complaint of this region cannot come from that statement, or None."""
    if statement and (region is None or statement.session.event.region_id != region.pk):
        return _("Pengaduan yang berasal dari pernyataan tetap di wilayah sesi FGD-nya.")
    return None


def why_not_count(calendar):
    """The reason no clock can be set, or None."""
    if calendar.is_complete:
        return None
    return _("Batas waktu tanda terima atau verifikasi belum diatur; minta administrator mengisinya.")


def why_not_silent(reason):
    """The reason a step must be explained, or None."""
    return None if reason.strip() else _("Tulis alasannya.")


def why_not_name_reporter(is_anonymous, *identity):
    """The reason no name can be kept, or None."""
    if is_anonymous and any(identity):
        return _("Pelapor anonim, jadi nama dan kontaknya tidak boleh disimpan.")
    return None
