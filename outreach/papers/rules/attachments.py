"""Which files a record takes and gives up, each refusal with its reason."""

from django.utils.translation import gettext as _

from outreach.models import Complaint
from outreach.querysets.complaints import ENDED

MOST_FILES = 30


def why_not_touch(owner):
    """The reason the files of this record stay as they are, or None."""
    if isinstance(owner, Complaint) and owner.status in ENDED:
        return _("Pengaduan ini sudah berakhir, jadi lampirannya tetap. Buka kembali dahulu bila perlu.")
    return None


def why_not_attach(owner, sha256):
    """The reason this record does not take another file, or None."""
    if reason := why_not_touch(owner):
        return reason
    if owner.attachments.filter(sha256=sha256).exists():
        return _("Berkas yang sama sudah terlampir di sini.")
    if owner.attachments.count() >= MOST_FILES:
        return _("Satu catatan memuat paling banyak %(most)s lampiran. Hapus yang tidak perlu dahulu.") % {
            "most": MOST_FILES
        }
    return None


def why_not_delete(attachment):
    """The reason this file has to stay, or None."""
    if reason := why_not_touch(attachment.owner):
        return reason
    follow_up = attachment.follow_up
    if follow_up and follow_up.verified_at:
        return _("Tindak lanjut ini sudah diperiksa KPKP, jadi buktinya tidak dihapus.")
    return None
