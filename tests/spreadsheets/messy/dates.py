"""The day of the interview: named months, clocks, dots and slashes, and the order of day and month."""

from datetime import date, datetime, time, timedelta

from tests.spreadsheets.messy.hands import Painter
from tests.spreadsheets.messy.lists import listed
from tests.spreadsheets.messy.truth import Cell, Odd, Verdict

MONTHS = listed("""
Januari | Februari | Maret | April | Mei | Juni | Juli | Agustus | September | Oktober | November
Desember
""")
WEEKDAYS = listed("""
Senin | Selasa | Rabu | Kamis | Jumat | Sabtu | Minggu
""")
ROMAN = listed("""
I | II | III | IV | V | VI | VII | VIII | IX | X | XI | XII
""")
EPOCH = date(1899, 12, 30)

ONE_MEANING = listed(r"""
{d} / {mm} / {y} | {dd} - {mm} - {y} | {dd}–{mm}–{y} | {d} {Month} {y} {H}.{M} WITA
{d} {Month} {y} pukul {H}.{M}
Tgl. {d} {Month} {y} | {d} {Month}'{yy} | {d} {Month} {y}. | {d}-{Mon}-{yy} | {Weekday} {d}-{Mon}-{y}
{d} {MONTH} {y} | tanggal {d} {Month} {y} | {d}{Month}{y} | {y}/{mm}/{dd} | {y}.{mm}.{dd} | {y}{mm}{dd}
{d} {Month}, {y} | {Month} {d}, {y} | {d} {month} {y} jam {H}.{M} | {d}-{month}-{y} | {dd}/{Mon}/{y}
{dd}/{roman}/{y} | {d} {Month} {y} (siang) | {d} {Month} tahun {y} | {dd} {mm} {y} | {dd}.{mm}.{y}.
{d} {Mon}. {y} | {dd}/{Month}/{y} | {d} {Month} {y}, {H}:{M} WIB | {d} {Month} {y} Pkl {H}:{M}
{d} {Month} {y} / {H}.{M} | {d}-{roman}-{y} | {Weekday}/{d} {Month} {y} | {d} {Month} {y} s.d. selesai
{dd}—{mm}—{y} | {dd}\{mm}\{y} | {y}-{mm}-{dd} {H}:{M}:00 | {y} {Month} {d} | {y}-{Mon}-{dd}
'{d} {Month} {y} | {d}.{Month}.{y}
""")
COMMON = listed("""
{d} {Month} {y} | {d} {Mon} {y} | {Weekday}, {d} {Month} {y} | {d}-{Mon}-{yy} | {dd} {Month} {y}
{y}-{mm}-{dd}
""")
EXPORTED = (
    "{y}-{mm}-{dd}T{H}:{M}:22.000+08:00",
    "{y}-{mm}-{dd}T{H}:{M}:22.118+07:00",
    "{y}/{mm}/{dd} {h}:{M}:22 AM GMT+8",
)
DAY_FIRST = listed("""
{dd}/{mm}/{y} | {d}/{m}/{y} | {dd}-{mm}-{y} | {dd}.{mm}.{y} | {dd}/{mm}/{yy} | {d}/{m}/{y} {H}:{M}
""")
MONTH_FIRST = listed("""
{mm}/{dd}/{y} | {m}/{d}/{y} {H}:{M}:22 | {m}/{d}/{yy} | {mm}-{dd}-{y} | {m}/{d}/{y} {h}:{M} AM
{m}/{d}/{y}
""")
LAST_OF_BOTH = 12

NO_DAY = (
    *(
        "31 Februari 2026",
        "Mei 2026",
        "2026",
        "kemarin",
        "12 Mei",
        "minggu lalu",
        "12 Mei 2062",
        "12 Mei 2016",
        "3 Maret 1026",
    ),
    *(
        "-",
        "12 & 13 Mei 2026",
        "31 April 2026",
        "12 Mei 2025",
        "bulan Mei",
        "hari ini",
        "12 - 14 Mei 2026",
        0,
        7,
        None,
        None,
    ),
    *(
        "Selasa",
        "awal Juni 2026",
        "2026-02-30",
        "2026-13-01",
        "2o26-05-12",
        "Sesuai",
        "9 Juli 2026 ",
        "tgl 12",
    ),
)
DAY_FIRST_NO_DAY = listed("""
30/02/2026 | 32/05/2026 | 00/00/2026 | 05/25/2026 | 12/05/0206 | 31/04/2026
""")
SLIPS = {"12 Mie 2026": date(2026, 5, 12), "3 Aprl 2026": date(2026, 4, 3), "9 Jnui 2026": date(2026, 6, 9)}


class Day(Painter):
    """Decides for the whole column: `order` tells how its numbers are to be read, None where it has none."""

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.mark = None  # a date is asked of every row
        self.order = None
        self.kind, self.form = "", None
        self.way = "tidy" if self.tidy else self._way()

    def _way(self):
        ways = {
            "named": 9,
            "day_first": 4,
            "month_first": 3,
            "serial": 2,
            "two_clerks": 1,
            "tidy": 3,
            "real": 2,
        }
        ways |= {"exchanged": 2} if self.container == "xlsx" else {}
        return self.rng.choices(list(ways), weights=list(ways.values()))[0]

    def paint(self, people):
        days = [person.get(self.column.key) for person in people]
        self.cells = getattr(self, f"_{self.way}")(days)
        return self.cells

    def _tidy(self, days):
        return [Cell(self._plain(day), day) for day in days]

    def _plain(self, day):
        return day if self.container == "xlsx" else day.isoformat()

    def _real(self, days):
        """Cells that are dates, with a clock; in a csv as Excel shows them there."""
        if self.container == "xlsx":
            return [Cell(datetime.combine(day, self._clock()), day) for day in days]
        return self._day_first(days)

    def _named(self, days):
        usual = self.rng.choice((None, self.rng.choice(COMMON), self.rng.choice(ONE_MEANING)))
        other = self.rng.choice((*COMMON * 6, *ONE_MEANING))
        forms = [other if self.rng.random() < self.share else usual for _day in days]
        return [
            self._cell(form, day, "I13") if form else Cell(self._plain(day), day)
            for form, day in zip(forms, days, strict=True)
        ]

    def _serial(self, days):
        """The number behind a date, in a cell without its format."""
        numbers = [(day - EPOCH).days + self.rng.choice((0, 0, 0, 0.4375)) for day in days]
        return [
            Cell(self._number(number), day, Verdict.ODD, "I13")
            for number, day in zip(numbers, days, strict=True)
        ]

    def _number(self, number):
        return str(number) if self.container == "csv" else Odd("serial", number)

    def _day_first(self, days):
        self.order = "day" if _tells_order(days) else None
        self.form = self.rng.choice(DAY_FIRST)
        return [self._cell(self.form, day, "I4") for day in days]

    def _month_first(self, days):
        if not _tells_order(days):
            return self._tidy(days)
        self.order, self.form = "month", self.rng.choice(MONTH_FIRST)
        return [self._cell(self.form, day, "I4") for day in days]

    def _two_clerks(self, days):
        """Two people of two habits in one column: what both could have meant is nobody's guess."""
        half = len(days) // 2
        if not (_tells_order(days[:half]) and _tells_order(days[half:])):
            return self._tidy(days)
        self.order = "both"
        forms = [DAY_FIRST[0]] * half + [MONTH_FIRST[0]] * (len(days) - half)
        return [
            self._cell(form, day, "I4")._replace(verdict=_unless_told(day))
            for form, day in zip(forms, days, strict=True)
        ]

    def _exchanged(self, days):
        """An Excel with American dates took 05/06/2026 for May, and left 25/05/2026 a text."""
        swapped = [day for day in days if day.day <= LAST_OF_BOTH]
        if len(swapped) < LAST_OF_BOTH or not _tells_order(days):
            return self._tidy(days)
        self.order = "both"
        return [self._as_exchanged(day) for day in days]

    def _as_exchanged(self, day):
        if day.day > LAST_OF_BOTH:
            return self._cell(DAY_FIRST[0], day, "I4")
        verdict = Verdict.PLAIN if day.day == day.month else Verdict.AMBIGUOUS
        return Cell(date(day.year, day.day, day.month), day, verdict, "I4")

    def _cell(self, form, day, kind):
        return Cell(form.format_map(_parts(day, self._clock())), day, Verdict.ODD, kind)

    def _clock(self):
        return time(self.rng.randint(8, 11), self.rng.randint(0, 59))

    def accident(self, person):
        chance = self.rng.random()
        if chance < 0.12:
            slip, day = self.rng.choice(list(SLIPS.items()))
            return Cell(slip, day, Verdict.EITHER, "I13")
        if self.order == "day" and chance < 0.4:
            return self.wrong(self.rng.choice(DAY_FIRST_NO_DAY), "I4")
        if self.container == "xlsx" and chance < 0.5:
            far = self.rng.choice(
                (date(2062, 5, 12), date(2016, 5, 12), date(2025, 12, 31), Odd("formula", ""))
            )
            return self.wrong(far, "I13" if isinstance(far, date) else "I20")
        return self.wrong(self.rng.choice(NO_DAY), "I13")


def _tells_order(days):
    """Whether some of these days cannot be read with day and month exchanged."""
    return sum(day.day > LAST_OF_BOTH for day in days) >= 3


def _unless_told(day):
    told = day.day > LAST_OF_BOTH or day.day == day.month
    return Verdict.EITHER if told else Verdict.AMBIGUOUS


def _parts(day, clock):
    month, two = MONTHS[day.month - 1], f"{day.year % 100:02}"
    return {
        "d": day.day, "dd": f"{day.day:02}", "m": day.month, "mm": f"{day.month:02}", "y": day.year,
        "yy": two, "Month": month, "MONTH": month.upper(), "month": month.lower(), "Mon": month[:3],
        "roman": ROMAN[day.month - 1], "Weekday": WEEKDAYS[day.weekday()],
        "H": f"{clock.hour:02}", "h": clock.hour, "M": f"{clock.minute:02}",
    }  # fmt: skip


def exported(rng, day):
    """A day as the programs that collect forms write it, with its clock and zone."""
    return rng.choice(EXPORTED).format_map(_parts(day, time(rng.randint(8, 11), rng.randint(0, 59))))


def days_between(first, last):
    return [first + timedelta(days=count) for count in range((last - first).days + 1)]
