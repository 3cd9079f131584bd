"""What every subject asks before it records something: a day, a place, a text, and who may."""

from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.translation import gettext as _

from outreach.models.facts import CaseFactsMixin
from pmi_portal.accounts.permissions import Permission
from pmi_portal.words.formats import show_date
from pmi_portal.words.programme import PROGRAMME_START

MOST_YEARS_AHEAD = 10
MOST_PEOPLE = 100_000  # in one count: a stadium, and no telephone number


def today_at(place):
    """The date it is now in the zone of a session, district or region."""
    zone = getattr(place, "zone", None) or place.time_zone
    return timezone.localdate(timezone=ZoneInfo(zone))


def may_read(user, statement):
    """Whether the user may read these words: asked of where they were said, not of what grew out of them."""
    return user.holds(Permission.SESSIONS_VIEW, statement.session.event.region_id)


def may_at_desk(case, permission):
    """Whether who acts on this case holds the permission in the region of its desk."""
    return case.by.holds(permission, case.record.desk_region_id)


def why_not_date(day):
    """The reason this day lies outside what is evaluated and can be planned, or None."""
    if day < PROGRAMME_START:
        return _("Tanggal tidak boleh sebelum %(start)s, awal periode evaluasi layanan.") % {
            "start": show_date(PROGRAMME_START)
        }
    if day.year > timezone.localdate().year + MOST_YEARS_AHEAD:
        return _("Tahun %(year)s terlalu jauh di depan. Periksa tahunnya.") % {"year": day.year}
    return None


def why_not_place(region, district):
    """The reason this district cannot stand with this region, or None."""
    if district and district.region_id != region.pk:
        return _("%(district)s tidak termasuk wilayah %(region)s.") % {
            "district": district,
            "region": region,
        }
    return None


def why_not_there(user, permission, district, region, day):
    """The reason this person cannot record what happened there on that day, or None."""
    if user.holds(permission, region.pk):
        return None
    return _(
        "Pada %(day)s %(district)s termasuk wilayah %(region)s, yang bukan wilayah tugas Anda. "
        "Minta petugas wilayah itu mencatatnya."
    ) % {"day": show_date(day), "district": district, "region": region}


def why_not_happen(happened, day, last, *, late):
    """The reason a case cannot have happened then, or None.

    `happened` says how well the day is known, `late` is the reason for a day after the `last` possible one.
    """
    if happened == CaseFactsMixin.Happened.UNKNOWN:
        return _("Pilih apakah tanggal atau bulannya diketahui, atau kosongkan tanggalnya.") if day else None
    if day is None:
        return _("Isi tanggalnya; bila hanya bulannya diketahui, tanggal mana pun pada bulan itu.")
    return late if day > last else None
