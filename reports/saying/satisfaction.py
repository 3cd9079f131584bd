"""The satisfaction index in words: a figure of all periods, and a tile for each region."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pmi_portal.words.formats import show_date, show_number
from reports.renderers import charts
from reports.renderers.figures import Column, Figure
from reports.results.results import Flag
from reports.saying.samples import (
    DECIMALS,
    RANDOM,
    base_words,
    change_words,
    estimate_row,
    grade_words,
    interval_words,
)
from reports.saying.wording import FLAGS, flags_of, of_part, symbol_for
from reports.statistics.comparisons import Outcome
from reports.statistics.estimates import Estimate, Withheld


@dataclass(frozen=True)
class Headline:
    """A key statistic in four lines: name, value with interval, comparison in words, what it rests on."""

    name: str
    value: str
    interval: str
    grade: str
    comparisons: tuple
    base: str
    sample: str  # that it is sample data, in words; empty for none


def say_index(shown):
    """The Figure of the index: a row for each cell that this reader may see."""
    rows = [_row(cell) for cell in shown.cells]
    return Figure(
        id=shown.indicator.code,
        title=_title(shown),
        subtitle=_subtitle(shown),
        columns=_columns(flagged=any(flags_of(cell) for cell in shown.cells)),
        rows=tuple(rows),
        chart=charts.Intervals(day="middle", panel="region", value="value", low="low", high="high", n="n"),
        notes=tuple(_notes(shown)),
        sampled=any(Flag.SAMPLE_DATA in cell.flags for cell in shown.cells),
        source=_("Survei kepuasan dalam evaluasi, portal ini"),
        method=f"{shown.indicator.doubt} {shown.indicator.source}.",
        as_of=shown.as_of,
    )


def say_headlines(shown, *, compared=True):
    """A Headline for each region that was measured, compared with earlier periods or not."""
    since_first = {id(one.cell): one for one in shown.comparisons["first"]}
    return [
        _headline(one.cell, _changes(one, since_first.get(id(one.cell))) if compared else ())
        for one in shown.comparisons["last"]
    ]


def unsurveyed(shown, regions):
    """Those of the regions asked for of which there is nothing to show in the period asked for."""
    surveyed = {cell.where["region"] for cell in shown.cells}
    asked = shown.question.regions
    return [one for one in regions if one not in surveyed and (not asked or one.code in asked)]


def _changes(last, first):
    """The change since the last comparable round in words, and since 2017 where that is another one."""
    if last.cell.n is None:
        return ()
    if first and first.against and first.against is not last.against:
        return change_words(last), change_words(first)
    return (change_words(last),)


def _headline(cell, comparisons):
    known = isinstance(cell.value, Estimate)
    running = FLAGS[Flag.PROVISIONAL].meaning if Flag.PROVISIONAL in cell.flags else ""
    return Headline(
        name=_("IKM %(region)s %(period)s")
        % {"region": _place(cell, "brief"), "period": cell.where["period"].label},
        value=show_number(cell.value.value, DECIMALS) if known else str(symbol_for(cell.value)),
        interval=interval_words(cell.value),
        grade="; ".join(filter(None, [grade_words(cell), str(running)])),
        comparisons=comparisons,
        base=base_words(cell),
        sample=_("data contoh, bukan hasil survei") if Flag.SAMPLE_DATA in cell.flags else "",
    )


def _subtitle(shown):
    told = {"period": shown.question.period.label}
    whole = _("Indeks Kepuasan Masyarakat (25–100) per wilayah dan periode, rentang 95%%, %(period)s") % told
    return of_part(shown, whole)


def _columns(*, flagged):
    return (
        Column("region", _("Wilayah")),
        Column("period", _("Periode")),
        Column("value", _("IKM"), kind="number", decimals=DECIMALS),
        Column("low", _("Batas bawah"), kind="number", decimals=DECIMALS),
        Column("high", _("Batas atas"), kind="number", decimals=DECIMALS),
        Column("n", _("Responden"), kind="integer"),
        Column("grade", _("Mutu")),
        Column("sampling", _("Catatan sampel")),
        Column("flags", _("Tanda"), in_file_only=not flagged),
        Column("method", _("Metode"), in_file_only=True),
    )


def _row(cell):
    return estimate_row(cell) | {
        "region": _place(cell),
        "period": cell.where["period"].label,
        "middle": cell.where["period"].middle,
        "drawn": cell.about.get("leads", True),
        "grade": grade_words(cell),
        "sampling": base_words(cell).partition(", ")[2],
    }


def _place(cell, name="name"):
    region = cell.where["region"]
    if mean_of := cell.about.get("mean_of"):
        if cell.about["frames"]:
            return _("%(n)s wilayah bersama, berbobot penduduk sasaran") % {"n": mean_of}
        return _("rata-rata %(n)s wilayah, tanpa bobot penduduk") % {"n": mean_of}
    return _("tanpa wilayah") if region is None else getattr(region, name)


def _title(shown):
    """What the newest complete period says of the regions: a proven difference, or that none is proved."""
    leading = [cell for cell in shown.cells if cell.about.get("leads") and isinstance(cell.value, Estimate)]
    graded = [cell for cell in leading if not isinstance(cell.about["grade"], Withheld)]
    complete = [cell for cell in graded if Flag.PROVISIONAL not in cell.flags]
    if not graded:
        return _nothing(shown, leading)
    period = max(cell.where["period"] for cell in complete or graded)
    told = _of_period(shown, [cell for cell in graded if cell.where["period"] == period], period)
    if complete:
        return told
    return _("%(told)s (sementara, periode belum selesai)") % {"told": told}


def _nothing(shown, leading):
    if leading:
        return _("Belum ada wilayah dengan 30 responden atau lebih di tiap unsur")
    return _("Belum ada IKM yang dapat ditampilkan") if shown.cells else _("Belum ada hasil survei kepuasan")


def _of_period(shown, cells, period):
    """The sentence of a period with these graded cells."""
    if len(cells) == 1:
        return _("IKM %(region)s %(period)s: %(value)s") % {
            "region": _place(cells[0]),
            "period": period.label,
            "value": show_number(cells[0].value.value, DECIMALS),
        }
    tested = [
        one
        for one in shown.comparisons["among"]
        if one.cell.where["period"] == period and not isinstance(one.verdict, Withheld)
    ]
    proved = [one for one in tested if one.verdict.outcome in (Outcome.HIGHER, Outcome.LOWER)]
    if proved:
        return _proved_title(max(proved, key=lambda one: abs(one.verdict.difference.value)), period)
    regions = {place for one in tested for place in (_place(one.cell), _place(one.against))}
    if not tested:
        regions = {_place(cell) for cell in cells}
    count = ngettext("%(n)s wilayah", "%(n)s wilayah", len(regions)) % {"n": len(regions)}
    told = {"period": period.label, "regions": count}
    if not tested:
        return _("IKM %(period)s di %(regions)s: beda antarwilayah tidak diuji") % told
    if any(one.verdict.outcome is Outcome.TOO_SMALL for one in tested):
        return _("IKM %(period)s di %(regions)s berbeda kurang dari 3 poin yang berarti") % told
    return _("IKM %(period)s di %(regions)s tidak terbukti berbeda") % told


def _proved_title(comparison, period):
    change = comparison.verdict.difference
    higher, lower = comparison.cell, comparison.against
    if change.value < 0:
        higher, lower = lower, higher
    bounds = sorted((abs(change.low), abs(change.high)))
    return _(
        "IKM %(period)s: %(lower)s lebih rendah %(size)s poin (%(low)s–%(high)s) daripada %(higher)s"
    ) % {
        "period": period.label,
        "lower": _place(lower),
        "higher": _place(higher),
        "size": show_number(abs(change.value), DECIMALS),
        "low": show_number(bounds[0], DECIMALS),
        "high": show_number(bounds[1], DECIMALS),
    }


def _notes(shown):
    if any(Flag.LOW_RELIABILITY in cell.flags for cell in shown.cells):
        yield _("Titik kosong: kurang dari 30 responden, tanpa mutu.")
    if any(cell.about.get("sampling", RANDOM) != RANDOM for cell in shown.cells):
        yield _("Rentang putus-putus: sampel tidak acak, hanya gambaran.")
    if any(cell.about.get("left_out") for cell in shown.cells):
        yield _(
            "Bila unsur yang ditanyakan berbeda antarputaran, IKM dihitung dari unsur yang sama-sama ada."
        )
    if any(cell.about.get("too_small") for cell in shown.cells):
        yield _("Putaran dengan kurang dari 10 responden di satu wilayah tidak dihitung.")
    means = [cell.about["frames"] for cell in shown.cells if "mean_of" in cell.about]
    if not all(means):
        yield _("Rata-rata tanpa bobot bukan angka nasional: penduduk sasaran tiap wilayah belum tercatat.")
    yield from _frame_notes(means)
    yield _("Bulan dengan kurang dari 10 responden dihitung bersama bulan di dekatnya, dalam putaran itu.")


def _frame_notes(means):
    """By how many people the regions weigh, and who says so, for the newest weighted figure."""
    if not (weighted := [frames for frames in means if frames]):
        return
    listed = "; ".join(
        _("%(region)s %(people)s (%(source)s, %(day)s)")
        % {
            "region": frame.region.brief,
            "people": show_number(frame.population),
            "source": frame.source,
            "day": show_date(frame.as_of),
        }
        for frame in weighted[-1]
    )
    yield _("Bobot penduduk sasaran: %(listed)s.") % {"listed": listed}
