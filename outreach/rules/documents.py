"""Which Word templates can be used, and what is wrong with the others."""

import re

from django.utils.translation import gettext as _

from outreach.documents.sample import EMPTY, FULL
from outreach.documents.word import BrokenTemplate, check_template
from pmi_portal.files.uploads import extension_of, why_not_upload

QUOTED = re.compile("'([^']+)'")


def why_not_template(file):
    """The reason this file is no template that can be filled, or None; it is left at its beginning."""
    if extension_of(file.name) != "docx":
        return _("Unggah dokumen Word dengan akhiran .docx.")
    if reason := why_not_upload(file):
        return reason
    try:
        check_template(file, (FULL, EMPTY))
    except BrokenTemplate as broken:
        return _in_words(broken)
    finally:
        file.seek(0)
    return None


def why_not_feed(user, region):
    """The reason this person gets no further address of the calendar, or None; no region means all."""
    if user.calendar_feeds.filter(region=region).exists():
        return _("Alamat kalender untuk wilayah ini sudah ada. Cabut dahulu bila alamatnya hilang.")
    return None


def _in_words(broken):
    values = {"line": broken.line, "detail": broken.detail}
    if broken.fault == "unknown":
        values["field"] = QUOTED.findall(broken.detail)[-1]
        return _("Baris “%(line)s”: isian “%(field)s” tidak dikenal.") % values
    if broken.fault == "syntax":
        return _("Baris “%(line)s” tidak dapat dibaca (%(detail)s).") % values
    if broken.fault == "forbidden":
        return _("Baris “%(line)s”: hanya isian, “if”, dan “for” yang boleh dipakai.") % values
    if broken.fault == "torn":
        return _(
            "Sebuah tanda “if”, “for”, “endif”, atau “endfor” memotong paragraf atau baris tabel. Tulis di "
            "paragraf sendiri dengan awalan p, atau di baris tabel sendiri dengan awalan tr."
        )
    if broken.fault == "external":
        return _("Dokumen ini mengambil isi dari tempat lain (%(detail)s). Hapus tautan itu.") % values
    return _("Berkas ini bukan dokumen Word (.docx) yang dapat dibaca.")
