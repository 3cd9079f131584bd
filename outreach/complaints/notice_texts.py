"""The words of a mail about complaints: numbers and addresses, and nothing that tells a case."""

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

MOST_TOLD = 50


def warning_text(notice):
    """Subject and text of a warning, in Indonesian whoever started the run."""
    with override("id"):
        subject = ngettext(
            "Portal PMI: batas jawaban %(n)s pengaduan dekat atau lewat",
            "Portal PMI: batas jawaban %(n)s pengaduan dekat atau lewat",
            len(notice.complaints),
        )
        opening = _("Batas jawaban pengaduan berikut sudah dekat atau sudah lewat.")
        return _letter(subject, opening, notice)


def return_text(notice):
    """Subject and text about what somebody held who may not handle it any more."""
    with override("id"):
        subject = ngettext(
            "Portal PMI: %(n)s pengaduan kembali ke meja Anda",
            "Portal PMI: %(n)s pengaduan kembali ke meja Anda",
            len(notice.complaints),
        )
        opening = _("Petugas yang memegang pengaduan berikut tidak menanganinya lagi; sekarang meja Anda.")
        return _letter(subject, opening, notice)


def passed_on_text(notice):
    """Subject and text about what an institution had that merged into another."""
    with override("id"):
        subject = ngettext(
            "Portal PMI: rujukan %(n)s pengaduan beralih ke instansi penerus",
            "Portal PMI: rujukan %(n)s pengaduan beralih ke instansi penerus",
            len(notice.complaints),
        )
        opening = _("Instansi rujukan pengaduan berikut bergabung; rujukannya kini pada instansi penerus.")
        return _letter(subject, opening, notice)


def _letter(subject, opening, notice):
    rows = [f"{one.number}: {_address(one)}" for one in notice.complaints[:MOST_TOLD]]
    if further := len(notice.complaints) - len(rows):
        rows.append(_("... dan %(n)s lainnya.") % {"n": further})
    greeting = _("Yth. %(name)s,") % {"name": notice.user.full_name}
    closing = _("Surel ini dikirim otomatis oleh Portal PMI; jangan dibalas.")
    return subject % {"n": len(notice.complaints)}, "\n\n".join([greeting, opening, "\n".join(rows), closing])


def _address(complaint):
    return f"{settings.PORTAL_URL.rstrip('/')}{complaint.get_absolute_url()}"
