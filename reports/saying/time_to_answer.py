"""How many days complaints wait for their answer, in words."""

from django.utils.translation import gettext as _

from outreach.complaints.filters import KPKP
from pmi_portal.words.formats import NOTHING, show_number
from reports.renderers import charts
from reports.renderers.figures import Column, Figure
from reports.results.results import Flag
from reports.saying.complaints import desk_name, filters_told, list_of, share_words, show_share
from reports.saying.wording import bounded
from reports.statistics.estimates import Estimate, Withheld


def say_time_to_answer(shown):
    """The Figure of waiting: a row for each desk."""
    told = {"period": shown.question.period.label, "narrowed": filters_told(shown.question)}
    furthest = max((_furthest(cell.value) for cell in shown.cells), default=0) or 1
    return Figure(
        id=shown.indicator.code,
        title=_title(shown.cells),
        subtitle=bounded(
            shown,
            _("Hari sampai separuh pengaduan dijawab, menurut meja, diterima %(period)s%(narrowed)s") % told,
        ),
        columns=_columns(_horizons(shown)),
        rows=tuple(_row(cell, shown.question, furthest) for cell in shown.cells),
        chart=_chart(shown.cells, furthest),
        notes=tuple(_notes(shown.cells)),
        sampled=any(Flag.SAMPLE_DATA in cell.flags for cell in shown.cells),
        source=str(shown.indicator.source),
        method=f"{shown.indicator.numerator} {shown.indicator.denominator} {shown.indicator.doubt}",
        as_of=shown.as_of,
    )


def _horizons(shown):
    return list(shown.cells[0].about["within"]) if shown.cells else []


def _columns(horizons):
    days = {"unit": _("hari"), "kind": "integer", "in_file_only": True}
    within = _("≤ %(days)s hari")
    return (
        Column("region", _("Meja")),
        Column("n", _("Diterima"), kind="integer", link="listed"),
        Column("answered", _("Dijawab"), kind="integer"),
        Column("open", _("Masih terbuka"), kind="integer"),
        Column("ended", _("Tanpa jawaban"), kind="integer"),
        Column("half", _("Separuh dijawab"), unit=_("hari")),
        Column("most", _("9 dari 10 dijawab"), unit=_("hari")),
        *(Column(f"within_{each}", within % {"days": each}) for each in horizons),
        Column("median", _("Median"), **days),
        Column("median_low", _("Batas bawah"), **days),
        Column("median_high", _("Batas atas"), **days),
    )


def _row(cell, question, furthest):
    region, half = cell.where["region"], cell.value
    known = not isinstance(half, Withheld)
    value, low, high = (half.value, half.low, half.high) if known else (None,) * 3
    return {
        "region": desk_name(region),
        "n": cell.n,
        "listed": list_of(question, question.period, desk=region.code if region else KPKP, past="without")
        if cell.n
        else "",
        **{name: cell.about[name] for name in ("answered", "open", "ended")},
        "half": _days(half),
        "most": _days(cell.about["most"]),
        **{f"within_{days}": _within(share) for days, share in cell.about["within"].items()},
        **{"median": value, "median_low": low, "median_high": high},
        # What is drawn: a bound that was not reached goes to the end of the scale.
        **{"panel": _("Hari sampai separuh dijawab"), "random": True},
        "drawn_low": value if low is None else low,
        "drawn_high": furthest if known and high is None else high,
    }


def _days(quantile):
    """“12 (9–16)”, “lebih dari 40” where it was not reached, “belum cukup”."""
    if isinstance(quantile, Withheld):
        return _("belum cukup")
    if not quantile.is_reached:
        return _brief(quantile)
    low = quantile.value if quantile.low is None else quantile.low
    high = "…" if quantile.high is None else show_number(quantile.high, 0)
    return f"{_brief(quantile)} ({show_number(low, 0)}–{high})"


def _brief(quantile):
    if not quantile.is_reached:
        return _("lebih dari %(days)s") % {"days": show_number(quantile.seen_until, 0)}
    return show_number(quantile.value, 0)


def _within(share):
    """A share with its interval; of none or all there is none that would tell anything."""
    if not isinstance(share, Estimate):
        return NOTHING
    return show_share(share.value) if share.value in (0, 1) or share.low is None else share_words(share)


def _furthest(half):
    return 0 if isinstance(half, Withheld) else max(half.value or 0, half.high or 0, half.seen_until)


def _chart(cells, furthest):
    if not any(not isinstance(cell.value, Withheld) and cell.value.is_reached for cell in cells):
        return None
    scale = {"least": 0, "most": furthest, "instead": "half"}
    return charts.Dots("region", "panel", "median", "drawn_low", "drawn_high", "n", **scale)


def _title(cells):
    """The days of each desk, in the order of the register: whether they differ was not tested."""
    known = [cell for cell in cells if not isinstance(cell.value, Withheld)]
    if not known:
        return _("Belum ada meja dengan 20 pengaduan dan 10 jawaban, jadi lamanya belum dinilai")
    told = [
        _("%(desk)s %(days)s hari") % {"desk": desk_name(cell.where["region"]), "days": _brief(cell.value)}
        for cell in known
    ]
    return _("Separuh pengaduan dijawab dalam: %(desks)s") % {"desks": "; ".join(told)}


def _notes(cells):
    known = [cell for cell in cells if not isinstance(cell.value, Withheld)]
    if len(known) > 1:
        yield _("Apakah meja berbeda tidak diuji.")
    if any(cell.n < 30 for cell in known):
        yield _("Titik kosong: kurang dari 30 pengaduan.")
    if len(known) < len(cells):
        yield _("Belum cukup: kurang dari 20 pengaduan atau 10 jawaban.")
    if known:
        yield _("Tanda –, … dan garis sampai tepi: tidak terlihat karena kurang dari 10 masih menunggu.")
