"""What may happen to a follow-up and when, each refusal with its reason."""

from datetime import timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from outreach.ground.rules import why_not_date
from outreach.models import FollowUp, FollowUpStep
from pmi_portal.words.formats import show_date

State, What, Confirmation = FollowUp.State, FollowUpStep.What, FollowUp.Confirmation

# Where each step leads that changes the state or rests on it.
LEADS_TO = {
    What.STARTED: State.IN_PROGRESS,
    What.FINISHED: State.DONE,
    What.GIVEN_UP: State.IMPOSSIBLE,
    What.RESUMED: State.IN_PROGRESS,
    What.VERIFIED: State.DONE,
    What.CONFIRMED: State.DONE,
    What.SENT_BACK: State.IN_PROGRESS,
    What.DISPUTED: State.IN_PROGRESS,
}


def _ways(*steps):
    return {what: LEADS_TO[what] for what in steps}


# From which state which step leads where; what is not named here is refused. A finished one may be told to us
# before anybody told that it had begun.
NEXT = {
    State.NOT_STARTED: _ways(What.STARTED, What.FINISHED, What.GIVEN_UP),
    State.IN_PROGRESS: _ways(What.FINISHED, What.GIVEN_UP),
    State.DONE: _ways(What.VERIFIED, What.CONFIRMED, What.SENT_BACK, What.DISPUTED),
    State.IMPOSSIBLE: _ways(What.RESUMED),
}
LONGEST_PLAN = timedelta(days=3653)


def why_not_step(case, what):
    """The reason this step cannot follow on the state, or None; some steps ask for more besides."""
    if what in NEXT[case.follow_up.state]:
        return None
    reasons = {
        What.STARTED: _("Hanya tindak lanjut berstatus “belum ditindaklanjuti” yang dapat dimulai."),
        What.FINISHED: _("Hanya tindak lanjut yang belum selesai yang dapat dinyatakan selesai."),
        What.GIVEN_UP: _(
            "Hanya tindak lanjut yang belum selesai yang dapat dinyatakan tidak dapat ditindaklanjuti."
        ),
        What.RESUMED: _(
            "Hanya tindak lanjut yang tidak dapat ditindaklanjuti yang dapat dilanjutkan kembali."
        ),
        What.VERIFIED: _("Hanya tindak lanjut yang dinyatakan selesai yang dapat diperiksa."),
        What.SENT_BACK: _("Hanya tindak lanjut yang dinyatakan selesai yang dapat dikembalikan."),
        What.CONFIRMED: _("Kelompok baru ditanya setelah tindak lanjut selesai dan diperiksa KPKP."),
        What.DISPUTED: _("Kelompok baru ditanya setelah tindak lanjut selesai dan diperiksa KPKP."),
    }
    return _("%(reason)s Statusnya sekarang: %(state)s.") % {
        "reason": reasons[what],
        "state": case.follow_up.get_state_display(),
    }


def why_not_edit(follow_up):
    """The reason nothing of it can be changed, or None: what was verified stays as it was verified."""
    if follow_up.verified_at:
        return _("Tindak lanjut ini sudah diperiksa KPKP, jadi isinya tidak diubah lagi.")
    return None


def why_not_verify(case):
    """The reason KPKP cannot say that it is truly done, or None; evidence is asked for apart."""
    if reason := why_not_step(case, What.VERIFIED):
        return reason
    if case.follow_up.verified_at:
        return _("Tindak lanjut ini sudah diperiksa KPKP.")
    if case.reported_by == case.by.pk and not settings.FOLLOW_UPS_VERIFIED_BY_REPORTER:
        return _("Anda sendiri yang melaporkan tindak lanjut ini selesai. Minta rekan lain memeriksanya.")
    return None


def why_no_evidence(case, note):
    """The reason it cannot be verified on what is at hand, or None."""
    if note or case.files:
        return None
    return _("Belum ada bukti. Unggah paling sedikit satu lampiran, atau tulis di mana buktinya disimpan.")


def why_not_send_back(case):
    if reason := why_not_step(case, What.SENT_BACK):
        return reason
    if case.follow_up.confirmation == Confirmation.CONFIRMED:
        return _("Kelompok sudah mengonfirmasi hasilnya; hanya sanggahan kelompok yang membukanya kembali.")
    return None


def why_not_confirm(case):
    """The reason the group's yes cannot be taken down, or None."""
    if reason := why_not_ask_group(case, What.CONFIRMED):
        return reason
    if case.follow_up.confirmation == Confirmation.CONFIRMED:
        return _("Kelompok sudah mengonfirmasi hasilnya pada %(day)s.") % {
            "day": show_date(case.follow_up.confirmed_on)
        }
    return None


def why_not_ask_group(case, what):
    """The reason the group that raised it cannot be asked yet, or None."""
    if reason := why_not_step(case, what):
        return reason
    if not case.follow_up.verified_at:
        return _("Kelompok baru ditanya setelah KPKP memeriksa hasilnya.")
    if case.follow_up.raised_by_id is None:
        return _("Tidak tercatat kelompok yang mengangkatnya, jadi tidak ada yang dapat ditanya.")
    return None


def raised_on(follow_up):
    """The day its origin happened, or None for one that stands on its own."""
    if follow_up.statement_id:
        return follow_up.statement.session.held_on
    if follow_up.session_id:
        return follow_up.session.held_on
    if follow_up.complaint_id:
        return timezone.localdate(follow_up.complaint.received_at, ZoneInfo(follow_up.zone))
    return None


def why_not_due_on(follow_up, day, today):
    """The reason it cannot be due on this day, or None; a day that has passed may be taken down later."""
    if day > today + LONGEST_PLAN:
        return _("Batas waktu paling jauh sepuluh tahun dari sekarang. Periksa tahunnya.")
    origin = raised_on(follow_up)
    if origin and day < origin:
        return _("Batas waktu tidak boleh sebelum %(day)s, hari hal ini diangkat.") % {
            "day": show_date(origin)
        }
    return why_not_date(day)


def why_not_done_on(follow_up, day, today):
    """The reason it cannot have been finished on this day, or None."""
    if day > today:
        return _("Tanggal selesai tidak boleh di masa depan.")
    origin = raised_on(follow_up)
    if origin and day < origin:
        return _("Tanggal selesai tidak boleh sebelum %(day)s, hari hal ini diangkat.") % {
            "day": show_date(origin)
        }
    return why_not_date(day)


def why_not_answered_on(follow_up, day, today):
    """The reason the group cannot have answered on this day, or None."""
    if day > today:
        return _("Tanggal tanggapan tidak boleh di masa depan.")
    if follow_up.done_on and day < follow_up.done_on:
        return _("Tanggal tanggapan tidak boleh sebelum %(day)s, hari dinyatakan selesai.") % {
            "day": show_date(follow_up.done_on)
        }
    return None


def why_not_institution(region, institution):
    """The reason this institution cannot answer for that region, or None."""
    if institution.region_id not in (None, region.pk):
        return _("%(institution)s bukan instansi di wilayah %(region)s dan bukan instansi nasional.") % {
            "institution": institution,
            "region": region,
        }
    return None


def why_not_contact(institution, contact):
    """The reason this person cannot answer for the institution, or None."""
    if contact and contact.institution_id != institution.pk:
        return _("%(contact)s bukan narahubung %(institution)s.") % {
            "contact": contact,
            "institution": institution,
        }
    return None


def why_not_basis(follow_up):
    """The reason it does not say where it comes from, or None."""
    if follow_up.basis or follow_up.statement_id or follow_up.complaint_id or follow_up.session_id:
        return None
    return _("Tulis dasar atau temuannya, karena tindak lanjut ini tidak berasal dari catatan lain.")


def why_not_postpone(before, after, reason):
    """The reason the due date cannot be moved without a word, or None."""
    if before == after or reason:
        return None
    return _("Tulis mengapa batas waktunya diubah dari %(before)s.") % {"before": show_date(before)}
