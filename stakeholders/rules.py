"""What may be recorded and what not, each with its reason; form, import, action and button ask here."""

from datetime import timedelta

from django.utils.translation import gettext as _

from pmi_portal.accounts.permissions import Permission
from pmi_portal.words.folding import folded
from pmi_portal.words.formats import show_date
from stakeholders.models.spans import why_not_together as why_not_together


def may_edit(record, user):
    """Whether this person may edit the record; asks the database only once a request."""
    return user.holds(record.EDIT_PERMISSION, record.region_id)


def may_import(record, user):
    """Whether this person may write the record from a file."""
    return may_edit(record, user) and user.holds(Permission.REGISTERS_TRANSFER, record.region_id)


def why_not_district(district, region):
    """The reason this district cannot stand with this region, or None."""
    if district is None:
        return None
    if region is None:
        return _("Instansi tingkat nasional tidak memiliki kabupaten/kota. Kosongkan, atau pilih wilayahnya.")
    if district.region_id != region.pk:
        return _("%(district)s tidak termasuk wilayah %(region)s.") % {"district": district, "region": region}
    return None


def why_not_move(day, *, formers):
    """The reason a district cannot belong to another region from this day on, or None."""
    if day is None:
        return _("Wilayahnya berubah; isi sejak tanggal berapa.")
    last = max((former.valid_to for former in formers), default=None)
    if last and day <= last + timedelta(days=1):
        return _("Wilayah dahulu tercatat sampai %(day)s. Isi tanggal setelahnya.") % {"day": show_date(last)}
    return None


def why_not_succeed(institution, successor, last_day):
    """The reason an institution cannot go on as this one after its last day, or None."""
    if successor is None:
        return None
    if not successor.holds_on(last_day + timedelta(days=1)):
        return _("%(successor)s tidak aktif pada hari setelahnya.") % {"successor": successor}
    if successor.region_id not in (None, institution.region_id):
        return _("%(successor)s bukan instansi wilayah yang sama atau tingkat nasional.") % {
            "successor": successor
        }
    while successor is not None:
        if successor.pk == institution.pk:
            return _("Instansi tidak dapat bergabung ke dirinya sendiri.")
        successor = successor.successor
    return None


def why_not_institution(institution, region):
    """The reason a contact of this region cannot belong to this institution, or None."""
    if institution is None or institution.region_id is None:
        return None
    if region is None:
        return _("Narahubung tingkat nasional hanya dapat bernaung di instansi tingkat nasional.")
    if institution.region_id != region.pk:
        return _("%(institution)s bukan instansi wilayah %(region)s.") % {
            "institution": institution,
            "region": region,
        }
    return None


def why_not_name(name, *, namesake):
    """The reason an institution cannot have this name, or None; `namesake` bears or bore it in the region."""
    if namesake is None:
        return None
    if folded(namesake.name) == folded(name):
        return _("Instansi dengan nama ini sudah ada di wilayah tersebut.")
    return _("Nama ini adalah nama lama dari %(institution)s di wilayah yang sama.") % {
        "institution": namesake
    }


def why_not_span(low, high):
    """The reason a number of people cannot lie between these, or None."""
    if low is not None and high is not None and high < low:
        return _("“Paling banyak” lebih kecil daripada “paling sedikit”. Tukar keduanya.")
    return None


def why_not_write(record, user, *, may=may_edit):
    """The reason this person cannot write this record as it stands, or None."""
    if may(record, user):
        return None
    if record.region_id is None:
        return _("Catatan tingkat nasional hanya dapat diubah oleh petugas tingkat nasional. Isi wilayahnya.")
    return _("Wilayah ini bukan wilayah tugas Anda.")
