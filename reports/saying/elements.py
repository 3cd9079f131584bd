"""The elements of one round in words."""

from django.utils.translation import gettext as _

from reports.renderers import charts
from reports.renderers.figures import Column, Figure
from reports.results.results import Flag
from reports.saying.groups import joined
from reports.saying.samples import has_spread, sampling_note
from reports.saying.wording import flags_of, symbol_for
from reports.statistics.estimates import Estimate
from surveys.models import SurveyRound

DECIMALS = 2
RANDOM = SurveyRound.Sampling.PROBABILITY


def say_elements(shown, *, survey_round):
    """The Figure of the elements of a round, by region, in the order in which they are asked."""
    cells, labels = shown.cells, shown.facts["labels"]
    return Figure(
        id=f"unsur-{survey_round.code}",
        title=_title(cells, labels),
        subtitle=_("Nilai rata-rata (NRR, 1–4) per unsur, rentang 95%%, %(round)s")
        % {"round": survey_round.title},
        columns=(
            Column("region", _("Wilayah")),
            Column("element", _("Unsur")),
            Column("nrr", _("NRR"), kind="number", decimals=DECIMALS),
            Column("low", _("Batas bawah"), kind="number", decimals=DECIMALS),
            Column("high", _("Batas atas"), kind="number", decimals=DECIMALS),
            Column("n", _("Jawaban"), kind="integer"),
            Column("sampling", _("Catatan sampel"), in_file_only=True),
            Column("flags", _("Tanda"), in_file_only=not any(flags_of(cell) for cell in cells)),
            Column("method", _("Metode"), in_file_only=True),
        ),
        rows=tuple(_row(cell, labels) for cell in cells),
        chart=charts.Dots(
            down="element", panel="region", value="nrr", low="low", high="high", n="n", least=1, most=4
        ),
        notes=tuple(_notes(cells)),
        sampled=any(Flag.SAMPLE_DATA in cell.flags for cell in cells),
        source=survey_round.source or survey_round.title,
        method=f"{shown.indicator.numerator} {shown.indicator.denominator} {shown.indicator.doubt}",
        as_of=shown.as_of,
    )


def _notes(cells):
    if any(cell.about.get("sampling", RANDOM) != RANDOM for cell in cells):
        yield _("Rentang putus-putus: sampel tidak acak, hanya gambaran.")


def _row(cell, labels):
    known, spread = isinstance(cell.value, Estimate), has_spread(cell.value)
    symbol = None if known else symbol_for(cell.value)
    return {
        "region": _("tanpa wilayah") if cell.where["region"] is None else cell.where["region"].name,
        "element": labels.get(cell.where["element"]) or _("semua unsur"),
        "nrr": cell.value.value if known else symbol,
        "low": cell.value.low if spread else None,
        "high": cell.value.high if spread else None,
        "n": symbol if cell.n is None else cell.n,
        "sampling": sampling_note(cell.about["sampling"]) if "sampling" in cell.about else "",
        "random": cell.about.get("sampling") == RANDOM,
        "flags": flags_of(cell),
        "method": cell.value.method if known else "",
    }


def _title(cells, labels):
    """The element lowest in each region; where several share the lowest, all are named, up to three."""
    known = [cell for cell in cells if isinstance(cell.value, Estimate)]
    if not known:
        return _("Belum ada unsur dengan 10 jawaban atau lebih")
    regions = {cell.where["region"] for cell in known}
    if len(regions) > 1:
        return _("Nilai tiap unsur di %(n)s wilayah") % {"n": len(regions)}
    values = {round(cell.value.value, DECIMALS) for cell in known}
    if len(values) == 1:
        return _("Semua unsur bernilai sama")
    least = min(values)
    lowest = [labels[cell.where["element"]] for cell in known if round(cell.value.value, DECIMALS) == least]
    if len(lowest) > 3:
        return _("%(n)s unsur sama-sama terendah") % {"n": len(lowest)}
    return _("Unsur terendah: %(elements)s") % {"elements": joined(lowest)}
