"""The words of a mail about complaints: numbers and addresses, and nothing that tells a case."""

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy, override

MOST_TOLD = 50


# What happened, as (subject, opening); the subject counts the complaints.
WARNING = (
    ngettext_lazy(
        "Portal PMI: batas jawaban %(n)s pengaduan dekat atau lewat",
        "Portal PMI: batas jawaban %(n)s pengaduan dekat atau lewat",
        "n",
    ),
    gettext_lazy("Batas jawaban pengaduan berikut sudah dekat atau sudah lewat."),
)
RETURNED = (
    ngettext_lazy(
        "Portal PMI: %(n)s pengaduan kembali ke meja Anda",
        "Portal PMI: %(n)s pengaduan kembali ke meja Anda",
        "n",
    ),
    gettext_lazy(
        "Petugas yang memegang pengaduan berikut tidak menanganinya lagi; pengaduan itu kini di meja Anda."
    ),
)
PASSED_ON = (
    ngettext_lazy(
        "Portal PMI: rujukan %(n)s pengaduan beralih ke instansi penerus",
        "Portal PMI: rujukan %(n)s pengaduan beralih ke instansi penerus",
        "n",
    ),
    gettext_lazy("Instansi rujukan pengaduan berikut bergabung; rujukannya kini pada instansi penerus."),
)


def letter(notice, words):
    """Subject and text of one mail, in Indonesian whoever started the run."""
    subject, opening = words
    with override("id"):
        rows = [f"{one.number}: {_address(one)}" for one in notice.complaints[:MOST_TOLD]]
        if further := len(notice.complaints) - len(rows):
            rows.append(_("... dan %(n)s lainnya.") % {"n": further})
        greeting = _("Yth. %(name)s,") % {"name": notice.user.full_name}
        closing = _("Surel ini dikirim otomatis oleh Portal PMI; jangan dibalas.")
        body = "\n\n".join([greeting, str(opening), "\n".join(rows), closing])
        return subject % {"n": len(notice.complaints)}, body


def _address(complaint):
    return f"{settings.PORTAL_URL.rstrip('/')}{complaint.get_absolute_url()}"
