"""IKM per region and period, and NRR per element, as figures."""

from django.utils.translation import gettext as _

from pmi_portal.words.formats import show_number
from reports import charts
from reports.figures import Column, Figure
from reports.indicators.definitions import IKM
from reports.statistics.estimates import Estimate, Withheld
from reports.statistics.satisfaction import is_on_scale
from reports.wording import NOT_AVAILABLE, describe_grade, symbol_for
from surveys.models import SurveyRound


def sampling_note(method):
    """What the way of choosing respondents allows to say about an interval."""
    if method == SurveyRound.Sampling.PROBABILITY:
        return _("sampel acak")
    return _("rentang hanya gambaran, sampel tidak acak")


def satisfaction_figure(satisfaction, *, cut):
    """IKM of each region and period since 1 August 2017, with interval, grade and n."""
    cells = satisfaction.cells(cut)
    names = {region.pk: region.name for region in satisfaction.regions}
    places = {pk: place for place, pk in enumerate(names)}
    in_order = sorted(cells, key=lambda key: (places[key[0]], key[1]))
    rows = [_row(names[region], period, cells[region, period]) for region, period in in_order]
    return Figure(
        id="ikm",
        title=_finding(cells, names),
        subtitle=_(
            "Indeks Kepuasan Masyarakat (25–100) per wilayah dan periode, rentang 95%, sejak 1 Agustus 2017"
        ),
        columns=_columns(),
        rows=tuple(rows),
        chart=charts.Intervals(
            across="period", panel="region", value="ikm", low="low", high="high", n="n", order="begin"
        ),
        notes=tuple(_notes(cells, satisfaction)),
        sampled=any(cell.has_sample_data for cell in cells.values()),
        source=_("Survei kepuasan dalam evaluasi, portal ini"),
        method=f"{IKM.doubt} {IKM.source}.",
    )


def _columns():
    return (
        Column("region", _("Wilayah")),
        Column("period", _("Periode")),
        Column("ikm", _("IKM"), kind="number", decimals=2),
        Column("low", _("Batas bawah"), kind="number", decimals=2),
        Column("high", _("Batas atas"), kind="number", decimals=2),
        Column("n", _("Responden"), kind="integer"),
        Column("grade", _("Mutu")),
        Column("sampling", _("Catatan sampel")),
    )


def _row(region, period, cell):
    index = cell.index
    known = isinstance(index, Estimate)
    return {
        "region": region,
        "period": period.label,
        "begin": period.first,
        "ikm": index.value if known else symbol_for(index),
        "low": index.low if known else None,
        "high": index.high if known else None,
        "n": cell.respondents,
        "grade": describe_grade(cell.grade),
        "sampling": sampling_note(cell.sampling),
    }


def _finding(cells, names):
    """The newest period in which at least one region was graded, lowest and highest region by name."""
    graded = {key: cell for key, cell in cells.items() if not isinstance(cell.grade, Withheld)}
    if not graded:
        return _("Belum ada wilayah dengan 30 responden atau lebih")
    newest = max(period for _region, period in graded)
    values = sorted(
        (cell.index.value, names[region]) for (region, period), cell in graded.items() if period == newest
    )
    (low, lowest), (high, highest) = values[0], values[-1]
    if len(values) == 1:
        return _("IKM %(region)s %(period)s: %(value)s") % {
            "region": lowest,
            "period": newest.label,
            "value": show_number(low, 2),
        }
    return _("IKM %(period)s antara %(low)s (%(lowest)s) dan %(high)s (%(highest)s)") % {
        "period": newest.label,
        "low": show_number(low, 2),
        "lowest": lowest,
        "high": show_number(high, 2),
        "highest": highest,
    }


def _notes(cells, satisfaction):
    yield _("Titik kosong: kurang dari 30 responden, tanpa mutu.")
    if any(cell.sampling != SurveyRound.Sampling.PROBABILITY for cell in cells.values()):
        yield _("Rentang dari sampel tidak acak hanya gambaran.")
    if satisfaction.mixes_elements:
        yield _("Unsur yang ditanyakan tidak sama di semua putaran; tiap IKM dihitung dari unsur putarannya.")


def elements_figure(*, cell, title_suffix, figure_id, source, sampled):
    """NRR of each element of one cell, lowest first."""
    means = cell.element_means
    counts = dict(zip(cell.elements, cell.moments.counts.tolist(), strict=True))
    rows = [
        {"panel": "", "element": label, "nrr": _mean_shown(means[code]), "n": counts[code]}
        for code, label in cell.labels.items()
    ]
    answered = [row for row in rows if isinstance(row["nrr"], float)]
    answered.sort(key=lambda row: row["nrr"])
    lowest = "; ".join(row["element"] for row in answered[:3])
    return Figure(
        id=figure_id,
        title=_("Unsur terendah: %(elements)s") % {"elements": lowest}
        if answered
        else _("Belum ada responden"),
        subtitle=_("Nilai rata-rata (NRR, 1–4) per unsur, %(what)s") % {"what": title_suffix},
        columns=(
            Column("element", _("Unsur")),
            Column("nrr", _("NRR"), kind="number", decimals=4),
            Column("n", _("Responden"), kind="integer"),
        ),
        rows=tuple(answered + [row for row in rows if row not in answered]),
        chart=charts.Bars(down="element", panel="panel", value="nrr"),
        sampled=sampled,
        source=source,
        method=f"{IKM.numerator} {IKM.denominator}",
    )


def _mean_shown(mean):
    return NOT_AVAILABLE if mean is None or not is_on_scale(mean) else float(mean)


def index_words(index):
    """The index with its interval as a reader says it; why there is none stands in the line of the grade."""
    if isinstance(index, Withheld):
        return _("belum ada")
    value = show_number(index.value, 2)
    if not index.has_interval:
        return value
    return f"{value} ({show_number(index.low, 2)}–{show_number(index.high, 2)})"
