"""What a document template must be."""

import re

from django.utils.translation import gettext as _

from outreach.papers.documents.sample import EMPTY, FULL
from outreach.papers.documents.word import BrokenTemplate, check_template
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
