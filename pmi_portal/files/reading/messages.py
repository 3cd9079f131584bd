"""What the officer reads when a file, a part of it or a cell cannot be used: one text for each code."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from pmi_portal.files.reading.refusal_texts import DETAILS, REFUSALS
from pmi_portal.files.sheets import parts_of_name, sheet_address


@dataclass(frozen=True)
class Refusal:
    """Why a file was refused: a code for programs and tests, a message for the officer."""

    code: str
    message: str


@dataclass(frozen=True)
class Notice:
    """Something the officer should know about a file that was read all the same."""

    code: str
    message: str
    row: int | None = None
    sheet: str | None = None  # named when several sheets were read


# Every text may use %(row)s and %(detail)s; a percent sign is written %%.
NOTICES = {
    "hidden_sheets": _("Ada lembar tersembunyi yang tidak dibaca: %(detail)s."),
    "other_sheets": _("Berkas ini memiliki lembar lain yang tidak dibaca: %(detail)s."),
    "hidden_rows": _(
        "Baris yang tidak terlihat (disaring atau disembunyikan) ikut dibaca: baris %(detail)s. Hapus baris "
        "itu dari berkas bila tidak termasuk datanya."
    ),
    "hidden_columns": _("Kolom yang disembunyikan ikut dibaca: %(detail)s."),
    "many_merges": _(
        "Lembar ini memiliki lebih dari %(detail)s sel gabungan; yang selebihnya dibaca sebagai sel biasa."
    ),
    "formulas": _(
        "%(detail)s sel berisi rumus; yang dipakai adalah hasil terakhir yang tersimpan di berkas."
    ),
    "external_links": _(
        "Berkas ini merujuk ke berkas atau data lain. Rujukan tidak dibuka; hanya hasil tersimpan dipakai."
    ),
    "attachments": _("Berkas ini memuat lampiran atau objek; semuanya diabaikan."),
    "guessed_encoding": _(
        "Pengodean huruf diduga %(detail)s. Periksa nama dan huruf khusus, mulai dari baris %(row)s."
    ),
    "stopped_at_gap": _(
        "Pembacaan berhenti setelah 1.000 baris kosong berturut-turut; isi mulai baris "
        "%(row)s tidak dibaca. Hapus baris kosong itu bila isinya perlu disimpan."
    ),
    "ragged_rows": _("%(detail)s baris memiliki jumlah kolom yang berbeda, mulai dari baris %(row)s."),
    "unquoted_delimiters": _(
        "%(detail)s baris memiliki kolom lebih banyak daripada tabelnya, mulai dari baris %(row)s. Bila "
        "isinya memuat tanda pemisah kolom, misalnya Kupang, NTT, apit isi itu dengan tanda kutip "
        '("Kupang, NTT") atau simpan berkas sebagai .xlsx.'
    ),
}

UNUSABLE_CELLS = {
    "too_long": _("Isi sel lebih dari 32.767 karakter, batas Excel. Ringkas isinya."),
    "control": _("Isi sel memuat karakter kendali yang tidak terlihat. Ketik ulang isi sel ini."),
    "surrogate": _("Isi sel memuat huruf yang rusak. Ketik ulang isi sel ini."),
    "not_a_number": _("Angka di sel ini di luar jangkauan. Ketik ulang angkanya."),
}


def refusal(code, *, detail="", row=None, sheet=None):
    """The refusal of this code in words; KeyError for a code that has no text."""
    if words := DETAILS.get(code):
        detail = ", ".join(str(words.get(part, part)) for part in detail.split(", "))
    message = str(REFUSALS[code]) % {"detail": detail, "row": _row_text(row)}
    return Refusal(code, of_sheet(message, sheet))


def notice(code, *, detail="", row=None, sheet=None):
    """The notice of this code in words; KeyError for a code that has no text."""
    message = str(NOTICES[code]) % {"detail": detail, "row": _row_text(row)}
    return Notice(code, of_sheet(message, sheet), row, sheet)


def of_sheet(message, sheet):
    """The message with the sheet, or the further table of one, that it speaks of, if that has to be said."""
    if sheet is None:
        return message
    name, begins = parts_of_name(sheet)
    if begins:
        told = {"cell": sheet_address(name, begins), "message": message}
        return str(_("Tabel mulai %(cell)s: %(message)s")) % told
    return str(_("Lembar “%(sheet)s”: %(message)s")) % {"sheet": sheet, "message": message}


def why_cell_unusable(reason):
    """The words for a cell of type "x", whose value is the reason; KeyError for an unknown reason."""
    return str(UNUSABLE_CELLS[reason])


def _row_text(row):
    return "?" if row is None else str(row)
