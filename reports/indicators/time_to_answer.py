"""How many days complaints wait for their answer, those still waiting counted in."""

from collections import Counter, defaultdict

from django.utils.translation import gettext_lazy as _

from pmi_portal.accounts.permissions import Permission
from reports.indicators.complaints import FILTERS, READS, complaints_asked, places_asked
from reports.results.indicators import Direction, Indicator, Kind
from reports.results.questions import FROM, REGION, TO
from reports.results.results import Cell, Flag, Result
from reports.statistics.competing_risks import cumulative_incidence
from reports.statistics.estimates import Reason, Withheld
from reports.statistics.risk_sets import grouped_risk_sets

STILL_OPEN, ANSWERED, OTHERWISE = 0, 1, 2  # as the queryset tells how waiting ended
ENOUGH_RECEIVED, ENOUGH_ANSWERED, ENOUGH_AT_RISK = 20, 10, 10
HORIZONS = (5, 14, 60)
HALF, MOST = 0.5, 0.9


def compute(question, *, regions, today):
    """The Result: a cell for each desk, its value the days by which half are answered, as a Quantile.

    `about` holds the same for nine in ten (`most`), the share answered within each of HORIZONS (`within`,
    Estimates or Withheld), and how many were `answered`, `ended` otherwise, or are still `open`.
    """
    found, invented = complaints_asked(question)
    left = defaultdict(Counter)
    for row in found.duration_counts(today):
        left[row["desk"]][max(0, row["days"].days), row["ended"]] += row["n"]
    flags = frozenset({Flag.SAMPLE_DATA} if invented else ())
    cells = [_cell(place, left[place and place.pk], flags) for place in places_asked(question, regions)]
    return Result(question, INDICATOR, today, tuple(cells))


def _cell(place, left, flags):
    """The cell of a desk; `left` counts by days and by how the waiting ended."""
    ways = Counter()
    for (_days, ended), n in left.items():
        ways[ended] += n
    about = {"answered": ways[ANSWERED], "ended": ways[OTHERWISE], "open": ways[STILL_OPEN]}
    n = ways.total()
    if n < ENOUGH_RECEIVED or ways[ANSWERED] < ENOUGH_ANSWERED:
        few = Withheld(Reason.TOO_FEW, n)
        about |= {"most": few, "within": dict.fromkeys(HORIZONS, few)}
        return Cell({"region": place}, few, n, about, flags)
    seen = cumulative_incidence(_risk_sets(left), ANSWERED).while_at_risk(ENOUGH_AT_RISK)
    about |= {"most": seen.quantile(MOST), "within": {days: seen.at(days) for days in HORIZONS}}
    return Cell({"region": place}, seen.quantile(HALF), n, about, flags)


def _risk_sets(left):
    times = sorted({days for days, _ended in left})
    leaving = [sum(left[time, ended] for ended in (STILL_OPEN, ANSWERED, OTHERWISE)) for time in times]
    at_risk = [sum(leaving[place:]) for place in range(len(times))]
    events = [[left[time, ended] for time in times] for ended in (ANSWERED, OTHERWISE)]
    return grouped_risk_sets(times, at_risk, events)


INDICATOR = Indicator(
    code="lama",
    version=1,
    title=_("Lama sampai pengaduan dijawab"),
    why=_("Menunjukkan berapa hari pelapor menunggu jawaban, juga mereka yang masih menunggu."),
    kind=Kind.FULL_COUNT,
    numerator=_(
        "Hari kalender dari tanggal diterima sampai tanggal jawaban, menurut tanggal di daerah asal."
    ),
    denominator=_(
        "Semua pengaduan yang diterima meja itu dalam periode, juga yang masih terbuka. Duplikat, arsip, dan "
        "bukan kewenangan mengakhiri penantian tanpa jawaban; yang dibuka kembali menunggu sampai jawaban "
        "berikutnya; pengaduan dari sebelum portal tidak dihitung."
    ),
    doubt=_("Penduga Aalen-Johansen, rentang 95%; berhenti bila kurang dari 10 pengaduan masih menunggu."),
    unit=_("hari"),
    source=_("Catatan pengaduan, portal ini"),
    direction=Direction.LOWER_IS_BETTER,
    compute=compute,
    reads=READS,
    asks=(REGION, FROM, TO),
    filters=FILTERS,
    opens=Permission.COMPLAINTS_VIEW,
)
