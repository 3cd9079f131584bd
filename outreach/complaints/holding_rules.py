"""To whom a complaint may be given at home, each refusal with its reason."""

from django.utils.translation import gettext as _

from outreach.complaints import rules
from outreach.complaints.holding import DESK, OFFICER, given_to
from outreach.querysets.complaints import ENDED
from pmi_portal.accounts.permissions import Permission


def why_not_assign(case, to=None, officer=None, region=None):
    """The reason it cannot be given to somebody at home, or None; `region` says to which desk."""
    complaint = case.complaint
    if complaint.is_past:
        return rules.why_not_go_on()
    if complaint.status in ENDED:
        return _("Pengaduan ini sudah berakhir, jadi tidak ada yang memegangnya.")
    if to == OFFICER:
        if officer is None:
            return _("Pilih petugasnya.")
        if officer.pk == complaint.assignee_id:
            return _("Pengaduan ini sudah dipegang %(who)s.") % {"who": officer}
        return why_not_hold(officer, complaint)
    if region and (reason := why_not_hand(complaint, region)):
        return reason
    if to == DESK and region is None and complaint.desk_region_id is None:
        return _("Pengaduan ini dari luar daerah kantong; pilih meja wilayah yang menanganinya.")
    if region and region.pk != complaint.desk_region_id:
        return None
    return _("Pengaduan ini sudah dipegang di sana.") if to == given_to(complaint) else None


def why_not_hand(complaint, region):
    """The reason the desk of this region cannot work on it, or None."""
    if complaint.is_outside or region.pk == complaint.region_id:
        return None
    return _("Pengaduan dari %(region)s ditangani meja wilayahnya sendiri.") % {"region": complaint.region}


def why_not_hold(officer, complaint):
    """The reason this person cannot work on that complaint, or None."""
    if officer.holds(Permission.COMPLAINTS_EDIT, complaint.desk_region_id):
        return None
    return _("%(who)s tidak bertugas menangani pengaduan di wilayah ini.") % {"who": officer}
