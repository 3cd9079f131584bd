"""The nine elements of one round: their mean (NRR) in each region, with interval and number of answers."""

from django.utils.translation import gettext_lazy as _

from reports.indicators.satisfaction_tallies import pools_of
from reports.results.indicators import Direction, Indicator, Kind
from reports.results.results import Cell, Flag, Result
from reports.statistics.estimates import Reason, Withheld
from reports.statistics.satisfaction import element_estimates


def compute(question, *, regions, today, survey_round=None):
    """The Result: a cell for each region and element, in the order in which the elements are asked."""
    found = pools_of(question, regions=regions, survey_round=survey_round)
    cells, labels = [], {}
    for (region, period), pools in found.items():
        if not pools.by_sample:
            where = {"region": region, "period": period, "element": ""}
            cells.append(Cell(where, Withheld(Reason.CONFIDENTIAL, None), None))
        for pool in pools.in_order[:1]:
            estimates = element_estimates(pool.moments)
            labels |= pool.labels
            for code in pool.labels:
                where = {"region": region, "period": period, "element": code}
                about = {"sampling": pool.sampling}
                flags = frozenset({Flag.SAMPLE_DATA} if pool.is_sample else ())
                n = estimates[code].n
                cells.append(Cell(where, estimates[code], n, about, flags))
    return Result(question, INDICATOR, today, tuple(cells), facts={"labels": labels})


INDICATOR = Indicator(
    code="unsur",
    version=1,
    title=_("Nilai rata-rata (NRR) tiap unsur"),
    why=_("Menunjukkan unsur layanan mana yang terlemah, dan seberapa pasti."),
    kind=Kind.SAMPLE,
    numerator=_("Jumlah nilai unsur (1 sampai 4) dari responden yang menjawab unsur itu."),
    denominator=_("Banyaknya responden yang menjawab unsur itu."),
    doubt=_("Rentang 95%; tiap unsur memakai jumlah jawabannya sendiri."),
    unit="1–4",
    source="Permenpan-RB 14/2017",
    direction=Direction.HIGHER_IS_BETTER,
    compute=compute,
)
