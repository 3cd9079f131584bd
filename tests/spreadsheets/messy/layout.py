"""Rows that are nobody: titles, totals, signatures, notes, headings again, numbers without a person."""

from typing import NamedTuple

from tests.spreadsheets.messy.lists import listed
from tests.spreadsheets.messy.truth import RowIs, TrueRow


class Line(NamedTuple):
    """A row of a sheet before it is written; `truth` is None for an empty one, `merged` are two places."""

    raws: list
    truth: TrueRow | None
    merged: tuple | None = None
    unquoted: bool = False
    person: dict | None = None


TITLES = listed("""
REKAPITULASI SURVEI KEPUASAN MASYARAKAT | HASIL SKM LAYANAN PMI SEMESTER I 2026 | Kantor Cabang Kupang
Data responden wawancara, Januari s/d Juni 2026 | BPJS KETENAGAKERJAAN | Lampiran 2 | Wilayah : Kupang
PENGOLAHAN SURVEI KEPUASAN PER RESPONDEN DAN PER UNSUR PELAYANAN | Periode : 1 Januari - 30 Juni 2026
""")
TOTALS = listed("""
Jumlah | JUMLAH | Total | TOTAL RESPONDEN | Jumlah Nilai | Rata-rata | Rata2 | Rerata | NRR per unsur
NRR tertimbang | NRR tertimbang per unsur | IKM Unit Pelayanan | Nilai IKM | Nilai SKM setelah konversi
Mutu pelayanan | Σ nilai | Jml | Jml. nilai per unsur | Nilai per unsur | Total nilai | Grand Total
Sub Jumlah | Indeks Kepuasan | Persentase | ∑ Nilai/Unsur | NRR/unsur | Total keseluruhan | IKM
""")
NOTES = listed("""
Keterangan: 1 = Tidak sesuai, 2 = Kurang sesuai, 3 = Sesuai, 4 = Sangat sesuai | Catatan: data sementara
Sumber: wawancara langsung petugas | *) diisi oleh petugas | Ket : L = Laki-laki, P = Perempuan
NB: responden no. 12 pindah alamat | U1 s.d. U9 = unsur pelayanan | Keterangan : | ** belum diverifikasi
Nilai 1 = tidak baik; 4 = sangat baik | Demikian rekapitulasi ini dibuat dengan sebenarnya.
Note: data per 30 Juni
""")
SIGNED = (
    (
        "Kupang, 30 Juni 2026",
        "Kepala Kantor Cabang",
        None,
        None,
        "Drs. Yosef Tallo",
        "NIP. 19680512 199403 1 002",
    ),
    ("Mengetahui,", "Kepala Bidang Pelayanan", None, "(........................)", "NIP"),
    ("Cilacap,        Juni 2026", "Petugas survei,", None, "ttd", "Siti Aminah"),
    ("Dibuat oleh: Rudi Hartono", "Diperiksa oleh: ................"),
    (
        "Indramayu, 1 Juli 2026",
        "a.n. Kepala Cabang",
        "Kabid Kepesertaan",
        None,
        "Maria Goreti, S.Sos",
        "NPK 1987",
    ),
)
SECTIONS = listed("""
Kecamatan Oebobo | A. KABUPATEN KUPANG | Desa Sukamaju | Bulan Mei 2026 | II. Hari kedua | Petugas: Rudi
""")


def nobody(raws, note, *, merged=None):
    return Line(raws, TrueRow(0, RowIs.NOBODY, note=note), merged)


def empty(width):
    return Line([None] * width, None)


class Layout:
    """Rows around and between the people of a table of this width.

    `scored` are the places of columns with scores, `numbered` that of the column with numbers.
    """

    def __init__(self, rng, headings, *, scored, numbered):
        self.rng, self.headings, self.scored, self.numbered = rng, headings, scored, numbered
        self.width = len(headings)

    def row(self, texts, note, *, merged=None):
        """A row with these texts by place."""
        raws = [None] * self.width
        for place, text in texts.items():
            raws[place] = text
        return nobody(raws, note, merged=merged)

    def titles(self):
        for title in self.rng.sample(TITLES, self.rng.randint(0, 4)):
            place = self.rng.choice((0, 0, 0, min(2, self.width - 1)))
            merged = (place, self.width - 1) if self.rng.random() < 0.5 and place < self.width - 1 else None
            yield self.row({place: title}, "title", merged=merged)
        if self.rng.random() < 0.5:
            yield empty(self.width)

    def heading(self):
        """The heading, sometimes below a word for all elements, or above the numbers of the columns."""
        if len(self.scored) > 2 and self.rng.random() < 0.2:
            first, last = self.scored[0], self.scored[-1]
            merged = (first, last) if self.scored == list(range(first, last + 1)) else None
            yield self.row(
                {first: self.rng.choice(("Unsur Pelayanan", "NILAI UNSUR"))}, "heading above", merged=merged
            )
        yield nobody(list(self.headings), "heading")
        if self.rng.random() < 0.35:
            yield nobody(self._counted(), "numbered heading")

    def bare_heading(self):
        yield nobody(list(self.headings), "heading")

    def _counted(self):
        places = range(1, self.width + 1)
        form = self.rng.choice(("int", "({})", "{}", "[{}]", "{}."))
        return list(places) if form == "int" else [form.format(place) for place in places]

    def between(self, lines):
        """The people with a heading again, a section or a subtotal between them now and then."""
        again = self.rng.choice((0, 0, 25, 30))
        sections = self.rng.random() < 0.25
        for count, line in enumerate(lines):
            if again and count and count % again == 0:
                yield nobody(self._again(), "heading again")
            if sections and count % 20 == 0:
                yield self.row({0: self.rng.choice(SECTIONS)}, "section", merged=(0, self.width - 1))
            elif sections and count % 20 == 19:
                yield self.total("Jumlah")
            yield line

    def _again(self):
        return [text.upper() for text in self.headings] if self.rng.random() < 0.3 else list(self.headings)

    def below(self, last):
        """What stands under the people, the last of whom had this number."""
        more = self.rng.choice((0, 0, 3, 8)) if self.numbered is not None else 0
        for number in range(last + 1, last + 1 + more):
            yield self.row({self.numbered: number}, "prefilled number")
        if self.rng.random() < 0.4:
            yield empty(self.width)
        for label in self.rng.sample(TOTALS, self.rng.choice((0, 1, 2, 4))):
            yield self.total(label)
        for part in self.rng.sample((self._notes, self._signature), self.rng.choice((0, 1, 2))):
            yield empty(self.width)
            yield from part()

    def total(self, label):
        sums = {place: self._sum(label) for place in self.scored}
        place = self.rng.choice((0, 0, 1)) if self.width > 1 else 0
        return self.row(sums | {place: label}, "total")

    def _sum(self, label):
        if "utu" in label:
            return self.rng.choice("ABC")
        return self.rng.randint(90, 400) if self.rng.random() < 0.5 else round(self.rng.uniform(0.3, 3.9), 3)

    def _notes(self):
        for note in self.rng.sample(NOTES, self.rng.randint(1, 3)):
            yield self.row({self.rng.choice((0, 0, 1)): note}, "note")

    def _signature(self):
        place = self.rng.choice((0, 1, max(0, self.width - 3), self.width - 1))
        for text in self.rng.choice(SIGNED):
            yield self.row({place: text}, "signature") if text else empty(self.width)
