"""The elements in words, with how surely the lowest is the lowest."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pmi_portal.words.formats import show_number
from reports.renderers import charts
from reports.renderers.figures import Column, Figure
from reports.results.results import Flag
from reports.saying.samples import RANDOM, estimate_row, sampling_note
from reports.saying.wording import flags_of, joined, of_part
from reports.statistics.comparisons import Outcome
from reports.statistics.estimates import Estimate, Withheld

DECIMALS = 2
MOST_NAMED = 3


def say_elements(shown):
    """The Figure of the elements by region, each in its newest period."""
    return _figure(
        shown,
        id=shown.indicator.code,
        subtitle=of_part(
            shown,
            _("Nilai rata-rata (NRR, 1–4) per unsur, periode terbaru tiap wilayah, rentang 95%%, %(period)s")
            % {"period": shown.question.period.label},
        ),
        source=_("Survei kepuasan dalam evaluasi, portal ini"),
    )


def say_elements_of_round(shown, *, survey_round):
    """The Figure of the elements of one round, by region, in the order in which they are asked."""
    return _figure(
        shown,
        id=f"unsur-{survey_round.code}",
        subtitle=_("Nilai rata-rata (NRR, 1–4) per unsur, rentang 95%%, %(round)s")
        % {"round": survey_round.title},
        source=survey_round.source or survey_round.title,
    )


def _figure(shown, **about):
    cells, labels = shown.cells, shown.facts["labels"]
    findings = _findings(shown)
    return Figure(
        **about,
        title=_title(findings),
        columns=_columns(flagged=any(flags_of(cell) for cell in cells)),
        rows=tuple(_row(cell, labels) for cell in cells),
        chart=charts.Dots(
            down="element", panel="region", value="value", low="low", high="high", n="n", least=1, most=4
        ),
        notes=tuple(_notes(cells, findings)),
        sampled=any(Flag.SAMPLE_DATA in cell.flags for cell in cells),
        method=f"{shown.indicator.numerator} {shown.indicator.denominator} {shown.indicator.doubt}",
        as_of=shown.as_of,
    )


def _columns(*, flagged):
    return (
        Column("region", _("Wilayah")),
        Column("period", _("Periode")),
        Column("element", _("Unsur")),
        Column("value", _("NRR"), kind="number", decimals=DECIMALS),
        Column("low", _("Batas bawah"), kind="number", decimals=DECIMALS),
        Column("high", _("Batas atas"), kind="number", decimals=DECIMALS),
        Column("n", _("Jawaban"), kind="integer"),
        Column("sampling", _("Catatan sampel"), in_file_only=True),
        Column("flags", _("Tanda"), in_file_only=not flagged),
        Column("method", _("Metode"), in_file_only=True),
    )


def _row(cell, labels):
    return estimate_row(cell) | {
        "region": _place(cell.where["region"]),
        "period": cell.where["period"].label,
        "element": labels.get(cell.where["element"]) or _("semua unsur"),
        "sampling": sampling_note(cell.about["sampling"]) if "sampling" in cell.about else "",
    }


def _place(region, name="name"):
    return _("tanpa wilayah") if region is None else getattr(region, name)


@dataclass(frozen=True)
class Finding:
    """The lowest elements of one region, and of how many others they are proved to be lower."""

    region: object
    names: tuple
    value: float
    proved: int | None  # None where nothing was tested
    others: int
    all_alike: bool = False

    @property
    def brief(self):
        """“Waktu” or “Waktu dan Sarana”, beyond three how many."""
        if self.all_alike or len(self.names) > MOST_NAMED:
            return ngettext("%(n)s unsur", "%(n)s unsur", len(self.names)) % {"n": len(self.names)}
        return joined(self.names)

    @property
    def sentence(self):
        """What may be said of the lowest element, and no more than was tested."""
        told = {"value": show_number(self.value, DECIMALS), "elements": self.brief, "n": len(self.names)}
        told |= {"proved": self.proved, "others": self.others}
        if self.all_alike:
            return _("Semua %(n)s unsur ber-NRR sama, %(value)s") % told
        if len(self.names) > 1:
            return _("NRR terendah %(value)s, sama pada %(elements)s") % told
        if self.proved is None:
            return _("NRR terendah %(value)s: %(elements)s; beda antarunsur tidak diuji") % told
        if not self.proved:
            return (
                _("NRR terendah %(value)s: %(elements)s; tidak terbukti lebih rendah dari unsur lain") % told
            )
        if self.proved == self.others:
            return (
                _("NRR terendah %(value)s: %(elements)s, terbukti lebih rendah dari semua unsur lain") % told
            )
        proof = _("terbukti lebih rendah dari %(proved)s dari %(others)s unsur lain") % told
        return _("NRR terendah %(value)s: %(elements)s, %(proof)s") % (told | {"proof": proof})


def _findings(shown):
    """A Finding for each region with something to show, in the order of the cells."""
    by_region = {}
    for cell in shown.cells:
        if isinstance(cell.value, Estimate):
            by_region.setdefault(cell.where["region"], []).append(cell)
    compared = shown.comparisons["lowest"]
    return [
        _finding(region, cells, [one for one in compared if one.cell.where["region"] == region], shown)
        for region, cells in by_region.items()
    ]


def _finding(region, cells, compared, shown):
    values = [round(cell.value.value, DECIMALS) for cell in cells]
    least = min(values)
    lowest = [cell for cell, value in zip(cells, values, strict=True) if value == least]
    tested = [one.verdict for one in compared if not isinstance(one.verdict, Withheld)]
    return Finding(
        region=region,
        names=tuple(shown.facts["labels"][cell.where["element"]] for cell in lowest),
        value=least,
        proved=sum(verdict.outcome is Outcome.LOWER for verdict in tested) if tested else None,
        others=len(cells) - 1,
        all_alike=len(lowest) == len(cells) and len(cells) > 1,
    )


def _title(findings):
    """Of one region what was found there; of several the lowest of each, whose proof the notes tell."""
    if not findings:
        return _("Belum ada unsur dengan 10 jawaban atau lebih")
    if len(findings) == 1:
        return findings[0].sentence
    where = {}
    for one in findings:
        where.setdefault(one.brief, []).append(_place(one.region, "brief"))
    listed = "; ".join(f"{elements} ({', '.join(regions)})" for elements, regions in where.items())
    return _("NRR terendah: %(listed)s") % {"listed": listed}


def _notes(cells, findings):
    if len(findings) > 1:
        for one in findings:
            yield f"{_place(one.region)}: {one.sentence}."
    if any(cell.about.get("sampling", RANDOM) != RANDOM for cell in cells):
        yield _("Rentang putus-putus: sampel tidak acak, hanya gambaran.")
