"""The follow-up matrix on landscape paper."""

from datetime import date
from pathlib import Path

from django.utils import translation

from outreach.papers.documents.content import frame
from outreach.papers.documents.words import clean
from pmi_portal.paper import pdf
from pmi_portal.words.formats import show_date, show_number

MOST_ROWS = 1_000  # some 80 pages; three times as many would take ten seconds and 700 MB
SOURCE = Path(__file__).parent / "typst" / "matrix.typ"


def matrix_pdf(rows, *, about, user, is_sample=False):
    """The matrix as a PDF; see `matrix_document` for what is asked."""
    return pdf.typeset(SOURCE, matrix_document(rows, about=about, user=user, is_sample=is_sample))


def matrix_document(rows, *, about, user, is_sample=False):
    """The values of the matrix.

    `rows` are lists of texts and dates, the first one the headings, as in the spreadsheet of the same list; a
    row of one text is a remark across all columns. `about` says in words which follow-ups they are.
    """
    with translation.override("id"):
        heads, *lines = ([_told(value) for value in row] for row in rows[: MOST_ROWS + 1])
        if len(rows) > MOST_ROWS + 1:
            lines.append([f"Hanya {show_number(MOST_ROWS)} baris pertama; semuanya ada di berkas Excel."])
        return frame(user, is_sample=is_sample) | {
            "judul_dokumen": "Matriks tindak lanjut",
            "tentang": clean(about) or "Semua tindak lanjut",
            "judul_kolom": heads,
            "baris": lines,
        }


def _told(value):
    if isinstance(value, date):
        return show_date(value)
    return "" if value is None else clean(str(value))
