"""Who answered: sex, kind of respondent, age, country of destination, as clerks write them."""

from tests.spreadsheets.messy.hands import (
    COMMONLY,
    NOT_KNOWN,
    ODD_USUALLY,
    Painter,
    with_lookalike,
)
from tests.spreadsheets.messy.lists import listed
from tests.spreadsheets.messy.truth import Cell, Verdict

SEXES = (
    *(
        ("Laki2", "Perempuan"),
        ("laki²", "perempuan"),
        ("Lelaki", "Wanita"),
        ("Laki-laki (L)", "Perempuan (P)"),
    ),
    *(("L (Laki-laki)", "P (Perempuan)"), ("LK", "PR"), ("Lk.", "Pr."), ("Pria (L)", "Wanita (P)")),
    *(("laki - laki", "perempuan "), ("1. Laki-laki", "2. Perempuan"), ("LAKI LAKI", "PEREMPUAN")),
    *(("Laki – laki", "PEREMPUAN."), ("Bapak", "Ibu"), ("Laki-laki / L", "Perempuan / P"), ("laki2.", "prp")),
    *(
        ("L - Laki-laki", "P - Perempuan"),
        ("(L)", "(P)"),
        ("L.", "P."),
        ("Laki laki", "Wanita"),
        ("Lakilaki", "Pr"),
    ),
)
WRONG_SEXES = ("X", "L/P", "3", "LP", "Ya", "Kupang", "0", "P/L", 7)
UNSURE_SEXES = ("L?", "?")

KINDS = {
    "cpmi": (
        "Calon TKI",
        "Calon PMI",
        "C-PMI",
        "C.P.M.I",
        "CTKI",
        "Calon Pekerja Migran (CPMI)",
        "calon tki/pmi",
    )
    + ("CPMI (calon)", "Calon PMI ", "CALON PEKERJA MIGRAN INDONESIA", "cpmi."),
    "pmi_active": (
        "PMI Aktif",
        "TKI",
        "Pekerja Migran",
        "PMI (aktif)",
        "PMI - aktif",
        "pmi aktif.",
        "TKI aktif",
    )
    + ("Pekerja Migran Indonesia (PMI)", "AKTIF"),
    "pmi_leave": (
        "PMI Cuti",
        "PMI sedang cuti",
        "Cuti",
        "PMI (cuti)",
        "sedang cuti",
        "TKI cuti",
        "PMI yang cuti",
    ),
    "pmi_returned": (
        "Ex PMI",
        "PMI Purna",
        "Eks-PMI",
        "ex TKI",
        "Eks TKI",
        "mantan TKI",
        "Mantan pekerja migran",
    )
    + ("Purna TKI", "Purna", "Purna PMI (eks TKI)", "bekas TKI", "Ex-TKI", "PMI purna tugas"),
    "family": (
        "Istri/Suami PMI",
        "Keluarga",
        "Keluarga TKI",
        "Istri PMI",
        "Suami PMI",
        "Anak PMI",
        "Keluarga PMI (istri)",
    )
    + ("Orang tua PMI", "ahli waris", "kel. PMI", "Keluarga/ahli waris", "Suami/istri TKI"),
}
WRONG_KINDS = ("Menikah", "PNS", "Petani", "CPMI/Purna PMI", "Pelajar", "xyz", "PMI atau CPMI", 9)
# Marks that are the code of a country are no country; two letters that might be either are asked.
COUNTRIES = {
    "MY": (
        "MYS",
        "Malasia",
        "MALAYSIA",
        "Malaysia.",
        "Malaysia (Sabah)",
        "M'sia",
        "my",
        "Malaysia Timur",
        "Mlysia",
    ),
    "TW": ("TWN", "Taiwan (ROC)", "Taiwan, R.O.C.", "TAIWAN", "taiwan ", "R.O.C. Taiwan", "Taiwan/ROC"),
    "HK": (
        "Hongkong SAR",
        "HKG",
        "Hong Kong",
        "HONGKONG",
        "Hong-Kong",
        "H.K.",
        "Hongkong (SAR)",
        "Hong Kong SAR China",
    ),
    "SG": ("SGP", "Singapore", "S'pore", "Singapura.", "SINGAPURA", "Spore", "Singapura (SG)"),
    "KR": (
        "KOR",
        "Korsel",
        "Korea Selatan",
        "Korea",
        "Korea (Selatan)",
        "South Korea",
        "Rep. Korea",
        "Korea Sel.",
    ),
    "SA": (
        "SAU",
        "Saudi",
        "Arab Saudi",
        "KSA",
        "S. Arabia",
        "Saudi Arabia",
        "Arab Saudi (Riyadh)",
        "Arab S.",
    ),
    "BN": ("BRN", "Brunei", "Brunei Darussalam", "Brunai", "Brunei D."),
    "JP": ("JPN", "Jepang", "Japan", "JEPANG", "jepang (magang)"),
    "AE": ("ARE", "UEA", "Uni Emirat Arab", "U.E.A.", "UAE", "Dubai (UEA)", "Emirat Arab"),
}
NOT_CERTAIN = {"Mlysia", "Brunai", "Arab S.", "calon tki/pmi", "prp"}
WRONG_COUNTRIES = listed("""
Atlantis | luar negeri | Malaysia/Singapura | Timur Tengah | Asia | Eropa | Wakanda | Kupang | HK atau TW
Malaysia dan Brunei | 12 | XX
""")
MARKS_LIKE_COUNTRIES = listed("""
NA | belum ada | belum ada tujuan | blm ada | Belum tahu | belum ditentukan | NA.
""")
LETTERS_LIKE_COUNTRIES = listed("""
TT | TJ | BT | TD | BL
""")


class _BySpelling(Painter):
    """One spelling for each code, and another now and then; `common` changes the dress of the plain word."""

    mark_kind, marks = "I7", NOT_KNOWN
    common = (str.upper, str.title, str.lower, "{} ".format, " {}".format)
    kind, spellings = "I15", {}

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.oddly = {code: self.rng.choice(texts) for code, texts in self.spellings.items()}
        self.is_odd = not self.tidy and self.rng.random() < ODD_USUALLY
        self.dress = self.rng.choice(self.common) if self.rng.random() < COMMONLY else None

    def filled(self, value, person):
        if value not in self.spellings or self.tidy:
            return Cell(self.plain(value, person), value)
        if self.rng.random() < self.share:
            return self.oddly_written(self.rng.choice(self.spellings[value]), value)
        if self.is_odd:
            text = self.dress(self.plain(value, person)) if self.dress else self.oddly[value]
            return self.oddly_written(text, value)
        return Cell(self.plain(value, person), value)

    def oddly_written(self, text, value):
        return Cell(text, value, Verdict.EITHER if text in NOT_CERTAIN else Verdict.ODD, self.kind)

    def plain(self, value, person):
        return next((option.label for option in self.column.options if option.code == value), value)

    def twin(self, text):
        return self.wrong(with_lookalike(text), "I20")


class Sex(_BySpelling):
    spellings = {code: [pair[place] for pair in SEXES] for place, code in enumerate("LP")}

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.oddly = dict(zip("LP", self.rng.choice(SEXES), strict=True))
        self.as_code = self.rng.random() < 0.5

    def plain(self, value, person):
        return value if self.as_code else super().plain(value, person)

    def accident(self, person):
        chance = self.rng.random()
        if chance < 0.2:
            return self.ambiguous(self.rng.choice(UNSURE_SEXES), "I15")
        return self.twin("Perempuan") if chance < 0.35 else self.wrong(self.rng.choice(WRONG_SEXES), "I15")


class RespondentKind(_BySpelling):
    spellings = KINDS

    def accident(self, person):
        if self.rng.random() < 0.15:
            return self.twin("CPMI")
        return self.wrong(self.rng.choice(WRONG_KINDS), "I15")


class Destination(_BySpelling):
    spellings = COUNTRIES
    marks = (*NOT_KNOWN, *MARKS_LIKE_COUNTRIES * 3)
    plainly = {
        "MY": "Malaysia", "TW": "Taiwan", "HK": "Hong Kong", "SG": "Singapura", "KR": "Korea Selatan",
        "SA": "Arab Saudi", "BN": "Brunei", "JP": "Jepang", "AE": "Uni Emirat Arab",
    }  # fmt: skip

    def plain(self, value, person):
        return self.plainly.get(value, value)

    def accident(self, person):
        chance = self.rng.random()
        if chance < 0.2:
            return self.ambiguous(self.rng.choice(LETTERS_LIKE_COUNTRIES), "I7")
        if chance < 0.4:
            return Cell(self.rng.choice(MARKS_LIKE_COUNTRIES), None, Verdict.ODD, "I7")
        return self.twin("Malaysia") if chance < 0.55 else self.wrong(self.rng.choice(WRONG_COUNTRIES), "I15")
