"""Which documents a session has, by the names of their files, and how each is made."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from django.utils.text import slugify

from outreach.models import DocumentTemplate
from outreach.papers.documents.attendance import attendance_document
from outreach.papers.documents.content import session_document
from outreach.papers.documents.word import filled_template, own_template
from pmi_portal.paper import pdf

HERE = Path(__file__).parent
WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
LONGEST_SLUG = 60
PDF_TYPE = "application/pdf"
Kind = DocumentTemplate.Kind


@dataclass(frozen=True)
class File:
    """One document in one format; `kind` is that of the Word template, none for PDF.

    `afterwards` is a document of what happened, which cannot be written before the day.
    """

    title: str
    build: Callable
    source: str = ""
    kind: str = ""
    afterwards: bool = True

    @property
    def content_type(self):
        return WORD_TYPE if self.kind else PDF_TYPE

    def written(self, session, user):
        """The bytes of the document, as far as this person may see the session."""
        data = self.build(session, user)
        data["judul_dokumen"] = f"{self.title}: {data['kegiatan']}, {data['tanggal']}"
        if self.kind:
            return filled_template(self._template(), data)
        return pdf.typeset(HERE / "typst" / self.source, data)

    def _template(self):
        chosen = DocumentTemplate.objects.filter(kind=self.kind, active=True).first()
        return chosen.file.open("rb") if chosen else own_template(self.kind).open("rb")


FILES = {
    "notulen.docx": File("Notulen", session_document, kind=Kind.MINUTES),
    "notulen.pdf": File("Notulen", session_document, source="minutes.typ"),
    "berita-acara.docx": File("Berita acara", session_document, kind=Kind.OFFICIAL_RECORD),
    "berita-acara.pdf": File("Berita acara", session_document, source="official_record.typ"),
    "daftar-hadir.pdf": File("Daftar hadir", attendance_document, source="attendance.typ", afterwards=False),
}


def download_name(session, name):
    """“notulen-2019-08-07-fgd-layanan-pmi.pdf” for notulen.pdf of that session."""
    kind, _dot, extension = name.rpartition(".")
    slug = slugify(str(session))
    if len(slug) > LONGEST_SLUG:
        slug = slug[:LONGEST_SLUG].rpartition("-")[0] or slug[:LONGEST_SLUG]
    return "-".join(filter(None, [kind, session.held_on.isoformat(), slug])) + f".{extension}"
