"""What stands over the columns: the template's words, a clerk's, a form program's, or two for one column."""

import re
from typing import NamedTuple

from tests.spreadsheets.messy.lists import listed

FIELDS = {
    "respondent": (
        "No. Responden",
        "NO RESPONDEN",
        "ID Responden",
        "No Resp.",
        "No. Kuesioner",
        "Kode Responden",
    )
    + ("Nmr. Responden", "No.Resp", "Nomor  Responden", "Responden No."),
    "region": (
        "Kabupaten/Kota",
        "Kab/Kota",
        "KAB./KOTA",
        "Wilayah ",
        "Daerah Asal",
        "Kabupaten Asal",
        "Asal Daerah",
    )
    + ("Kab. / Kota Asal", "Kabupaten / Kota", "Asal (Kab/Kota)", "WILAYAH", "Kantong PMI"),
    "responded_on": (
        "Tanggal",
        "Tgl.",
        "Tgl Wawancara",
        "TGL SURVEI",
        "Tanggal Survey",
        "Tgl. Pengisian",
        "Hari/Tanggal",
    )
    + (
        "Tanggal (hh/bb/tttt)",
        "Tgl Isi",
        "Tanggal pengisian kuesioner",
        "Hari / Tgl Wawancara",
        "Tanggal\nwawancara",
    ),
    "respondent_kind": (
        "Jenis Responden",
        "Status Responden",
        "Status",
        "Kategori Responden",
        "Responden Sebagai",
    )
    + ("Kelompok Responden", "Status PMI", "Status (CPMI/PMI/Purna)", "JENIS RESPONDEN"),
    "sex": (
        "JK",
        "L/P",
        "Jns Kelamin",
        "J. Kelamin",
        "Kelamin",
        "Gender",
        "Jenis Kelamin (L/P)",
        "SEX",
        "Jns. Kel.",
    )
    + ("JENIS KELAMIN", "P/L"),
    "age_band": (
        "Usia",
        "Umur (th)",
        "UMUR",
        "Usia (tahun)",
        "Kelompok Umur",
        "Umur Responden",
        "Rentang usia",
    )
    + ("Umur/Usia", "Usia Responden (tahun)"),
    "destination": (
        "Negara",
        "Negara Penempatan",
        "NEGARA TUJUAN",
        "Tujuan",
        "Negara Tujuan Penempatan",
        "Neg. Tujuan",
    )
    + ("Negara Tujuan/Penempatan", "Tujuan Negara", "Negara tempat bekerja"),
}
OF_QUESTIONS = (
    *listed("""
{u} | {u}. {label} | {u} - {label} | {label} ({u}) | {LABEL} | {text} | {text}? | {n}. {label} | {label} (1-4)
{label} * | {code} | ␣{label}␣ | {label}: | {n}. {text}? | Unsur {n}: {label} | [{u}] {label} | Q{n}. {label}
{u}_{label} | Unsur {n} | {known} | {lower} | {u}: {text}
"""),
    "{label}\n(skor 1-4)",
)
OF_OTHERS = ("{LABEL}", "{label} *", " {label} ", "{label}:", "{code}", "{lower}", "{label}?")
OTHERWISE = 0.12
AS_ASKED = {
    True: 0.6,
    False: 0.35,
}  # how often a clerk keeps the template's words, over mandatory columns and others
BARE = {"{u}", "Unsur {n}"}
POSITION = re.compile(r"[Uu](\d+)")

KOBO = {
    "responded_on": "start", "respondent": "_id", "region": "wilayah", "respondent_kind": "jenis_responden",
    "sex": "jenis_kelamin", "age_band": "usia", "destination": "negara_tujuan",
}  # fmt: skip
GROUPS = (
    ("profil", "skm", "lain"),
    ("identitas", "penilaian", "tambahan"),
    ("group_ab1cd34", "group_xy9zw12", "group_q1"),
)
GROUPS = (*GROUPS, ("data_diri", "kuesioner", "data_lain"), ("bagian_a", "bagian_b", "bagian_c"))
GOOGLE = {
    "responded_on": ("Timestamp", "Cap waktu", "Stempel waktu"),
    "region": ("Kabupaten/Kota asal Anda",),
}
GOOGLE |= {
    "sex": ("Jenis kelamin Anda",),
    "age_band": ("Usia Anda (tahun)",),
    "destination": ("Negara tujuan",),
}
MICROSOFT = {"responded_on": ("Start time", "Waktu mulai"), "respondent": ("ID",)}


class Twofold(NamedTuple):
    """Two headings for one column: the officer says that the first is meant; `holds` what the other says."""

    key: str
    meant: str
    other: str
    holds: tuple


TWOFOLD = (
    Twofold("responded_on", "Tanggal survei", "Timestamp", ("7/1/2026 10:15:22", "7/2/2026 9:01:10")),
    Twofold("responded_on", "Tgl Wawancara", "Tanggal pengisian", ("30 Juni 2026", "1 Juli 2026")),
    Twofold("region", "Kabupaten", "Kota", ("Kupang", "Cilacap", None)),
    Twofold("region", "Kabupaten asal", "Wilayah kerja", ("Kupang",)),
    Twofold("age_band", "Usia", "Umur", (19, 20, 21)),
    Twofold("respondent_kind", "Status responden", "Status", ("Menikah", "Belum menikah", "Cerai")),
    Twofold("destination", "Negara penempatan", "Negara", ("Indonesia",)),
    Twofold("respondent", "No responden", "No. Kuesioner", (101, 102, 103)),
)


class Headings:
    """The headings of one sheet: of each column a text, and whether the template has another."""

    def __init__(self, rng, columns, *, tidy=False):
        self.rng, self.tidy = rng, tidy
        self.numbers = {column.key: number for number, column in enumerate(_elements(columns), start=1)}
        self.usual = rng.choice(OF_QUESTIONS) if rng.random() < 0.7 else "{label}"

    def over(self, column):
        """(text, kind): the kind is empty where the text is the template's."""
        if self.tidy or (not column.is_question and self.rng.random() < AS_ASKED[column.mandatory]):
            return str(column.label), ""
        if not column.is_question:
            return self.rng.choice(FIELDS[column.key]), "L05"
        if column.key not in self.numbers:
            form = self.rng.choice(("{label}", "{label}", self.rng.choice(OF_OTHERS)))
        elif self.usual not in BARE and self.rng.random() < OTHERWISE:
            form = self.rng.choice(OF_QUESTIONS)
        else:
            form = self.usual
        return form.format_map(self._fields(column)), "" if form == "{label}" else "L05"

    def _fields(self, column):
        number, label = self.numbers.get(column.key, 0), str(column.label)
        known = [
            text for text in column.also if not POSITION.fullmatch(text) and not text.startswith("unsur")
        ]
        return {
            "u": f"U{number}", "n": number, "label": label, "LABEL": label.upper(), "lower": label.lower(),
            "code": column.key, "text": column.text or label, "known": self.rng.choice(known or [label]),
        }  # fmt: skip


def _elements(columns):
    return [column for column in columns if any(POSITION.fullmatch(text) for text in column.also)]


class Kobo(Headings):
    """`group/name` as Kobo and Ona export it, `group-name` as ODK does."""

    def __init__(self, rng, columns, **options):
        super().__init__(rng, columns, **options)
        self.groups, self.between = rng.choice(GROUPS), rng.choice(("/", "/", "/", "-", "."))
        self.by_number = rng.random() < 0.6

    def over(self, column):
        profile, elements, others = self.groups
        name = KOBO.get(column.key, column.key.lower())
        if not column.is_question:
            return name if name in ("start", "_id") else f"{profile}{self.between}{name}", "I17"
        if number := self.numbers.get(column.key):
            name = f"u{number}" if self.by_number else name
            return f"{elements}{self.between}{name}", "I17"
        return f"{others}{self.between}{name}", "I17"


class Google(Headings):
    """A form of questions in full; answers of a grid stand in square brackets."""

    names = GOOGLE

    def __init__(self, rng, columns, **options):
        super().__init__(rng, columns, **options)
        self.grid = rng.choice(
            ("{text}?", "Penilaian pelayanan [{label}]", "{text}", "Bagaimana penilaian Anda? [{label}]")
        )

    def over(self, column):
        if not column.is_question:
            return self.rng.choice(self.names.get(column.key, (str(column.label),))), "I17"
        form = self.grid if column.key in self.numbers else "{label}"
        return form.format_map(self._fields(column)), "I17"


class Microsoft(Google):
    names = GOOGLE | MICROSOFT
