"""What a session may hold and when, each refusal with its reason: form, action and message ask here."""

from django.utils.translation import gettext as _

from pmi_portal.words.formats import show_date

# A focus group talks well with 6 to 12 people; a larger table is split into several sessions.
MOST_PEOPLE = 12


def why_not_times(starts_at, ends_at):
    """The reason these clock times make no sitting, or None; both may be unknown."""
    if ends_at and not starts_at:
        return _("Isi jam mulai bila jam selesai diketahui.")
    if starts_at and ends_at and ends_at <= starts_at:
        return _("Jam selesai harus setelah jam mulai.")
    return None


def why_not_record_attendance(session, today):
    """The reason nobody can be marked present yet, or None."""
    if session.held_on > today:
        return _("Kehadiran baru dapat dicatat mulai %(day)s, hari sesi berlangsung.") % {
            "day": show_date(session.held_on)
        }
    return None


def why_not_record_statements(session, today):
    """The reason nothing can have been said yet, or None."""
    if session.held_on > today:
        return _("Pernyataan baru dapat dicatat mulai %(day)s, hari sesi berlangsung.") % {
            "day": show_date(session.held_on)
        }
    return None


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


def why_not_overwrite(*, changed):
    """The reason attendance cannot be written over what was recorded a moment ago, or None."""
    if changed:
        return _(
            "Kehadiran sesi ini baru saja diubah orang lain. Isian Anda belum disimpan; simpan sekali lagi."
        )
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
