"""Key statistics in four lines: name, value with interval, comparison in words, what it rests on."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from pmi_portal.words.formats import show_number
from reports.indicators.satisfaction import sampling_note
from reports.periods import YEARS
from reports.statistics.comparisons import difference, holm
from reports.statistics.estimates import Withheld
from reports.statistics.satisfaction import ENOUGH_FOR_A_GRADE
from reports.wording import describe_grade, explain
from surveys.models import SurveyRound

PROBABILITY = SurveyRound.Sampling.PROBABILITY
SIGNIFICANT = 0.05


@dataclass(frozen=True)
class Headline:
    name: str
    value: str
    interval: str
    grade: str
    comparison: str
    base: str
    sample: str  # what of it is sample data, in words; empty for none


def satisfaction_headlines(satisfaction):
    """One Headline per region of a `Satisfaction` for its newest year, compared with the year before.

    The comparisons of all regions are one family: their p values are adjusted after Holm.
    """
    known = [row for region in satisfaction.regions if (row := _newest_two(satisfaction, region))]
    asked = {region: _change(cell, before) for region, _period, cell, before in known}
    p_values = {region: found.p for region, found in asked.items() if not isinstance(found, Withheld | None)}
    adjusted = dict(zip(p_values, holm(list(p_values.values())), strict=True))
    return [_headline(*row, p=adjusted.get(row[0])) for row in known]


def _newest_two(satisfaction, region):
    """(region, newest period, its Cell, (period, Cell) before it or None), or None without any survey."""
    cells = satisfaction.cells(YEARS)
    periods = sorted(period for region_id, period in cells if region_id == region.pk)
    if not periods:
        return None
    before = (periods[-2], cells[region.pk, periods[-2]]) if len(periods) > 1 else None
    return region, periods[-1], cells[region.pk, periods[-1]], before


def _change(cell, before):
    """The difference of two random samples, or Withheld without spread; None where it is not to be asked."""
    if before is None:
        return None
    both = (before[1], cell)
    if _asked_otherwise(*both):
        return None
    if any(isinstance(one.grade, Withheld) or one.sampling != PROBABILITY for one in both):
        return None
    return difference(*(one.index for one in both))


def _asked_otherwise(earlier, later):
    return set(earlier.elements) != set(later.elements)


def _headline(region, period, cell, before, *, p):
    index = cell.index
    withheld = isinstance(index, Withheld)
    has_interval = not withheld and index.has_interval
    interval = f"{show_number(index.low, 1)}–{show_number(index.high, 1)}" if has_interval else ""
    responded = {"n": show_number(cell.respondents), "note": _sampling(cell, has_interval)}
    return Headline(
        name=_("IKM %(region)s %(period)s") % {"region": region.brief, "period": period.label},
        value=_("belum ada") if withheld else show_number(index.value, 2),
        interval=interval,
        grade=explain(index) if withheld else describe_grade(cell.grade),
        comparison=_compared(cell, before, p),
        base=_("%(n)s responden, %(note)s") % responded,
        sample=_sample(cell),
    )


def unsurveyed(satisfaction):
    """The regions of a `Satisfaction` without any result, which have no headline."""
    surveyed = {region_id for region_id, _period in satisfaction.cells(YEARS)}
    return [region for region in satisfaction.regions if region.pk not in surveyed]


def _sampling(cell, has_interval):
    """How the respondents were chosen; of an interval only where one is shown."""
    if has_interval or cell.sampling == PROBABILITY:
        return sampling_note(cell.sampling)
    return _("sampel tidak acak")


def _sample(cell):
    if not cell.has_sample_data:
        return ""
    if cell.invented < cell.respondents:
        return _("sebagian data contoh")
    return _("data contoh, bukan hasil survei")


def _compared(cell, before, p):
    """The change since the period before, in words that claim no more than the samples allow."""
    if before is None:
        return _("belum ada periode pembanding")
    period, earlier = before
    if isinstance(cell.index, Withheld) or isinstance(earlier.index, Withheld):
        return _("tidak dapat dibandingkan dengan %(period)s") % {"period": period.label}
    if isinstance(cell.grade, Withheld) or isinstance(earlier.grade, Withheld):
        return _("tidak dibandingkan dengan %(period)s: kurang dari %(enough)s responden") % {
            "period": period.label,
            "enough": ENOUGH_FOR_A_GRADE,
        }
    words = {"period": period.label, "value": show_number(earlier.index.value, 2)}
    if _asked_otherwise(earlier, cell):
        return _("%(period)s: %(value)s; beda tidak diuji, unsurnya tidak sama") % words
    if PROBABILITY not in (cell.sampling, earlier.sampling) or cell.sampling != earlier.sampling:
        return _("%(period)s: %(value)s; beda tidak diuji, sampel tidak acak") % words
    if p is None:
        return _("%(period)s: %(value)s; beda tidak diuji, nilai semua responden sama") % words
    if p >= SIGNIFICANT:
        return _("tidak berbeda nyata dari %(period)s (%(value)s)") % words
    if cell.index.value > earlier.index.value:
        return _("lebih tinggi daripada %(period)s (%(value)s)") % words
    return _("lebih rendah daripada %(period)s (%(value)s)") % words
