"""Counts and sums of money, several answers in one cell, and words of one's own."""

from datetime import date

from tests.spreadsheets.messy.hands import NOT_KNOWN, Painter, in_words
from tests.spreadsheets.messy.lists import listed
from tests.spreadsheets.messy.truth import Cell, Odd, Verdict

COUNTS = listed("""
{n} hari | {word} | ± {n} | {n},0 | {n} hr | {n}.0 | {n} kali | {word} hari | ({n}) | kira-kira {n}
{n} Hari | {n}x | '{n} | sekitar {n} hari | {n} hari kerja | ~{n} | {n} hari.
""")
SUMS = listed("""
Rp {dots} | Rp{dots},- | {dots} | {commas} | IDR {dots} | {millions} juta | {pointed} jt
{thousands} ribu | {thousands}rb | Rp. {dots} | Rp {dots},00 | rp{dots} | Rp {n} | {dots},00
{thousands}.000,- | ± Rp {dots}
""")
COMMON_COUNTS = ("{n}", " {n} ", "{n}.0", "{n} hari")
WRONG_COUNTS = (
    -3,
    "3,5",
    "banyak",
    "2-3 hari",
    "lama sekali",
    "seminggu lebih",
    "kurang dari 3",
    "tiga atau empat",
    "Sesuai",
)
WRONG_COUNTS = (*WRONG_COUNTS, "1.2.3", "5/6", "-1")


class Count(Painter):
    """Counts of days or times; a question about money is asked in hundreds of thousands."""

    def __init__(self, *args, **options):
        column = args[1]
        self.money = "Rp" in column.label
        self.forms = tuple(("V13", form) for form in (SUMS if self.money else COUNTS))
        self.common = tuple(("V13", form) for form in (SUMS[:3] if self.money else COMMON_COUNTS))
        super().__init__(*args, **options)

    def fields(self, value, person):
        if not self.money:
            return {"n": str(value), "word": in_words(value)}
        dots = f"{value:,}".replace(",", ".")
        is_millions = value >= 1_000_000
        return {
            "n": str(value),
            "dots": dots,
            "commas": f"{value:,}",
            "millions": f"{value / 1_000_000:g}".replace(".", ",") if is_millions else None,
            "pointed": f"{value / 1_000_000:g}" if is_millions else None,
            "thousands": str(value // 1000) if not is_millions else None,
        }

    def filled(self, value, person):
        """“500.000” alone could be five hundred with three decimals; both ways to take it will do."""
        cell = super().filled(value, person)
        bare = isinstance(cell.raw, str) and cell.raw.count(".") + cell.raw.count(",") == 1
        unsure = self.money and bare and cell.raw.replace(".", "").replace(",", "").isdigit()
        return cell._replace(verdict=Verdict.EITHER) if unsure else cell

    def accident(self, person):
        if self.container == "xlsx" and self.rng.random() < 0.3:
            return self.wrong(
                self.rng.choice((Odd("formula", ""), Odd("error", "#VALUE!"), date(2026, 3, 4))), "I20"
            )
        return self.wrong(self.rng.choice(WRONG_COUNTS), "V13")


# --- several answers in one cell

JOINERS = (
    ", ",
    "/",
    " dan ",
    " & ",
    " + ",
    " / ",
    "\n",
    " serta ",
    ",",
    ";",
    "+",
    " ; ",
    ",\n",
    " | ",
    "; dan ",
)
COMMON_JOINERS = (";", "\n", " ; ", ", ")
WRONG_SEVERAL = listed("""
JKK, ABC | JKK/JKX | asuransi | JKM dan lainnya | JKK; tidak tahu apa | 7 | JHT/JP2MI | 1;9
""")


class Several(Painter):
    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.options = {option.code: option for option in self.column.options if option.code}
        self.joiners = [self.rng.choice((*COMMON_JOINERS * 3, *JOINERS)), self.rng.choice(JOINERS)]
        self.by_code = self.rng.random() < 0.6
        self.is_odd = not self.tidy and self.rng.random() < 0.5

    def filled(self, value, person):
        if self.tidy:
            return Cell("; ".join(value), value)
        joiner = self.joiners[self.rng.random() < self.share] if self.is_odd else "; "
        names = [code if self.by_code else self.options[code].label for code in value]
        if joiner == ", " and len(names) > 2 and self.rng.random() < 0.5:
            text = f"{', '.join(names[:-1])} dan {names[-1]}"
        else:
            text = joiner.join(names)
        plain = len(value) == 1 or joiner == "; "
        return Cell(text, value, Verdict.PLAIN if plain else Verdict.ODD, "" if plain else "I16")

    def accident(self, person):
        return self.wrong(self.rng.choice(WRONG_SEVERAL), "I16")


# --- words of one's own

SAID = (
    *(
        "Total bagus",
        "Jumlah loket ditambah",
        "NULL",
        "Rata-rata baik",
        "Petugas ramah; ruang tunggu sempit",
        "-5 poin",
    ),
    *(
        "=lebih cepat",
        "Sudah baik.",
        "Antre lama\nterlalu panas",
        "Mohon ada loket di desa",
        "“Puas”",
        "Mei nanti lagi",
    ),
    *(
        "Tanda tangan lama",
        "Catatan: perlu AC",
        "1",
        "Kupang jauh, ongkos mahal",
        "sumber air tidak ada",
        "👍 mantap",
    ),
)


class Words(Painter):
    marks = NOT_KNOWN[:1]

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.mark = None  # what people say is kept as they said it
