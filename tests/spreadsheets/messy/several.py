"""One survey on several sheets, each a table of its own, that the officer chooses together."""

from tests.spreadsheets.messy.layout import Line, empty

# In turn: how the sheets are named; whether the later ones have their columns the other way round; what
# stands before them that is no table of people.
WAYS = (
    (("Kupang", "Cilacap"), False, None),
    (("Januari", "Februari", "Maret"), True, None),
    (("Petugas 1", "Petugas 2"), False, "Petunjuk"),
    (("Data", "Data (2)"), True, "Rekap"),
    (("Sheet1", "Sheet2", "Sheet3"), False, None),
    (("Lembar A", "Lembar B"), True, "Kode"),
)
TEXTS = {
    "Petunjuk": ("PETUNJUK PENGISIAN", "1. Isi satu baris untuk satu responden.", "2. Jangan ubah judul."),
    "Rekap": ("Rekapitulasi", "Jumlah responden", "IKM"),
    "Kode": ("Kode", "1 = Tidak sesuai", "4 = Sangat sesuai"),
}


def way_of(draft):
    return WAYS[draft.turn % len(WAYS)] if draft.way == "sheets" else None


def cut(names, lines):
    """The lines in as many parts as there are names, none of them without anybody."""
    size = -(-len(lines) // len(names))
    return [lines[begin : begin + size] for begin in range(0, len(lines), size)]


def turned(slots, lines):
    """Slots and lines with the columns the other way round."""
    return slots[::-1], [line._replace(raws=line.raws[::-1]) for line in lines]


def texts_of(name):
    """The lines of a sheet without a table of people."""
    return [Line([text, None], None) for text in TEXTS[name]] + [empty(2)]
