"""What a register may be: a plain table, perhaps below a title, read as every spreadsheet is read."""

from datetime import datetime, time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from django.utils.translation import gettext as _

from pmi_portal.files.reading import reader
from pmi_portal.files.reading.messages import why_cell_unusable
from pmi_portal.files.reading.reader import UnreadableFile
from pmi_portal.words.formats import show_number

MAX_BYTES = 2 * 1024**2
MAX_ROWS = 5_000
MAX_COLUMNS = 40
MAX_ABOVE = 20  # rows of a title, an address, a date above the headings
KINDS = ("xlsx", "csv")
# Elsewhere a word about it is enough; here a cell that slipped or a row that is left out changes a record.
NOT_HERE = ("ragged_rows", "unquoted_delimiters", "stopped_at_gap")


class Table(NamedTuple):
    """Rows as lists of values, the headings first and empty rows as []; and what to know about the file.

    `top` is the number of the row of headings in the file.
    """

    rows: list
    notices: list
    top: int


def read_table(data, kind, *, is_heading=bool):
    """The Table in the bytes of an uploaded file; raises UnreadableFile with the reason for who sent it.

    The headings are the first row of which `is_heading` is true; where there is none, the first row.
    """
    if len(data) > MAX_BYTES:
        raise _refused(_("Berkas lebih besar dari 2 MB; bagi menjadi beberapa berkas."))
    with TemporaryDirectory() as folder:
        path = Path(folder) / "register"
        path.write_bytes(data)
        reading = reader.read_rows(path, f"register.{kind}")
    _check_notices({one.code: one for one in reading.warnings})
    if len(reading.sheets) > 1:
        raise _refused(_("Berkas harus berisi tepat satu lembar kerja."))
    everything = _in_place(reading)
    above = next((place for place, row in enumerate(everything[:MAX_ABOVE]) if is_heading(row)), 0)
    rows = everything[above:]
    _check_rows(rows, above, exact=kind == "csv")
    width = len(rows[0])
    padded = [row + [None] * (width - len(row)) if row else row for row in rows]
    return Table(padded, [one.message for one in reading.warnings], above + 1)


def _check_notices(notices):
    if found := notices.get("formulas"):
        raise _refused(
            _("Baris %(row)s berisi rumus. Salin kolomnya, lalu tempel sebagai nilai.") % {"row": found.row}
        )
    for code in NOT_HERE:
        if code in notices:
            raise _refused(notices[code].message)


def _in_place(reading):
    """The rows where Excel shows them."""
    rows = []
    for row in reading.rows:
        rows += [[] for _gap in range(row.number - reading.first_row - len(rows))]
        rows.append([_value(cell, row.number) for cell in row.cells])
    return rows


def _value(cell, number):
    kind, value = cell
    if kind == "x":
        told = {"row": number, "reason": why_cell_unusable(value)}
        raise _refused(_("Baris %(row)s: %(reason)s") % told)
    if kind == "d":
        return time.fromisoformat(value) if value[2] == ":" else datetime.fromisoformat(value)
    return None if kind == "" else value


def _check_rows(rows, above, *, exact):
    """A text row with more cells than there are headings has slipped."""
    if not rows or not rows[0]:
        raise _refused(_("Baris pertama harus berisi judul kolom."))
    if len(rows) == 1:
        raise _refused(_("Berkas hanya berisi judul kolom; tidak ada baris data."))
    if sum(map(bool, rows)) > MAX_ROWS + 1:
        raise _refused(
            _("Berkas berisi lebih dari %(most)s baris; bagi menjadi beberapa berkas.")
            % {"most": show_number(MAX_ROWS)}
        )
    if any(len(row) > MAX_COLUMNS for row in rows):
        raise _refused(_("Berkas berisi lebih dari %(most)s kolom.") % {"most": MAX_COLUMNS})
    for number, row in enumerate(rows, above + 1):
        if exact and len(row) > len(rows[0]):
            raise _refused(
                _("Baris %(row)s berisi %(found)s isian, sedangkan judulnya %(expected)s kolom.")
                % {"row": number, "found": len(row), "expected": len(rows[0])}
            )


def _refused(message):
    return UnreadableFile("register", message)
