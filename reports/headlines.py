"""Key statistics in four lines: name, value with interval, comparison in words, what it rests on."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from pmi_portal.formats import show_number
from reports.indicators.satisfaction import sampling_note
from reports.statistics.estimates import Withheld
from reports.wording import describe_grade, explain


@dataclass(frozen=True)
class Headline:
    name: str
    value: str
    interval: str
    grade: str
    comparison: str
    base: str
    is_sample: bool


def satisfaction_headlines(satisfaction):
    """One Headline per region of a `Satisfaction` for its newest year, compared with the year before."""
    cells = satisfaction.cells("tahun")
    for region in satisfaction.regions:
        periods = sorted(period for region_id, period in cells if region_id == region.pk)
        if not periods:
            continue
        newest = cells[region.pk, periods[-1]]
        before = (periods[-2], cells[region.pk, periods[-2]]) if len(periods) > 1 else None
        yield _headline(region, periods[-1], newest, before)


def _headline(region, period, cell, before):
    index = cell.index
    withheld = isinstance(index, Withheld)
    interval = (
        ""
        if withheld or not index.has_interval
        else f"{show_number(index.low, 1)}–{show_number(index.high, 1)}"
    )
    return Headline(
        name=_("IKM %(region)s %(period)s") % {"region": region.name, "period": period.label},
        value=_("belum ada") if withheld else show_number(index.value, 2),
        interval=interval,
        grade=explain(index) if withheld else describe_grade(cell.grade),
        comparison=_compared(index, before),
        base=_("%(n)s responden, %(note)s")
        % {"n": show_number(cell.respondents), "note": sampling_note(cell.sampling)},
        is_sample=cell.has_sample_data,
    )


def _compared(index, before):
    """Two periods differ only where their intervals do not touch."""
    if before is None:
        return _("belum ada periode pembanding")
    period, cell = before
    earlier = cell.index
    if (
        isinstance(index, Withheld)
        or isinstance(earlier, Withheld)
        or not (index.has_interval and earlier.has_interval)
    ):
        return _("tidak dapat dibandingkan dengan %(period)s") % {"period": period.label}
    words = {"period": period.label, "value": show_number(earlier.value, 2)}
    if index.low > earlier.high:
        return _("lebih tinggi daripada %(period)s (%(value)s)") % words
    if index.high < earlier.low:
        return _("lebih rendah daripada %(period)s (%(value)s)") % words
    return _("tidak berbeda nyata dari %(period)s (%(value)s)") % words
