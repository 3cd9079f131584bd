"""What may happen to a complaint, each refusal with its reason; form, action, button and message ask here."""

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from outreach.ground.rules import why_not_date
from outreach.models import Complaint
from outreach.querysets.complaints import ENDED, OPEN
from pmi_portal.accounts.permissions import Permission
from pmi_portal.words.countries import country_names

S = Complaint.Status

# Every change of state that exists, besides that a paused complaint goes back to where it was paused.
# REFERRED to REFERRED: passed on to another institution.
NEXT = {
    S.RECEIVED: {S.VERIFIED, S.PAUSED, S.OUTSIDE, S.DUPLICATE, S.ARCHIVED},
    S.VERIFIED: {S.REFERRED, S.HANDLED, S.PAUSED, S.OUTSIDE, S.DUPLICATE},
    S.REFERRED: {S.REFERRED, S.HANDLED, S.VERIFIED, S.ANSWERED, S.PAUSED, S.OUTSIDE},
    S.HANDLED: {S.REFERRED, S.ANSWERED, S.PAUSED, S.OUTSIDE},
    S.PAUSED: {S.ARCHIVED},
    S.ANSWERED: {S.DONE, S.REOPENED},
    S.DONE: {S.CLOSED, S.REOPENED},
    S.CLOSED: {S.REOPENED},
    S.OUTSIDE: {S.REOPENED, S.ARCHIVED},
    S.DUPLICATE: {S.REOPENED},
    S.ARCHIVED: {S.REOPENED},
    S.REOPENED: {S.REFERRED, S.HANDLED, S.PAUSED, S.OUTSIDE},
}

BECOMING = {
    S.VERIFIED: gettext_lazy("diverifikasi"),
    S.REFERRED: gettext_lazy("diteruskan"),
    S.HANDLED: gettext_lazy("mulai ditangani"),
    S.PAUSED: gettext_lazy("ditunda"),
    S.ANSWERED: gettext_lazy("dijawab"),
    S.DONE: gettext_lazy("dinyatakan selesai"),
    S.CLOSED: gettext_lazy("ditutup"),
    S.REOPENED: gettext_lazy("dibuka kembali"),
    S.OUTSIDE: gettext_lazy("dinyatakan bukan kewenangan"),
    S.DUPLICATE: gettext_lazy("ditandai sebagai duplikat"),
    S.ARCHIVED: gettext_lazy("diarsipkan"),
}


def why_not_become(complaint, status):
    """The reason the table gives no way from the present status to that one, or None."""
    if status in NEXT[complaint.status]:
        return None
    return _(
        "Pengaduan yang berstatus “%(now)s” tidak dapat %(done)s; "
        "langkah itu hanya untuk yang berstatus: %(before)s."
    ) % {
        "now": complaint.get_status_display(),
        "done": BECOMING[status],
        "before": ", ".join(str(one.label) for one in S if status in NEXT[one]),
    }


def why_not_edit(complaint):
    if complaint.status in ENDED:
        return _("Status pengaduan ini “%(status)s”. Buka kembali dahulu untuk mengubah isinya.") % {
            "status": complaint.get_status_display()
        }
    return None


def why_not_acknowledge(complaint):
    if complaint.acknowledged_at:
        return _("Tanda terima sudah dikirim.")
    if complaint.status not in OPEN:
        return _("Tanda terima hanya untuk pengaduan yang belum dijawab.")
    return None


def why_not_verify(complaint):
    if complaint.status == S.REFERRED:
        return _("Pengaduan ini sudah diverifikasi dan sedang berada di instansi.")
    return why_not_become(complaint, S.VERIFIED)


def why_not_refer(complaint, institution=None, *, holder=None):
    """`holder` is the institution that has the case now."""
    if reason := why_not_become(complaint, S.REFERRED):
        return reason
    if institution and not institution.active:
        return _("%(institution)s tidak aktif lagi.") % {"institution": institution}
    if institution and institution.region_id not in (None, complaint.region_id):
        return _("%(institution)s bukan instansi wilayah %(region)s atau tingkat nasional.") % {
            "institution": institution,
            "region": complaint.region,
        }
    if institution and institution == holder:
        return _("Pengaduan ini sudah berada di %(institution)s.") % {"institution": institution}
    return None


def why_not_handle(complaint):
    return why_not_become(complaint, S.HANDLED)


def why_not_pause(complaint):
    return why_not_become(complaint, S.PAUSED)


def why_not_resume(complaint):
    return None if complaint.status == S.PAUSED else _("Pengaduan ini tidak sedang ditunda.")


def why_not_answer(complaint, *, holder=None):
    if reason := why_not_become(complaint, S.ANSWERED):
        return reason
    if holder:
        return _("Catat dahulu tanggapan %(institution)s, atau ambil alih penanganannya.") % {
            "institution": holder
        }
    return None


def why_not_finish(complaint):
    return why_not_become(complaint, S.DONE)


def why_not_close(complaint, *, open_follow_ups=0):
    if reason := why_not_become(complaint, S.CLOSED):
        return reason
    if open_follow_ups:
        return ngettext(
            "Masih ada %(n)s tindak lanjut yang belum selesai.",
            "Masih ada %(n)s tindak lanjut yang belum selesai.",
            open_follow_ups,
        ) % {"n": open_follow_ups}
    return None


def why_not_reopen(complaint):
    return why_not_become(complaint, S.REOPENED)


def why_not_mark_outside(complaint):
    return why_not_become(complaint, S.OUTSIDE)


def why_not_mark_duplicate(complaint, original=None, *, own_duplicates=0):
    """One step deep: the original is no duplicate and the duplicate has none, so no circle can close."""
    if reason := why_not_become(complaint, S.DUPLICATE):
        return reason
    if own_duplicates:
        return _("Pengaduan ini asal dari duplikat lain; tandai pengaduan yang satunya sebagai duplikat.")
    if original and original.pk == complaint.pk:
        return _("Pengaduan tidak dapat menjadi duplikat dari dirinya sendiri.")
    if original and original.status == S.DUPLICATE:
        return _("%(number)s sendiri sudah duplikat; pilih pengaduan asalnya.") % {"number": original}
    return None


def why_not_see(complaint, user):
    """The reason this person cannot name that complaint, or None; the same as for one that does not exist."""
    if user.holds(Permission.COMPLAINTS_VIEW, complaint.region_id):
        return None
    return _("Tidak ada pengaduan dengan nomor itu.")


def why_not_archive(complaint):
    return why_not_become(complaint, S.ARCHIVED)


def why_not_reply(referral):
    """The reason no reply of an institution can be noted, or None; `referral` is the open one or None."""
    if referral is None or referral.complaint.status != S.REFERRED:
        return _("Pengaduan ini tidak sedang menunggu tanggapan instansi.")
    return None


def why_not_accept(referral):
    if reason := why_not_reply(referral):
        return reason
    if referral.state == referral.State.ACCEPTED:
        return _("%(institution)s sudah menerima pengaduan ini.") % {"institution": referral.institution}
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


def why_not_limit(limit):
    if limit.active and limit.step == limit.Step.ANSWER:
        return None
    return _("%(limit)s bukan golongan pengaduan yang berlaku.") % {"limit": limit}


def why_not_statement(statement, region):
    """The reason a complaint of this region cannot come from that statement, or None."""
    if statement and statement.session.event.region_id != region.pk:
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
