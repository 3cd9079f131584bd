"""The rate of complaints in words."""

import math

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from outreach.complaints.filters import INCIDENTS
from pmi_portal.words.formats import show_number
from reports.renderers import charts
from reports.renderers.figures import Column, Figure
from reports.renderers.symbols import Symbol
from reports.results.results import Flag
from reports.saying.complaints import filters_told, list_of
from reports.saying.wording import NOT_AVAILABLE, explain, joined, of_part
from reports.statistics.comparisons import Outcome
from reports.statistics.estimates import Estimate, Reason, Withheld
from reports.statistics.rates import ENOUGH_EVENTS

TOO_FEW = Symbol("u", gettext_lazy("tidak dihitung karena kejadiannya kurang dari 20"))


def say_rates(shown):
    """The Figure of the rates: incidents, exposure, rate and interval, and the verdict of each region."""
    rows = [_row(one, shown) for one in shown.comparisons["others"]]
    drawn = [row["high"] for row in rows if row["high"] is not None]
    told = {"period": shown.question.period.label, "narrowed": filters_told(shown.question)}
    return Figure(
        id=shown.indicator.code,
        title=_title(shown),
        subtitle=of_part(
            shown, _("Kejadian per 1.000 pekerja migran per tahun, %(period)s%(narrowed)s") % told
        ),
        columns=_columns(),
        rows=tuple(rows),
        chart=_chart(max(drawn)) if drawn else None,
        notes=tuple(_notes(shown)),
        sampled=any(Flag.SAMPLE_DATA in cell.flags for cell in shown.cells),
        source=str(shown.indicator.source),
        method=f"{shown.indicator.numerator} {shown.indicator.denominator} {shown.indicator.doubt}",
        as_of=shown.as_of,
    )


def _chart(most):
    return charts.Dots(
        down="region", panel="unit", value="rate", low="low", high="high", n="n", least=0, most=most
    )


def _columns():
    return (
        Column("region", _("Wilayah asal")),
        Column("rate", _("Laju"), kind="number", decimals=1),
        Column("low", _("Batas bawah"), kind="number", decimals=1),
        Column("high", _("Batas atas"), kind="number", decimals=1),
        Column("verdict", _("Dibanding wilayah lain")),
        Column("n", _("Kejadian"), kind="integer", link="listed"),
        Column("left_out", _("Tak dihitung"), kind="integer"),
        Column("least", _("Orang-tahun min."), kind="integer"),
        Column("most", _("Orang-tahun maks."), kind="integer"),
        Column("months", _("Bulan"), kind="integer"),
        Column("came", _("Hadir sosialisasi"), kind="integer"),
    )


def _row(compared, shown):
    cell = compared.cell
    region, about, known = cell.where["region"], cell.about, isinstance(cell.value, Estimate)
    asked = {"region": region.code, "status": INCIDENTS}
    is_listed = cell.n and not about["left_out"]  # else the list would hold others too
    return {
        "region": region.name,
        "unit": _("Kejadian per 1.000 orang per tahun"),
        "rate": cell.value.value if known else _symbol(cell.value),
        "low": cell.value.low if known else None,
        "high": cell.value.high if known else None,
        "random": True,
        "verdict": _verdict(compared.verdict, is_part=shown.is_part),
        "n": cell.n,
        "left_out": about["left_out"],
        "least": round(about["low"]),
        "most": round(about["high"]),
        "months": about["months"],
        "came": about["came"],
        "listed": list_of(shown.question, shown.question.period, **asked) if is_listed else "",
    }


def _symbol(withheld):
    return TOO_FEW if withheld.reason is Reason.TOO_FEW else NOT_AVAILABLE


def _verdict(verdict, *, is_part):
    """What the comparison allows to say; by how much, to who sees the others too."""
    if isinstance(verdict, Withheld):
        if verdict.reason is Reason.TOO_FEW:
            return _("tidak dibandingkan: kurang dari %(enough)s kejadian") % {"enough": ENOUGH_EVENTS}
        if verdict.reason is Reason.NO_ERROR:
            return _("tidak dibandingkan: kurang dari 6 bulan bersama")
        return explain(verdict)
    words = {
        Outcome.HIGHER: _("lebih tinggi"),
        Outcome.LOWER: _("lebih rendah"),
        Outcome.TOO_SMALL: _("berbeda kurang dari seperempat"),
        Outcome.NOT_PROVED: _("belum terbukti berbeda"),
    }
    told = words[verdict.outcome]
    # Its own interval may leave out 1 where the whole family proves nothing.
    if is_part or verdict.outcome is Outcome.NOT_PROVED:
        return told
    return _("%(verdict)s: %(times)s kali (%(low)s–%(high)s)") % (
        {"verdict": told} | _times(verdict.difference)
    )


def _times(difference):
    """A difference of logarithms, as how many times the one is the other."""
    numbers = {"times": difference.value, "low": difference.low, "high": difference.high}
    return {name: show_number(math.exp(number), 2) for name, number in numbers.items()}


def _title(shown):
    """Which regions are proved to be higher or lower, and no more."""
    compared = shown.comparisons["others"]
    verdicts = [one.verdict for one in compared]
    if not any(cell.about["months"] for cell in shown.cells):
        return _("Laju pengaduan belum dapat dihitung: pajanannya belum dicatat")
    higher, lower = (
        [one.cell.where["region"].name for one in compared if _is(one.verdict, outcome)]
        for outcome in (Outcome.HIGHER, Outcome.LOWER)
    )
    told = {"higher": joined(higher), "lower": joined(lower)} if higher and lower else {}
    if told:
        return (
            _("Laju pengaduan %(higher)s lebih tinggi daripada wilayah lain, %(lower)s lebih rendah") % told
        )
    if higher:
        return _("Laju pengaduan %(regions)s lebih tinggi daripada wilayah lain") % {
            "regions": joined(higher)
        }
    if lower:
        return _("Laju pengaduan %(regions)s lebih rendah daripada wilayah lain") % {"regions": joined(lower)}
    if all(isinstance(verdict, Withheld) for verdict in verdicts):
        return _("Laju pengaduan antarwilayah belum dapat dibandingkan")
    return _("Belum terbukti ada wilayah yang laju pengaduannya berbeda seperempat atau lebih")


def _is(verdict, outcome):
    return not isinstance(verdict, Withheld) and verdict.outcome is outcome


def _notes(shown):
    if left_out := sum(cell.about["left_out"] for cell in shown.cells):
        yield ngettext(
            "%(n)s kejadian di luar hitungan: bulannya tanpa pajanan atau belum berakhir.",
            "%(n)s kejadian di luar hitungan: bulannya tanpa pajanan atau belum berakhir.",
            left_out,
        ) % {"n": show_number(left_out)}
    if any(isinstance(cell.value, Estimate) for cell in shown.cells):
        yield _("Titik terbuka: kurang dari 30 kejadian.")
        yield _("Bandingkan dengan kehadiran di sosialisasi: yang tahu cara mengadu lebih banyak mengadu.")
