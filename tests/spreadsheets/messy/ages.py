"""Ages in years and in bands, with the words that stand around them."""

from tests.spreadsheets.messy.hands import NOT_KNOWN, Painter, in_words
from tests.spreadsheets.messy.lists import listed
from tests.spreadsheets.messy.truth import Cell, Odd, Verdict

IN_YEARS = listed("""
{n}thn | {n}th | umur {n} | ± {n} | {n},0 | {n} tahun 3 bulan | {n} thn | {n} Tahun | usia {n} th
{n} th 7 bln | sekitar {n} tahun | kira-kira {n} | ~{n} | kurang lebih {n} th | {n} y.o. | {n} yrs
{word} | {word} tahun | {n}.0 | {n} TAHUN | ({n}) | {n} th. | Umur: {n} | +/- {n} | '{n}
""")
COMMON_IN_YEARS = listed("""
{n} tahun | {n} thn | {n} th | {n} | ␣{n}␣ | {n} Thn.
""")
COMMON_IN_BANDS = (("{low} - {high}", "55 ke atas"), ("{low}-{high} tahun", "55 tahun ke atas"))
IN_BANDS = (
    *(
        ("{low} s/d {high}", "55 keatas"),
        ("{low}–{high}", "55 thn ke atas"),
        ("{low} - {high} tahun", ">= 55 tahun"),
    ),
    *(
        ("{low} sd {high} th", "55 tahun keatas"),
        ("{low} sampai {high}", "lebih dari 55"),
        ("{low}—{high}", "> 55 th"),
    ),
    *(
        ("{low}-{high} thn", "55 th lebih"),
        ("usia {low}-{high}", "≥ 55"),
        ("{low} s.d. {high} tahun", "55 up"),
    ),
    *(
        ("({low}-{high})", "55 (ke atas)"),
        ("{low} hingga {high}", "55 tahun atau lebih"),
        ("{low} ~ {high}", "55 +"),
    ),
)
WRONG_AGES = (
    17,
    5,
    150,
    "dewasa",
    "20-30",
    "25-40",
    "≤ 17",
    "12 tahun",
    "2S",
    "200 tahun",
    "muda",
    0,
    "<20",
    "3",
)
MISSING_AGES = (98, 99, "99", "998", "98 (tidak tahu)")


class Age(Painter):
    marks = NOT_KNOWN

    def __init__(self, *args, **options):
        self.in_bands = args[0].random() < 0.35
        self.forms, self.common = (
            tuple(("I12", _for_band(*form) if self.in_bands else form) for form in forms)
            for forms in ((IN_BANDS, COMMON_IN_BANDS) if self.in_bands else (IN_YEARS, COMMON_IN_YEARS))
        )
        super().__init__(*args, **options)

    def plain(self, value, person):
        return value if self.in_bands else person["years"]

    def fields(self, value, person):
        low, _dash, high = value.partition("-")
        return {"n": str(person["years"]), "word": in_words(person["years"]), "low": low, "high": high}

    def accident(self, person):
        if self.rng.random() < 0.35:
            return Cell(self.rng.choice(MISSING_AGES), None, Verdict.EITHER, "I12")
        if self.container == "xlsx" and self.rng.random() < 0.15:
            return self.wrong(Odd("formula", ""), "I20")
        return self.wrong(self.rng.choice(WRONG_AGES), "I12")


def _for_band(usual, oldest):
    return lambda fields: usual.format_map(fields) if fields["high"] else oldest
