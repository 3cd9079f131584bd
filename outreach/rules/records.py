"""What may be recorded and what not, each with its reason; form, action, button and message ask here."""

import re
from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.translation import gettext as _

from outreach.models import OutreachActivity
from pmi_portal.accounts.permissions import Permission
from pmi_portal.words.formats import show_date
from pmi_portal.words.programme import PROGRAMME_START

# A focus group talks well with 6 to 12 people; a larger table is split into several sessions.
MOST_PEOPLE = 12
MOST_YEARS_AHEAD = 10
NIK = re.compile(r"(?<!\d)\d(?:[ .-]?\d){15}(?!\d)")


def today_at(place):
    """The date it is now in the zone of a session, district or region."""
    zone = getattr(place, "zone", None) or place.time_zone
    return timezone.localdate(timezone=ZoneInfo(zone))


def holds_in(user, permission, region_id):
    """Whether the user holds the permission in that region; asks the database only once a request."""
    regions = user.regions_for(permission)
    return regions is None or region_id in regions


def may_read(user, statement):
    """Whether the user may read these words: asked of where they were said, not of what grew out of them."""
    return holds_in(user, Permission.SESSIONS_VIEW, statement.session.event.region_id)


def why_not_date(day):
    """The reason this day lies outside what is evaluated and can be planned, or None."""
    if day < PROGRAMME_START:
        return _("Tanggal tidak boleh sebelum %(start)s, awal masa evaluasi layanan.") % {
            "start": show_date(PROGRAMME_START)
        }
    if day.year > timezone.localdate().year + MOST_YEARS_AHEAD:
        return _("Tahun %(year)s terlalu jauh di depan. Periksa tahunnya.") % {"year": day.year}
    return None


def why_not_times(starts_at, ends_at):
    """The reason these clock times make no sitting, or None; both may be unknown."""
    if ends_at and not starts_at:
        return _("Isi jam mulai bila jam selesai diketahui.")
    if starts_at and ends_at and ends_at <= starts_at:
        return _("Jam selesai harus sesudah jam mulai.")
    return None


def why_not_place(region, district):
    """The reason this district cannot stand with this region, or None."""
    if district and district.region_id != region.pk:
        return _("%(district)s tidak termasuk wilayah %(region)s.") % {
            "district": district,
            "region": region,
        }
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
        return _("%(group)s tercatat menyampaikan pernyataan di sesi ini; hapus dulu pernyataannya.") % {
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


def why_not_move(*, complaints, follow_ups):
    """The reason an event cannot change its region, from the numbers of what grew out of it, or None."""
    if complaints or follow_ups:
        return _(
            "Dari kegiatan ini sudah lahir pengaduan (%(complaints)s) atau tindak lanjut (%(follow_ups)s), "
            "jadi wilayahnya tidak dapat diubah."
        ) % {"complaints": complaints, "follow_ups": follow_ups}
    return None


def why_not_text(*texts):
    """The reason these texts cannot be kept as written, or None."""
    if any(NIK.search(text) for text in texts):
        return _("Tulisan ini memuat angka 16 digit yang tampak seperti NIK. Hapus nomor itu.")
    return None


def why_not_status(status, held_on, today):
    """The reason an activity on this day cannot have this status, or None."""
    if status == OutreachActivity.Status.HELD and held_on > today:
        return _("Kegiatan yang sudah terlaksana tidak mungkin bertanggal di masa depan.")
    return None


def why_not_people(status, people):
    """The reason people cannot be counted for an activity with this status, or None."""
    if people is not None and status != OutreachActivity.Status.HELD:
        return _("Jumlah peserta hanya diisi untuk kegiatan yang sudah terlaksana.")
    return None


def size_warning(people):
    """What to say of a session with more people than a focus group bears, or None."""
    if people is not None and people > MOST_PEOPLE:
        return _(
            "Sesi ini dihadiri %(people)s orang. Diskusi kelompok berjalan baik dengan 6 sampai "
            "%(most)s orang; pertimbangkan membaginya menjadi beberapa sesi."
        ) % {"people": people, "most": MOST_PEOPLE}
    return None
