"""The numbers by which respondents are told apart, and what is no such number."""

from datetime import date

from tests.spreadsheets.messy.hands import Painter
from tests.spreadsheets.messy.lists import listed
from tests.spreadsheets.messy.truth import Cell, Odd, Verdict

PLACEHOLDERS = listed("""
- | n/a | xx | -- | tidak ada | belum ada | ... | XXX | N/A | tanpa nomor | . | kosong
""")
BARE = listed("""
{n} | {n}.0 | {n:03} | {n:05} | '{n} | No. {n} | ␣{n}␣ | {n}. | '{n:03} | {n},0 | #{n} | no {n}
""")
CODED = listed("""
KPG-{n:03} | kpg-{n:03} | Kpg-{n:03} | ␣KPG-{n:03}␣ | KPG–{n:03} | KPG - {n:03} | kpg -{n:03}
KPG-{n:03}.
""")
SHORTENED = ("3.27501E+15", "5,37101E+15", "3.2E+15", "8,12345E+11")
NIKS = listed("""
5371012345670001 | 5371 0123 4567 0001 | NIK 5371012345670001 | 53.71.01.234567.0001 | 3212015508900003
NIK: 3212-0155-0890-0003 | KTP 3301014107850002
""")
PHONES = listed("""
081234567890 | +62 812-3456-7890 | 0812 3456 7890 | 62812345678901 | HP 081234567890 | 0812-3456-7890
(0380) 8554321 | wa 085239876543
""")


class Respondent(Painter):
    """The number by which people are told apart; what it means is the number in its plain form."""

    marks, mark_kind = PLACEHOLDERS, "I1"

    def __init__(self, *args, **options):
        self.coded = args[0].random() < 0.3
        self.forms = tuple(("I1", form) for form in (CODED if self.coded else BARE)[1:])
        self.common = (
            ("I1", CODED[0] if self.coded else BARE[0]),
            ("I1", " KPG-{n:03}" if self.coded else "{n:03}"),
        )
        super().__init__(*args, **options)
        self.as_number = self.container == "xlsx" and self.rng.random() < 0.7

    def identity(self, number):
        return CODED[0].format(n=number) if self.coded else str(number)

    def filled(self, value, person):
        return super().filled(value, person)._replace(value=self.identity(value))

    def plain(self, value, person):
        return value if self.as_number and not self.coded else self.identity(value)

    def fields(self, value, person):
        return {"n": value}

    def again(self, number):
        """The same number in another spelling."""
        plain = self.identity(number)
        forms = [form for _kind, form in self.forms if form.format(n=number) != plain]
        return Cell(self.rng.choice(forms).format(n=number), plain, Verdict.ODD, "I1")

    def accident(self, person):
        chance = self.rng.random()
        if chance < 0.3:
            return Cell(self.rng.choice(PLACEHOLDERS), None, Verdict.ODD, "I1")
        if chance < 0.6:
            return self.wrong(self.rng.choice(NIKS), "I1")
        if chance < 0.8:
            return self.wrong(self.rng.choice(PHONES), "I1")
        if self.container == "xlsx":
            numbers = (5371012345670000, 81234567890, 3.27501234567e15, date(2026, 5, 12), Odd("formula", ""))
            return self.wrong(self.rng.choice((*numbers, 12.5)), "I1")
        return self.wrong(self.rng.choice(SHORTENED), "I1")
