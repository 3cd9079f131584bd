"""The elements in each region: their mean (NRR) in its newest period, and whether the lowest is proved."""

from django.utils.translation import gettext_lazy as _

from reports.indicators.satisfaction_tallies import READS, pools_of, read_tallies
from reports.results.indicators import Direction, Indicator, Kind
from reports.results.questions import CUT, FROM, REGION, TO
from reports.results.results import Cell, Comparison, Flag, Result
from reports.statistics.comparisons import INDEX_POINTS, judge
from reports.statistics.element_differences import element_differences
from reports.statistics.estimates import Estimate, Reason, Withheld
from reports.statistics.satisfaction import ENOUGH_FOR_A_GRADE, SCALE, element_estimates
from surveys.models import SurveyRound

LOWEST = "lowest"  # the family: of each region, its lowest element against every other
RANDOM = SurveyRound.Sampling.PROBABILITY


def compute(question, *, regions, today, survey_round=None, read=None):
    """The Result: a cell for each region and element, in the order in which the elements are asked.

    Of each region its last complete period in which every element has enough answers for a grade, else the
    newest. `survey_round` narrows it to one round.
    """
    found = pools_of(question, regions=regions, survey_round=survey_round, read=read)
    cells, compared, labels = [], [], {}
    for region in question.narrowed(regions):
        of_region = {period: pools for (where, period), pools in found.items() if where == region}
        if not of_region:
            continue
        period = max(of_region, key=lambda one: _standing(one, of_region[one], today))
        pools = of_region[period]
        if not pools.by_sample:
            where = {"region": region, "period": period, "element": ""}
            cells.append(Cell(where, Withheld(Reason.CONFIDENTIAL, None), None))
        for pool in pools.in_order[:1]:
            own = _cells(region, period, pool, today)
            cells += own.values()
            labels |= pool.labels
            compared += _lowest_against_others(own, pool)
    return Result(question, INDICATOR, today, tuple(cells), {LOWEST: tuple(compared)}, {"labels": labels})


def _standing(period, pools, today):
    """What makes a period stand for a region: that it is graded and over, graded, and new."""
    graded = any(_is_graded(pool) for pool in pools.in_order[:1])
    return graded and period.last < today, graded, period


def _is_graded(pool):
    return bool(pool.elements) and pool.moments.counts.min() >= ENOUGH_FOR_A_GRADE


def _cells(region, period, pool, today):
    """{code: Cell} of the elements of one pool, in the order in which they are asked."""
    estimates, about = element_estimates(pool.moments), {"sampling": pool.sampling}
    flags = {Flag.PROVISIONAL: period.last >= today, Flag.SAMPLE_DATA: pool.is_sample}
    told = frozenset(flag for flag, is_so in flags.items() if is_so)
    where = {"region": region, "period": period}
    return {
        code: Cell(where | {"element": code}, estimates[code], estimates[code].n, about, told)
        for code in pool.labels
    }


def _lowest_against_others(cells, pool):
    """Comparisons of the lowest element with every other; all pairs of the region are one family.

    The lowest was chosen by the same answers that test it; as every pair is in the family, the choice costs
    nothing of the certainty.
    """
    known = {code: cell for code, cell in cells.items() if isinstance(cell.value, Estimate)}
    if len(known) < 2:
        return
    lowest = min(known, key=lambda code: known[code].value.value)
    withheld = _why_not(pool)
    verdicts = {} if withheld else judge(element_differences(pool.moments), relevant=INDICATOR.relevant)
    for code, cell in known.items():
        if code != lowest:
            verdict = withheld or verdicts.get((lowest, code)) or verdicts[code, lowest]
            yield Comparison(known[lowest], cell, verdict)


def _why_not(pool):
    """Why elements of this pool are not tested, or None."""
    if pool.sampling != RANDOM:
        return Withheld(Reason.NOT_RANDOM, pool.respondents)
    fewest = int(pool.moments.counts.min())
    return None if fewest >= ENOUGH_FOR_A_GRADE else Withheld(Reason.TOO_FEW, fewest)


INDICATOR = Indicator(
    code="unsur",
    version=2,
    title=_("Nilai rata-rata (NRR) tiap unsur"),
    why=_("Menunjukkan unsur layanan mana yang terlemah, dan seberapa pasti."),
    kind=Kind.SAMPLE,
    numerator=_("Jumlah nilai unsur (1 sampai 4) dari responden yang menjawab unsur itu."),
    denominator=_("Banyaknya responden yang menjawab unsur itu."),
    doubt=_(
        "Rentang 95%; tiap unsur memakai jumlah jawabannya sendiri. Beda antarunsur diuji berpasangan (Holm)."
    ),
    unit="1–4",
    source="Permenpan-RB 14/2017",
    direction=Direction.HIGHER_IS_BETTER,
    compute=compute,
    reads=READS,
    reading=read_tallies,
    relevant=INDEX_POINTS / SCALE,
    asks=(REGION, CUT, FROM, TO),
)
