"""What a session may hold and when, each refusal with its reason: form, action and message ask here."""

from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _

from outreach.ground import rules as ground
from pmi_portal.words.formats import show_clock, show_date

# A focus group talks well with 6 to 12 people; a larger table is split into several sessions.
MOST_PEOPLE = 12
LONGEST = timedelta(hours=12)  # an end before the start lies on the next day; a longer night is a slip


def why_not_times(starts_at, ends_at):
    """The reason these clock times make no sitting, or None; both may be unknown."""
    if ends_at is not None and starts_at is None:
        return _("Isi jam mulai bila jam selesai diketahui.")
    if ends_at is not None and ends_at <= starts_at and _length(starts_at, ends_at) > LONGEST:
        return _("Sesi dari %(start)s sampai %(end)s keesokan harinya terlalu panjang. Periksa jamnya.") % {
            "start": show_clock(starts_at),
            "end": show_clock(ends_at),
        }
    return None


def _length(starts_at, ends_at):
    """How long a sitting over midnight lasts."""
    day = date(2000, 1, 1)
    return datetime.combine(day + timedelta(days=1), ends_at) - datetime.combine(day, starts_at)


def why_not_happened(session):
    """The reason nothing can be written down of what happened in a session that was called off, or None."""
    if session.called_off:
        return _("Sesi ini %(status)s, jadi hasilnya tidak dapat dicatat. Ubah dahulu pelaksanaannya.") % {
            "status": session.get_called_off_display()
        }
    return None


def why_not_call_off(called_off, reason, *, has_records):
    """The reason a session cannot be called off, or be without a reason for it, or None."""
    if called_off and has_records:
        return _(
            "Sesi ini sudah berisi kehadiran, pernyataan, atau hasil, "
            "jadi tidak dapat ditunda atau dibatalkan."
        )
    if called_off and not reason:
        return _("Isi alasan sesi ditunda atau dibatalkan.")
    if reason and not called_off:
        return _("Pilih ditunda atau dibatalkan, atau kosongkan alasannya.")
    return None


def why_not_record_attendance(session, today):
    """The reason nobody can be marked present, or None."""
    if reason := why_not_happened(session):
        return reason
    if session.held_on > today:
        return _("Kehadiran baru dapat dicatat mulai %(day)s, hari sesi berlangsung.") % {
            "day": show_date(session.held_on)
        }
    return None


def why_not_record_statements(session, today):
    """The reason nothing can have been said, or None."""
    if reason := why_not_happened(session):
        return reason
    if session.held_on > today:
        return _("Pernyataan baru dapat dicatat mulai %(day)s, hari sesi berlangsung.") % {
            "day": show_date(session.held_on)
        }
    return None


def why_not_tell(happened, day, held_on):
    """The reason a session cannot have heard of something that happened then, or None."""
    return ground.why_not_happen(happened, day, held_on, late=_("Kejadian tidak boleh setelah hari sesi."))


def why_not_postpone(held_on, today, *, has_records):
    """The reason a session with attendance, statements or an outcome cannot lie on this day, or None."""
    if has_records and held_on > today:
        return _(
            "Sesi ini sudah berisi kehadiran, pernyataan, atau hasil, "
            "jadi tanggalnya tidak bisa di masa depan."
        )
    return None


def why_not_absent(group, *, statement_count):
    """The reason a group cannot be taken off the attendance list, or None."""
    if statement_count:
        return _("%(group)s tercatat menyampaikan pernyataan di sesi ini; hapus dahulu pernyataannya.") % {
            "group": group
        }
    return None


def why_not_delete(*, complaints, follow_ups):
    """The reason a statement cannot go, from the numbers of what grew out of it, or None."""
    if complaints or follow_ups:
        return _(
            "Pernyataan ini menjadi dasar pengaduan (%(complaints)s) atau tindak lanjut (%(follow_ups)s), "
            "jadi tidak dapat dihapus. Perbaiki isinya bila keliru."
        ) % {"complaints": complaints, "follow_ups": follow_ups}
    return None


def why_not_take_back(*, is_last):
    """The reason a statement cannot be taken back from beside the form, or None."""
    if not is_last:
        return _("Hanya pernyataan terakhir yang Anda catat dapat ditarik kembali. Muat ulang halaman ini.")
    return None


def why_not_move(*, complaints, follow_ups):
    """The reason an event cannot change its region, from the numbers of what grew out of it, or None."""
    if complaints or follow_ups:
        return _(
            "Pengaduan (%(complaints)s) atau tindak lanjut (%(follow_ups)s) sudah "
            "berasal dari kegiatan FGD ini, jadi wilayahnya tidak dapat diubah."
        ) % {"complaints": complaints, "follow_ups": follow_ups}
    return None


def size_warning(people):
    """What to say of a session with more people than a focus group bears, or None."""
    if people is not None and people > MOST_PEOPLE:
        return _(
            "Sesi ini dihadiri %(people)s orang. Diskusi kelompok berjalan baik dengan 6 sampai "
            "%(most)s orang; pertimbangkan membaginya menjadi beberapa sesi."
        ) % {"people": people, "most": MOST_PEOPLE}
    return None
