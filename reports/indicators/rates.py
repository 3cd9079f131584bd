"""Complaints by how many migrant workers could have complained, and each region against the others."""

import math
from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models.functions import TruncMonth
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from outreach.models import Complaint, OutreachActivity
from outreach.querysets.activities import attendance_counts
from pmi_portal.accounts.permissions import Permission
from pmi_portal.words import destinations
from reports.indicators.complaints import DESTINATION, FILTERS, GROUP, READS, complaints_asked
from reports.indicators.invented import real_first
from reports.results.indicators import Direction, Indicator, Kind
from reports.results.periods import last_day_of
from reports.results.questions import FROM, REGION, TO
from reports.results.results import Cell, Comparison, Flag, Result
from reports.statistics.comparisons import judge
from reports.statistics.estimates import Reason, Withheld
from reports.statistics.rates import rate_between, ratio_between
from stakeholders.models import Exposure
from stakeholders.models.exposures import ALL_TOGETHER

PER, MONTHS = 1000, 12
OTHERS = "others"  # the family: each region against all others together
RELEVANT = 1.25  # times as many are worth telling


@dataclass(frozen=True)
class Covered:
    """What a region counts in a month of known exposure: events, and people between low and high."""

    events: int
    low: int
    high: int


def compute(question, *, regions, today):
    """The Result: a cell for each region, its value incidents by 1,000 people and year; `n` of them counted.

    Only whole months of which the exposure is known are counted. `about` holds the person-years between
    `low` and `high`, the `months` counted, the incidents `left_out`, and how many `came` to outreach.
    """
    found, invented = complaints_asked(question)
    events = _events(found)
    spans, spans_invented = _spans(may_be_invented=invented)
    months = _months(question.period, today, invented=invented)
    covered = {region: _covered(region, question, months, events, spans) for region in regions}
    came = _came(question.period, today, may_be_invented=invented)
    flags = frozenset({Flag.SAMPLE_DATA} if invented or spans_invented else ())
    asked = Counter()
    for (pk, _month), by_destination in events.items():
        asked[pk] += by_destination.total()
    cells = {
        region: _cell(region, covered[region], asked[region.pk], came[region.pk], flags)
        for region in question.narrowed(regions)
    }
    verdicts = judge(
        {region: _against_others(region, covered) for region in regions}, relevant=math.log(RELEVANT)
    )
    compared = tuple(Comparison(cell, None, verdicts[region]) for region, cell in cells.items())
    return Result(question, INDICATOR, today, tuple(cells.values()), {OTHERS: compared})


def _events(complaints):
    """{(region id, month): Counter of incidents by group of destinations}"""
    events = defaultdict(Counter)
    for row in complaints.monthly_counts():
        events[row["region"], row["month"]][destinations.group_of(row["destination"])] += row["n"]
    return events


def _spans(*, may_be_invented):
    """({(region id, month): {destination: (low, high)}}, whether they are invented)."""
    exposures, invented = _beside_complaints(Exposure.objects.all(), may_be_invented=may_be_invented)
    spans = defaultdict(dict)
    for region, month, destination, low, high in exposures.spans():
        spans[region, month][destination] = (low, high)
    return spans, invented


def _beside_complaints(records, *, may_be_invented):
    """As `real_first`, but what is invented stands beside invented complaints only."""
    found, invented = real_first(records)
    return (found.none(), False) if invented and not may_be_invented else (found, invented)


def _months(period, today, *, invented):
    """The months of the period that are over and in which such complaints were recorded at all."""
    received = Complaint.objects.filter(is_sample=invented).order_by("received_at")
    first = received.values_list("received_at", flat=True).first()
    if first is None:
        return []
    began = timezone.localdate(first, ZoneInfo(settings.TIME_ZONE)).replace(day=1)
    month, months = max(period.first, began), []
    while last_day_of(month) < today and month <= period.last:
        months.append(month)
        month = last_day_of(month) + timedelta(days=1)
    return months


def _covered(region, question, months, events, spans):
    """{month: Covered} of the months of which the exposure is known.

    Where a source tells all destinations together they are counted together, else those that it tells.
    """
    covered, wanted = {}, question.filter(DESTINATION)
    for month in months:
        known, seen = spans.get((region.pk, month), {}), events.get((region.pk, month), Counter())
        if not wanted and ALL_TOGETHER in known:
            covered[month] = Covered(seen.total(), *known[ALL_TOGETHER])
            continue
        told = [group for group in known if group != ALL_TOGETHER and wanted in ("", group)]
        if told:
            low, high = (sum(known[group][end] for group in told) for end in (0, 1))
            covered[month] = Covered(sum(seen[group] for group in told), low, high)
    return covered


def _came(period, today, *, may_be_invented):
    """Counter of how many came to outreach in the period, by region id."""
    activities, _invented = _beside_complaints(
        OutreachActivity.objects.all(), may_be_invented=may_be_invented
    )
    came = Counter()
    for row in attendance_counts(activities, TruncMonth, ripe_on=today):
        if period.first <= row["time"] <= period.last:
            came[row["region"]] += row["people"] or 0
    return came


def _cell(region, covered, asked, came, flags):
    n = sum(one.events for one in covered.values())
    low, high = (sum(getattr(one, end) for one in covered.values()) / MONTHS for end in ("low", "high"))
    value = rate_between(n, low, high, per=PER) if covered else Withheld(Reason.NO_EXPOSURE, asked)
    about = {"low": low, "high": high, "months": len(covered), "left_out": asked - n, "came": came}
    return Cell({"region": region}, value, n, about, flags)


def _against_others(region, covered):
    """The Difference of the logarithms of two rates, in the months that both count; or Withheld."""
    own, others = covered[region], [one for place, one in covered.items() if place != region]
    months = [month for month in own if any(month in one for one in others)]
    if not months:
        return Withheld(Reason.NO_EXPOSURE, sum(one.events for one in own.values()))
    beside = [_added([one[month] for one in others if month in one]) for month in months]
    sides = ([own[month] for month in months], beside)
    (events, spans), (other_events, other_spans) = (_columns(side) for side in sides)
    return ratio_between(events, spans, other_events, other_spans)


def _added(several):
    return Covered(*(sum(getattr(one, name) for one in several) for name in ("events", "low", "high")))


def _columns(covered):
    """(events, (lows, highs)), each a list of one number a month."""
    events, low, high = ([getattr(one, name) for one in covered] for name in ("events", "low", "high"))
    return events, (low, high)


INDICATOR = Indicator(
    code="laju",
    version=1,
    title=_("Laju pengaduan"),
    why=_("Menunjukkan wilayah mana yang lebih sering mengadu, dihitung per pekerja migran."),
    kind=Kind.FULL_COUNT,
    numerator=_("Kejadian menurut wilayah asal, dari bulan yang sudah berakhir dan pajanannya diketahui."),
    denominator=_(
        "Pajanan: peserta aktif dari wilayah itu tiap bulan, dijumlahkan, dibagi 12 (orang-tahun)."
    ),
    doubt=_(
        "Rentang memuat kebetulan (Poisson eksak) dan ketidakpastian pajanan. Tiap wilayah dibandingkan "
        "dengan semua yang lain pada bulan yang sama, dengan koreksi Holm; beda yang berarti paling sedikit "
        "seperempat. Laju tinggi dapat berarti banyak masalah, atau banyak yang tahu cara mengadu."
    ),
    unit=_("kejadian per 1.000 orang per tahun"),
    source=_("Catatan pengaduan dan pajanan, portal ini"),
    direction=Direction.NEITHER,
    compute=compute,
    reads=(*READS, Exposure, OutreachActivity),
    asks=(REGION, FROM, TO),
    filters={name: FILTERS[name] for name in (DESTINATION, GROUP)},
    opens=Permission.COMPLAINTS_VIEW,
)
